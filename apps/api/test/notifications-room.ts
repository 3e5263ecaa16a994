import type { Client } from 'pg';
import { systemActor, type EventDraft } from '@consilium/server/platform/database';
import {
  ApiClient,
  testPassword,
  type Persona,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import type { Application } from '../src/application';

/** A line of an inbox, as it is read. */
export interface Line {
  id: string;
  kind: string;
  text: string;
  path: string;
  readAt: string | null;
  evaluationReference: string;
}

export const inboxQuery = `query ($first: Int, $after: String, $unreadOnly: Boolean, $locale: String) {
  unreadCount
  inbox(first: $first, after: $after, unreadOnly: $unreadOnly, locale: $locale) {
    items { id kind text path readAt evaluationReference evaluationTitle createdAt }
    endCursor } }`;

/** Where the requests of a spec go: read anew by each of them. */
interface NotificationsGround {
  readonly started: TestServer;
  readonly application: Application;
  readonly owner: Client;
  readonly chu: TestHospital;
  readonly file: TestEvaluation;
}

/** Inboxes as their owners read them, and what makes something come into them. */
export function notificationsRoom(ground: () => NotificationsGround) {
  const clients = new Map<string, ApiClient>();

  const as = async (persona: Persona, hospital = ground().chu): Promise<ApiClient> => {
    const email = hospital.emails[persona];
    const known = clients.get(email);
    if (known) return known;
    const client = new ApiClient(ground().application.url, hospital.slug);
    await client.signIn(email, testPassword);
    clients.set(email, client);
    return client;
  };
  const inbox = async (
    persona: Persona,
    variables: Record<string, unknown> = {},
    hospital = ground().chu,
  ): Promise<{ unread: number; items: Line[]; endCursor: string | null }> => {
    const data = await (
      await as(persona, hospital)
    ).ask<{ unreadCount: number; inbox: { items: Line[]; endCursor: string | null } }>(
      inboxQuery,
      variables,
    );
    return { unread: data.unreadCount, ...data.inbox };
  };
  /** Lines about the file of this test. */
  const mine = async (persona: Persona): Promise<Line[]> =>
    (await inbox(persona, { first: 100 })).items.filter(({ path }) =>
      path.includes(ground().file.id),
    );
  const record = (event: EventDraft, by: Persona | null = 'coordinator') =>
    ground().started.server.unitOfWork.actInOrganisation(
      by === null
        ? systemActor(ground().chu.id, 'test', 'test')
        : {
            principal: { kind: 'person', id: ground().chu.members[by] },
            organisationId: ground().chu.id,
            organisationFunctions: [],
            correlationId: 'test',
          },
      by === null ? 'outbox.relay' : 'inbox.mark',
      {},
      async (tx) => {
        tx.record({ evaluationId: ground().file.id, ...event });
        return null;
      },
    );
  const due = (part: string, days: number) =>
    ground().owner.query(
      `update part set due_on = (now() at time zone o.time_zone)::date + $2::int
         from organisation o where o.id = part.organisation_id and part.id = $1`,
      [ground().file.parts[part], days],
    );

  return { as, inbox, mine, record, due };
}
