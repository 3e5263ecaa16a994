import { ApolloLink, Observable } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { failureOf } from '../failures';
import { lateRequests } from './late-requests';

/** Pauses before a request without an answer is sent again, in milliseconds; then it has failed. */
const pausesMs = [1_000, 4_000] as const;

type Variables = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a mutation carries its operation id: beside its other variables, or within its input. */
function identified(variables: Variables) {
  const { input, operationId, ...rest } = variables;
  if (typeof operationId === 'string') {
    return {
      id: operationId,
      content: { input, ...rest },
      under: (id: string): Variables => ({ ...variables, operationId: id }),
    };
  }
  if (!isRecord(input) || typeof input['operationId'] !== 'string') return null;
  const { operationId: id, ...content } = input;
  return {
    id: id as string,
    content: { input: content, ...rest },
    under: (other: string): Variables => ({
      ...variables,
      input: { ...input, operationId: other },
    }),
  };
}

/** Failures after which nobody knows whether the server did what was asked. */
const unknownFate = new Set(['noAnswer', 'network', 'unavailable', 'server']);

/**
 * Sends a change again under its operation id when its answer does not come, so that it is done once
 * and its end is known. What failed nevertheless is remembered: the same change asked for anew by the
 * person goes under the same id, whatever id its form made for it.
 * `context.sentOnce` leaves the sending again to the caller.
 */
export function sentAgain(
  /** Ids of changes whose fate is unknown, by what was asked; empty when another person comes. */
  open: Map<string, string>,
  pauses: readonly number[] = pausesMs,
): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const named =
      operation.operationType === OperationTypeNode.MUTATION
        ? identified(operation.variables)
        : null;
    if (!named) return forward(operation);
    const key = JSON.stringify([operation.operationName, named.content]);
    const id = open.get(key) ?? named.id;
    operation.variables = named.under(id);
    const once = operation.getContext()['sentOnce'] === true;

    return new Observable((observer) => {
      let tries = 0;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let known = (): void => undefined;
      let current: { unsubscribe(): void } | undefined;
      const attempt = (): void => {
        current = forward(operation).subscribe({
          next: (result) => {
            open.delete(key);
            known();
            observer.next(result);
          },
          complete: () => observer.complete(),
          error: (error: unknown) => {
            const { kind } = failureOf(error);
            const pause = pauses[tries];
            if (!once && kind === 'noAnswer' && pause !== undefined) {
              if (tries === 0) known = lateRequests.begin();
              tries += 1;
              timer = setTimeout(attempt, pause);
              return;
            }
            if (unknownFate.has(kind)) open.set(key, id);
            else open.delete(key);
            known();
            observer.error(error);
          },
        });
      };
      attempt();
      return () => {
        clearTimeout(timer);
        known();
        current?.unsubscribe();
      };
    });
  });
}
