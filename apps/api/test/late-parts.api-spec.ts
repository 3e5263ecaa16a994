import type { Persona, TestEvaluation } from '@consilium/testing';
import { openScene, type Scene } from './scene';

describe('who is late, wherever it is told', () => {
  let scene: Scene;
  let file: TestEvaluation;

  beforeEach(async () => {
    scene = await openScene();
    file = await scene.chu.addEvaluation();
  });
  afterEach(() => scene?.close());

  const overdue = (part: string) =>
    scene.rows(
      `update part set due_on = (now() at time zone 'Europe/Paris')::date - 3 where id = $1`,
      [file.parts[part]],
    );
  const assess = async (whose: Persona, more: Record<string, unknown>): Promise<void> => {
    const answer = await scene.change('chair', 'assessInterests', {
      seatId: file.seats[whose],
      level: 'major',
      reason: 'Lien direct',
      ...more,
    });
    expect(answer.code).toBeUndefined();
  };
  /** Everyone named as late: in the list, the portfolio, on the first page, by hand and by the calendar. */
  const told = async (persona: Persona) => {
    const list = await scene.ask<{ items: { lateParts: number }[] }>(
      'coordinator',
      'evaluations',
      { first: 10 },
      '{ items { lateParts } }',
    );
    const { items } = await scene.ask<{ items: { latePeople: number }[] }>(
      'coordinator',
      'portfolio',
      { first: 10, filter: {} },
      '{ items { latePeople } }',
    );
    const filtered = await scene.ask<{ items: unknown[] }>(
      'coordinator',
      'portfolio',
      { first: 10, filter: { late: true } },
      '{ items { id } }',
    );
    const { late } = await scene.ask<{ late: { name: string }[] }>(
      'coordinator',
      'evaluationOverview',
      { id: file.id },
      '{ late { name } }',
    );
    const byHand = await scene.change('coordinator', 'remindLate', {
      evaluationId: file.id,
      seatIds: [file.seats[persona]],
    });
    await scene.rows(`delete from reminder_day`);
    await scene.rows(`delete from inbox_item where kind = 'part_overdue'`);
    await scene.started.server.reminders.sendDaily(scene.chu.id);
    const mails = await scene.rows(`select 1 from inbox_item where kind = 'part_overdue'`);
    return {
      list: list.items[0]?.lateParts,
      portfolio: items[0]?.latePeople,
      filtered: filtered.items.length,
      overview: late.map(({ name }) => name),
      byHand: byHand.code ?? 'reminded',
      calendar: mails.length,
    };
  };
  const someone = (name: string) => ({
    list: 1,
    portfolio: 1,
    filtered: 1,
    overview: [name],
    byHand: 'reminded',
    calendar: 1,
  });
  const nobody = {
    list: 0,
    portfolio: 0,
    filtered: 0,
    overview: [],
    byHand: 'nobody_late',
    calendar: 0,
  };

  it('forgets a part of which no question applies any more, and proposes it to nobody', async () => {
    const place = Object.keys(file.parts).find((key) => key.startsWith('AI/'))!;
    const [holder] = await scene.rows<{ seat_id: string; name: string }>(
      `select a.seat_id, m.display_name as name from part_assignee a
         join seat s on s.id = a.seat_id join member m on m.id = s.member_id where a.part_id = $1`,
      [file.parts[place]],
    );
    const persona = holder!.name as Persona;
    await overdue(place);
    const proposed = async () => {
      const found = await scene.ask<{ proposedAssignments: { partId: string }[] }>(
        'coordinator',
        'evaluation',
        { id: file.id },
        '{ proposedAssignments { partId } }',
      );
      return found.proposedAssignments.some(({ partId }) => partId === file.parts[place]);
    };
    expect(await told(persona)).toEqual(someone(persona));
    await scene.rows('delete from part_assignee where part_id = $1', [file.parts[place]]);
    expect(await proposed()).toBe(true);
    await scene.rows(
      `insert into part_assignee (organisation_id, part_id, seat_id, assigned_at)
       values ($1, $2, $3, now())`,
      [scene.chu.id, file.parts[place], holder!.seat_id],
    );

    const answered = await scene.change('biomedical', 'saveAnswer', {
      partId: file.parts['S00/biomedical'],
      questionKey: 'S00.profile.ai',
      baseVersion: 0,
      state: 'value',
      value: 'none',
    });
    expect(answered.__typename).toBe('AnswerSaved');
    expect(await told(persona)).toEqual(nobody);
    await scene.rows('delete from part_assignee where part_id = $1', [file.parts[place]]);
    expect(await proposed()).toBe(false);
  });

  it('frees the open parts of who is taken off their section, and awaits nobody for them', async () => {
    await overdue('Q01/clinician');
    await assess('clinician', { recuseFromAll: false, recusedSections: ['Q02'] });
    expect(await told('clinician')).toEqual(someone('clinician'));
    await scene.rows(`update declaration set recused_sections = '{Q01}' where seat_id = $1`, [
      file.seats.clinician,
    ]);
    expect(await told('clinician')).toEqual(nobody);
    await assess('clinician', { recuseFromAll: false, recusedSections: ['Q01'] });
    const held = await scene.rows<{ section_key: string }>(
      `select distinct p.section_key from part_assignee a join part p on p.id = a.part_id
        where a.seat_id = $1 order by 1`,
      [file.seats.clinician],
    );
    expect(held.map(({ section_key }) => section_key)).not.toContain('Q01');
    expect(held.map(({ section_key }) => section_key)).toContain('Q03');
  });

  it('awaits nobody outside the phases in which parts are answered', async () => {
    await overdue('Q01/clinician');
    await scene.rows(`update evaluation set phase = 'rating' where id = $1`, [file.id]);
    expect(await told('clinician')).toEqual({ ...nobody, byHand: expect.any(String) });
  });
});
