import { v7 } from 'uuid';
import { systemActor, type Actor } from '@consilium/server/platform/database';
import { loadSnapshot } from '@consilium/server/reports';
import type { Persona, TestEvaluation } from '@consilium/testing';
import { roundsRoom, voters } from './rounds-room';
import { openScene, type Answer, type Scene } from './scene';

/** A closed anonymous round in which the patient representative gave one value, everybody else 5. */
interface World {
  readonly file: TestEvaluation;
  readonly room: ReturnType<typeof roundsRoom>;
}

describe('an anonymous round cannot be unmasked by one person', () => {
  let scene: Scene;

  const lead = 'clinician2';
  const world = async (value: number): Promise<World> => {
    const file = await scene.chu.addEvaluation({ phase: 'rating' });
    await scene.rows(`update seat set functions = '{ethics_lead}' where id = $1`, [
      file.seats[lead],
    ]);
    const room = roundsRoom(() => ({ ...scene, file }));
    const round = await room.open('chair', {
      attribution: 'anonymous',
      statements: scene.chu.template.statements.slice(0, 2).map(({ key }) => key),
    });
    for (const persona of voters) {
      await room.cast(persona, round.id, room.statement(), persona === 'patient' ? value : 5);
    }
    await room.close(round.id, 'Fin.');
    return { file, room };
  };
  const assess = (
    { file }: World,
    by: Persona,
    level: string,
    more: Record<string, unknown> = { recuseFromAll: true },
  ) =>
    scene.change(by, 'assessInterests', {
      seatId: file.seats.patient,
      level,
      reason: 'Parts dans le capital.',
      ...more,
    });
  const waiting = ({ file }: World, by: Persona) =>
    scene.ask<{ id: string; drawn: string | null; refusal: { code: string } | null }[]>(
      by,
      'waitingAssessments',
      { evaluationId: file.id },
      '{ id drawn refusal { code } }',
    );
  const confirm = (by: Persona, proposalId: string, accept = true): Promise<Answer> =>
    scene.change(by, 'confirmAssessment', { proposalId, accept });
  /** Everything about figures that anybody can read, in the page of results and on the sheets. */
  const told = async ({ room, file }: World, by: Persona = 'clinician') => {
    const { rounds } = await room.results(by);
    return {
      rounds: rounds.map(({ results, withheld, withoutLinked, comments }) => ({
        statements: results.statements,
        withheld,
        withoutLinked,
        comments,
      })),
      snapshot: await scene.started.server.unitOfWork.read(
        systemActor(scene.chu.id, 'test', 'test'),
        async (tx) =>
          (await loadSnapshot(tx, scene.started.server.templates, file.id))!.rounds.map(
            ({ statements, withheld, participated }) => ({ statements, withheld, participated }),
          ),
      ),
    };
  };

  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene?.close());

  it('takes two people, withholds the figures in every version, and never brings them back', async () => {
    const worlds = [await world(1), await world(9)];
    const after: unknown[] = [];
    for (const one of worlds) {
      const before = await told(one);
      expect(before.rounds[0]!.statements).toHaveLength(2);

      // One person proposes: nothing moves, for anybody.
      expect(await assess(one, lead, 'major')).toMatchObject({ waits: true });
      expect(await told(one)).toEqual(before);
      expect((await scene.snapshot(one.file.id)).electorate!.secondPersons).toEqual([]);
      const [proposal] = await waiting(one, 'chair');
      expect(proposal).toMatchObject({ drawn: null, refusal: null });
      expect((await waiting(one, lead))[0]!.refusal).toMatchObject({
        code: 'second_person_needed',
      });
      expect(await confirm(lead, proposal!.id)).toMatchObject({ code: 'second_person_needed' });
      expect(await confirm('patient', proposal!.id)).toMatchObject({ code: 'not_found' });
      expect(await confirm('clinician', proposal!.id)).toMatchObject({ code: 'not_found' });
      expect(await waiting(one, 'clinician')).toEqual([]);

      // A second one confirms: no figure is left, in no version.
      const both = await Promise.all([
        confirm('chair', proposal!.id),
        confirm('director', proposal!.id),
      ]);
      expect(both.map(({ code, __typename }) => code ?? __typename).sort()).toEqual([
        'AssessmentSettled',
        'assessment_settled',
      ]);
      const recused = await told(one);
      expect(recused.rounds[0]).toMatchObject({
        statements: [],
        withheld: [...scene.chu.template.statements.slice(0, 2).map(({ key }) => key)].sort(),
        withoutLinked: [],
      });
      expect(recused.snapshot[0]).toMatchObject({ statements: [] });

      // The report names both, and not why.
      const { electorate } = await scene.snapshot(one.file.id);
      expect(electorate!.secondPersons).toEqual([
        {
          person: expect.objectContaining({ name: 'patient' }) as object,
          level: 'major',
          proposedBy: expect.objectContaining({ name: lead }) as object,
          proposedAt: expect.any(String) as string,
          confirmedBy: expect.objectContaining({
            name: expect.stringMatching(/^(chair|director)$/) as string,
          }) as object,
          confirmedAt: expect.any(String) as string,
          drawn: false,
        },
      ]);

      // Turning it back takes two again and brings nothing back.
      expect(await assess(one, lead, 'none', {})).toMatchObject({ waits: true });
      expect(await told(one)).toEqual(recused);
      expect(await confirm('chair', (await waiting(one, 'chair'))[0]!.id)).toMatchObject({
        accepted: true,
      });
      const lifted = await told(one);
      expect(lifted).toEqual(recused);

      // The statements are rated again, without figures of before on the sheet.
      await scene.rows(`update evaluation set phase = 're_rating' where id = $1`, [one.file.id]);
      await one.room.open('chair', { attribution: 'anonymous' });
      const sheet = (await one.room.sheet('clinician', 2))!;
      expect(sheet.statements.map(({ key }) => key).sort()).toEqual(recused.rounds[0]!.withheld);
      expect(sheet.statements.map(({ earlier }) => earlier)).toEqual([null, null]);
      after.push({ recused, lifted, sheet: sheet.statements.map(({ earlier }) => earlier) });
    }
    // What can be read after the closing is the same, whatever she had rated.
    expect(after[0]).toEqual(after[1]);
  });

  it('tells the panel, and not about whom; asks who may confirm', async () => {
    const one = await world(1);
    await assess(one, lead, 'major');
    const [proposal] = await waiting(one, 'chair');
    await confirm('chair', proposal!.id);
    const events = await scene.rows<{ type: string; data: object; seat_id: string | null }>(
      `select type, data, seat_id from event where evaluation_id = $1
        and type in ('round.withheld', 'assessment.proposed', 'assessment.confirmed') order by id`,
      [one.file.id],
    );
    expect(events.map(({ type }) => type).sort()).toEqual([
      'assessment.confirmed',
      'assessment.proposed',
      'round.withheld',
    ]);
    expect(events.find(({ type }) => type === 'round.withheld')).toMatchObject({
      data: { n: 1, statements: 2 },
      seat_id: null,
    });
  });

  it('withholds only the sections concerned, and nothing where she did not rate', async () => {
    const one = await world(1);
    const { section } = scene.chu.template.statements[0]!;
    const recuseFrom = async (sections: readonly string[]) => {
      await assess(one, lead, 'major', { recuseFromAll: false, recusedSections: sections });
      await confirm('chair', (await waiting(one, 'chair'))[0]!.id);
    };
    const elsewhere = scene.chu.template.sections.find(({ key }) => key !== section)!.key;
    await recuseFrom([elsewhere]);
    expect((await told(one)).rounds[0]!.withheld).toEqual([]);
    await recuseFrom([section, elsewhere]);
    const { rounds } = await told(one);
    expect(rounds[0]!.withheld).toContain(one.room.statement());
    expect(rounds[0]!.statements.map(({ statement }) => statement)).not.toContain(
      one.room.statement(),
    );
  });

  it('draws a member where no function is free, and only that one confirms', async () => {
    const one = await world(1);
    await scene.rows(
      `update seat set functions = case when id = $2 then '{chair}'::text[] else '{}' end
        where evaluation_id = $1`,
      [one.file.id, one.file.seats.chair],
    );
    expect(await assess(one, 'chair', 'major')).toMatchObject({ waits: true });
    const drawing = voters.filter((name) => name !== 'chair' && name !== 'patient');
    const may: Persona[] = [];
    let proposalId = '';
    for (const name of drawing) {
      const [open] = await waiting(one, name);
      if (open?.refusal === null) {
        may.push(name);
        proposalId = open.id;
      }
    }
    expect(may).toHaveLength(1);
    const other = drawing.find((name) => name !== may[0])!;
    expect(await confirm(other, proposalId)).toMatchObject({ code: 'not_found' });
    // Whoever was asked reads why she no longer can; to others it is still not there.
    const ending = async (phase: string) =>
      scene.rows(`update evaluation set phase = $2 where id = $1`, [one.file.id, phase]);
    await ending('cancelled');
    expect(await confirm(may[0]!, proposalId)).toMatchObject({ code: 'closed_file' });
    expect(await confirm(other, proposalId)).toMatchObject({ code: 'not_found' });
    await ending('rating');
    expect(await confirm(may[0]!, proposalId)).toMatchObject({ accepted: true });
  });

  it('draws a member by the next morning where nobody has such a function any more', async () => {
    const one = await world(1);
    await assess(one, lead, 'major');
    const drawn = () =>
      scene.rows<{ drawn: string | null }>(
        `select drawn_seat as drawn from assessment_proposal
          where evaluation_id = $1 and state = 'waiting'`,
        [one.file.id],
      );
    const morning = async () => {
      await scene.rows('delete from reminder_day where organisation_id = $1', [scene.chu.id]);
      await scene.started.server.reminders.sendDaily(scene.chu.id);
    };
    await morning();
    expect(await drawn()).toEqual([{ drawn: null }]);
    await scene.rows(`update seat set functions = '{}' where evaluation_id = $1 and id <> $2`, [
      one.file.id,
      one.file.seats[lead],
    ]);
    await morning();
    const [now] = await drawn();
    const free = voters.filter((name) => name !== 'patient' && name !== lead);
    expect(free.map((name) => one.file.seats[name])).toContain(now!.drawn);
  });

  it('tells a decision-maker why she can no longer confirm', async () => {
    const one = await world(1);
    await assess(one, lead, 'major');
    const [proposal] = await waiting(one, 'chair');
    await scene.rows(`update evaluation set phase = 'cancelled' where id = $1`, [one.file.id]);
    expect(await confirm('director', proposal!.id)).toMatchObject({ code: 'closed_file' });
    expect(await confirm('clinician', proposal!.id)).toMatchObject({ code: 'not_found' });
  });

  it('lets the figures fall at once where nobody is free', async () => {
    const one = await world(1);
    await scene.rows(
      `update seat set votes = false, functions = case when id = $2 then '{chair}'::text[] else '{}' end
        where evaluation_id = $1`,
      [one.file.id, one.file.seats.chair],
    );
    const { section } = scene.chu.template.statements[0]!;
    expect(
      await assess(one, 'chair', 'major', { recuseFromAll: false, recusedSections: [section] }),
    ).toMatchObject({ waits: false });
    expect((await told(one, 'chair')).rounds[0]!.statements).toEqual([]);
  });

  it('voids a proposal when she declares anew, and lets a refused one end', async () => {
    const one = await world(1);
    await assess(one, lead, 'major');
    const [first] = await waiting(one, 'chair');
    await scene.change('patient', 'declareInterests', {
      seatId: one.file.seats.patient,
      nothing: true,
      confirmedAgainst: ['manufacturer', 'distributor', 'competitor'],
    });
    expect(await confirm('chair', first!.id)).toMatchObject({ code: 'declared_since' });
    expect(await confirm('chair', first!.id, false)).toMatchObject({ accepted: false });
    expect(await waiting(one, 'chair')).toEqual([]);
    expect((await told(one)).rounds[0]!.withheld).toEqual([]);
  });

  it('gives out no file of a report made before', async () => {
    const one = await world(1);
    const report = v7();
    await scene.rows(
      `insert into report (organisation_id, id, evaluation_id, locale, version, state, attempts,
         requested_by, created_at, ready_at, size, pages, sha256, snapshot_hash, seal)
       values ($1, $2, $3, 'fr', 'panel', 'ready', 1, $4, now(), now(), 10, 1, 'ab', 'cd', 'draft')`,
      [scene.chu.id, report, one.file.id, scene.chu.members.chair],
    );
    const chair: Actor = {
      principal: { kind: 'person', id: scene.chu.members.chair },
      organisationId: scene.chu.id,
      organisationFunctions: [],
      correlationId: 'test',
    };
    // The row stands for a file that is not in the store: only whether it is opened is asked.
    const open = async () =>
      (await scene.started.server.reports
        .openReport(chair, report)
        .catch((error: unknown) => error)) as { code?: string };
    expect((await open()).code).not.toBe('report_outdated');
    await assess(one, lead, 'major');
    await confirm('chair', (await waiting(one, 'chair'))[0]!.id);
    expect(await open()).toMatchObject({ code: 'report_outdated' });
  });
});
