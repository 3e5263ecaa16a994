import { ApolloLink, Observable } from '@apollo/client';
import { OperationTypeNode } from 'graphql';

type Forward = ApolloLink.ForwardFunction;
type Observer = Parameters<
  ConstructorParameters<typeof Observable<ApolloLink.Result>>[0] & object
>[0];

/** One request, and everybody who asked for it. */
interface Read {
  readonly operation: ApolloLink.Operation;
  readonly forward: Forward;
  readonly askers: Set<Observer>;
}

interface Line {
  now: Read;
  /** Asked since `now` was sent: `now` may not know why. */
  next: Read | null;
  sent: { unsubscribe(): void } | undefined;
  /** Not sent yet: parts of a page that appear together ask together. */
  gathers: boolean;
}

/**
 * The same is read by one request at a time. Who asks in the same breath shares it; whoever asks while
 * one is under way gets the answer of
 * another that is sent after it: news may have come since the first was sent, which its answer does
 * not know, and two at once may be answered in the wrong order, so that the older one would be shown.
 */
export function readsInOrder(): ApolloLink {
  const lines = new Map<string, Line>();

  const send = (key: string, line: Line): void => {
    const read = line.now;
    const over = (tell: (asker: Observer) => void): void => {
      follow(key, line);
      for (const asker of [...read.askers]) tell(asker);
    };
    line.sent = read.forward(read.operation).subscribe({
      next: (result) => {
        for (const asker of [...read.askers]) asker.next(result);
      },
      error: (error: unknown) => over((asker) => asker.error(error)),
      complete: () => over((asker) => asker.complete()),
    });
  };
  const follow = (key: string, line: Line): void => {
    if (!line.next) return void lines.delete(key);
    line.now = line.next;
    line.next = null;
    send(key, line);
  };

  return new ApolloLink((operation, forward) => {
    if (operation.operationType !== OperationTypeNode.QUERY) return forward(operation);
    const key = JSON.stringify([operation.operationName, operation.variables]);
    return new Observable((asker) => {
      const read = (): Read => ({ operation, forward, askers: new Set([asker]) });
      const found = lines.get(key);
      const line: Line = found ?? { now: read(), next: null, sent: undefined, gathers: true };
      if (!found) {
        lines.set(key, line);
        queueMicrotask(() => {
          line.gathers = false;
          if (lines.get(key) === line) send(key, line);
        });
      } else if (line.gathers) line.now.askers.add(asker);
      else if (line.next) line.next.askers.add(asker);
      else line.next = read();
      return () => {
        if (line.next?.askers.delete(asker) && line.next.askers.size === 0) line.next = null;
        else if (line.now.askers.delete(asker) && line.now.askers.size === 0) {
          line.sent?.unsubscribe();
          if (lines.get(key) === line) follow(key, line);
        }
      };
    });
  });
}
