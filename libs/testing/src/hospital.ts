import { createHash } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { Client } from 'pg';
import { v7 } from 'uuid';
import type { AnswerRole, Phase, SeatFunction } from '@consilium/domain/access';
import { countProgress } from '@consilium/domain/answers';
import { practiceReference } from '@consilium/domain/evaluations';
import { canonicalJson } from '@consilium/domain/kernel';
import {
  composeLibraryTemplate,
  noFacts,
  possiblePartsOf,
  type TemplateDocument,
} from '@consilium/domain/templates';

/** Members of the test hospital by their role in the story. */
export const personas = {
  coordinator: {
    profession: 'quality_officer',
    answerRoles: ['coordinator'],
    functions: ['coordinator'],
    votes: false,
  },
  chair: { profession: 'physician', answerRoles: ['clinician'], functions: ['chair'], votes: true },
  clinician: {
    profession: 'radiologist',
    answerRoles: ['clinician'],
    functions: ['requester'],
    votes: true,
  },
  clinician2: {
    profession: 'radiographer',
    answerRoles: ['clinician'],
    functions: [],
    votes: true,
  },
  itSecurity: {
    profession: 'security_officer',
    answerRoles: ['it_security'],
    functions: [],
    votes: true,
  },
  biomedical: {
    profession: 'biomedical_engineer',
    answerRoles: ['biomedical'],
    functions: [],
    votes: true,
  },
  patient: {
    profession: 'patient_representative',
    answerRoles: ['patient_representative'],
    functions: [],
    votes: true,
  },
  dpo: { profession: 'data_protection_officer', answerRoles: ['dpo'], functions: [], votes: false },
  buyer: { profession: 'buyer', answerRoles: ['buyer'], functions: [], votes: false },
  director: {
    profession: 'director',
    answerRoles: [],
    functions: ['decision_maker'],
    votes: false,
  },
} as const satisfies Record<
  string,
  {
    profession: string;
    answerRoles: readonly AnswerRole[];
    functions: readonly SeatFunction[];
    votes: boolean;
  }
>;
export type Persona = keyof typeof personas;
const personaNames = Object.keys(personas) as Persona[];

export const testPassword = 'correct horse battery';
let passwordHash: Promise<string> | undefined;

/** An evaluation put into the database for a test. */
export interface TestEvaluation {
  readonly id: string;
  readonly answerSetId: string;
  readonly seats: Readonly<Record<Persona, string>>;
  /** Part by `section/leadRole`. */
  readonly parts: Readonly<Record<string, string>>;
}

/** A hospital with its committee, the library template and one device version. */
export interface TestHospital {
  readonly id: string;
  readonly slug: string;
  readonly members: Readonly<Record<Persona, string>>;
  readonly emails: Readonly<Record<Persona, string>>;
  readonly committeeId: string;
  readonly templateVersionId: string;
  readonly template: TemplateDocument;
  readonly deviceVersionId: string;
  /** Adds a file with the whole panel seated, every part assigned to the first seat of its role, and all interests assessed as none. */
  addEvaluation(options?: {
    phase?: Phase;
    reference?: string;
    practice?: boolean;
  }): Promise<TestEvaluation>;
}

/** Writes rows of one shape in one statement. */
const insertAll = async (
  client: Client,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> => {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map(
    (_, row) => `(${columns.map((_, i) => `$${row * columns.length + i + 1}`).join(', ')})`,
  );
  await client.query(
    `insert into "${table}" (${columns.join(', ')}) values ${lines.join(', ')}`,
    rows.flatMap((row) => columns.map((column) => row[column])),
  );
};

const insert = (client: Client, table: string, row: Record<string, unknown>): Promise<void> =>
  insertAll(client, table, [row]);

/** Builds a hospital straight into the tables, as the owner, so that a test begins where its story does. */
export async function buildHospital(ownerUrl: string, slug = 'chu'): Promise<TestHospital> {
  passwordHash ??= hash(testPassword);
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  const id = v7();
  const emailOf = (name: Persona): string => `${name.toLowerCase()}@${slug}.test`;
  const members = {} as Record<Persona, string>;
  const committeeId = v7();
  const templateVersionId = v7();
  const deviceId = v7();
  const deviceVersionId = v7();
  const template = composeLibraryTemplate();
  const text = canonicalJson(template);
  const today = new Date().toISOString().slice(0, 10);
  const openParts = possiblePartsOf(template).map((part) => ({ ...part, state: 'open' as const }));
  const untouched = countProgress(template, noFacts, openParts, today);
  try {
    await insert(client, 'organisation', { id, slug, name: `Hôpital ${slug}` });
    for (const name of personaNames) {
      const accountId = v7();
      members[name] = v7();
      await insert(client, 'account', {
        id: accountId,
        email: emailOf(name),
        password_hash: await passwordHash,
        locale: 'fr',
      });
      await insert(client, 'member', {
        organisation_id: id,
        id: members[name],
        account_id: accountId,
        display_name: name,
        email: emailOf(name),
        locale: 'fr',
        profession: personas[name].profession,
        functions:
          name === 'coordinator'
            ? ['coordinator']
            : name === 'director'
              ? ['decision_maker', 'administrator']
              : [],
      });
    }
    await insert(client, 'committee', { organisation_id: id, id: committeeId, name: 'Comité DMN' });
    await insert(client, 'template_version', {
      organisation_id: id,
      id: templateVersionId,
      template_key: template.key,
      version: template.version,
      content_hash: createHash('sha256').update(text).digest('hex'),
      document: text,
    });
    await insert(client, 'device', {
      organisation_id: id,
      id: deviceId,
      name: 'Appareil fictif',
      manufacturer: 'Fabricant fictif',
    });
    await insert(client, 'device_version', {
      organisation_id: id,
      id: deviceVersionId,
      device_id: deviceId,
      version: '1.0',
      profile: JSON.stringify({
        personal_data_leaves_site: null,
        hardware_included: null,
        ionising_radiation: null,
      }),
    });
  } finally {
    await client.end();
  }
  const emails = Object.fromEntries(personaNames.map((name) => [name, emailOf(name)])) as Record<
    Persona,
    string
  >;

  /** A device of the same name, outside the register. */
  const practiceDevice = async (client: Client): Promise<string> => {
    const [of, version] = [v7(), v7()];
    await client.query(
      `insert into device (organisation_id, id, name, manufacturer, practice)
       values ($1, $2, 'Appareil fictif', 'Fabricant fictif', true) on conflict do nothing`,
      [id, of],
    );
    const { rows } = await client.query<{ id: string }>(
      `insert into device_version (organisation_id, id, device_id, version, profile)
       select $1, $2, d.id, '1.0', v.profile from device d, device_version v
        where d.organisation_id = $1 and d.practice and d.name = 'Appareil fictif' and v.id = $3
       on conflict (organisation_id, device_id, version) do update set version = excluded.version
       returning id`,
      [id, version, deviceVersionId],
    );
    return rows[0]!.id;
  };

  const addEvaluation: TestHospital['addEvaluation'] = async (options = {}) => {
    const client = new Client({ connectionString: ownerUrl });
    await client.connect();
    const evaluationId = v7();
    const answerSetId = v7();
    const seats = {} as Record<Persona, string>;
    const parts: Record<string, string> = {};
    const { practice = false } = options;
    try {
      const device = practice ? await practiceDevice(client) : deviceVersionId;
      await insert(client, 'evaluation', {
        organisation_id: id,
        id: evaluationId,
        practice,
        reference: practice
          ? practiceReference(evaluationId)
          : (options.reference ?? `T-${evaluationId.slice(-12)}`),
        title: 'Évaluation de test',
        phase: options.phase ?? 'collecting',
        device_version_id: device,
        template_version_id: templateVersionId,
        committee_id: committeeId,
        created_by: members.coordinator,
        need: 'Besoin de test',
        created_at: new Date(),
        phase_since: new Date(),
      });
      await insert(client, 'answer_set', {
        organisation_id: id,
        id: answerSetId,
        evaluation_id: evaluationId,
      });
      await insert(client, 'evaluation_progress', {
        organisation_id: id,
        evaluation_id: evaluationId,
        questions: untouched.questions,
        parts: untouched.parts,
        hard_blockers: untouched.hardBlockers,
        soft_blockers: untouched.softBlockers,
      });
      for (const name of personaNames) seats[name] = v7();
      await insertAll(
        client,
        'seat',
        personaNames.map((name) => ({
          organisation_id: id,
          id: seats[name],
          evaluation_id: evaluationId,
          member_id: members[name],
          profession: personas[name].profession,
          answer_roles: personas[name].answerRoles,
          functions: personas[name].functions,
          votes: personas[name].votes,
          seated_from: '2020-01-01',
        })),
      );
      await insertAll(
        client,
        'declaration',
        personaNames.map((name) => ({
          organisation_id: id,
          id: v7(),
          evaluation_id: evaluationId,
          seat_id: seats[name],
          nothing_to_declare: true,
          declared_at: new Date(),
          assessment: 'none',
          assessed_by_seat: seats.chair,
          assessed_at: new Date(),
        })),
      );
      const possible = possiblePartsOf(template);
      for (const part of possible) parts[`${part.section}/${part.leadRole}`] = v7();
      await insertAll(
        client,
        'part',
        possible.map((part) => ({
          organisation_id: id,
          id: parts[`${part.section}/${part.leadRole}`],
          evaluation_id: evaluationId,
          section_key: part.section,
          lead_role: part.leadRole,
          clearance: JSON.stringify({ level: 'panel' }),
        })),
      );
      await insertAll(
        client,
        'part_assignee',
        possible.flatMap((part) => {
          const holder = personaNames.find(
            (name) =>
              (personas[name].answerRoles as readonly string[]).includes(part.leadRole) &&
              name !== 'chair',
          );
          return holder
            ? [
                {
                  organisation_id: id,
                  part_id: parts[`${part.section}/${part.leadRole}`],
                  seat_id: seats[holder],
                  assigned_at: new Date(),
                },
              ]
            : [];
        }),
      );
    } finally {
      await client.end();
    }
    return { id: evaluationId, answerSetId, seats, parts };
  };
  return {
    id,
    slug,
    members,
    emails,
    committeeId,
    templateVersionId,
    template,
    deviceVersionId,
    addEvaluation,
  };
}
