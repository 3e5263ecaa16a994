import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { Membership, Session } from '@consilium/server/access';
import { noteInput, type Actor } from '@consilium/server/platform/database';
import { isLocale, refuse, type Locale, type Refusal } from '@consilium/domain/kernel';
import { sentenceOf } from '@consilium/server/platform/texts';
import type { SessionCookie } from './cookies';

/** What is known of a request before any resolver runs. */
export interface RequestContext {
  readonly correlationId: string;
  readonly session: Session | null;
  /** Membership of the organisation named by the request, if the person has it. */
  readonly membership: Membership | null;
  /** Present with a membership; one per request, so that its reads share a transaction. */
  readonly actor: Actor | null;
  readonly locale: Locale;
  /** Network address of the caller, for rate limits. */
  readonly from: string;
}

/** Name of the request header and connection parameter that name the organisation by its slug. */
export const organisationHeader = 'x-consilium-organisation';

/**
 * Name of the request header by which a page says for which account it speaks. The cookie is the
 * browser's: once somebody else signed in in another window, nothing of this page is done in her name.
 */
export const accountHeader = 'x-consilium-account';

/** The language of an answer to somebody whose account is not known: the browser's first, else French. */
export function languageOf(acceptLanguage: string | undefined): Locale {
  const preferred = acceptLanguage?.slice(0, 2).toLowerCase();
  return isLocale(preferred) ? preferred : 'fr';
}

export function requestContext(
  session: Session | null,
  slug: string | undefined,
  acceptLanguage: string | undefined,
  from: string,
  correlationId: string,
): RequestContext {
  const membership = session?.memberships.find((one) => one.slug === slug) ?? null;
  return {
    correlationId,
    session,
    membership,
    actor: membership && {
      principal: { kind: 'person', id: membership.memberId },
      organisationId: membership.organisationId,
      organisationFunctions: membership.functions,
      correlationId,
    },
    locale: session?.locale ?? languageOf(acceptLanguage),
    from,
  };
}

/** A link carries no header: the organisation may stand in its address. */
export function inOrganisation(request: FastifyRequest): void {
  const { organisation } = request.query as { organisation?: unknown };
  if (!request.consilium || typeof organisation !== 'string') return;
  request.consilium = requestContext(
    request.consilium.session,
    organisation,
    request.headers['accept-language'],
    request.ip,
    request.id,
  );
}

/**
 * Why somebody is not let through: not signed in, a password that has to be changed first, no member of
 * the organisation. Every way in asks here. Null where an actor stands.
 */
export function refusalOf(
  { session, actor }: Pick<RequestContext, 'session' | 'actor'>,
  needs: 'session' | 'actor',
): Refusal | null {
  if (!session) return refuse('not_signed_in');
  if (session.mustChange) return refuse('password_change_due');
  return needs === 'actor' && !actor ? refuse('not_a_member') : null;
}

/** A refusal where no result type can carry it: an error with the refusal's code and sentence. */
export const refusalError = (refusal: Refusal, locale: Locale): GraphQLError =>
  new GraphQLError(sentenceOf(refusal, locale), {
    extensions: { code: refusal.code.toUpperCase(), details: refusal.details },
  });

const contextOf = (host: ExecutionContext): RequestContext =>
  GqlExecutionContext.create(host).getContext<{ request: RequestContext }>().request;

/** The request as a resolver parameter. */
export const Current = createParamDecorator((_data: unknown, host: ExecutionContext) =>
  contextOf(host),
);

/** The cookie, for the few operations that set it. The reply itself cannot be given: it is thenable. */
export const CurrentCookie = createParamDecorator((_data: unknown, host: ExecutionContext) =>
  GqlExecutionContext.create(host).getContext<{ cookies: () => SessionCookie }>().cookies(),
);

/** The signed-in person across organisations. */
export const CurrentSession = createParamDecorator((_data: unknown, host: ExecutionContext) => {
  const request = contextOf(host);
  if (!request.session) throw refusalError(refuse('not_signed_in'), request.locale);
  return request.session;
});

/** The actor within the organisation the request names; refused when not a member of it. */
export const CurrentActor = createParamDecorator((_data: unknown, host: ExecutionContext) => {
  const request = contextOf(host);
  const refusal = refusalOf(request, 'actor');
  if (refusal || !request.actor) {
    throw refusalError(refusal ?? refuse('not_a_member'), request.locale);
  }
  const field = GqlExecutionContext.create(host);
  if (field.getInfo<GraphQLResolveInfo | undefined>()?.parentType.name === 'Mutation') {
    noteInput(request.actor, field.getArgs());
  }
  return request.actor;
});

export { SessionCookie } from './cookies';

export const publicOperation = 'consilium:public';

/** Opens an operation to people who are not signed in. The list of such operations is pinned by a test. */
export const Public = (): MethodDecorator => SetMetadata(publicOperation, true);

export const passwordDueOperation = 'consilium:password-due';

/** Leaves an operation open to whose password is due to be changed. The list is pinned by the same test. */
export const WhilePasswordIsDue = (): MethodDecorator => SetMetadata(passwordDueOperation, true);
