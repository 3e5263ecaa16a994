import { v7 } from 'uuid';
import { personas, type Persona, type TestEvaluation } from '@consilium/testing';
import { openScene, type Scene } from './scene';

const everyFunction = [
  'coordinator',
  'chair',
  'requester',
  'ethics_lead',
  'teller',
  'decision_maker',
  'observer',
];
const everyRole = [
  'clinician',
  'it_security',
  'biomedical',
  'patient_representative',
  'dpo',
  'buyer',
  'coordinator',
];
const everything = {
  profession: 'physician',
  answerRoles: everyRole,
  functions: everyFunction,
  votes: true,
};
const nothing = { profession: 'nurse', answerRoles: [], functions: [], votes: false };

describe('who gives power to whom, over HTTP', () => {
  let scene: Scene;
  let file: TestEvaluation;

  beforeAll(async () => {
    scene = await openScene();
    await scene.administer('markAllRead', {});
  });
  afterAll(() => scene?.close());
  beforeEach(async () => {
    file = await scene.chu.addEvaluation();
  });

  const change = (by: Persona, name: string, values: Record<string, unknown>) =>
    scene.change(by, name, values);
  const grant = (memberId: string, values: Record<string, unknown>) => ({
    ...nothing,
    evaluationId: file.id,
    memberId,
    reason: 'Le siège est vacant.',
    ...values,
  });
  /** Everything that says who may do what in the house, as it stands in the database. */
  const power = () =>
    scene.rows(
      `select 'seat' as what, s.id::text, s.member_id::text, s.functions, s.votes, s.answer_roles,
         s.seated_to::text from seat s where s.organisation_id = $1
       union all select 'committee', c.id::text, c.member_id::text, c.functions, c.votes,
         c.answer_roles, c.mandate_to::text from committee_seat c where c.organisation_id = $1
       union all select 'member', m.id::text, m.id::text, m.functions, m.active, '{}', null
         from member m where m.organisation_id = $1
       union all select 'rules', k.id::text, null, '{}', k.rounds, k.required_roles,
         k.quorum_share::text from committee k where k.organisation_id = $1
       order by 1, 2`,
      [scene.chu.id],
    );
  const electorate = async () =>
    (
      await scene.rows<{ seat_id: string }>(
        'select seat_id from electorate_place where evaluation_id = $1',
        [file.id],
      )
    ).map(({ seat_id }) => seat_id);
  const openRound = async () => {
    await scene.rows(`update evaluation set phase = 'rating' where id = $1`, [file.id]);
    const opened = await change('coordinator', 'openRound', {
      evaluationId: file.id,
      attribution: 'profession',
    });
    expect(opened).toMatchObject({ __typename: 'RoundChanged' });
    const [round] = await scene.rows<{ id: string }>(
      'select id from round where evaluation_id = $1',
      [file.id],
    );
    return round!.id;
  };
  const participation = async (by: Persona = 'chair') =>
    (
      await scene.ask<{
        participation: { invited: number; finished: number; missing: { seat: string }[] };
      }>(
        by,
        'ratingSheet',
        { evaluationId: file.id, number: 1 },
        '{ participation { invited finished missing { seat } } }',
      )
    ).participation;
  const panel = async (by: Persona = 'chair') =>
    (
      await scene.ask<{
        panel: {
          seats: Record<string, unknown>[];
          changes: Record<string, unknown>[];
        };
      }>(
        by,
        'evaluation',
        { id: file.id },
        `{ panel { seats { id vacant elector account substitute votes }
           changes { kind person replaced reason changedBy self } } }`,
      )
    ).panel;

  describe('one coordinator who wants it all', () => {
    it('gets nothing, by whatever way, and decides nothing', async () => {
      const { members } = scene.chu;
      const accomplice = await scene.addMember(`accomplice-${v7()}`);
      const before = await power();
      const own = { evaluationId: file.id, memberId: members.coordinator };
      const other = { evaluationId: file.id, memberId: accomplice.id };
      const attempts: [string, Record<string, unknown>, string][] = [
        // every function, role and a vote for herself
        ['saveSeat', { ...own, ...everything }, 'own_power'],
        ['saveSeat', { ...own, ...nothing, functions: ['coordinator', 'chair'] }, 'own_power'],
        ['saveSeat', { ...own, ...nothing, votes: true }, 'own_power'],
        ['saveSeat', { ...own, ...nothing, answerRoles: ['dpo'] }, 'own_power'],
        ['saveSeat', { ...own, ...nothing, seatedTo: '2049-01-01' }, 'own_power'],
        // for an account of her own, invited before
        ['saveSeat', { ...other, ...everything }, 'power_by_administrator'],
        ['saveSeat', { ...other, ...nothing, votes: true }, 'power_by_administrator'],
        ['saveSeat', { ...other, ...nothing, functions: ['chair'] }, 'power_by_administrator'],
        ['saveSeat', { ...other, ...nothing, answerRoles: ['dpo'] }, 'power_by_administrator'],
        // the others out
        ...(['chair', 'clinician', 'patient', 'dpo', 'director'] as const).map(
          (name): [string, Record<string, unknown>, string] => [
            'endSeat',
            { seatId: file.seats[name] },
            'power_by_administrator',
          ],
        ),
        [
          'saveSeat',
          { evaluationId: file.id, memberId: members.patient, ...nothing },
          'power_by_administrator',
        ],
        [
          'saveSeat',
          {
            evaluationId: file.id,
            memberId: members.patient,
            ...personas.patient,
            seatedTo: '2049-01-01',
          },
          'power_by_administrator',
        ],
        ['seatSubstitute', { seatId: file.seats.chair }, 'place_not_vacant'],
        // the ways of administrators
        ['grantSeat', grant(members.coordinator, everything), 'not_permitted'],
        ['vacateSeat', { seatId: file.seats.chair, reason: 'Motif' }, 'not_permitted'],
        [
          'changeMember',
          {
            memberId: members.coordinator,
            displayName: 'coordinator',
            profession: 'nurse',
            functions: ['coordinator', 'decision_maker', 'administrator'],
            active: true,
          },
          'not_permitted',
        ],
        // the committee, for the next file
        [
          'saveCommitteeSeat',
          { committeeId: scene.chu.committeeId, memberId: members.coordinator, ...everything },
          'not_permitted',
        ],
        [
          'saveCommittee',
          {
            committeeId: scene.chu.committeeId,
            name: 'Comité',
            noticeDays: 0,
            quorumShare: 0.01,
            requiredRoles: [],
          },
          'not_permitted',
        ],
        // and what she is after
        ['adoptOpinion', { evaluationId: file.id }, 'not_permitted'],
        [
          'recordDecision',
          { evaluationId: file.id, decision: 'approved', decidedOn: '2026-01-05' },
          'not_permitted',
        ],
        ['reserveParts', { evaluationId: file.id, partIds: [], clearance: { level: 'panel' } }, ''],
      ];
      for (const [name, values, code] of attempts) {
        const answer = await change('coordinator', name, values);
        expect([name, values, answer.code ?? '']).toEqual([name, values, code]);
      }
      expect(await power()).toEqual(before);
    });

    it('seats contributors and ends their seats, which decides nothing', async () => {
      const helper = await scene.addMember(`helper-${v7()}`);
      const seated = await change('coordinator', 'saveSeat', {
        evaluationId: file.id,
        memberId: helper.id,
        ...nothing,
        answerRoles: ['clinician'],
      });
      expect(seated).toMatchObject({ __typename: 'PanelSaved' });
      const [seat] = await scene.rows<{ id: string }>(
        'select id from seat where evaluation_id = $1 and member_id = $2',
        [file.id, helper.id],
      );
      expect(await change('coordinator', 'endSeat', { seatId: seat!.id })).toMatchObject({
        __typename: 'PanelSaved',
      });
    });

    it('begins a new file with no more than her function of the organisation', async () => {
      const asked = await change('coordinator', 'requestEvaluation', {
        title: 'Demande',
        need: 'Besoin',
        deviceName: `Appareil ${v7()}`,
        manufacturer: 'Fictif',
        version: '1',
      });
      const [draft] = await scene.rows<{ id: string }>(
        'select id from evaluation where organisation_id = $1 order by id desc limit 1',
        [scene.chu.id],
      );
      expect(asked.__typename).toBe('EvaluationSaved');
      await change('coordinator', 'movePhase', { evaluationId: draft!.id, move: 'submit_request' });
      expect(
        await scene.rows('select functions, votes from seat where evaluation_id = $1', [draft!.id]),
      ).toEqual([
        { functions: expect.arrayContaining(['coordinator', 'requester']), votes: false },
      ]);
    });
  });

  it('counts a change of the committee for files begun later', async () => {
    const begin = async () => {
      await change('coordinator', 'requestEvaluation', {
        title: 'Demande',
        need: 'Besoin',
        deviceName: `Appareil ${v7()}`,
        manufacturer: 'Fictif',
        version: '1',
      });
      const [draft] = await scene.rows<{ id: string }>(
        'select id from evaluation where organisation_id = $1 order by id desc limit 1',
        [scene.chu.id],
      );
      await change('coordinator', 'movePhase', { evaluationId: draft!.id, move: 'submit_request' });
      return draft!.id;
    };
    const requiredIn = async (evaluationId: string) =>
      (
        await scene.ask<{ requiredRoles: string[] }>(
          'coordinator',
          'decisionPage',
          { evaluationId },
          '{ requiredRoles }',
        )
      ).requiredRoles;
    const rules = {
      committeeId: scene.chu.committeeId,
      name: 'Comité DMN',
      noticeDays: 5,
      quorumShare: 0.5,
    };
    const before = await begin();
    await scene.administer('saveCommittee', { ...rules, requiredRoles: ['dpo'] });
    const after = await begin();
    expect([await requiredIn(before), await requiredIn(after)]).toEqual([[], ['dpo']]);
    await scene.administer('saveCommittee', { ...rules, requiredRoles: [] });
    expect(await requiredIn(after)).toEqual(['dpo']);
  });

  it('lets nobody raise the own columns, whatever is asked by whom', async () => {
    const before = await power();
    for (const name of Object.keys(personas) as Persona[]) {
      const memberId = scene.chu.members[name];
      for (const [mutation, values] of [
        ['saveSeat', { evaluationId: file.id, memberId, ...everything }],
        ['saveSeat', { evaluationId: file.id, memberId, ...personas[name], seatedTo: null }],
        ['grantSeat', { ...grant(memberId, everything) }],
        ['saveCommitteeSeat', { committeeId: scene.chu.committeeId, memberId, ...everything }],
        [
          'saveCommitteeSeat',
          {
            committeeId: scene.chu.committeeId,
            memberId: scene.chu.members.buyer,
            substituteId: memberId,
            ...everything,
          },
        ],
        [
          'changeMember',
          {
            memberId,
            displayName: name,
            profession: 'nurse',
            active: true,
            functions: ['administrator', 'coordinator', 'decision_maker', 'observer'],
          },
        ],
      ] as const) {
        // A substitute of oneself is no substitute; of somebody else it would be power.
        if (mutation === 'saveCommitteeSeat' && 'substituteId' in values && name === 'buyer')
          continue;
        const answer = await change(name, mutation, values);
        expect([name, mutation, answer.__typename]).toEqual([name, mutation, 'Refused']);
      }
    }
    expect(await power()).toEqual(before);
  });

  describe('whoever weighs interests', () => {
    const states = {
      nothing: `nothing_to_declare = true, assessment = null, recused_sections = '{}'`,
      waits: `nothing_to_declare = false, assessment = null, recused_sections = '{}'`,
      partly: `nothing_to_declare = false, assessment = 'major', recused_sections = '{Q03}',
        declared_at = assessed_at`,
    } as const;
    type World = Partial<Record<Persona, keyof typeof states>>;
    const names = Object.keys(personas) as Persona[];
    /** Whom to weigh could change who weighs whom: the leads, who may stand in, and one more. */
    const telling: readonly Persona[] = ['chair', 'dpo', 'director', 'biomedical', 'clinician'];

    /** A file where the named declared so, everybody else nothing; the DPO leads in ethics where told. */
    const build = async (world: World, lead: boolean, director: boolean) => {
      await scene.rows(
        `update declaration set ${states.nothing}, assessed_at = now() where evaluation_id = $1`,
        [file.id],
      );
      for (const [name, state] of Object.entries(world) as [Persona, keyof typeof states][]) {
        await scene.rows(`update declaration set ${states[state]} where seat_id = $1`, [
          file.seats[name],
        ]);
      }
      for (const [name, functions] of [
        ['dpo', lead ? '{ethics_lead}' : '{}'],
        ['director', director ? '{decision_maker}' : '{}'],
      ] as const) {
        await scene.rows('update seat set functions = $2 where id = $1', [
          file.seats[name],
          functions,
        ]);
      }
    };
    /** Whose declarations she reads, and whose she weighs. */
    const reach = async (name: Persona) => {
      const seen = await scene.ask<{ displayName: string; mayAssess: boolean }[]>(
        name,
        'declarations',
        { evaluationId: file.id },
        '{ displayName mayAssess }',
      );
      const of = (all: typeof seen) => all.map(({ displayName }) => displayName as Persona);
      return { reads: of(seen), weighs: of(seen.filter(({ mayAssess }) => mayAssess)) };
    };

    it.each<[World, boolean, boolean, Persona[]]>([
      [{}, false, true, ['chair', 'director']],
      [{ chair: 'waits' }, false, true, ['director']],
      [{ chair: 'waits', director: 'waits' }, false, true, []],
      [{ chair: 'partly' }, false, true, ['chair', 'director']],
      [{ chair: 'waits' }, true, true, ['dpo']],
      [{ chair: 'waits', dpo: 'waits' }, true, true, ['director']],
      [{ chair: 'waits', dpo: 'partly' }, true, true, ['dpo', 'director']],
      [{ dpo: 'waits', biomedical: 'waits' }, true, true, ['chair']],
      [{ chair: 'waits', biomedical: 'waits' }, false, false, []],
    ])('comes by it to nobody else: %j, ethics lead %s, director %s', async (...given) => {
      const [world, lead, director, expected] = given;
      await build(world, lead, director);
      const weighing: Persona[] = [];
      for (const name of names) {
        const before = await reach(name);
        if (before.weighs.length > 0) weighing.push(name);
        // Nobody reads or weighs the others' but chair and ethics lead, whatever became of these.
        if (!['chair', 'coordinator', ...(lead ? ['dpo'] : [])].includes(name)) {
          for (const one of before.weighs) expect(['chair', 'dpo']).toContain(one);
        }
        expect(before.weighs).not.toContain(name);
        for (const whose of before.weighs.filter((one) => telling.includes(one))) {
          for (const verdict of [
            { level: 'none' },
            { level: 'major', recuseFromAll: true },
            { level: 'major', recusedSections: ['Q03'] },
          ]) {
            const weighed = { seatId: file.seats[whose], reason: 'Lien', ...verdict };
            expect(await change(name, 'assessInterests', weighed)).toMatchObject({
              __typename: 'DeclarationSaved',
            });
            const after = await reach(name);
            const more = (now: Persona[], then: Persona[]) =>
              now.filter((one) => !then.includes(one));
            expect([
              name,
              whose,
              verdict,
              more(after.reads, before.reads),
              more(after.weighs, before.weighs),
            ]).toEqual([name, whose, verdict, [], []]);
            await build(world, lead, director);
          }
        }
      }
      const [drawn, ...more] = weighing.filter((name) => !expected.includes(name));
      expect(weighing.filter((name) => name !== drawn).sort()).toEqual([...expected].sort());
      // Where neither may and nobody decides, one voting member is drawn, and only one.
      expect([drawn === undefined, more]).toEqual([expected.length > 0, []]);
    });
  });

  it('lets a chair read nothing reserved by giving herself a role or a part', async () => {
    const part = file.parts['Q03/biomedical'] ?? Object.values(file.parts)[0]!;
    await scene.rows(`update part set clearance = $2 where id = $1`, [
      part,
      JSON.stringify({ level: 'roles', roles: ['dpo'] }),
    ]);
    const masked = async () =>
      (await scene.ask<{ masked: boolean }>('chair', 'part', { id: part }, '{ masked }')).masked;
    expect(await masked()).toBe(true);
    const own = { evaluationId: file.id, memberId: scene.chu.members.chair, ...personas.chair };
    expect(
      await change('chair', 'saveSeat', { ...own, answerRoles: ['clinician', 'dpo'] }),
    ).toMatchObject({ code: 'own_power' });
    expect(
      await change('chair', 'assignParts', {
        evaluationId: file.id,
        assignments: [{ partId: part, seatIds: [file.seats.chair] }],
      }),
    ).toMatchObject({ code: 'own_clearance' });
    expect(await masked()).toBe(true);
  });

  describe('the electorate, once frozen', () => {
    it('keeps a vacated seat in the number, neither awaited nor late', async () => {
      await openRound();
      const full = await participation();
      expect(
        await scene.administer('vacateSeat', { seatId: file.seats.biomedical, reason: ' ' }),
      ).toMatchObject({ code: 'reason_required' });
      expect(
        await scene.administer('vacateSeat', {
          seatId: file.seats.biomedical,
          reason: 'A quitté l’établissement',
        }),
      ).toMatchObject({ __typename: 'FileStaffed' });
      const left = await participation();
      expect(left.invited).toBe(full.invited);
      expect(left.missing.map(({ seat }) => seat)).not.toContain(file.seats.biomedical);
      expect(full.missing.map(({ seat }) => seat)).toContain(file.seats.biomedical);
      expect((await panel()).changes).toMatchObject([
        { kind: 'vacated', person: 'biomedical', reason: 'A quitté l’établissement', self: false },
      ]);
      const { electorate: printed } = await scene.snapshot(file.id);
      expect(printed!.places).toHaveLength(full.invited);
      expect(printed!.places.filter(({ state }) => state !== 'held')).toMatchObject([
        { holder: { name: 'biomedical' }, state: 'vacant' },
      ]);
    });

    it.each([
      ['suspended_at = now()', 'vacant'],
      ['active = false', 'account_closed'],
    ])('prints what became of a holder where %s: %s', async (change, state) => {
      await openRound();
      const { clinician2 } = scene.chu.members;
      await scene.rows(`update member set ${change} where id = $1`, [clinician2]);
      try {
        const { electorate: printed } = await scene.snapshot(file.id);
        expect(printed!.places.filter((place) => place.state !== 'held')).toMatchObject([
          { holder: { name: 'clinician2' }, state },
        ]);
      } finally {
        await scene.rows('update member set active = true, suspended_at = null where id = $1', [
          clinician2,
        ]);
      }
    });

    it('fills a vacant place in the open, from outside the file, and gives no vote besides', async () => {
      await openRound();
      const successor = await scene.addMember(`successor-${v7()}`);
      const asked = grant(successor.id, { votes: true, answerRoles: ['biomedical'] });
      expect(await scene.administer('grantSeat', asked)).toMatchObject({
        code: 'electorate_frozen',
      });
      const replacing = { ...asked, replacesSeatId: file.seats.biomedical };
      expect(await scene.administer('grantSeat', replacing)).toMatchObject({
        code: 'place_not_vacant',
      });
      expect(await change('director', 'grantSeat', replacing)).toMatchObject({
        code: 'grants_from_outside',
      });
      await scene.rows('update member set active = false where id = $1', [
        scene.chu.members.biomedical,
      ]);
      try {
        expect((await panel()).seats).toContainEqual(
          expect.objectContaining({
            id: file.seats.biomedical,
            account: 'closed',
            vacant: true,
            elector: true,
          }),
        );
        const places = await electorate();
        expect(await scene.administer('grantSeat', replacing)).toMatchObject({
          __typename: 'FileStaffed',
        });
        const after = await electorate();
        expect(after).toHaveLength(places.length);
        expect(after).not.toContain(file.seats.biomedical);
      } finally {
        await scene.rows('update member set active = true where id = $1', [
          scene.chu.members.biomedical,
        ]);
      }
      // Whoever returns has neither the place nor the vote of it.
      const former = (await panel()).seats.find(({ id }) => id === file.seats.biomedical);
      expect(former).toMatchObject({ elector: false, votes: false });
      expect((await panel()).changes.at(-1)).toMatchObject({
        kind: 'replaced',
        replaced: 'biomedical',
        changedBy: 'administrator',
        reason: 'Le siège est vacant.',
      });
      // The report prints all of it.
      const { electorate: printed } = await scene.snapshot(file.id);
      expect(printed!.frozenAt).not.toBeNull();
      expect(printed!.changes).toMatchObject([
        {
          kind: 'replaced',
          person: { name: expect.stringMatching(/^successor-/) as string },
          replaced: { name: 'biomedical' },
          before: null,
          after: { answerRoles: ['biomedical'], votes: true },
          reason: 'Le siège est vacant.',
          by: { name: 'administrator', seatId: null },
          self: false,
        },
      ]);
      expect(
        printed!.places.filter(({ frozen, holder }) => frozen.name !== holder.name),
      ).toMatchObject([
        {
          frozen: { name: 'biomedical' },
          holder: { name: expect.stringMatching(/^successor-/) as string },
          state: 'held',
        },
      ]);
      await scene.started.deliver();
      const [told] = await scene.rows<{ n: number }>(
        `select count(*)::int as n from inbox_item where evaluation_id = $1
           and kind = 'panel_changed' and member_id = $2`,
        [file.id, scene.chu.members.patient],
      );
      expect(told!.n).toBe(1);
    });

    it('lets the substitute of the beginning step in, called by somebody else', async () => {
      await scene.rows('update seat set substitute_id = $2 where id = $1', [
        file.seats.biomedical,
        scene.chu.members.buyer,
      ]);
      await scene.rows('update seat set substitute_id = $2 where id = $1', [
        file.seats.itSecurity,
        scene.chu.members.coordinator,
      ]);
      const round = await openRound();
      await scene.administer('vacateSeat', { seatId: file.seats.biomedical, reason: 'Départ' });
      await scene.administer('vacateSeat', { seatId: file.seats.itSecurity, reason: 'Départ' });
      expect(
        await change('coordinator', 'seatSubstitute', { seatId: file.seats.itSecurity }),
      ).toMatchObject({ code: 'own_power' });
      expect(
        await change('coordinator', 'seatSubstitute', { seatId: file.seats.biomedical }),
      ).toMatchObject({ __typename: 'PanelSaved' });
      expect(await electorate()).toContain(file.seats.buyer);
      expect(
        await change('buyer', 'castRating', {
          roundId: round,
          statement: scene.chu.template.statements[0]!.key,
          value: 7,
          baseVersion: 0,
        }),
      ).toMatchObject({ __typename: 'RatingKept' });
    });

    it('does not replace who has rated in the open round', async () => {
      const round = await openRound();
      await change('biomedical', 'castRating', {
        roundId: round,
        statement: scene.chu.template.statements[0]!.key,
        value: 7,
        baseVersion: 0,
      });
      await scene.administer('vacateSeat', { seatId: file.seats.biomedical, reason: 'Départ' });
      const successor = await scene.addMember(`late-${v7()}`);
      expect(
        await scene.administer(
          'grantSeat',
          grant(successor.id, { votes: true, replacesSeatId: file.seats.biomedical }),
        ),
      ).toMatchObject({ code: 'place_has_voted' });
    });
  });

  describe('a sole administrator', () => {
    const alone = async (story: () => Promise<void>) => {
      await scene.rows(
        `update member set active = false where organisation_id = $1 and display_name = 'administrator'`,
        [scene.chu.id],
      );
      try {
        await story();
      } finally {
        await scene.rows(
          `update member set active = true where organisation_id = $1 and display_name = 'administrator'`,
          [scene.chu.id],
        );
        await scene.rows(`update member set functions = $2 where id = $1`, [
          scene.chu.members.director,
          ['decision_maker', 'administrator'],
        ]);
        await scene.rows(
          `update round set state = 'closed', closed_at = now() where state = 'open'`,
        );
      }
    };

    it('gives herself something with a reason, marked; never chair, vote or decision', async () => {
      await scene.rows(`update round set state = 'closed', closed_at = now() where state = 'open'`);
      await alone(async () => {
        const me = scene.chu.members.director;
        const own = (values: Record<string, unknown>) =>
          change('director', 'grantSeat', grant(me, { functions: ['decision_maker'], ...values }));
        expect(await own({ votes: true })).toMatchObject({ code: 'own_power_never' });
        expect(await own({ functions: ['decision_maker', 'chair'] })).toMatchObject({
          code: 'own_power_never',
        });
        expect(await own({ functions: ['decision_maker', 'teller'], reason: '' })).toMatchObject({
          code: 'reason_required',
        });
        expect(
          await own({ functions: ['decision_maker', 'teller'], reason: 'Personne d’autre' }),
        ).toMatchObject({ __typename: 'FileStaffed' });
        expect((await panel()).changes).toMatchObject([
          { kind: 'granted', self: true, reason: 'Personne d’autre' },
        ]);
        expect((await scene.snapshot(file.id)).electorate!.changes).toMatchObject([
          { self: true, reason: 'Personne d’autre', by: { name: 'director' } },
        ]);
        await openRound();
        expect(await own({ functions: ['decision_maker', 'teller', 'observer'] })).toMatchObject({
          code: 'own_power_while_judging',
        });
        const member = {
          memberId: me,
          displayName: 'director',
          profession: 'director',
          functions: ['decision_maker', 'administrator', 'coordinator'],
          active: true,
          reason: 'Personne d’autre',
        };
        expect(await change('director', 'changeMember', member)).toMatchObject({
          code: 'own_power_while_judging',
        });
      });
    });
  });

  describe('a chair recused from the whole file', () => {
    it('has nothing left but the own declaration', async () => {
      const round = await openRound();
      await scene.rows(
        `update declaration set assessment = 'major', recused_sections = '{}' where seat_id = $1`,
        [file.seats.chair],
      );
      const evaluationId = file.id;
      const attempts: [string, Record<string, unknown>][] = [
        ['assessInterests', { seatId: file.seats.clinician, level: 'minor', reason: 'Lien' }],
        ['endSeat', { seatId: file.seats.buyer }],
        ['seatSubstitute', { seatId: file.seats.buyer }],
        ['saveSeat', { evaluationId, memberId: scene.chu.members.buyer, ...personas.buyer }],
        ['movePhase', { evaluationId, move: 'reopen_collecting', reason: 'Encore' }],
        ['movePhase', { evaluationId, move: 'pause', reason: 'Attente' }],
        ['movePhase', { evaluationId, move: 'cancel', reason: 'Fin' }],
        ['schedulePhases', { evaluationId, phases: [] }],
        ['assignParts', { evaluationId, assignments: [] }],
        ['remindLate', { evaluationId, seatIds: [file.seats.clinician] }],
        ['generateReport', { evaluationId, locale: 'fr' }],
        ['closeRound', { roundId: round, reason: 'Assez' }],
      ];
      for (const [name, values] of attempts) {
        const answer = await change('chair', name, values);
        expect([name, answer.code]).toEqual([name, 'recused']);
      }
      const declarations = await scene.ask<{ seatId: string }[]>(
        'chair',
        'declarations',
        { evaluationId },
        '{ seatId }',
      );
      expect(declarations).toEqual([{ seatId: file.seats.chair }]);
      const { parts, advice, need } = await scene.ask<{
        parts: unknown[];
        advice: unknown[];
        need: string;
      }>('chair', 'evaluation', { id: evaluationId }, '{ need parts { id } advice { id } }');
      expect({ parts, advice, need }).toEqual({ parts: [], advice: [], need: '' });
      expect(
        await change('chair', 'declareInterests', {
          seatId: file.seats.chair,
          nothing: true,
          interests: [],
          confirmedAgainst: ['manufacturer', 'distributor', 'competitor'],
        }),
      ).toMatchObject({ __typename: 'DeclarationSaved' });
    });
  });
});
