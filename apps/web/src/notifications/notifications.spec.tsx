import type { ReactNode } from 'react';
import { createMemoryRouter, RouterProvider, type RouteObject } from 'react-router';
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import { MantineProvider } from '@mantine/core';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { theme } from '@consilium/ui';
import { RequireSession } from '../app/require-session';
import { Root } from '../app/root';
import { GraphqlClientsProvider, InsideOrganisation } from '../platform/clients';
import { startTexts } from '../platform/i18n';
import { SessionProvider } from '../platform/session';
import { memberSession } from '../platform/testing/member-session';
import { ShortcutsProvider } from '../platform/shortcuts';
import { InboxBell } from './inbox-bell';
import { Component as InboxPage } from './inbox-page';
import { Component as MailboxPage } from './mailbox-page';

const source = memberSession({ displayName: 'Claire Morel', profession: 'radiologist' });

interface Line {
  id: string;
  text: string;
  readAt: string | null;
  createdAt: string;
}

const line = (id: string, text: string, changes: Partial<Line> = {}) => ({
  __typename: 'InboxItem',
  about: 'file',
  kind: 'part_assigned',
  id,
  text,
  path: `evaluations/e1/answer#${id}`,
  evaluationTitle: 'Fictional device',
  evaluationReference: '2026-014',
  createdAt: new Date().toISOString(),
  readAt: null,
  ...changes,
});

/** The newest line comes first, and two of the same instant in no order. */
const minutesAgo = (minutes: number) => ({
  createdAt: new Date(Date.now() - minutes * 60_000).toISOString(),
});

/** A server as far as these pages ask it; what it says can be changed while it runs. */
class FakeServer {
  lines: ReturnType<typeof line>[] = [];
  mailbox: unknown = null;
  mailHealth: unknown = null;
  down = false;
  readonly asked: { name: string; variables: Record<string, unknown> }[] = [];
  private push: (value: object) => void = () => undefined;

  readonly link = new ApolloLink(({ operationName, variables }) => {
    const name = operationName ?? '';
    this.asked.push({ name, variables });
    return new Observable((observer) => {
      if (name === 'InboxChanged') {
        this.push = (value) => observer.next({ data: { inboxChanged: value } } as never);
        return;
      }
      if (this.down) {
        observer.error(new TypeError('Failed to fetch'));
        return;
      }
      observer.next({ data: this.answer(name, variables) } as never);
      observer.complete();
    });
  });

  arrive(one: ReturnType<typeof line>): void {
    this.lines = [one, ...this.lines];
    this.push({ __typename: 'InboxChange', ids: [one.id], unread: this.unread });
  }

  get unread(): number {
    return this.lines.filter(({ readAt }) => readAt === null).length;
  }

  private answer(name: string, variables: Record<string, unknown>): object {
    if (name === 'UnreadCount') return { unreadCount: this.unread };
    if (name === 'Inbox') {
      const items = this.lines.filter(({ readAt }) => !variables['unreadOnly'] || readAt === null);
      return { inbox: { __typename: 'InboxPage', items, endCursor: null } };
    }
    if (name.startsWith('Mark')) {
      const all = name === 'MarkAllRead';
      const ids = this.lines
        .filter(
          ({ id, readAt }) =>
            readAt === null && (all || (variables['ids'] as string[]).includes(id)),
        )
        .map(({ id }) => id);
      this.lines = this.lines.map((one) =>
        ids.includes(one.id) ? { ...one, readAt: new Date().toISOString() } : one,
      );
      return {
        [all ? 'markAllRead' : 'markRead']: {
          __typename: 'InboxMarked',
          ids,
          unread: this.unread,
        },
      };
    }
    return { mailbox: this.mailbox, mailHealth: this.mailHealth };
  }
}

function open(server: FakeServer, page: string) {
  const client = new ApolloClient({ link: server.link, cache: new InMemoryCache() });
  const inside = (Page: () => ReactNode) => (
    <InsideOrganisation slug="chu">
      <header>
        <InboxBell />
      </header>
      <main>
        <Page />
      </main>
    </InsideOrganisation>
  );
  const routes: RouteObject[] = [
    {
      Component: Root,
      children: [
        {
          Component: RequireSession,
          children: [
            { path: '/o/:organisation/inbox', element: inside(InboxPage) },
            { path: '/o/:organisation/mailbox', element: inside(MailboxPage) },
            { path: '*', element: <h1>Elsewhere</h1> },
          ],
        },
      ],
    },
  ];
  const router = createMemoryRouter(routes, { initialEntries: [`/o/chu/${page}`] });
  render(
    <MantineProvider theme={theme} env="test">
      <GraphqlClientsProvider
        value={{ outside: client, inside: () => client, forget: async () => undefined }}
      >
        <SessionProvider source={source}>
          <ShortcutsProvider>
            <RouterProvider router={router} />
          </ShortcutsProvider>
        </SessionProvider>
      </GraphqlClientsProvider>
    </MantineProvider>,
  );
  return router;
}

const day = 86_400_000;
const bell = (name: string) => screen.findByRole('link', { name });

beforeAll(async () => {
  await startTexts('en');
});

describe('the inbox', () => {
  it('puts the unread first, by day, and says how many there are', async () => {
    const server = new FakeServer();
    const yesterday = new Date(Date.now() - day).toISOString();
    server.lines = [
      line('a', 'A part has been assigned to you.'),
      line('b', 'The round is closed.', { createdAt: yesterday }),
      line('c', 'The report is ready.', { readAt: yesterday }),
    ];
    open(server, 'inbox');
    const unread = await screen.findByRole('region', { name: 'To read' });
    expect(
      within(unread)
        .getAllByRole('heading', { level: 3 })
        .map((h) => h.textContent),
    ).toEqual(['Today', 'Yesterday']);
    const read = screen.getByRole('region', { name: 'Already read' });
    expect(within(read).getByRole('link', { name: 'The report is ready.' })).toHaveAttribute(
      'href',
      '/o/chu/evaluations/e1/answer#c',
    );
    expect(await bell('Inbox, 2 unread')).toHaveAttribute('href', '/o/chu/inbox');
  });

  it('marks a line as read when it is opened, and leads to the exact place', async () => {
    const server = new FakeServer();
    server.lines = [line('a', 'A part has been assigned to you.')];
    const router = open(server, 'inbox');
    await userEvent.click(
      await screen.findByRole('link', { name: 'A part has been assigned to you.' }),
    );
    await screen.findByRole('heading', { name: 'Elsewhere' });
    const { pathname, hash } = router.state.location;
    expect(pathname + hash).toBe('/o/chu/evaluations/e1/answer#a');
    await waitFor(() => expect(server.unread).toBe(0));
    expect(server.asked.find(({ name }) => name === 'MarkRead')?.variables).toMatchObject({
      ids: ['a'],
      operationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('leaves a line where it stands when it is marked, one by one or all at once', async () => {
    const server = new FakeServer();
    server.lines = [
      line('a', 'First.', minutesAgo(1)),
      line('b', 'Second.', minutesAgo(2)),
      line('c', 'Third.', minutesAgo(3)),
    ];
    open(server, 'inbox');
    await userEvent.click(await screen.findByRole('button', { name: 'Mark as read: Second.' }));
    await bell('Inbox, 2 unread');
    const texts = () =>
      within(screen.getByRole('region', { name: 'To read' }))
        .getAllByRole('link')
        .map((link) => link.textContent);
    expect(texts()).toEqual(['First.', 'Second.', 'Third.']);
    await userEvent.click(screen.getByRole('button', { name: 'Mark all as read' }));
    await bell('Inbox');
    expect(screen.getByText('All messages are marked as read.')).toBeVisible();
    expect(texts()).toEqual(['First.', 'Second.', 'Third.']);
    expect(screen.queryByRole('button', { name: /Mark/ })).toBeNull();
  });

  it('takes a mark back when it could not be kept', async () => {
    const server = new FakeServer();
    server.lines = [line('a', 'First.')];
    open(server, 'inbox');
    const mark = await screen.findByRole('button', { name: 'Mark as read: First.' });
    server.down = true;
    await userEvent.click(mark);
    expect(await screen.findByRole('alert')).toHaveTextContent(/server/i);
    await bell('Inbox, 1 unread');
    expect(screen.getByRole('button', { name: 'Mark as read: First.' })).toBeVisible();
  });

  it('takes in what arrives without being asked', async () => {
    const server = new FakeServer();
    server.lines = [line('a', 'First.')];
    open(server, 'inbox');
    await screen.findByRole('link', { name: 'First.' });
    act(() =>
      server.arrive(line('b', 'News.', { createdAt: new Date(Date.now() + 1000).toISOString() })),
    );
    await screen.findByRole('link', { name: 'News.' });
    await bell('Inbox, 2 unread');
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain(
      'Inbox, 2 unread',
    );
  });

  it('keeps lines unfolded that tell the same, when another one arrives among them', async () => {
    const server = new FakeServer();
    const joined = (id: string, minutes: number) =>
      line(id, `${id} has accepted`, {
        about: 'people',
        kind: 'person_joined',
        ...minutesAgo(minutes),
      } as Partial<Line>);
    server.lines = ['Ana', 'Bo', 'Cleo', 'Dan', 'Eva'].map((id, at) => joined(id, at + 1));
    open(server, 'inbox');
    await userEvent.click(await screen.findByText(/: 5 people$/));
    expect(screen.getByText('Ana has accepted')).toBeVisible();
    act(() => server.arrive(joined('Nora', 0)));
    await screen.findByText(/: 6 people$/);
    expect(screen.getByText('Nora has accepted')).toBeVisible();
    expect(screen.getByText('Ana has accepted')).toBeVisible();
  });

  it('shows only what is unread when asked, and says so when there is nothing', async () => {
    const server = new FakeServer();
    server.lines = [line('a', 'Old.', { readAt: new Date().toISOString() })];
    open(server, 'inbox');
    await screen.findByRole('link', { name: 'Old.' });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Unread only' }));
    expect(await screen.findByText('Everything is read')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Old.' })).toBeNull();
  });

  it('says what will stand here, and that the server does not answer', async () => {
    const server = new FakeServer();
    server.down = true;
    open(server, 'inbox');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/server/i);
    server.down = false;
    await userEvent.click(within(alert).getByRole('button'));
    expect(await screen.findByText('No messages')).toBeVisible();
  });
});

describe('the mailbox', () => {
  const mail = {
    __typename: 'KeptMail',
    id: 'm1',
    recipient: 'clinician@demo.test',
    recipientName: 'Claire Morel',
    subject: 'Partie confiée',
    body: 'Bonjour\nhttp://localhost/o/chu/evaluations/e1\nhttps://elsewhere.test/x',
    locale: 'fr',
    createdAt: '2026-11-24T08:00:00Z',
    state: 'kept',
  };

  it('unfolds a mail in its own language, with links that stay in the product', async () => {
    const server = new FakeServer();
    server.mailbox = { __typename: 'Mailbox', whose: 'own', more: false, mails: [mail] };
    open(server, 'mailbox');
    const subject = await screen.findByRole('button', { name: 'Partie confiée' });
    expect(subject).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(subject);
    expect(screen.getByText('Bonjour').closest('[lang]')).toHaveAttribute('lang', 'fr');
    expect(screen.getByRole('link', { name: /localhost/ })).toHaveAttribute(
      'href',
      '/o/chu/evaluations/e1',
    );
    expect(screen.getByRole('link', { name: /elsewhere/ })).toHaveAttribute(
      'href',
      'https://elsewhere.test/x',
    );
  });

  it('tells administrators what failed', async () => {
    const server = new FakeServer();
    server.mailHealth = { __typename: 'MailHealth', failed: 2, keptHere: false };
    open(server, 'mailbox');
    expect(await screen.findByText(/2 mails could not be sent/)).toBeVisible();
  });

  it('is not there for anybody else', async () => {
    open(new FakeServer(), 'mailbox');
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent(/not found/i);
  });
});
