import { createMemoryRouter, RouterProvider } from 'react-router';
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { theme } from '@consilium/ui';
import { appRoutes } from '../app/routes';
import { possibleTypes } from '../gql/possible-types';
import { GraphqlClientsProvider } from '../platform/clients';
import { startTexts } from '../platform/i18n';
import { SessionProvider, type SessionSource, type Viewer } from '../platform/session';
import { ShortcutsProvider } from '../platform/shortcuts';
import { memberViewer } from '../platform/testing/member-session';
// Pages come when first visited: here they are there beforehand, so that no test waits for them.
import '../app/sign-in-page';
import './account-page';
import './forgotten-page';
import './import-people-page';
import './invitation-page';
import './invitations-page';
import './invite-page';
import './reset-page';
import './admin-layout';
import './people-page';
import './person-page';
import './first-administrator-page';
import './security-page';
import '../app/testing/kept-beforehand';

const viewerWith = (functions: readonly string[]): Viewer =>
  memberViewer({ displayName: 'Anne Admin', profession: 'quality_officer', functions });

const person = (memberId: string, displayName: string, changes: object = {}) => ({
  __typename: 'Person',
  memberId,
  displayName,
  email: `${memberId}@chu.test`,
  profession: 'nurse',
  functions: [],
  active: true,
  suspended: false,
  closed: null,
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

const invitedPerson = (link: string | null) => ({
  __typename: 'InvitedPerson',
  invitationId: 'i1',
  email: 'marc@chu.test',
  displayName: 'Marc Roy',
  link,
});

/** A server as far as these pages ask it: named answers, and what it was asked. */
class FakeServer {
  viewer: Viewer | null = null;
  empty = false;
  mails = false;
  people: object[] = [];
  readonly answers: Record<string, Answer> = {};
  readonly asked: { name: string; variables: Record<string, unknown> }[] = [];

  readonly source: SessionSource = {
    viewer: async () => this.viewer,
    signInPage: async () => ({ empty: this.empty, demo: false, mails: this.mails, personas: [] }),
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

/** Pasted at once: typing letter by letter draws a long form anew for each. */
const type = async (label: string | RegExp, text: string) => {
  await userEvent.click(await screen.findByLabelText(label));
  await userEvent.paste(text);
};
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
  /** The code and the act that created the committee. */
  const act = async () => {
    await type('Set-up code', 'ABCD-EFGH');
    await type('Act that created the committee', 'Decision no. 12');
    fireEvent.change(screen.getByLabelText('Date of the act'), { target: { value: '2026-01-15' } });
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
    expect(within(summary).getAllByRole('link')).toHaveLength(9);
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
      return { setUp: { __typename: 'SetUpDone', viewer, coordinator: null } };
    };
    open(server, '/first-administrator');
    await type('Name of the organisation', 'Hôpital Nord');
    expect(screen.getByLabelText('Identifier in addresses')).toHaveValue('hopital-nord');
    await type('Your name', 'Anne Admin');
    await type('Profession', 'nurse');
    await type('E-mail address', 'anne@chu.test');
    await type('Password', 'a long enough phrase');
    await act();
    await press('Create the organisation');
    await screen.findByRole('heading', { name: 'Consilium is ready' });
    expect(server.sent('SetUp')).toMatchObject({
      input: {
        code: 'ABCD-EFGH',
        organisation: 'Hôpital Nord',
        slug: 'hopital-nord',
        profession: 'nurse',
        foundingAct: 'Decision no. 12',
        foundedOn: '2026-01-15',
        coordinator: null,
      },
    });
    expect(screen.getByRole('link', { name: 'Invite the members' })).toHaveAttribute(
      'href',
      '/o/hopital-nord/admin/people/new',
    );
  });

  it('names another coordinator, whose link is shown once', async () => {
    const server = empty();
    server.answers['SetUp'] = () => {
      const viewer = { __typename: 'Viewer', accountId: 'a1', memberships: [] };
      const coordinator = invitedPerson('https://c.test/invitation#secret');
      return { setUp: { __typename: 'SetUpDone', viewer, coordinator } };
    };
    open(server, '/first-administrator');
    await type('Name of the organisation', 'CHU');
    await type('Your name', 'Anne Admin');
    await type('Profession', 'nurse');
    await type('E-mail address', 'anne@chu.test');
    await type('Password', 'a long enough phrase');
    await act();
    await userEvent.click(screen.getByLabelText('Somebody else, whom I invite'));
    await press('Create the organisation');
    expect(within(screen.getByRole('alert')).getAllByRole('link')).toHaveLength(3);
    await type('Name of the coordinator', 'Marc Roy');
    await type('Address of the coordinator', 'marc@chu.test');
    await type('Profession of the coordinator', 'Pharmacist');
    await press('Create the organisation');
    expect(await screen.findByLabelText('Invitation link of Marc Roy')).toHaveValue(
      'https://c.test/invitation#secret',
    );
    expect(server.sent('SetUp')).toMatchObject({
      input: {
        coordinator: { displayName: 'Marc Roy', email: 'marc@chu.test', profession: 'pharmacist' },
      },
    });
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
    await act();
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
    await type('E-mail address', 'marc@chu.test');
    await type('Profession', 'Pharmacist');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Coordinator' }));
    await press('Invite');
  };
  const invited = (link: string | null) => () => ({
    invite: { __typename: 'PeopleInvited', mailed: !link, people: [invitedPerson(link)] },
  });

  it('are invited: without a mail server by a link that is shown once', async () => {
    const server = signedIn('administrator');
    server.answers['Invite'] = invited('https://c.test/invitation#secret');
    open(server, '/o/chu/admin/people/new');
    await fill();
    expect(await screen.findByText('Marc Roy is invited.')).toBeVisible();
    expect(server.sent('Invite')).toMatchObject({
      input: { profession: 'pharmacist', functions: ['coordinator'], email: 'marc@chu.test' },
    });
    expect(screen.queryByLabelText(/password/i)).toBeNull();
    expect(screen.getByLabelText('Invitation link of Marc Roy')).toHaveValue(
      'https://c.test/invitation#secret',
    );
    fireEvent.copy(screen.getByLabelText('Invitation link of Marc Roy'));
    await press('Invite another person');
    expect(screen.queryByDisplayValue(/secret/)).toBeNull();
  });

  it('are not lost with a link that nobody kept: leaving asks first, however it is left', async () => {
    const server = signedIn('administrator');
    server.answers['Invite'] = invited('https://c.test/invitation#secret');
    const router = open(server, '/o/chu/admin/people/new');
    const closing = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    await fill();
    await screen.findByText('Marc Roy is invited.');
    expect(closing()).toBe(true);
    await press('Invite another person');
    await press('Stay on the page');
    expect(screen.getByDisplayValue(/secret/)).toBeVisible();
    await userEvent.click(screen.getAllByRole('link', { name: 'Invitations' })[0]!);
    expect(await screen.findByText('Leave without keeping the links?')).toBeVisible();
    await press('Stay on the page');
    expect(router.state.location.pathname).toBe('/o/chu/admin/people/new');
    await userEvent.click(screen.getAllByRole('link', { name: 'Invitations' })[0]!);
    await press('Leave without the links');
    await waitFor(() => expect(router.state.location.pathname).toBe('/o/chu/admin/invitations'));
    expect(closing()).toBe(false);
  });

  it('are invited by mail where there is a server, and no link is shown', async () => {
    const server = signedIn('administrator');
    server.answers['Invite'] = invited(null);
    open(server, '/o/chu/admin/people/new');
    await fill();
    expect(await screen.findByText(/A mail is on its way to marc@chu.test/)).toBeVisible();
    expect(screen.queryByLabelText(/Invitation link/)).toBeNull();
  });

  it('are invited by coordinators as plain members', async () => {
    const server = signedIn('coordinator');
    open(server, '/o/chu/admin/people/new');
    expect(await screen.findByText(/You invite plain members/)).toBeVisible();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('who are members already are refused in place, without losing what was typed', async () => {
    const server = signedIn('administrator');
    server.answers['Invite'] = () => ({ invite: refused('email_taken') });
    open(server, '/o/chu/admin/people/new');
    await fill();
    expect(await screen.findByRole('alert')).toHaveTextContent('already a member');
    expect(screen.getByLabelText('Name')).toHaveValue('Marc Roy');
    expect(screen.getByRole('checkbox', { name: 'Coordinator' })).toBeChecked();
  });

  it('are listed with where their invitation stands, renewed and revoked', async () => {
    const server = signedIn('administrator');
    const one = (id: string, state: string, asked = false) => ({
      __typename: 'Invitation',
      id,
      email: `${id}@chu.test`,
      displayName: `Name ${id}`,
      profession: 'nurse',
      functions: [],
      state,
      invitedBy: 'Anne Admin',
      expiresAt: '2026-12-20T10:00:00.000Z',
      asked,
    });
    server.answers['AllInvitations'] = () => ({
      invitations: [one('w', 'waiting'), one('e', 'expired', true), one('a', 'accepted')],
    });
    server.answers['InviteAgain'] = () => ({
      inviteAgain: {
        __typename: 'PeopleInvited',
        mailed: false,
        people: [invitedPerson('https://c.test/invitation#new')],
      },
    });
    server.answers['RevokeInvitation'] = () => ({
      revokeInvitation: refused('invitation_accepted'),
    });
    open(server, '/o/chu/admin/invitations');
    expect(await screen.findByText('The person asked for a new link.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Renew the invitation of Name a' })).toBeNull();
    await press('Renew the invitation of Name e');
    expect(await screen.findByDisplayValue('https://c.test/invitation#new')).toBeVisible();
    expect(server.sent('InviteAgain')).toMatchObject({ invitationId: 'e' });
    await press('Revoke the invitation of Name w');
    await press('Leave without the links');
    expect(await screen.findByRole('alert')).toHaveTextContent(/accepted already/);
  });

  it('come from a list only once it is without error, told by line and column', async () => {
    const written: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void written.push(text) },
    });
    const server = signedIn('administrator');
    server.people = [person('marc', 'Marc Roy')];
    server.answers['AllInvitations'] = () => ({ invitations: [] });
    server.answers['ImportPeople'] = () => ({
      importPeople: {
        __typename: 'PeopleInvited',
        mailed: false,
        people: [invitedPerson('https://c.test/invitation#a')],
      },
    });
    open(server, '/o/chu/admin/people/import');
    const paste = async (text: string) => {
      fireEvent.change(await screen.findByLabelText('Or paste the lines'), {
        target: { value: text },
      });
    };
    await paste('name;address;profession\n=A;a@b.test;Nurse\nB;MARC@chu.test;Nurse');
    const faults = within(await screen.findByRole('table', { name: 'Errors' }));
    const cells = faults.getAllByRole('row').map((row) => row.textContent);
    expect(cells[1]).toMatch(/^LineLine 2ColumnName.*formula/);
    expect(cells[2]).toMatch(/^LineLine 3ColumnAddress.*already a member/);
    const submit = () => screen.getByRole('button', { name: /^Invite/ });
    await userEvent.click(submit());
    expect(server.sent('ImportPeople')).toBeUndefined();
    const good = 'name;address;profession\nA;a@b.test;Nurse';
    await paste(good);
    expect(await screen.findByText('1 person, no error.')).toBeVisible();
    await userEvent.click(submit());
    expect(await screen.findByRole('button', { name: 'Download the links' })).toBeVisible();
    expect(server.sent('ImportPeople')).toMatchObject({ text: good });
    await userEvent.click(screen.getAllByRole('link', { name: 'Invitations' })[0]!);
    await press('Stay on the page');
    await press('Copy all links');
    expect(await screen.findByText('All links are copied.')).toBeVisible();
    expect(written).toEqual([
      'Name\tAddress\tLink\nMarc Roy\tmarc@chu.test\thttps://c.test/invitation#a',
    ]);
    await userEvent.click(screen.getAllByRole('link', { name: 'Invitations' })[0]!);
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Copy all links' })).toBeNull(),
    );
  });

  it('whose password was replaced elsewhere are confirmed by an administrator', async () => {
    const server = signedIn('administrator');
    server.people = [person('marc', 'Marc Roy', { suspended: true })];
    server.answers['ConfirmMember'] = () => ({ confirmMember: { __typename: 'MemberChanged' } });
    server.answers['MakeResetLink'] = () => ({
      makeResetLink: { __typename: 'ResetLinkMade', link: 'https://c.test/reset#x' },
    });
    open(server, '/o/chu/admin/people/marc');
    await userEvent.click(await screen.findByRole('button', { name: 'Make a link' }));
    expect(await screen.findByLabelText('Link for Marc Roy')).toHaveValue('https://c.test/reset#x');
    expect(screen.getByText('To be confirmed')).toBeVisible();
    await press('Confirm Marc Roy');
    await waitFor(() => expect(server.sent('ConfirmMember')).toMatchObject({ memberId: 'marc' }));
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

  it('who left are shown with when, by whom and why', async () => {
    const server = signedIn('administrator');
    const closed = { at: '2026-11-30T10:00:00.000Z', by: 'Nadia Ferrand', reason: 'Retired' };
    const left = { active: false, functions: ['observer'] };
    server.people = [
      person('marc', 'Marc Roy', { ...left, closed: { __typename: 'PersonClosed', ...closed } }),
    ];
    open(server, '/o/chu/admin/people/marc');
    expect(await screen.findByText('30 November 2026')).toBeVisible();
    expect(screen.getByText('Nadia Ferrand')).toBeVisible();
    expect(screen.getByText('Retired')).toBeVisible();
    // The server refuses to change her before access is open again: the page says so beforehand.
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
    expect(screen.getByText('Observer')).toBeVisible();
    expect(screen.getByText(/To change them, open access again first/)).toBeVisible();
    // A link is for who may come in with it; the server would refuse one here.
    expect(screen.queryByRole('button', { name: 'Make a link' })).toBeNull();
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

  it('ask for a reason of whoever gives something to herself, and of nobody else', async () => {
    const server = signedIn('administrator');
    server.people = [person('m1', 'Anne Admin', { functions: ['administrator'] })];
    server.answers['ChangeMember'] = () => ({ changeMember: refused('own_power') });
    open(server, '/o/chu/admin/people/m1');
    const functions = await screen.findByRole('group', { name: /^Functions/ });
    expect(screen.queryByLabelText('Reason')).toBeNull();
    await userEvent.click(within(functions).getByRole('checkbox', { name: /^Coordinat/ }));
    await press('Save');
    expect(await screen.findByRole('alert')).toHaveTextContent(/reason/i);
    expect(server.sent('ChangeMember')).toBeUndefined();
    await type('Reason', 'Nobody else is there yet.');
    await press('Save');
    await waitFor(() =>
      expect(server.sent('ChangeMember')).toMatchObject({
        input: {
          functions: ['administrator', 'coordinator'],
          reason: 'Nobody else is there yet.',
        },
      }),
    );
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
  const aboutNothing = { people: [], file: null, committee: null, subjectKind: null, detail: null };
  const line = (id: string, kind: string) => ({
    __typename: 'SecurityLine',
    id,
    at: '2026-11-30T08:00:00Z',
    kind,
    member: 'Zoé',
    source: kind === 'sign_in_failed' ? '10.0.0.7' : null,
    ...aboutNothing,
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

describe('an invitation', () => {
  const offer = {
    __typename: 'InvitationOffer',
    organisation: 'CHU',
    inviter: 'Anne Admin',
    email: 'marc@chu.test',
    displayName: 'Marc Roy',
    locale: 'en',
  };
  const offering = (): FakeServer => {
    const server = new FakeServer();
    server.answers['InvitationOffer'] = () => ({ invitation: offer });
    return server;
  };

  it('is accepted with a password of one’s own; its secret stood behind # only', async () => {
    const server = offering();
    server.answers['AcceptInvitation'] = () => {
      server.viewer = viewerWith([]);
      const memberships = [{ __typename: 'Membership', slug: 'chu', organisation: 'CHU' }];
      return {
        acceptInvitation: {
          __typename: 'SignedIn',
          viewer: { __typename: 'Viewer', memberships },
        },
      };
    };
    const router = open(server, '/invitation#secret');
    await screen.findByRole('heading', { name: 'Join CHU' });
    expect(screen.getByText(/Anne Admin invites you/)).toBeVisible();
    await press('Accept and enter');
    expect(screen.getByRole('alert')).toHaveTextContent('Enter a password');
    await type('Password', 'three green boats');
    await press('Accept and enter');
    await waitFor(() => expect(router.state.location.pathname).toBe('/o/chu'));
    expect(router.state.location.hash).toBe('');
    expect(server.sent('AcceptInvitation')).toMatchObject({
      input: { token: 'secret', displayName: 'Marc Roy', password: 'three green boats' },
    });
  });

  it('is for another address than mine: I sign out first', async () => {
    const server = offering();
    server.viewer = viewerWith([]);
    open(server, '/invitation#secret');
    expect(await screen.findByText(/the invitation is for marc@chu.test/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Accept and enter' })).toBeNull();
    await press('Sign out');
    expect(await screen.findByLabelText('Password')).toBeVisible();
  });

  it('is joined with the account I am signed in with, without a password', async () => {
    const server = offering();
    server.viewer = { ...viewerWith([]), email: 'marc@chu.test' };
    server.answers['AcceptInvitation'] = () => ({ acceptInvitation: refused('email_taken') });
    open(server, '/invitation#secret');
    await userEvent.click(await screen.findByRole('button', { name: 'Accept and enter' }));
    expect(server.sent('AcceptInvitation')).toMatchObject({ input: { password: null } });
    expect(await screen.findByRole('alert')).toHaveTextContent('already a member');
  });

  it('that has expired lets ask for another; one that is not valid says so and no more', async () => {
    const server = new FakeServer();
    server.answers['InvitationOffer'] = () => ({ invitation: refused('invitation_expired') });
    server.answers['AskForInvitation'] = () => ({ askForInvitation: { __typename: 'Done' } });
    open(server, '/invitation#old');
    await userEvent.click(await screen.findByRole('button', { name: 'Ask for a new invitation' }));
    expect(await screen.findByText(/Your request is passed on/)).toBeVisible();
    expect(server.sent('AskForInvitation')).toEqual({ token: 'old' });
  });

  it('that is not valid says so and no more', async () => {
    const server = new FakeServer();
    server.answers['InvitationOffer'] = () => ({ invitation: refused('link_not_valid') });
    open(server, '/invitation#forged');
    expect(await screen.findByRole('alert')).toHaveTextContent(/not valid, or no longer/);
    expect(screen.queryByRole('button', { name: 'Ask for a new invitation' })).toBeNull();
  });
});

describe('a lost password', () => {
  it('is asked for by mail, and the page says the same whoever asks', async () => {
    const server = new FakeServer();
    server.mails = true;
    server.answers['AskForPassword'] = () => ({ askForPassword: { __typename: 'Done' } });
    open(server, '/sign-in');
    await userEvent.click(await screen.findByRole('link', { name: 'Forgotten password?' }));
    await screen.findByRole('button', { name: 'Send the link' });
    await type('E-mail address', 'marc@chu.test');
    await press('Send the link');
    expect(await screen.findByText(/If there is an account for marc@chu.test/)).toBeVisible();
  });

  it('is a matter for an administrator where no mail is sent', async () => {
    open(new FakeServer(), '/forgotten');
    expect(await screen.findByText(/Ask an administrator of your organisation/)).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('is replaced through the link, which tells what follows elsewhere', async () => {
    const server = new FakeServer();
    server.answers['ResetLink'] = () => ({
      resetLink: { __typename: 'ResetOffer', email: 'marc@chu.test', suspends: true },
    });
    server.answers['ChoosePassword'] = () => ({ choosePassword: { __typename: 'Done' } });
    open(server, '/reset#secret');
    expect(await screen.findByText(/until one of their administrators confirms/)).toBeVisible();
    await type('New password', 'short');
    await press('Change the password');
    expect(server.sent('ChoosePassword')).toBeUndefined();
    await type('New password', ' of three green boats');
    await press('Change the password');
    expect(await screen.findByText(/Your password is changed/)).toBeVisible();
    expect(server.sent('ChoosePassword')).toMatchObject({ token: 'secret' });
  });

  it('that somebody else once set is changed before anything opens', async () => {
    const server = new FakeServer();
    server.viewer = { ...viewerWith([]), passwordDue: true, memberships: [] };
    open(server, '/o/chu/admin');
    expect(
      await screen.findByRole('heading', { name: 'Choose a password of your own' }),
    ).toBeVisible();
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(server.sent('AllPeople')).toBeUndefined();
  });

  it('leaves organisations that wait for a confirmation named as such', async () => {
    const server = signedIn();
    const waiting = [{ slug: 'nord', organisation: 'Hôpital Nord' }];
    server.viewer = { ...viewerWith([]), waiting };
    open(server, '/');
    expect(await screen.findByText('Waiting to be confirmed')).toBeVisible();
    expect(screen.getByText('Hôpital Nord')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Hôpital Nord' })).toBeNull();
  });
});
