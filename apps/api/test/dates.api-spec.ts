import type { Persona, TestEvaluation } from '@consilium/testing';
import { judging } from './judging';
import { openScene, type Scene } from './scene';

type Values = Record<string, unknown>;
type Wrong = readonly [
  what: string,
  by: Persona | 'administrator',
  mutation: string,
  values: (file: TestEvaluation, day: (days: number) => string) => Values,
  /** What comes before what, though it must not. */
  order: string,
];

const nobody = { profession: 'nurse', answerRoles: [], functions: [], votes: false };
const sitting = { mode: 'in_meeting', minutes: '', attendance: [] };
const proposal = {
  outcome: 'deferred',
  reasons: 'Motifs.',
  conditions: [],
  missingElements: ['Essai'],
};
const condition = (dueOn: string) => ({
  text: 'Vérification',
  ownerName: 'Service',
  dueOn,
  proof: 'Rapport',
  gate: { kind: 'before_signature' },
});
const pilot = (endsOn: string) => ({
  durationMonths: 3,
  population: 'Service A',
  indicators: ['Délai'],
  stopRules: ['Alerte'],
  endsOn,
});
const document = {
  title: 'Certificat',
  kind: 'certificate',
  clearance: { level: 'panel' },
  questionKeys: [],
};

const wrong: readonly Wrong[] = [
  [
    'a part due before its file began',
    'coordinator',
    'assignParts',
    (file, day) => ({ evaluationId: file.id, assignments: [], dueOn: day(-1) }),
    'due_on before opened_on',
  ],
  [
    'a part due in a thousand years',
    'coordinator',
    'assignParts',
    (file) => ({ evaluationId: file.id, assignments: [], dueOn: '2999-01-01' }),
    'farthest before due_on',
  ],
  [
    'a phase planned before its file began',
    'coordinator',
    'schedulePhases',
    (file) => ({
      evaluationId: file.id,
      phases: [{ phase: 'collecting', plannedOn: '1999-12-31' }],
    }),
    'collecting before opened_on',
  ],
  [
    'a phase planned in a thousand years',
    'coordinator',
    'schedulePhases',
    (file) => ({
      evaluationId: file.id,
      phases: [{ phase: 'in_use', plannedOn: '2999-12-31' }],
    }),
    'farthest before in_use',
  ],
  [
    'a phase planned before the one that it follows',
    'coordinator',
    'schedulePhases',
    (file, day) => ({
      evaluationId: file.id,
      phases: [
        { phase: 'rating', plannedOn: day(9) },
        { phase: 'opinion', plannedOn: day(8) },
      ],
    }),
    'opinion before rating',
  ],
  [
    'a sitting called after it is held',
    'coordinator',
    'saveMeeting',
    (file, day) => ({ evaluationId: file.id, ...sitting, calledOn: day(2), heldOn: day(1) }),
    'held_on before called_on',
  ],
  [
    'a sitting called before its file existed',
    'coordinator',
    'saveMeeting',
    (file, day) => ({ evaluationId: file.id, ...sitting, calledOn: '1999-01-01', heldOn: day(1) }),
    'called_on before opened_on',
  ],
  [
    'a sitting in a thousand years',
    'coordinator',
    'saveMeeting',
    (file, day) => ({ evaluationId: file.id, ...sitting, calledOn: day(1), heldOn: '2999-01-01' }),
    'farthest before held_on',
  ],
  [
    'a condition due before its file began',
    'coordinator',
    'proposeOpinion',
    (file) => ({ evaluationId: file.id, ...proposal, conditions: [condition('1999-01-01')] }),
    'condition_due_on before opened_on',
  ],
  [
    'a pilot that ended before its file began',
    'coordinator',
    'proposeOpinion',
    (file, day) => ({ evaluationId: file.id, ...proposal, pilot: pilot(day(-1)) }),
    'pilot_ends_on before opened_on',
  ],
  [
    'an evaluation anew in a thousand years',
    'coordinator',
    'proposeOpinion',
    (file) => ({ evaluationId: file.id, ...proposal, reevaluateOn: '2999-01-01' }),
    'farthest before reevaluate_on',
  ],
  [
    'a decision to come',
    'director',
    'recordDecision',
    (file, day) => ({
      evaluationId: file.id,
      decision: 'approved',
      reason: 'Urgence',
      decidedOn: day(1),
    }),
    'today before decided_on',
  ],
  [
    'a decision before its file began',
    'director',
    'recordDecision',
    (file) => ({
      evaluationId: file.id,
      decision: 'approved',
      reason: 'Urgence',
      decidedOn: '1999-01-01',
    }),
    'decided_on before opened_on',
  ],
  [
    'a seat that has ended',
    'coordinator',
    'saveSeat',
    (file, day) => ({ evaluationId: file.id, ...nobody, seatedTo: day(-1) }),
    'mandate_to before today',
  ],
  [
    'a seat for a thousand years, given by an administrator',
    'administrator',
    'grantSeat',
    (file) => ({ evaluationId: file.id, ...nobody, reason: 'Relève', seatedTo: '2999-01-01' }),
    'farthest before mandate_to',
  ],
  [
    'a mandate that ends before it begins',
    'administrator',
    'saveCommitteeSeat',
    () => ({ ...nobody, mandateFrom: '2026-02-01', mandateTo: '2026-01-31' }),
    'mandate_to before mandate_from',
  ],
  [
    'a certificate that holds for a thousand years',
    'coordinator',
    'editEvaluation',
    (file) => ({ evaluationId: file.id, certificateExpiresOn: '2999-01-01' }),
    'farthest before certificate_expires_on',
  ],
  [
    'a document written tomorrow',
    'clinician',
    'addDocument',
    (file, day) => ({ evaluationId: file.id, ...document, documentDate: day(1) }),
    'today before document_date',
  ],
  [
    'a document that ends before it was written',
    'clinician',
    'addDocument',
    (file) => ({
      evaluationId: file.id,
      ...document,
      documentDate: '2026-02-01',
      validUntil: '2026-01-31',
    }),
    'valid_until before document_date',
  ],
  [
    'a document valid for a thousand years',
    'clinician',
    'addDocument',
    (file) => ({ evaluationId: file.id, ...document, validUntil: '2999-01-01' }),
    'farthest before valid_until',
  ],
  [
    'a reply of the supplier to come',
    'buyer',
    'recordSupplierReply',
    (file, day) => ({
      evaluationId: file.id,
      questionKey: 'Q01.need.problem',
      statement: 'Oui',
      statedOn: day(1),
    }),
    'today before stated_on',
  ],
  [
    'a round that ends yesterday',
    'coordinator',
    'openRound',
    (file, day) => ({ evaluationId: file.id, attribution: 'profession', closesOn: day(-1) }),
    'closes_on before today',
  ],
];

/** The phase in which each may be tried. */
const phaseOf = (mutation: string): string =>
  ({
    saveMeeting: 'opinion',
    proposeOpinion: 'opinion',
    recordDecision: 'opinion',
    openRound: 'rating',
  })[mutation] ?? 'collecting';

describe('days that do not follow one another are refused, with both named', () => {
  let scene: Scene;
  let today: string;
  let spare: { id: string };
  let committee: string;

  beforeAll(async () => {
    scene = await openScene();
    spare = await scene.addMember('relief');
    const [row] = await scene.rows<{ today: string; committee: string }>(
      `select (now() at time zone o.time_zone)::date::text as today,
         (select c.id from committee c where c.organisation_id = o.id limit 1) as committee
         from organisation o where o.id = $1`,
      [scene.chu.id],
    );
    ({ today, committee } = row!);
  });
  afterAll(() => scene?.close());

  const day = (days: number): string =>
    new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  /** Everything that a refused day could have left behind. */
  const written = (id: string) =>
    scene.rows(
      `select (select count(*) from meeting where evaluation_id = $1) as meetings,
         (select count(*) from opinion where evaluation_id = $1) as opinions,
         (select count(*) from decision where evaluation_id = $1) as decisions,
         (select count(*) from round where evaluation_id = $1) as rounds,
         (select count(*) from filed_document where evaluation_id = $1) as documents,
         (select count(*) from seat where evaluation_id = $1) as seats,
         (select count(*) from part where evaluation_id = $1 and due_on is not null) as due,
         (select count(*) from evaluation_phase where evaluation_id = $1 and planned_on is not null) as planned,
         (select count(*) from event where evaluation_id = $1) as events`,
      [id],
    );

  it.each(wrong)('%s', async (_what, by, mutation, values, order) => {
    const file = await scene.chu.addEvaluation({
      phase: phaseOf(mutation) as 'collecting',
    });
    const before = await written(file.id);
    const all = {
      memberId: spare.id,
      committeeId: committee,
      fileId: file.id,
      ...values(file, day),
    };
    const asked = Object.fromEntries(
      Object.entries(all).filter(
        ([name]) =>
          !['memberId', 'committeeId', 'fileId'].includes(name) || takes(mutation).includes(name),
      ),
    );
    const answer =
      by === 'administrator'
        ? await scene.administer(mutation, asked)
        : await scene.change(by, mutation, asked);
    expect(answer).toMatchObject({ __typename: 'Refused', code: 'dates_out_of_order' });
    const details = answer.details as Record<string, string>;
    expect(`${details['after']} before ${details['before']}`).toBe(order);
    expect(details['afterOn']! < details['beforeOn']!).toBe(true);
    expect(String(answer['message'])).toMatch(
      /^Les dates ne se suivent pas\u00a0: \p{L}[^{}$]+ \(.+ \d{4}\) précède \p{L}[^{}$]+ \(.+ \d{4}\)\. Corrigez l’une des deux\.$/u,
    );
    expect(await written(file.id)).toEqual(before);
  });

  it('a pilot is not decided once it has ended', async () => {
    const file = await scene.chu.addEvaluation({ phase: 'opinion' });
    const room = judging(scene, file);
    const voters = ['chair', 'clinician', 'patient', 'itSecurity'] as const;
    const opinionId = await room.toTheVote(voters, 'pilot', { pilot: pilot(day(90)) });
    for (const name of voters) await room.vote(name, opinionId);
    await room.validate();
    expect(await room.adopt()).toMatchObject({ __typename: 'OpinionSealed' });
    // Months later, as the owner of the database writes it.
    await scene.rows('alter table opinion disable trigger user');
    await scene.rows(
      `update opinion set pilot = jsonb_set(pilot, '{endsOn}', to_jsonb($2::text)) where id = $1`,
      [opinionId, day(-1)],
    );
    await scene.rows('alter table opinion enable trigger user');
    expect(await room.decide('pilot')).toMatchObject({
      code: 'dates_out_of_order',
      details: { before: 'decided_on', after: 'pilot_ends_on', afterOn: day(-1) },
    });
  });
});

/** What a mutation takes of what is the same for all. */
const takes = (mutation: string): readonly string[] =>
  ({
    saveSeat: ['memberId'],
    grantSeat: ['memberId'],
    saveCommitteeSeat: ['memberId', 'committeeId'],
    addDocument: ['fileId'],
  })[mutation] ?? [];
