import { Readable } from 'node:stream';
import { v4 } from 'uuid';
import type { AnswerRole } from '@consilium/domain/access';
import { isRefusal, type Id } from '@consilium/domain/kernel';
import type { TemplateDocument } from '@consilium/domain/templates';
import type { Server } from '../composition/server';
import type { Actor, Outcome } from '../platform/database';
import { demoDocuments, onePagePdf } from './documents';
import { demoHospital, demoPersonas } from './personas';
import { plausibleAnswer } from './plausible-answers';

/** A request of the demo: the device is fictional, and says so. */
export interface DemoRequest {
  readonly title: string;
  readonly need: string;
  readonly specialties: readonly string[];
  readonly deviceName: string;
  readonly manufacturer: string;
  readonly version: string;
  /** False unless said. */
  readonly practice?: boolean;
}

/** A published version of the template. */
export interface DemoEdition {
  readonly id: Id;
  readonly document: TemplateDocument;
}

type Role =
  | 'coordinator'
  | 'chair'
  | 'clinician'
  | 'clinician2'
  | 'it-security'
  | 'biomedical'
  | 'patient'
  | 'dpo'
  | 'buyer'
  | 'director';

/**
 * The fictional people at work. Everything they do goes through the same doors as real people's
 * doing: a refusal here is a mistake of the demo, and stops it.
 */
export class Stage {
  constructor(
    readonly server: Server,
    private readonly organisationId: Id,
    private readonly members: ReadonlyMap<string, Id>,
    readonly template: TemplateDocument,
    /** The edition before, on which an older file still stands. */
    readonly earlier: DemoEdition,
    /** Current day of the hospital, YYYY-MM-DD. */
    readonly today: string,
  ) {}

  private readonly editions = new Map<Id, TemplateDocument>();

  readonly roles = demoPersonas
    .filter(({ organisation }) => organisation === demoHospital)
    .map(({ email }) => email.split('@')[0] as Role);

  /** The actor behind a persona. */
  as(role: Role): Actor {
    const persona = demoPersonas.find(({ email }) => email === `${role}@demo.test`);
    const id = this.members.get(`${role}@demo.test`);
    if (!persona || !id) throw new Error(`the demo has no ${role}`);
    return {
      principal: { kind: 'person', id },
      organisationId: this.organisationId,
      organisationFunctions: persona.organisationFunctions,
      correlationId: 'demo',
    };
  }

  /** A calendar date so many days from today; negative is the past. */
  day(offset: number): string {
    const date = new Date(`${this.today}T12:00:00Z`);
    date.setUTCDate(date.getUTCDate() + offset);
    return date.toISOString().slice(0, 10);
  }

  /** A file as requested by the radiologist, with its panel seated. */
  async request(request: DemoRequest, edition: DemoEdition | null = null): Promise<Id> {
    const { evaluationId } = must(
      await this.server.evaluations.requests.requestEvaluation(this.as('clinician'), {
        operationId: v4(),
        ...request,
        templateVersionId: edition?.id ?? null,
      }),
    );
    if (edition) this.editions.set(evaluationId, edition.document);
    return evaluationId;
  }

  /**
   * Lets a file have begun earlier, which no door of the product would say: what was due since is late,
   * and nothing can be due before its file.
   */
  async begunDaysAgo(evaluationId: Id, days: number): Promise<void> {
    must(
      await this.server.unitOfWork.actInOrganisation(
        this.as('coordinator'),
        'evaluation.request',
        { operationId: v4() },
        async (tx) => {
          await tx.rows(
            `update evaluation set created_at = created_at - make_interval(days => $2)
              where id = $1`,
            [evaluationId, days],
          );
          return null;
        },
      ),
    );
  }

  async move(
    role: Role,
    evaluationId: Id,
    move: Parameters<Server['evaluations']['phases']['movePhase']>[1]['move'],
    reason?: string,
  ): Promise<void> {
    must(
      await this.server.evaluations.phases.movePhase(this.as(role), {
        operationId: v4(),
        evaluationId,
        move,
        reason,
      }),
    );
  }

  /** Seats of the file by persona. */
  async seats(evaluationId: Id): Promise<ReadonlyMap<Role, Id>> {
    const panel = await this.server.unitOfWork.read(this.as('coordinator'), (tx) =>
      this.server.evaluations.panel.panel(tx, evaluationId),
    );
    const roleOf = new Map(
      [...this.members].map(([email, id]) => [id, email.split('@')[0] as Role]),
    );
    return new Map(
      panel.seats.flatMap((seat) => {
        const role = roleOf.get(seat.memberId);
        return role ? [[role, seat.id] as const] : [];
      }),
    );
  }

  /** Everybody declares to have nothing to declare, and the chair looks at it. */
  async declareAll(evaluationId: Id): Promise<void> {
    const seats = await this.seats(evaluationId);
    for (const [role, seatId] of seats) {
      must(
        await this.server.evaluations.declarations.declareInterests(this.as(role), {
          operationId: v4(),
          seatId,
          nothing: true,
          interests: [],
          confirmedAgainst: ['manufacturer', 'distributor', 'competitor'],
        }),
      );
      if (role === 'chair') continue;
      must(
        await this.server.evaluations.declarations.assessInterests(this.as('chair'), {
          operationId: v4(),
          seatId,
          level: 'none',
          recuseFromAll: false,
          recusedSections: [],
        }),
      );
    }
  }

  /** Every part goes to one person who has its role. */
  async assign(evaluationId: Id, dueOn: (sectionKey: string) => string): Promise<void> {
    const seats = await this.seats(evaluationId);
    for (const part of await this.parts(evaluationId)) {
      const seatId = seats.get(holderOf(part.leadRole));
      if (!seatId) continue;
      must(
        await this.server.evaluations.panel.assignParts(this.as('coordinator'), {
          operationId: v4(),
          evaluationId,
          assignments: [{ partId: part.id, seatIds: [seatId] }],
          dueOn: dueOn(part.sectionKey),
        }),
      );
    }
  }

  async parts(evaluationId: Id) {
    return this.server.unitOfWork.read(this.as('coordinator'), (tx) =>
      this.server.evaluations.panel.parts(tx, evaluationId),
    );
  }

  /** Answers the questions of a section for which `wants` says yes, each by who leads it. */
  async answer(
    evaluationId: Id,
    wants: (questionKey: string) => boolean,
    given: Readonly<
      Record<string, { state: 'value' | 'unknown'; value?: unknown; comment?: string }>
    > = {},
  ): Promise<void> {
    for (const part of await this.parts(evaluationId)) {
      if (part.assignees.length === 0 || part.state === 'submitted') continue;
      const { questions: asked } = this.editions.get(evaluationId) ?? this.template;
      const questions = asked.filter(
        (question) =>
          question.section === part.sectionKey &&
          question.roles[0] === part.leadRole &&
          wants(question.key),
      );
      for (const question of questions) {
        const answer = given[question.key] ?? plausibleAnswer(question, this.today);
        must(
          await this.server.answers.saveAnswer(this.as(holderOf(part.leadRole)), {
            operationId: v4(),
            partId: part.id,
            questionKey: question.key,
            siteId: null,
            state: answer.state,
            value: 'value' in answer ? answer.value : null,
            comment: answer.comment ?? '',
            baseVersion: 0,
            onBehalfOf: null,
          }),
        );
      }
    }
  }

  /** Adds the fictional documents to the file, each linked to the questions it proves. */
  async deposit(evaluationId: Id): Promise<void> {
    for (const document of demoDocuments) {
      const actor = this.as(document.by);
      const bytes = onePagePdf(document.lines);
      const { id } = must(
        await this.server.files.uploadFile(actor, {
          operationId: v4(),
          name: document.fileName,
          announced: bytes.length,
          bytes: Readable.from([bytes]),
        }),
      );
      must(
        await this.server.evidence.addDocument(actor, {
          operationId: v4(),
          evaluationId,
          fileId: id,
          title: document.title,
          kind: document.kind,
          clearance: { level: 'panel' },
          documentDate: this.day(-120),
          validUntil: document.validFor === null ? null : this.day(document.validFor),
          questionKeys: document.questionKeys,
        }),
      );
    }
  }

  /** Submits the open parts of the sections for which `wants` says yes. */
  async submit(evaluationId: Id, wants: (sectionKey: string) => boolean): Promise<void> {
    for (const part of await this.parts(evaluationId)) {
      if (part.assignees.length === 0 || part.state === 'submitted' || !wants(part.sectionKey))
        continue;
      must(
        await this.server.parts.submitPart(this.as(holderOf(part.leadRole)), {
          operationId: v4(),
          partId: part.id,
          gapsReason: 'Pièces en cours de dépôt dans la démonstration.',
        }),
      );
    }
  }
}

/** Who of the demo committee answers for a role. */
const holderOf = (role: AnswerRole): Role =>
  ({
    clinician: 'clinician',
    it_security: 'it-security',
    biomedical: 'biomedical',
    patient_representative: 'patient',
    dpo: 'dpo',
    buyer: 'buyer',
    coordinator: 'coordinator',
  })[role] as Role;

/** The value of an outcome that must not be a refusal. */
export function must<T>(outcome: Outcome<T>): T {
  if (isRefusal(outcome)) {
    throw new Error(`the demo was refused: ${outcome.code} ${JSON.stringify(outcome.details)}`);
  }
  return outcome;
}
