import { parse } from 'graphql';
import { createGraphqlClients } from './graphql';

// Of no schema: parsed here, so that the generated types know nothing of it.
const query = parse('query Read { read }');

describe('the same read of one page, asked again while it is under way', () => {
  let asked: ((word: string | null) => void)[];
  const before = globalThis.fetch;
  const soon = () => new Promise((resolve) => setTimeout(resolve, 0));

  beforeEach(() => {
    asked = [];
    globalThis.fetch = (() =>
      new Promise<Response>((resolve, reject) =>
        asked.push((word) =>
          word === null
            ? reject(new TypeError('Failed to fetch'))
            : resolve(
                new Response(JSON.stringify({ data: { read: word } }), {
                  headers: { 'content-type': 'application/json' },
                }),
              ),
        ),
      )) as unknown as typeof fetch;
  });
  afterEach(() => {
    globalThis.fetch = before;
  });

  it('is answered by a request of its own, which is sent after the first: what came between is in it', async () => {
    const client = createGraphqlClients().inside('chu');
    const page = client.watchQuery<{ read: string }>({ query });
    const shown: (string | undefined)[] = [];
    const stop = page.subscribe(({ data }) => shown.push((data as { read?: string })?.read));
    await soon();
    const again = page.refetch();
    const third = page.refetch();
    await soon();
    expect(asked).toHaveLength(1);
    asked[0]!('before the news');
    await soon();
    await soon();
    expect(asked).toHaveLength(2);
    asked[1]!('after the news');
    expect((await again).data).toEqual({ read: 'after the news' });
    expect((await third).data).toEqual({ read: 'after the news' });
    expect(asked).toHaveLength(2);
    expect(shown.at(-1)).toBe('after the news');
    stop.unsubscribe();
  });

  it('is shared by parts of a page that appear together, and not sent for who is gone at once', async () => {
    const client = createGraphqlClients().inside('chu');
    client
      .watchQuery({ query, fetchPolicy: 'network-only' })
      .subscribe(() => null)
      .unsubscribe();
    await soon();
    expect(asked).toHaveLength(0);
    const both = [1, 2].map(() => client.query({ query, fetchPolicy: 'no-cache' }));
    await soon();
    expect(asked).toHaveLength(1);
    asked[0]!('once');
    for (const { data } of await Promise.all(both)) expect(data).toEqual({ read: 'once' });
  });

  it('is sent although the first failed or was given up', async () => {
    const client = createGraphqlClients().inside('chu');
    const first = client.query({ query, fetchPolicy: 'no-cache' }).catch(() => 'failed');
    await soon();
    const second = client.query({ query, fetchPolicy: 'no-cache' });
    await soon();
    asked[0]!(null);
    expect(await first).toBe('failed');
    await soon();
    asked[1]!('after');
    expect((await second).data).toEqual({ read: 'after' });

    const given = client.watchQuery({ query, fetchPolicy: 'network-only' }).subscribe(() => null);
    await soon();
    const third = client.query({ query, fetchPolicy: 'no-cache' });
    await soon();
    expect(asked).toHaveLength(3);
    given.unsubscribe();
    await soon();
    await soon();
    expect(asked).toHaveLength(4);
    asked[3]!('later');
    expect((await third).data).toEqual({ read: 'later' });
  });
});
