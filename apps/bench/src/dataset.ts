import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { questionTypeOf, seededRandom } from '@consilium/domain/templates';
import { buildHospital, type TestEvaluation, type TestHospital } from '@consilium/testing';

/** A hospital with as many files as the run asks for, all alike, and one signed-in person. */
export interface Dataset {
  readonly hospital: TestHospital;
  readonly evaluation: TestEvaluation;
  /** Session tokens of the people the load acts as. */
  readonly tokens: { readonly clinician: string; readonly coordinator: string };
  /** Sites, so that many clients can each have an answer of their own to the same question. */
  readonly sites: readonly string[];
  /** Answers that only the bare handler writes, one for each client. */
  readonly bareAnswers: readonly string[];
  /** Versions of those answers, client by client. */
  readonly bareVersions: { next(client: number): number };
}

/** Most clients a run may have. */
const mostClients = 32;

/** Tables of one evaluation, with the columns that name rows of it. */
const cloned: readonly (readonly [table: string, ...columns: string[]])[] = [
  ['seat', 'id', 'evaluation_id'],
  ['part', 'id', 'evaluation_id'],
  ['part_assignee', 'part_id', 'seat_id'],
  ['declaration', 'id', 'evaluation_id', 'seat_id', 'assessed_by_seat'],
  ['answer_set', 'id', 'evaluation_id'],
  ['evaluation_progress', 'evaluation_id'],
  ['evaluation_phase', 'evaluation_id'],
];

/** Builds one file through the test builder and copies it inside the database. */
export async function buildDataset(ownerUrl: string, files: number): Promise<Dataset> {
  const hospital = await buildHospital(ownerUrl, 'bench');
  const evaluation = await hospital.addEvaluation();
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await answerEverything(client, hospital, evaluation);
    if (files > 1) await copy(client, 'evaluation', files, ['id'], `reference = 'B-' || k`);
    for (const [table, ...columns] of files > 1 ? cloned : []) {
      await copy(client, table, files, columns);
    }
    const sites = await addSites(client, hospital);
    const bareAnswers = await addBareAnswers(client, hospital, evaluation, sites[0]!);
    const versions = new Map<number, number>();
    await client.query('analyze');
    return {
      sites,
      bareAnswers,
      bareVersions: {
        next: (number) => {
          const version = (versions.get(number) ?? 0) + 1;
          versions.set(number, version);
          return version;
        },
      },
      hospital,
      evaluation,
      tokens: {
        clinician: await openSession(client, hospital.emails.clinician),
        coordinator: await openSession(client, hospital.emails.coordinator),
      },
    };
  } finally {
    await client.end();
  }
}

/** Every shared question of the measured file has an answer, so that a part weighs what it will. */
async function answerEverything(
  client: Client,
  hospital: TestHospital,
  evaluation: TestEvaluation,
): Promise<void> {
  const random = seededRandom(1);
  for (const question of hospital.template.questions) {
    const { kind, config } = question.type;
    const value = questionTypeOf(kind).sample(config as never, random);
    const part = evaluation.parts[`${question.section}/${question.roles[0]}`];
    await client.query(
      `insert into answer (organisation_id, id, answer_set_id, part_id, question_key, state, value,
         comment, version, author_seat_id, author_id, updated_at)
       values ($1, gen_random_uuid(), $2, $3, $4, 'value', $7::jsonb, 'Vu avec le service.', 1, $5, $6, now())`,
      [
        hospital.id,
        evaluation.answerSetId,
        part,
        question.key,
        evaluation.seats.clinician,
        hospital.members.clinician,
        JSON.stringify(value),
      ],
    );
  }
}

async function addSites(client: Client, hospital: TestHospital): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `insert into site (organisation_id, id, name)
     select $1, gen_random_uuid(), 'Site ' || k from generate_series(1, $2::int) k returning id`,
    [hospital.id, mostClients],
  );
  return rows.map(({ id }) => id);
}

async function addBareAnswers(
  client: Client,
  hospital: TestHospital,
  evaluation: TestEvaluation,
  site: string,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `insert into answer (organisation_id, id, answer_set_id, part_id, question_key, site_id, state,
       value, comment, version, author_seat_id, author_id, updated_at)
     select $1, gen_random_uuid(), $2, $3, 'bare-' || k, $4, 'value', '"réponse"', '', 1, $5, $6, now()
     from generate_series(1, $7::int) k returning id`,
    [
      hospital.id,
      evaluation.answerSetId,
      evaluation.parts['Q01/clinician'],
      site,
      evaluation.seats.clinician,
      hospital.members.clinician,
      mostClients,
    ],
  );
  return rows.map(({ id }) => id);
}

async function copy(
  client: Client,
  table: string,
  files: number,
  mapped: readonly string[],
  change = '',
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = $1 order by ordinal_position`,
    [table],
  );
  const [changed, value] = change.split(' = ');
  const columns = rows.map(({ name }) => {
    if (name === changed) return value;
    return mapped.includes(name) ? `md5(t.${name}::text || k)::uuid` : `t.${name}`;
  });
  await client.query(
    `insert into ${table} (${rows.map(({ name }) => name).join(', ')})
     select ${columns.join(', ')} from (select * from ${table}) t, generate_series(2, $1::int) k`,
    [files],
  );
}

async function openSession(client: Client, email: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await client.query(
    `insert into session (id, token_hash, account_id, created_at, expires_at)
     select gen_random_uuid(), $1, id, now(), now() + interval '1 day' from account where email = $2`,
    [createHash('sha256').update(token).digest(), email],
  );
  return token;
}
