import type { Id } from '@consilium/domain/kernel';
import { securityConsumer } from '../access';
import { answersConsumer } from '../answers';
import { evidenceConsumer } from '../evidence';
import { notificationsConsumer } from '../notifications';
import type { EventConsumer } from '../platform/queues';
import { reportsConsumer } from '../reports';
import type { Server } from './server';

/** A consumer of events with what it does; delivery is at least once, so effects own a unique key. */
export interface Consumer extends EventConsumer {
  deliver(event: { organisationId: Id; eventId: Id; type: string }): Promise<void>;
}

/** Every consumer of events. The one place to add one. */
export const consumersOf = (server: Server): readonly Consumer[] => [
  answersConsumer(server),
  notificationsConsumer(server),
  securityConsumer(server),
  evidenceConsumer(server),
  reportsConsumer(server),
];
