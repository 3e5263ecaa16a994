import {
  parseSupplierStatement,
  supplierQuestionsOf,
  type SupplierQuestion,
  type SupplierStatement,
} from '@consilium/domain/answers';
import { isRefusal, refuse, type Id } from '@consilium/domain/kernel';
import { leadRoleOf, type Question, type Section } from '@consilium/domain/templates';
import type { TemplateLibrary } from '../templates';
import { digestContent } from '../platform/events';
import type { Actor, Outcome, ReadTransaction, UnitOfWork } from '../platform/database';
import { seatOf } from './answers.service';
import { contextAsRead, isQuestionRead, loadContext } from './evaluation-context';
import { SupplierReply } from './answers.entities';

/** The supplier's own words, with who wrote them down here. */
export interface SupplierReplyView extends SupplierStatement {
  readonly id: Id;
  readonly questionKey: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

/** What to ask the supplier about one evaluation. */
export interface SupplierQuestionnaire {
  readonly reference: string;
  readonly title: string;
  readonly device: string;
  readonly contentHash: string;
  readonly sections: readonly Section[];
  readonly questions: readonly (SupplierQuestion & {
    /** The latest statement comes first. */
    readonly replies: readonly SupplierReplyView[];
  })[];
}

/** SQL giving the replies of the answer set aliased as named, the latest first, as JSON. */
export const repliesJson = (answerSet: string, where = 'true'): string => `(
  select coalesce(json_agg(json_build_object('id', r.id, 'questionKey', r.question_key,
      'statement', r.statement, 'statedOn', r.stated_on, 'recordedAt', r.recorded_at,
      'recordedBy', m.display_name) order by r.stated_on desc, r.recorded_at desc), '[]')
    from supplier_reply r
    join seat w on w.organisation_id = r.organisation_id and w.id = r.recorded_by_seat
    join member m on m.organisation_id = w.organisation_id and m.id = w.member_id
   where r.organisation_id = ${answerSet}.organisation_id and r.answer_set_id = ${answerSet}.id
     and ${where})`;

interface FileRow {
  reference: string;
  title: string;
  device: string;
  replies: SupplierReplyView[];
}

/** Questions to the supplier, and what it states. */
export class SupplierService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /** The questions to ask, for who may ask the supplier. */
  async questionnaire(
    tx: ReadTransaction,
    evaluationId: Id,
  ): Promise<Outcome<SupplierQuestionnaire>> {
    const decision = await this.unitOfWork.mayRead(tx, 'supplier.ask', {
      kind: 'evaluation',
      id: evaluationId,
    });
    if (isRefusal(decision)) return decision;
    // Who may ask the supplier need not read every part: what is kept from her is neither asked nor told.
    const context = await contextAsRead(tx, this.templates, evaluationId);
    if (!context) return refuse('not_found');
    const { facts } = decision;
    const isRead = (question: Question) => isQuestionRead(context, facts, question);
    const [file] = await tx.rows<FileRow>(
      `select e.reference, e.title, d.name || ' ' || v.version as device,
         ${repliesJson('x')} as replies
       from evaluation e
       join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
       join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
       join answer_set x on x.organisation_id = e.organisation_id and x.evaluation_id = e.id
       where e.id = $1`,
      [evaluationId],
    );
    if (!file) return refuse('not_found');
    return {
      reference: file.reference,
      title: file.title,
      device: file.device,
      contentHash: context.contentHash,
      sections: context.document.sections,
      questions: supplierQuestionsOf(context.document, context.facts).map((asked) => ({
        ...asked,
        replies: isRead(asked.question)
          ? file.replies.filter(({ questionKey }) => questionKey === asked.question.key)
          : [],
      })),
    };
  }

  /** Writes down what the supplier states about a question; earlier statements stay. */
  async recordSupplierReply(
    actor: Actor,
    input: SupplierStatement & { operationId: Id; evaluationId: Id; questionKey: string },
  ): Promise<Outcome<SupplierReplyView>> {
    return this.unitOfWork.act(
      actor,
      'supplier.record',
      { kind: 'evaluation', id: input.evaluationId },
      { operationId: input.operationId },
      async (tx, { evaluationId, facts }) => {
        const context = await loadContext(tx, this.templates, evaluationId);
        if (!context) return refuse('not_found');
        const question = context.document.questions.find(({ key }) => key === input.questionKey);
        if (!question) return refuse('unknown_question');
        const stated = parseSupplierStatement(input, context.today);
        if (isRefusal(stated)) return stated;
        const seatId = seatOf(facts);
        if (isRefusal(seatId)) return seatId;
        const { salt, digest } = digestContent(stated);
        const id = tx.newId();
        await tx.repository(SupplierReply).insert({
          organisationId: actor.organisationId,
          id,
          answerSetId: context.answerSetId,
          questionKey: input.questionKey,
          ...stated,
          recordedBySeat: seatId,
          recordedAt: tx.now,
          salt,
        });
        const [writer] = await tx.rows<{ display_name: string }>(
          'select display_name from member where id = $1',
          [actor.principal.id],
        );
        tx.record({
          type: 'supplier.replied',
          subject: { kind: 'supplier_reply', id },
          seatId,
          data: { questionKey: input.questionKey },
          contentDigest: digest,
        });
        const about = context.parts.find(
          ({ section, leadRole }) =>
            section === question.section && leadRole === leadRoleOf(question),
        );
        tx.signal({ topic: 'supplier.replied', id, partId: about?.id ?? null });
        return {
          id,
          questionKey: input.questionKey,
          ...stated,
          recordedBy: writer?.display_name ?? '',
          recordedAt: tx.now.toISOString(),
        };
      },
    );
  }
}
