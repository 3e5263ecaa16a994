import { decideInOrganisation, parseName, parseTimeZone } from '@consilium/domain/access';
import { isId, isRefusal, refuse, type Id } from '@consilium/domain/kernel';
import {
  memberIdOf,
  today,
  type Actor,
  type Outcome,
  type ReadTransaction,
  type UnitOfWork,
} from '../platform/database';
import { Site } from './access.entities';

/** What follows the founding of an organisation, in the order in which it is offered. */
export const firstSteps = ['people', 'committee', 'evaluation'] as const;
export type FirstStep = (typeof firstSteps)[number];

/**
 * SQL: first steps that nobody has taken yet in the organisation `o`. Whether a file was asked for is
 * said only to who sees them all (`$3`).
 */
const stepsLeft = `array_remove(array[
  case when not exists (select 1 from member m where m.organisation_id = o.id and m.id <> $2)
    and not exists (select 1 from invitation i where i.organisation_id = o.id) then 'people' end,
  case when not exists (select 1 from committee_seat s where s.organisation_id = o.id and s.votes)
    then 'committee' end,
  case when $3 and not exists (select 1 from evaluation e where e.organisation_id = o.id
    and not e.practice) then 'evaluation' end], null)`;

/** The organisation as its members see it. */
export interface OrganisationView {
  readonly id: Id;
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
  /** Current day in its zone. */
  readonly today: string;
  /** ISO instant since which mails and reminders are held, as after a restore; null when they are sent. */
  readonly heldSince: string | null;
  /** What an administrator has still to do before the first file begins; empty for everybody else. */
  readonly stepsLeft: readonly FirstStep[];
  readonly sites: readonly { readonly id: Id; readonly name: string }[];
}

/** The organisation itself and its sites. */
export class OrganisationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    /** Called when names or zones, which sessions carry, have changed. */
    private readonly membershipsChanged: () => void,
  ) {}

  async organisation(tx: ReadTransaction): Promise<OrganisationView> {
    const [row] = await tx.rows<{ view: OrganisationView }>(
      `select json_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'timeZone', o.time_zone,
         'today', ${today}, 'heldSince', o.held_since,
         'stepsLeft', case when $4 then ${stepsLeft} else '{}' end,
         'sites', (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name)
           order by s.name), '[]') from site s where s.organisation_id = o.id)) as view
       from organisation o where o.id = $1`,
      [
        tx.actor.organisationId,
        memberIdOf(tx.actor),
        tx.actor.organisationFunctions.includes('coordinator'),
        decideInOrganisation('organisation.manage', tx.actor) === null,
      ],
    );
    if (!row) throw new Error('the organisation of the actor is not there');
    return row.view;
  }

  /** Changes name or time zone; deadlines, being dates, then end in the new zone. */
  async changeOrganisation(
    actor: Actor,
    input: { operationId: Id; name: string; timeZone: string },
  ): Promise<Outcome<true>> {
    const name = parseName(input.name);
    if (isRefusal(name)) return name;
    const timeZone = parseTimeZone(input.timeZone);
    if (isRefusal(timeZone)) return timeZone;
    const { operationId } = input;
    const changed = await this.unitOfWork.actInOrganisation<true>(
      actor,
      'organisation.manage',
      { operationId },
      async (tx) => {
        await tx.rows('update organisation set name = $2, time_zone = $3 where id = $1', [
          actor.organisationId,
          name,
          timeZone,
        ]);
        tx.record({
          type: 'organisation.changed',
          subject: { kind: 'organisation', id: actor.organisationId },
        });
        return true;
      },
    );
    if (!isRefusal(changed)) this.membershipsChanged();
    return changed;
  }

  /** Lets a restored place send mails and reminders again; what was held goes out now. */
  async releaseHold(actor: Actor, { operationId }: { operationId: Id }): Promise<Outcome<true>> {
    return this.unitOfWork.actInOrganisation<true>(
      actor,
      'organisation.manage',
      { operationId },
      async (tx) => {
        const released = await tx.rows(
          `update organisation set held_since = null
            where id = $1 and held_since is not null returning id`,
          [actor.organisationId],
        );
        if (released.length === 0) return refuse('not_held');
        tx.record({
          type: 'organisation.released',
          subject: { kind: 'organisation', id: actor.organisationId },
        });
        return true;
      },
    );
  }

  /** Adds a site, or renames one. */
  async saveSite(
    actor: Actor,
    input: { operationId: Id; siteId?: Id | null | undefined; name: string },
  ): Promise<Outcome<Id>> {
    const name = parseName(input.name);
    if (isRefusal(name)) return name;
    const { operationId, siteId = null } = input;
    if (siteId !== null && !isId(siteId)) return refuse('not_found');
    return this.unitOfWork.actInOrganisation(
      actor,
      'organisation.manage',
      { operationId },
      async (tx) => {
        const id = siteId ?? tx.newId();
        if (siteId === null) {
          await tx.repository(Site).insert({ organisationId: actor.organisationId, id, name });
        } else {
          const renamed = await tx.rows('update site set name = $2 where id = $1 returning id', [
            id,
            name,
          ]);
          if (renamed.length === 0) return refuse('not_found');
        }
        tx.record({ type: 'site.saved', subject: { kind: 'site', id } });
        return id;
      },
    );
  }
}
