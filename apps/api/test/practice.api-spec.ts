import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readXlsx } from 'hucre/xlsx';
import { v7 } from 'uuid';
import { buildReport } from '@consilium/server/reports';
import {
  buildHospital,
  findProgram,
  operationId,
  type ApiClient,
  type Persona,
  type TestEvaluation,
  type TestHospital,
} from '@consilium/testing';
import { askedOfAll, namesOf, readingAll } from './documents';
import { fillFile } from './fill-file';
import { openScene, type Answer, type Scene } from './scene';

const run = promisify(execFile);

/** What is a person's own and shows practice files too, marked; all else knows nothing of them. */
const marked: Readonly<Record<string, (data: never) => unknown>> = {
  whatWaits: (lines: { practice: boolean }[]) => lines.filter(({ practice }) => !practice),
  inbox: ({ items }: { items: { practice: boolean }[] }) =>
    items.filter(({ practice }) => !practice),
  mailbox: ({ mails }: { mails: { subject: string }[] }) =>
    mails.filter(({ subject }) => !subject.startsWith('EXERCICE – ')),
};
/** Not of files: how many of the own messages are unread, mails under way, who did what, other addresses. */
const notOfFiles = ['mailHealth', 'securityLog', 'unreadCount'];

/** What a real file shows of others: its device, its library, its predecessors. */
const ofOneFile = ['evaluation', 'evaluationOverview', 'evidence', 'libraryDocuments'];

/** Lists that take `practice`, by which alone it is found in them. */
const takingPractice = {
  evaluations: { practice: true },
  filesToStaff: { practice: true },
  portfolio: { filter: { practice: true } },
};

describe('a practice file', () => {
  let scene: Scene;
  let folder: string;
  let administrator: ApiClient;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'consilium-practice-'));
    scene = await openScene({ CONSILIUM_DATA: folder });
    const { email } = await scene.addMember('administratrice', ['administrator']);
    administrator = await scene.signIn(email);
  }, 60_000);
  afterAll(async () => {
    await scene?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const request = (practice: boolean, more: Record<string, unknown> = {}, by: Persona = 'buyer') =>
    scene.change(
      by,
      'requestEvaluation',
      {
        title: 'Détection de fractures',
        need: 'Relire plus vite les radiographies des urgences.',
        deviceName: 'FractoScan',
        manufacturer: 'Fictif SA',
        version: '2.0',
        specialties: ['urgences'],
        practice,
        ...more,
      },
      { more: '... on EvaluationSaved { evaluation { id reference practice } }' },
    ) as Promise<Answer & { evaluation: { id: string; reference: string; practice: boolean } }>;
  const remove = (by: Persona, evaluationId: string, operation = operationId()) =>
    scene.change(by, 'deletePracticeFile', { evaluationId }, { operation });

  it('takes no number: those before and after it follow each other', async () => {
    const [one, practice, two] = [await request(false), await request(true), await request(false)];
    const numberOf = ({ evaluation }: typeof one) => Number(evaluation.reference.slice(5));
    expect(numberOf(two)).toBe(numberOf(one) + 1);
    expect(practice.evaluation).toMatchObject({
      practice: true,
      reference: expect.stringMatching(/^EXERCICE-[0-9A-F]{10}$/),
    });
    expect(one.evaluation.practice).toBe(false);
    // Each follows its own kind alone.
    const { id } = practice.evaluation;
    expect(await request(false, { predecessorId: id })).toMatchObject({ code: 'not_found' });
    expect(await request(true, { predecessorId: one.evaluation.id })).toMatchObject({
      code: 'not_found',
    });
    expect(await request(true, { predecessorId: id })).toHaveProperty('evaluation');
  });

  it('rests on devices and documents of its own', async () => {
    const real = await request(false, { deviceName: 'Partagé', title: 'Vrai' });
    const practice = await request(true, { deviceName: 'Partagé', title: 'Exercice' });
    const edit = (evaluationId: string, udi: string) =>
      scene.change('coordinator', 'editEvaluation', { evaluationId, udi });
    expect(await edit(practice.evaluation.id, 'UDI-EXERCICE')).not.toHaveProperty('code');
    const udiOf = async (id: string) =>
      (
        await scene.ask<{ deviceVersion: { udi: string } }>(
          'coordinator',
          'evaluation',
          { id },
          '{ deviceVersion { udi } }',
        )
      ).deviceVersion.udi;
    expect(await udiOf(real.evaluation.id)).toBe('');
    expect(await udiOf(practice.evaluation.id)).toBe('UDI-EXERCICE');

    const document = await scene.rows<{ id: string }>(
      `insert into document (organisation_id, id, title, kind, clearance, author_id, versions,
         revision, created_at) values ($1, gen_random_uuid(), 'Notice', 'notice',
         '{"level":"panel"}', $2, 0, 1, now()) returning id`,
      [scene.chu.id, scene.chu.members.coordinator],
    );
    expect(
      await scene.change('coordinator', 'linkEvidence', {
        evaluationId: practice.evaluation.id,
        documentId: document[0]!.id,
        questionKey: null,
      }),
    ).toMatchObject({ code: 'practice_apart' });
    await scene.rows('delete from document where id = $1', [document[0]!.id]);
  });

  it('takes a document with it that it was the last to name', async () => {
    const files = [await request(true), await request(true), await request(true)];
    const [added, filed, other] = files.map(({ evaluation }) => evaluation.id) as [
      string,
      string,
      string,
    ];
    const [documentId, fileId] = [v7(), v7()];
    const by = scene.chu.members.coordinator;
    await scene.rows(
      `insert into stored_file values ($1, $2, 'a.pdf', 'application/pdf', 3, 'x', 'not_scanned', $3, now())`,
      [scene.chu.id, fileId, by],
    );
    await scene.rows(
      `insert into document (organisation_id, id, title, kind, clearance, author_id, versions,
         revision, created_at, practice)
       values ($1, $2, 'Notice', 'other', '{"level":"panel"}', $3, 1, 1, now(), true)`,
      [scene.chu.id, documentId, by],
    );
    await scene.rows(
      `insert into document_version values ($1, $2, $3, 1, $4, null, null, $5, now())`,
      [scene.chu.id, v7(), documentId, fileId, by],
    );
    const link = (evaluationId: string) =>
      scene.change(
        'coordinator',
        'linkEvidence',
        { evaluationId, documentId, questionKey: null },
        { more: '... on EvidenceSaved { id }' },
      ) as Promise<Answer & { id: string }>;
    const stays = async (): Promise<boolean> =>
      (await scene.rows('select 1 from document where id = $1', [documentId])).length > 0;
    await link(added);
    const { id } = await link(filed);
    expect(await remove('coordinator', added)).not.toHaveProperty('code');
    expect(await scene.change('coordinator', 'unfileDocument', { id })).not.toHaveProperty('code');
    // Filed nowhere: it can still be filed again where it was, and goes with that file alone.
    expect(await remove('coordinator', other)).not.toHaveProperty('code');
    expect(await stays()).toBe(true);
    expect(await remove('coordinator', filed)).not.toHaveProperty('code');
    expect(await stays()).toBe(false);
  });

  it('is given and taken away by its coordinator or an administrator; nothing else is', async () => {
    const practice = await request(true);
    const real = await request(false);
    const { id } = practice.evaluation;
    expect(await remove('buyer', id)).toMatchObject({ code: 'not_permitted' });
    expect(await remove('clinician', id)).toMatchObject({ code: 'not_found' });
    expect(await remove('coordinator', real.evaluation.id)).toMatchObject({ code: 'not_practice' });
    const away = await administrator.ask<Record<string, Answer>>(
      `mutation ($operation: ID!, $id: ID!) { deletePracticeFile(operationId: $operation, evaluationId: $id) {
        __typename ... on Refused { code } } }`,
      { operation: operationId(), id: real.evaluation.id },
    );
    expect(away['deletePracticeFile']).toMatchObject({ code: 'not_found' });
    const operation = operationId();
    expect(await remove('coordinator', id, operation)).toMatchObject({ evaluationId: id });
    expect(await remove('coordinator', id, operation)).toMatchObject({ evaluationId: id });
    expect(await remove('coordinator', id)).toMatchObject({ code: 'not_found' });
  });

  describe('beside a hospital that knows nothing of it', () => {
    const readers: Persona[] = ['coordinator', 'director', 'clinician'];

    /** All that can be asked about nothing in particular, and what is read of a real file. */
    const everything = async (
      hospital: TestHospital,
      real: string | undefined,
    ): Promise<Record<string, unknown>> => {
      const seen: Record<string, unknown> = {};
      const note = async (reader: Persona, name: string, variables: Record<string, unknown>) => {
        const client = await scene.as(reader, hospital);
        const { data, errors } = await client.send<Record<string, never>>(
          readingAll(name),
          variables,
        );
        const value = data?.[name];
        seen[`${reader} ${name}`] = errors
          ? errors.map(({ extensions }) => extensions['code'])
          : value && marked[name]
            ? marked[name](value)
            : value;
      };
      for (const reader of readers) {
        for (const name of askedOfAll().filter((one) => !notOfFiles.includes(one))) {
          await note(reader, name, {});
        }
        for (const name of real === undefined ? [] : ofOneFile) {
          await note(reader, name, { id: real, evaluationId: real });
        }
      }
      return seen;
    };

    it.each([
      ['empty', 0],
      ['with real files', 2],
    ])(
      'counts nowhere: a hospital %s reads the same',
      async (_, real) => {
        const hospital = await buildHospital(scene.started.ownerUrl, `count-${real}`);
        const files: string[] = [];
        for (let at = 0; at < real; at += 1) {
          const file = await hospital.addEvaluation({ phase: at === 0 ? 'rating' : 'collecting' });
          files.push(file.id);
          if (at === 0) await fillFile(scene.owner, hospital, file);
        }
        const before = await everything(hospital, files[0]);
        const practice = await hospital.addEvaluation({ phase: 'rating', practice: true });
        await fillFile(scene.owner, hospital, practice);
        await scene.rows(`update evaluation set specialties = '{cardiologie}' where id = $1`, [
          practice.id,
        ]);
        await scene.rows(
          `update part set due_on = '2026-01-05' where evaluation_id = $1 and state <> 'submitted'`,
          [practice.id],
        );
        await scene.started.deliver();
        expect(await everything(hospital, files[0])).toEqual(before);
        for (const [list, variables] of Object.entries(takingPractice)) {
          const client = await scene.as('director', hospital);
          const answer = JSON.stringify(await client.ask(readingAll(list), variables));
          expect(answer).toContain(practice.id);
          expect(answer.match(/"reference":/g)).toHaveLength(1);
        }
      },
      180_000,
    );

    it('looks at every field there is', () => {
      const known = [...askedOfAll(), ...Object.keys(marked), ...notOfFiles];
      expect(Object.keys(takingPractice).every((name) => askedOfAll().includes(name))).toBe(true);
      expect(known.every((name) => namesOf('query').includes(name))).toBe(true);
      expect(askedOfAll()).toEqual(
        expect.arrayContaining(['devices', 'evaluations', 'portfolio', 'specialties', 'whatWaits']),
      );
    });
  });

  it('is marked in mails, inboxes, work, reports, exports and names of files', async () => {
    const file: TestEvaluation = await scene.chu.addEvaluation({
      phase: 'collecting',
      practice: true,
    });
    await fillFile(scene.owner, scene.chu, file);
    const [{ reference }] = (await scene.rows<{ reference: string }>(
      'select reference from evaluation where id = $1',
      [file.id],
    )) as [{ reference: string }];
    const english = reference.replace('EXERCICE', 'EXERCISE');
    await scene.rows(`update member set locale = 'en' where id = $1`, [
      scene.chu.members.itSecurity,
    ]);
    const parts = Object.entries(file.parts);
    for (const [role, seat] of [
      ['biomedical', file.seats.biomedical],
      ['it_security', file.seats.itSecurity],
    ] as const) {
      const partId = parts.find(([key]) => key.endsWith(`/${role}`))![1];
      await scene.rows('delete from part_assignee where part_id = $1', [partId]);
      const assigned = await scene.change('coordinator', 'assignParts', {
        evaluationId: file.id,
        assignments: [{ partId, seatIds: [seat] }],
        dueOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
      });
      expect(assigned).not.toHaveProperty('code');
    }
    await scene.started.deliver();
    const mails = await scene.rows<{ recipient: string; subject: string; body: string }>(
      `select recipient, subject, body from mail where body like '%' || $1 || '%' order by recipient`,
      [file.id],
    );
    const of = (persona: Persona) =>
      mails.find(({ recipient }) => recipient === scene.chu.emails[persona])!;
    expect(of('biomedical').subject).toMatch(/^EXERCICE – /);
    expect(of('biomedical').body).toContain(`${reference} – `);
    expect(of('itSecurity').subject).toMatch(/^EXERCISE – /);
    expect(of('itSecurity').body).toContain(`${english} – `);
    const inbox = await scene.ask<{ items: { practice: boolean; evaluationReference: string }[] }>(
      'itSecurity',
      'inbox',
      { first: 1, locale: 'en' },
      '{ items { practice evaluationReference } }',
    );
    expect(inbox.items).toEqual([{ practice: true, evaluationReference: english }]);
    const work = await scene.ask<{ practice: boolean; evaluationId: string }[]>(
      'biomedical',
      'whatWaits',
      {},
      '{ practice evaluationId }',
    );
    const ofFile = work.filter(({ evaluationId }) => evaluationId === file.id);
    expect(ofFile.length).toBeGreaterThan(0);
    expect(ofFile.every(({ practice }) => practice)).toBe(true);

    const fetched = async (path: string) => {
      const client = await scene.as('coordinator');
      const response = await fetch(`${client.url}${path}`, {
        headers: { cookie: client.sessionCookie, 'x-consilium-organisation': 'chu' },
      });
      return {
        name: response.headers.get('content-disposition') ?? '',
        bytes: Buffer.from(await response.arrayBuffer()),
      };
    };
    const workbook = await fetched(`/api/evaluations/${file.id}/supplier-questions.xlsx?locale=en`);
    expect(workbook.name).toContain(`${english}-en.xlsx`);
    const [sheet] = (await readXlsx(workbook.bytes)).sheets;
    expect(sheet!.rows[0]![0]).toBe(english);

    for (const locale of ['fr', 'en'] as const) {
      const asked = (await scene.change(
        'coordinator',
        'generateReport',
        { evaluationId: file.id, locale },
        { more: '... on ReportRequested { report { id } }' },
      )) as Answer & { report: { id: string } };
      const { id } = asked.report;
      const job = { organisationId: scene.chu.id, reportId: id, attempt: 1 };
      await buildReport(scene.started.server.reportParts, job);
      const shown = locale === 'fr' ? reference : english;
      const pdf = await fetched(`/api/reports/${id}.pdf?organisation=chu`);
      const version = locale === 'fr' ? 'commission' : 'committee';
      expect(pdf.name).toContain(`${shown}-${version}-${locale}-`);
      const exported = await fetched(`/api/reports/${id}.json?organisation=chu`);
      expect(exported.name).toContain(`${shown}-${version}-${locale}-`);
      expect(JSON.parse(exported.bytes.toString())).toMatchObject({ header: { practice: true } });
      if (findProgram('pdftotext')) {
        const path = join(folder, 'report.pdf');
        await writeFile(path, pdf.bytes);
        const { stdout } = await run('pdftotext', ['-layout', path, '-'], { maxBuffer: 1 << 26 });
        const pages = stdout.split('\f').slice(0, -1);
        expect(pages.length).toBeGreaterThan(5);
        const mark = locale === 'fr' ? 'EXERCICE' : 'EXERCISE';
        for (const page of pages) expect(page).toMatch(new RegExp(`\\b${mark}\\b(?!-)`));
      }
    }
  }, 120_000);

  it('waits for a save that is under way, and lets none come after it', async () => {
    const file = await scene.chu.addEvaluation({ phase: 'collecting', practice: true });
    const question = scene.chu.template.questions.find(
      ({ type, section, roles }) =>
        type.kind === 'text' && file.parts[`${section}/${roles[0]}`] !== undefined,
    )!;
    const partId = file.parts[`${question.section}/${question.roles[0]}`]!;
    await scene.rows('delete from part_assignee where part_id = $1', [partId]);
    await scene.rows(
      `insert into part_assignee (organisation_id, part_id, seat_id, assigned_at)
       values ($1, $2, $3, now())`,
      [scene.chu.id, partId, file.seats.biomedical],
    );
    const save = (baseVersion: number, value: string) =>
      scene.change('biomedical', 'saveAnswer', {
        partId,
        questionKey: question.key,
        state: 'value',
        value,
        comment: '',
        baseVersion,
      });
    expect(await save(0, 'Avant.')).not.toHaveProperty('code');
    // A save that has its locks and does not end yet.
    await scene.owner.query('begin');
    await scene.owner.query('select 1 from evaluation where id = $1 for share', [file.id]);
    const removed = remove('coordinator', file.id);
    const waiting = `select 1 from pg_stat_activity where datname = current_database()
      and wait_event_type = 'Lock' and query like 'select practice from evaluation%'`;
    while ((await scene.owner.query(waiting)).rowCount === 0) {
      await scene.owner.query('select pg_stat_clear_snapshot()');
    }
    await scene.owner.query('commit');
    expect(await removed).toMatchObject({ evaluationId: file.id });
    expect(await save(1, 'Après.')).toMatchObject({ code: 'not_found' });

    // Both at once, many times over: saved before, or not found; nothing is left either way.
    const other = await scene.chu.addEvaluation({ phase: 'collecting', practice: true });
    const otherPart = other.parts[`${question.section}/${question.roles[0]}`]!;
    await scene.rows('update part_assignee set seat_id = $2 where part_id = $1', [
      otherPart,
      other.seats.biomedical,
    ]);
    const saves = Array.from({ length: 8 }, (_, at) =>
      scene.change('biomedical', 'saveAnswer', {
        partId: otherPart,
        questionKey: question.key,
        state: 'value',
        value: `Essai ${at}`,
        comment: '',
        baseVersion: 0,
      }),
    );
    const [gone, ...answers] = await Promise.all([remove('coordinator', other.id), ...saves]);
    expect(gone).toMatchObject({ evaluationId: other.id });
    for (const { code } of answers) {
      expect([undefined, 'not_found', 'stale_version', 'not_assigned']).toContain(code);
    }
    expect(
      await scene.rows('select 1 from answer where part_id = any($1)', [[partId, otherPart]]),
    ).toEqual([]);
  });
});
