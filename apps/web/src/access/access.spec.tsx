import { createMemoryRouter, RouterProvider } from 'react-router';
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { theme } from '@consilium/ui';
import { appRoutes } from '../app/routes';
import { possibleTypes } from '../gql/possible-types';
import { GraphqlClientsProvider } from '../platform/clients';
import { startTexts } from '../platform/i18n';
import { SessionProvider, type SessionSource, type Viewer } from '../platform/session';
import { ShortcutsProvider } from '../platform/shortcuts';
// Pages come when first visited: here they are there beforehand, so that no test waits for them.
import '../app/sign-in-page';
import './account-page';
import './add-person-page';
import './admin-layout';
import './people-page';
import './person-page';
import './first-administrator-page';
import './security-page';

const viewerWith = (functions: readonly string[]): Viewer => ({
  accountId: 'a1',
  email: 'anne@chu.test',
  locale: 'en',
  memberships: [
    {
      memberId: 'm1',
      slug: 'chu',
      organisation: 'CHU',
      timeZone: 'Europe/Paris',
      displayName: 'Anne Admin',
      profession: 'quality_officer',
      functions,
    },
  ],
});

const person = (memberId: string, displayName: string, changes: object = {}) => ({
  __typename: 'Person',
  memberId,
  displayName,
  email: `${memberId}@chu.test`,
  profession: 'nurse',
  functions: [],
  active: true,
  you: memberId === 'm1',
  ...changes,
});

const refused = (code: string, details: object = {}) => ({
  __typename: 'Refused',
  code,
  message: 'in another language',
  details,
});

type Answer = (variables: Record<string, never>) => object;

/** A server as far as these pages ask it: named answers, and what it was asked. */
class FakeServer {
  viewer: Viewer | null = null;
  empty = false;
  people: object[] = [];
  readonly answers: Record<string, Answer> = {};
  readonly asked: { name: string; variables: Record<string, unknown> }[] = [];

  readonly source: SessionSource = {
    viewer: async () => this.viewer,
    signInPage: async () => ({ empty: this.empty, demo: false, personas: [] }),
    signIn: async () => refused('wrong_credentials'),
    impersonate: async () => refused('not_found'),
    signOut: async () => undefined,
    changeLanguage: async () => undefined,
    forget: async () => undefined,
  };

  readonly link = new ApolloLink(({ operationName = '', variables }) => {
    this.asked.push({ name: operationName, variables });
    return new Observable((observer) => {
      const answer =
        operationName === 'AllPeople'
          ? () => ({ people: this.people })
          : this.answers[operationName];
      // What the frame around the page asks, such as the bell, waits for ever.
      if (!answer) return;
      observer.next({ data: answer(variables as Record<string, never>) } as never);
      observer.complete();
    });
  });

  sent(name: string): Record<string, unknown> | undefined {
    return this.asked.findLast((one) => one.name === name)?.variables;
  }
}

function open(server: FakeServer, address: string) {
  const client = new ApolloClient({
    link: server.link,
    cache: new InMemoryCache({ possibleTypes }),
  });
  const router = createMemoryRouter(appRoutes(), { initialEntries: [address] });
  render(
    <MantineProvider theme={theme} env="test">
      <GraphqlClientsProvider
        value={{ outside: client, inside: () => client, forget: async () => undefined }}
      >
        <ApolloProvider client={client}>
          <SessionProvider source={server.source}>
            <ShortcutsProvider>
              <RouterProvider router={router} />
            </ShortcutsProvider>
          </SessionProvider>
        </ApolloProvider>
      </GraphqlClientsProvider>
    </MantineProvider>,
  );
  return router;
}

const signedIn = (...functions: string[]): FakeServer => {
  const server = new FakeServer();
  server.viewer = viewerWith(functions);
  return server;
};

const type = async (label: string | RegExp, text: string) =>
  userEvent.type(await screen.findByLabelText(label), text);
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));

beforeAll(async () => {
  await startTexts('en');
});

describe('the first administrator', () => {
  const empty = (): FakeServer => {
    const server = new FakeServer();
    server.empty = true;
    return server;
  };

  it('is who comes to the sign-in page of a product nobody has set up', async () => {
    const router = open(empty(), '/sign-in');
    await screen.findByRole('heading', { name: 'Set up Consilium' });
    expect(router.state.location.pathname).toBe('/first-administrator');
  });

  it('hears at once what the form lacks, field by field', async () => {
    const server = empty();
    open(server, '/first-administrator');
    await type('Name of the organisation', '  ');
    await type('Password', 'short');
    await press('Create the organisation');
    const summary = screen.getByRole('alert');
    expect(summary).toHaveFocus();
    expect(within(summary).getAllByRole('link')).toHaveLength(6);
    await userEvent.click(within(summary).getByRole('link', { name: 'Enter your name' }));
    expect(screen.getByLabelText('Your name')).toHaveFocus();
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(/at least 12/i);
    expect(server.sent('SetUp')).toBeUndefined();
  });

  it('founds the organisation, is signed in and sees what comes next', async () => {
    const server = empty();
    server.answers['SetUp'] = () => {
      server.viewer = viewerWith(['administrator']);
      const { accountId } = server.viewer;
      const memberships = [{ __typename: 'Membership', memberId: 'm1', slug: 'hopital-nord' }];
      const viewer = { __typename: 'Viewer', accountId, memberships };
      return { setUp: { __typename: 'SignedIn', viewer } };
    };
    open(server, '/first-administrator');
    await type('Name of the organisation', 'Hôpital Nord');
    expect(screen.getByLabelText('Identifier in addresses')).toHaveValue('hopital-nord');
    await type('Your name', 'Anne Admin');
    await type('Profession', 'nurse');
    await type('E-mail address', 'anne@chu.test');
    await type('Password', 'a long enough phrase');
    await press('Create the organisation');
    await screen.findByRole('heading', { name: 'Consilium is ready' });
    expect(server.sent('SetUp')).toMatchObject({
      input: { organisation: 'Hôpital Nord', slug: 'hopital-nord', profession: 'nurse' },
    });
    expect(screen.getByRole('link', { name: 'Add the members' })).toHaveAttribute(
      'href',
      '/o/hopital-nord/admin/people/new',
    );
  });

  it('keeps an address written by hand when the name changes', async () => {
    open(empty(), '/first-administrator');
    await type('Name of the organisation', 'CHU');
    const slug = screen.getByLabelText('Identifier in addresses');
    await userEvent.clear(slug);
    await userEvent.type(slug, 'mine');
    await type('Name of the organisation', ' Nord');
    expect(slug).toHaveValue('mine');
  });

  it('is told in place when somebody else was first, and loses no word', async () => {
    const server = empty();
    server.answers['SetUp'] = () => ({ setUp: refused('already_set_up') });
    open(server, '/first-administrator');
    await type('Name of the organisation', 'CHU');
    await type('Your name', 'Anne');
    await type('Profession', 'Conductor');
    await type('E-mail address', 'anne@chu.test');
    await type('Password', 'a long enough phrase');
    await press('Create the organisation');
    expect(await screen.findByRole('alert')).toHaveTextContent(/already been set up/);
    expect(screen.getByLabelText('Profession')).toHaveValue('Conductor');
  });

  it('exists once: afterwards the page says that it is done', async () => {
    open(new FakeServer(), '/first-administrator');
    expect(await screen.findByText('This is done already')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/sign-in');
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});

describe('the people of an organisation', () => {
  it('are found among two hundred, whatever the accents and the order of words', async () => {
    const server = signedIn('administrator');
    server.people = [
      ...Array.from({ length: 199 }, (_, index) => person(`p${index}`, `Person ${index}`)),
      person('zoe', 'Zoé Béranger', { profession: 'radiologist' }),
      person('gone', 'Zoé Partie', { active: false }),
    ];
    open(server, '/o/chu/admin');
    expect(await screen.findByText('200 people')).toBeVisible();
    await type('Name, address or profession', 'radiologist zoe');
    expect(await screen.findByText('1 person')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Zoé Béranger' })).toHaveAttribute(
      'href',
      '/o/chu/admin/people/zoe',
    );
    await userEvent.clear(screen.getByLabelText('Name, address or profession'));
    await userEvent.selectOptions(screen.getByLabelText('Show'), 'Access closed');
    expect(await screen.findByRole('link', { name: 'Zoé Partie' })).toBeVisible();
  });

  const fill = async () => {
    await type('Name', 'Marc Roy');
    await type('Profession', 'Pharmacist');
    await type('E-mail address', 'marc@chu.test');
    await press('Propose one');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Coordinator' }));
    await press('Add');
  };
  const added = (hadAccount: boolean) => () => ({
    addMember: { __typename: 'MemberAdded', hadAccount, person: person('marc', 'Marc Roy') },
  });

  it('are added with a password that is told once', async () => {
    const server = signedIn('administrator');
    server.answers['AddMember'] = added(false);
    open(server, '/o/chu/admin/people/new');
    await fill();
    expect(await screen.findByText('Marc Roy is a member of the organisation.')).toBeVisible();
    const { input } = server.sent('AddMember') as { input: Record<string, string> };
    expect(input).toMatchObject({ profession: 'pharmacist', functions: ['coordinator'] });
    expect(input['initialPassword']).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(screen.getByText(input['initialPassword'] ?? '')).toBeVisible();
    await press('Add another person');
    expect(screen.getByLabelText('Initial password')).toHaveValue('');
  });

  it('who had an account keep their own password, and the page says so', async () => {
    const server = signedIn('administrator');
    server.answers['AddMember'] = added(true);
    open(server, '/o/chu/admin/people/new');
    await fill();
    expect(await screen.findByText(/already had an account/)).toBeVisible();
    expect(screen.queryByText(/Tell the initial password/)).toBeNull();
  });

  it('who are members already are refused in place, without losing what was typed', async () => {
    const server = signedIn('administrator');
    server.answers['AddMember'] = () => ({ addMember: refused('email_taken') });
    open(server, '/o/chu/admin/people/new');
    await fill();
    expect(await screen.findByRole('alert')).toHaveTextContent('already a member');
    expect(screen.getByLabelText('Name')).toHaveValue('Marc Roy');
    expect(screen.getByRole('checkbox', { name: 'Coordinator' })).toBeChecked();
  });

  it('are managed by administrators only: others read why not', async () => {
    const server = signedIn('coordinator');
    server.people = [person('marc', 'Marc Roy')];
    open(server, '/o/chu/admin/people/marc');
    const close = await screen.findByRole('button', { name: 'Close access' });
    expect(close).toHaveAccessibleDescription('Reserved for these functions: administrator.');
    await userEvent.click(close);
    await press('Save');
    expect(screen.queryByRole('button', { name: /Close the access of/ })).toBeNull();
    expect(server.sent('ChangeMember')).toBeUndefined();
  });

  it('keep the last administrator: the refusal stands beside the button', async () => {
    const server = signedIn('administrator');
    server.people = [person('m1', 'Anne Admin', { functions: ['administrator'] })];
    server.answers['ChangeMember'] = () => ({ changeMember: refused('last_administrator') });
    open(server, '/o/chu/admin/people/m1');
    await userEvent.click(await screen.findByRole('button', { name: 'Close access' }));
    expect(server.sent('ChangeMember')).toBeUndefined();
    await press('Close the access of Anne Admin');
    expect(await screen.findByRole('alert')).toHaveTextContent(/at least one administrator/);
    expect(server.sent('ChangeMember')).toMatchObject({
      input: { memberId: 'm1', active: false, functions: ['administrator'] },
    });
  });
});

describe('the own account', () => {
  it('changes its password only with the current one, and signs in anew', async () => {
    const server = signedIn();
    const router = open(server, '/o/chu/account');
    server.answers['ChangePassword'] = () => ({ changePassword: refused('wrong_credentials') });
    await type('Current password', 'not this one');
    await type('New password', 'a long enough phrase');
    await press('Change the password');
    expect(await screen.findByRole('alert')).toHaveTextContent(/does not match|do not match/);
    server.answers['ChangePassword'] = () => ({
      changePassword: { __typename: 'Done', ok: true },
    });
    await press('Change the password');
    expect(await screen.findByText(/Your password is changed/)).toBeVisible();
    await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
    expect(screen.queryByText(/continue where you were/)).toBeNull();
  });

  it('shows where one is signed in, and ends another browser in place', async () => {
    const server = new FakeServer();
    server.viewer = viewerWith([]);
    const session = (id: string, browser: string | null, current: boolean) => ({
      __typename: 'SessionInfo',
      id,
      browser,
      system: browser && 'Windows',
      createdAt: '2026-11-30T08:00:00Z',
      lastUsedAt: '2026-11-30T09:00:00Z',
      current,
    });
    let sessions = [session('here', null, true), session('there', 'Firefox', false)];
    server.answers['OwnSessions'] = () => ({ sessions });
    server.answers['EndSession'] = () => {
      sessions = sessions.slice(0, 1);
      return { endSession: { __typename: 'Done' } };
    };
    open(server, '/o/chu/account');
    const end = await screen.findByRole('button', {
      name: 'End the session of Firefox on Windows',
    });
    expect(screen.getByText('Unknown browser on unknown system')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /^End the session/ })).toHaveLength(1);
    await userEvent.click(end);
    expect(await screen.findByText('The session is ended.')).toBeTruthy();
    expect(server.sent('EndSession')).toEqual({ id: 'there' });
    expect(screen.queryByText('Firefox on Windows')).toBeNull();
  });
});

describe('the security log', () => {
  const line = (id: string, kind: string) => ({
    __typename: 'SecurityLine',
    id,
    at: '2026-11-30T08:00:00Z',
    kind,
    member: 'Zoé',
    subjectKind: null,
    subjectId: null,
    source: kind === 'sign_in_failed' ? '10.0.0.7' : null,
    detail: null,
  });

  it('is shown to administrators, by kind and page by page', async () => {
    const server = new FakeServer();
    server.viewer = viewerWith(['administrator']);
    server.answers['SecurityLog'] = ({ filter }) => ({
      securityLog: {
        __typename: 'SecurityPage',
        ...((filter as unknown as { after?: string }).after
          ? { next: null, lines: [line('l2', 'purged')] }
          : { next: 'on', lines: [line('l1', 'sign_in_failed')] }),
      },
    });
    open(server, '/o/chu/admin/security');
    const table = await screen.findByRole('table', { name: 'Security log, newest first' });
    expect(within(table).getByText('10.0.0.7')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Show earlier lines' }));
    await waitFor(() => expect(within(table).getAllByText('Zoé')).toHaveLength(2));
    await userEvent.selectOptions(screen.getByLabelText('What'), 'Document erased');
    await waitFor(() =>
      expect(server.sent('SecurityLog')).toEqual({
        filter: { kinds: ['purged'], since: null, until: null },
      }),
    );
  });

  it('is not asked for on behalf of anybody else', async () => {
    const server = new FakeServer();
    server.viewer = viewerWith(['coordinator']);
    open(server, '/o/chu/admin/security');
    expect(await screen.findByText(/Reserved|reserved|administrator/)).toBeTruthy();
    expect(server.sent('SecurityLog')).toBeUndefined();
    expect(screen.queryByRole('link', { name: 'Security' })).toBeNull();
  });
});
