import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { testPassword } from '@consilium/testing';
import type { Dataset } from './dataset';
import { load } from './load';
import { operations } from './operations';
import type { Running } from './processes';

/** What goes on beside the work of others. */
export interface SignInsBeside {
  /** Saves with sign-ins beside them, of saves alone, at eight clients each. */
  readonly ratio: number;
  readonly savesAlone: number;
  readonly savesBeside: number;
  /** Sign-ins answered in a second, and how many of them were asked to come back. */
  readonly signIns: number;
  readonly busy: number;
}

const clients = 8;
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Saves at eight clients, alone and while eight others sign in one after the other, in pairs. */
export async function measureSignIns(
  dataset: Dataset,
  api: Running,
  seconds: number,
  rounds: number,
): Promise<SignInsBeside> {
  const save = operations.find(({ name }) => name === 'save an answer')!.product(dataset);
  const emails = Object.values(dataset.hospital.emails);
  const told = { answered: 0, busy: 0, over: false };
  const signIn = async (email: string): Promise<void> => {
    while (!told.over) {
      const response = await fetch(`http://127.0.0.1:${api.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-consilium-csrf': '1' },
        body: JSON.stringify({
          query: `mutation ($email: String!, $password: String!) {
            signIn(email: $email, password: $password) { __typename } }`,
          variables: { email, password: testPassword },
        }),
      });
      const text = await response.text();
      told.answered += 1;
      if (!text.includes('SignedIn')) told.busy += 1;
    }
  };
  const alone: number[] = [];
  const beside: number[] = [];
  await load(api, clients, seconds, save);
  for (let round = 0; round < rounds; round += 1) {
    alone.push((await load(api, clients, seconds, save)).perSecond);
    told.over = false;
    const signing = Promise.all(
      Array.from({ length: clients }, (_each, n) => signIn(emails[n % emails.length]!)),
    );
    beside.push((await load(api, clients, seconds, save)).perSecond);
    told.over = true;
    await signing;
  }
  return {
    ratio: median(beside.map((one, round) => one / alone[round]!)),
    savesAlone: median(alone),
    savesBeside: median(beside),
    signIns: told.answered / (seconds * rounds),
    busy: told.busy,
  };
}

export interface BackupMeasured {
  readonly answers: number;
  readonly documents: number;
  /** Seconds from the command to its end. */
  readonly seconds: number;
  readonly megabytes: number;
  /** Most memory that the command's process ever had, in megabytes. */
  readonly memory: number;
}

/** Bytes of a document of the backup: a certificate of some pages. */
const documentBytes = 20_000;

/** Every file of the portfolio has answers to all its questions with their history, and a document. */
async function fillPortfolio(
  ownerUrl: string,
  storage: string,
  { hospital, evaluation }: Dataset,
): Promise<{ answers: number; documents: number }> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount: answers } = await client.query(
      `insert into answer (organisation_id, id, answer_set_id, part_id, question_key, state, value,
         comment, version, author_seat_id, author_id, updated_at)
       select a.organisation_id, gen_random_uuid(), s.id, p.id, a.question_key, a.state, a.value,
         a.comment, a.version, seat.id, a.author_id, a.updated_at
       from answer a
       join part mine on mine.id = a.part_id
       join answer_set s on s.id <> a.answer_set_id
       join part p on p.evaluation_id = s.evaluation_id and p.section_key = mine.section_key
         and p.lead_role = mine.lead_role
       join (select distinct on (evaluation_id) evaluation_id, id from seat) seat
         on seat.evaluation_id = s.evaluation_id
       where a.answer_set_id = $1 and a.site_id is null`,
      [evaluation.answerSetId],
    );
    await client.query(
      `insert into answer_revision (organisation_id, id, answer_id, version, state, value, comment,
         author_seat_id, author_id, written_at, salt)
       select organisation_id, gen_random_uuid(), id, 1, state, value, comment, author_seat_id,
         author_id, updated_at, gen_random_bytes(32) from answer`,
    );
    const { rows: files } = await client.query<{ id: string }>(
      `insert into stored_file (organisation_id, id, name, media_type, size, sha256, scan, uploaded_by,
         uploaded_at)
       select $1, gen_random_uuid(), 'certificat.pdf', 'application/pdf', $2, 'x', 'not_scanned', $3, now()
       from evaluation returning id`,
      [hospital.id, documentBytes, hospital.members.clinician],
    );
    const folder = path.join(storage, hospital.id);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const bytes = Buffer.alloc(documentBytes, 'certificat');
    for (const { id } of files) writeFileSync(path.join(folder, id), bytes);
    return { answers: answers ?? 0, documents: files.length };
  } finally {
    await client.end();
  }
}

/** How long a backup of the whole portfolio takes, and what memory it needs for that. */
export async function measureBackup(
  command: string,
  database: { readonly ownerUrl: string; readonly appUrl: string },
  folder: string,
  dataset: Dataset,
): Promise<BackupMeasured> {
  const filled = await fillPortfolio(database.ownerUrl, path.join(folder, 'files'), dataset);
  const file = path.join(folder, 'bench.backup');
  const begun = performance.now();
  const child = spawn(process.execPath, [command, 'backup', file], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: database.ownerUrl,
      DATABASE_APP_URL: database.appUrl,
      CONSILIUM_DATA: folder,
      CONSILIUM_DEMO: '0',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let memory = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      memory = Math.max(memory, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // It has ended.
    }
  }, 200);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`the backup ended with ${String(code)}`);
  return {
    ...filled,
    seconds: (performance.now() - begun) / 1_000,
    megabytes: statSync(file).size / 1024 / 1024,
    memory,
  };
}
