import type { Service } from './away';
import { within } from './within';

/** Longest a check may take: a server that is slower does not serve. */
const checkMs = 1_000;

/** Whether each server can be reached now. Nobody waits longer than a second, whatever they do. */
export function checksOf(
  looks: Readonly<Record<Service, () => Promise<unknown>>>,
): () => Promise<Readonly<Record<Service, 'up' | 'down'>>> {
  // One look at a time: a server that never answers must not collect questions.
  const pending = new Map<Service, Promise<unknown>>();
  const look = async (service: Service): Promise<readonly [Service, 'up' | 'down']> => {
    const asked = pending.get(service) ?? looks[service]().finally(() => pending.delete(service));
    pending.set(service, asked);
    asked.catch(() => undefined);
    const state = await within(asked, checkMs).then(
      () => 'up' as const,
      () => 'down' as const,
    );
    return [service, state];
  };
  return async () => {
    const states = await Promise.all((Object.keys(looks) as Service[]).map(look));
    return Object.fromEntries(states) as Record<Service, 'up' | 'down'>;
  };
}
