import { isId, isRefusal, refuse, type Id } from '@consilium/domain/kernel';
import {
  chooseReminders,
  minutesBetweenReminders,
  overdueEveryDays,
} from '@consilium/domain/notifications';
import { freeThreadsOfGone } from '../discussion';
import { drawAgainForGone, latePart } from '../evaluations';
import {
  systemActor,
  type Actor,
  type Outcome,
  type UnitOfWork,
  today,
} from '../platform/database';
import type { TemplateLibrary } from '../templates';
import { notify } from './fan-out';
import { dailyKinds } from './kinds';

/** Most seats reminded at once; a panel has a few dozen. */
const mostSeats = 200;

/** Whom a reminder reached. */
export interface LateReminded {
  readonly reminded: readonly Id[];
  /** Left in peace: reminded less than an hour ago. */
  readonly tooSoon: readonly Id[];
  /** No longer late. */
  readonly notLate: readonly Id[];
}

interface SeatRow {
  seat_id: Id;
  late_parts: Id[];
  last_reminded_at: Date | null;
}

/** Reminders by hand and by the calendar. */
export class RemindersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
    private readonly publicUrl: string,
  ) {}

  /**
   * A coordinator reminds those of `seatIds` who are late. Refused when nobody is, when all were
   * reminded within the hour, and while the file waits for its supplier. The file is locked, so that
   * two coordinators do not remind the same person at once.
   */
  async remindLate(
    actor: Actor,
    input: { operationId: Id; evaluationId: Id; seatIds: readonly Id[] },
  ): Promise<Outcome<LateReminded>> {
    const { seatIds } = input;
    if (seatIds.length === 0 || seatIds.length > mostSeats || !seatIds.every(isId)) {
      return refuse('invalid_input');
    }
    return this.unitOfWork.act(
      actor,
      'part.remind',
      { kind: 'evaluation', id: input.evaluationId },
      { operationId: input.operationId, lock: 'evaluation' },
      async (tx, { evaluationId, facts }) => {
        if (facts.paused) return refuse('paused');
        const seats = await tx.rows<SeatRow>(
          `select s.id as seat_id,
             (select coalesce(array_agg(p.id), '{}') from part_assignee a
               join part p on p.organisation_id = a.organisation_id and p.id = a.part_id
               where a.organisation_id = s.organisation_id and a.seat_id = s.id
                 and ${latePart}) as late_parts,
             (select max(x.occurred_at) from event x
               where x.organisation_id = s.organisation_id and x.evaluation_id = s.evaluation_id
                 and x.occurred_at > $4 and x.type = 'part.reminded'
                 and x.data->'seatIds' ? s.id::text) as last_reminded_at
           from seat s
           join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id
           where s.organisation_id = $1 and s.evaluation_id = $2 and s.id = any($3::uuid[])
           order by s.id`,
          [
            actor.organisationId,
            evaluationId,
            seatIds,
            new Date(tx.now.getTime() - minutesBetweenReminders * 60_000),
          ],
        );
        const choice = chooseReminders(
          seats.map((row) => ({
            seatId: row.seat_id,
            lateParts: row.late_parts,
            lastRemindedAt: row.last_reminded_at,
          })),
          tx.now,
        );
        if (isRefusal(choice)) return choice;
        const reminded = choice.remind.map(({ seatId }) => seatId);
        tx.record({
          type: 'part.reminded',
          subject: { kind: 'evaluation', id: evaluationId },
          data: {
            seatIds: reminded,
            partIds: [...new Set(choice.remind.flatMap(({ lateParts }) => lateParts))],
          },
        });
        return { reminded, tooSoon: choice.tooSoon, notLate: choice.notLate };
      },
    );
  }

  /**
   * Writes an organisation's reminders of the day, once: the day itself is a row with a unique key, so
   * that neither a repeat nor a second worker tells anybody twice. The first day of all speaks of
   * everything that is late. Then gives on what waits for somebody who is gone. Returns how many items
   * were written.
   */
  async sendDaily(organisationId: Id): Promise<number> {
    const actor = systemActor(organisationId, 'reminders', `reminders-${organisationId}`);
    const written = await this.unitOfWork.actInOrganisation(
      actor,
      'inbox.deliver',
      {},
      async (tx) => {
        const [day] = await tx.rows<{ today: string; since: string }>(
          `insert into reminder_day (organisation_id, day) values ($1, ${today})
             on conflict do nothing
             returning day::text as today,
               coalesce((select max(d.day) from reminder_day d where d.organisation_id = $1
                 and d.day < ${today}), ${today} - $2::int)::text as since`,
          [organisationId, overdueEveryDays],
        );
        let items = 0;
        if (!day) return null;
        for (const kind of dailyKinds) {
          items += await notify(tx, this.templates, this.publicUrl, kind, day);
        }
        return { items };
      },
    );
    if (isRefusal(written)) throw new Error(`reminders were refused: ${written.code}`);
    if (written === null) return 0;
    await this.giveOn(actor);
    return written.items;
  }

  /** What waits for somebody who is gone: the end of a mandate is no act of anybody. */
  private async giveOn(actor: Actor): Promise<void> {
    const given = await this.unitOfWork.actInOrganisation(
      actor,
      'inbox.deliver',
      {},
      async (tx) => {
        await drawAgainForGone(tx);
        await freeThreadsOfGone(tx);
        return null;
      },
    );
    if (isRefusal(given)) throw new Error(`what waits was not given on: ${given.code}`);
  }
}
