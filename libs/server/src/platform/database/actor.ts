import { createHash } from 'node:crypto';
import type { OrganisationFunction, Principal } from '@consilium/domain/access';
import { isId, type Id } from '@consilium/domain/kernel';

/** Who acts, in which organisation; made once per request, connection or job. */
export interface Actor {
  readonly principal: Principal;
  readonly organisationId: Id;
  readonly organisationFunctions: readonly OrganisationFunction[];
  /** Ties log lines, answers to the client and faults of one request together. */
  readonly correlationId: string;
}

/** The product itself at work in an organisation; has its own column in the policy table. */
export const systemActor = (organisationId: Id, name: string, correlationId: string): Actor => ({
  principal: { kind: 'system', id: name },
  organisationId,
  organisationFunctions: [],
  correlationId,
});

/** The member's id, or a uuid nobody has: guests and the product hold no seats. */
export const memberIdOf = (actor: Actor): Id =>
  actor.principal.kind === 'person' && isId(actor.principal.id)
    ? actor.principal.id
    : '00000000-0000-0000-0000-000000000000';

const asked = new WeakMap<Actor, string>();

/**
 * Notes what the actor's request asks for, so that another request under the same operation id is
 * told from a repeat, which sends the same words in the same order. Only its digest stays. What is
 * nested too deep to be written out is no answer to anything, and is refused before it is kept.
 */
export function noteInput(actor: Actor, input: unknown): void {
  try {
    const words = JSON.stringify(input ?? null);
    asked.set(actor, createHash('sha256').update(words).digest('hex'));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    asked.delete(actor);
  }
}

/** The digest of what was noted last; null for work that nobody sent. */
export const inputDigestOf = (actor: Actor): string | null => asked.get(actor) ?? null;
