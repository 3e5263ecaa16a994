import { isRefusal } from '@consilium/domain/kernel';
import type { OpenedSession, Session } from '@consilium/server/access';
import type { Server } from '@consilium/server/composition';
import type { Outcome } from '@consilium/server/platform/database';
import { as, refused, type Refused } from '../platform/outcome.types';
import type { SessionCookie } from '../platform/cookies';
import type { RequestContext } from '../platform/request';
import { SignedIn, Viewer } from './access.types';

export const viewerOf = (session: Session): Viewer =>
  as(Viewer, {
    accountId: session.accountId,
    email: session.email,
    locale: session.locale,
    passwordDue: session.mustChange,
    memberships: session.memberships.map((one) => ({ ...one, organisation: one.name })),
    waiting: session.waiting.map(({ slug, name }) => ({ slug, organisation: name })),
  });

/** Makes an opened session the browser's own, or says why not. */
export async function enter(
  server: Server,
  opened: Outcome<OpenedSession>,
  request: RequestContext,
  cookie: SessionCookie,
): Promise<SignedIn | Refused> {
  if (isRefusal(opened)) return refused(opened, request.locale);
  const { device } = await server.gate.settle(opened, {
    replaced: cookie.token,
    device: cookie.device,
    userAgent: cookie.userAgent,
  });
  cookie.set({ token: opened.token, device });
  const session = await server.gate.resolve(opened.token);
  if (!session) throw new Error('a session ended as it began');
  return as(SignedIn, { viewer: viewerOf(session) });
}
