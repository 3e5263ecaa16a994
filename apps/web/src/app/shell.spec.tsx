import { jest } from '@jest/globals';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { MantineProvider } from '@mantine/core';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { theme } from '@consilium/ui';
import { GraphqlClientsProvider } from '../platform/clients';
import type { GraphqlClients } from '../platform/graphql';
import { startTexts } from '../platform/i18n';
import { SessionProvider, type SessionSource, type Viewer } from '../platform/session';
import { ShortcutsProvider } from '../platform/shortcuts';
import { signedOut } from '../platform/signals';
import { speaker } from '../platform/speaker';
import { appRoutes } from './routes';
import './testing/kept-beforehand';

const membership = {
  memberId: 'm1',
  slug: 'saint-roch',
  organisation: 'Hôpital Saint-Roch',
  timeZone: 'Europe/Paris',
  displayName: 'Claire Morel',
  profession: 'radiologist',
  functions: [],
};
const viewer: Viewer = {
  accountId: 'a1',
  email: 'clinician@demo.test',
  locale: 'en',
  passwordDue: false,
  waiting: [],
  memberships: [membership],
};

const source = (changes: Partial<SessionSource> = {}): SessionSource => ({
  viewer: async () => viewer,
  signInPage: async () => ({ empty: false, demo: false, mails: false, personas: [] }),
  signIn: async () => viewer,
  impersonate: async () => viewer,
  signOut: async () => undefined,
  changeLanguage: async () => undefined,
  forget: async () => undefined,
  ...changes,
});

const client = new ApolloClient({ link: ApolloLink.empty(), cache: new InMemoryCache() });
const clients: GraphqlClients = {
  outside: client,
  inside: () => client,
  forget: async () => undefined,
};

function open(address: string, session: SessionSource) {
  const router = createMemoryRouter(appRoutes(), { initialEntries: [address] });
  render(
    <MantineProvider theme={theme} env="test">
      <GraphqlClientsProvider value={clients}>
        <SessionProvider source={session}>
          <ShortcutsProvider>
            <RouterProvider router={router} />
          </ShortcutsProvider>
        </SessionProvider>
      </GraphqlClientsProvider>
    </MantineProvider>,
  );
  return router;
}

beforeAll(async () => {
  await startTexts('en');
});

beforeEach(() => localStorage.clear());

describe('the shell', () => {
  it('sends a stranger to the sign-in page, and back to the exact place afterwards', async () => {
    const signIn = jest.fn(async () => viewer);
    const router = open('/o/saint-roch?tab=2', source({ viewer: async () => null, signIn }));
    await screen.findByRole('heading', { name: 'Sign in' });
    expect(router.state.location.search).toBe('?return=%2Fo%2Fsaint-roch%3Ftab%3D2');
    await userEvent.type(screen.getByLabelText('E-mail address'), ' clinician@demo.test');
    await userEvent.type(screen.getByLabelText('Password'), 'secret');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await screen.findByRole('heading', { name: 'My work' });
    expect(signIn).toHaveBeenCalledWith('clinician@demo.test', 'secret');
    expect(router.state.location.pathname + router.state.location.search).toBe(
      '/o/saint-roch?tab=2',
    );
  });

  it('returns to addresses of this application only', async () => {
    const router = open('/sign-in?return=%2F%2Fevil.test', source());
    await screen.findByRole('heading', { name: 'My work' });
    expect(router.state.location.pathname).toBe('/o/saint-roch');
  });

  it('says what is missing above the form and beside the field', async () => {
    open('/sign-in', source({ viewer: async () => null }));
    await userEvent.type(await screen.findByLabelText('E-mail address'), 'claire');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    const summary = screen.getByRole('alert');
    expect(summary).toHaveFocus();
    await userEvent.click(within(summary).getByRole('link', { name: 'Enter your password' }));
    expect(screen.getByLabelText('Password')).toHaveFocus();
    expect(screen.getByLabelText('E-mail address')).toHaveAccessibleDescription(
      /complete e-mail address/,
    );
  });

  it('puts a refusal in the words of the page', async () => {
    const refusal = { code: 'too_many_attempts', details: { minutes: 5 }, message: 'autre langue' };
    open('/sign-in', source({ viewer: async () => null, signIn: async () => refusal }));
    await userEvent.type(await screen.findByLabelText('E-mail address'), 'a@b.test');
    await userEvent.type(screen.getByLabelText('Password'), 'x');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText(/Try again in 5 min/)).toBeVisible();
  });

  it('lets a visitor of the demo enter as one of its members', async () => {
    const impersonate = jest.fn(async () => viewer);
    const persona = {
      email: 'clinician@demo.test',
      displayName: 'Claire Morel',
      profession: 'radiologist',
      organisation: 'Hôpital Saint-Roch',
    };
    open(
      '/sign-in',
      source({
        viewer: async () => null,
        signInPage: async () => ({ empty: false, demo: true, mails: false, personas: [persona] }),
        impersonate,
      }),
    );
    await userEvent.click(await screen.findByRole('button', { name: /Claire Morel/ }));
    await screen.findByRole('heading', { name: 'My work' });
    expect(impersonate).toHaveBeenCalledWith('clinician@demo.test');
  });

  it('says that the server does not answer, and tries again when asked', async () => {
    let away = true;
    open(
      '/o/saint-roch',
      source({
        viewer: async () => {
          if (away) throw new TypeError('Failed to fetch');
          return viewer;
        },
      }),
    );
    expect(await screen.findByText(/The server does not answer/)).toBeVisible();
    away = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('heading', { name: 'My work' });
  });

  it('keeps the header around a page that does not exist', async () => {
    open('/o/saint-roch/nowhere', source());
    await screen.findByRole('heading', { name: 'Page not found' });
    expect(screen.getByRole('banner')).toHaveTextContent('Hôpital Saint-Roch');
  });

  it('says the same of an organisation that is not mine', async () => {
    open('/o/elsewhere', source());
    await screen.findByRole('heading', { name: 'Page not found' });
    expect(screen.getByRole('banner')).not.toHaveTextContent('elsewhere');
  });

  it('covers the page when its session has ended, and lets the same person go on there', async () => {
    const forget = jest.fn(async () => undefined);
    const signIn = jest.fn(async () => viewer);
    open('/o/saint-roch', source({ forget, signIn }));
    const heading = await screen.findByRole('heading', { name: 'My work' });
    act(() => signedOut.emit());
    expect(await screen.findByRole('dialog', { name: 'Your session has ended' })).toBeVisible();
    expect(heading).not.toBeVisible();
    await userEvent.type(screen.getByLabelText('Password'), 'words');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in and go on' }));
    await waitFor(() => expect(heading).toBeVisible());
    expect(signIn).toHaveBeenCalledWith(viewer.email, 'words');
    expect(forget).not.toHaveBeenCalled();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('begins anew when somebody else is signed in by then, and forgets what was read', async () => {
    const forget = jest.fn(async () => undefined);
    let now = viewer;
    open('/o/saint-roch', source({ forget, viewer: async () => now }));
    const heading = await screen.findByRole('heading', { name: 'My work' });
    act(() => signedOut.emit());
    await screen.findByRole('dialog');
    now = { ...viewer, accountId: 'somebody-else' };
    act(() => void window.dispatchEvent(new Event('focus')));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(forget).toHaveBeenCalled();
    expect(heading).not.toBeInTheDocument();
    expect(speaker.header()).toEqual({ 'x-consilium-account': 'somebody-else' });
  });

  it('names the tab, and moves the focus to the heading after a navigation only', async () => {
    const router = open('/o/saint-roch', source());
    const first = await screen.findByRole('heading', { name: 'My work' });
    expect(document.title).toBe('My work – Consilium');
    expect(first).not.toHaveFocus();
    await act(() => router.navigate('/o/saint-roch/nowhere'));
    expect(await screen.findByRole('heading', { name: 'Page not found' })).toHaveFocus();
    expect(document.title).toBe('Page not found – Consilium');
  });

  it('changes the language at once, here and in the account', async () => {
    const changeLanguage = jest.fn(async () => undefined);
    open('/o/saint-roch', source({ changeLanguage }));
    await screen.findByRole('heading', { name: 'My work' });
    await userEvent.click(screen.getByRole('button', { name: 'FR Français' }));
    await screen.findByRole('heading', { name: 'Mon travail' });
    expect(document.documentElement.lang).toBe('fr');
    expect(localStorage.getItem('consilium.locale')).toBe('fr');
    expect(changeLanguage).toHaveBeenCalledWith('fr');
    await userEvent.click(screen.getByRole('button', { name: 'EN English' }));
    await screen.findByRole('heading', { name: 'My work' });
  });

  it('folds the account under its name, closes it by Escape, and signs out', async () => {
    const signOut = jest.fn(async () => undefined);
    open('/o/saint-roch', source({ signOut }));
    const account = await screen.findByRole('button', { name: 'Account of Claire Morel' });
    expect(screen.queryByRole('button', { name: 'Sign out' })).not.toBeInTheDocument();
    await userEvent.click(account);
    expect(account).toHaveAttribute('aria-expanded', 'true');
    await userEvent.keyboard('{Escape}');
    expect(account).toHaveAttribute('aria-expanded', 'false');
    expect(account).toHaveFocus();
    await userEvent.click(account);
    await userEvent.click(screen.getByRole('button', { name: 'Sign out' }));
    await screen.findByRole('heading', { name: 'Sign in' });
    expect(signOut).toHaveBeenCalledWith(false);
  });

  it('lists the shortcuts on ?', async () => {
    open('/o/saint-roch', source());
    await screen.findByRole('heading', { name: 'My work' });
    await act(() => userEvent.keyboard('?'));
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(within(dialog).getByRole('row', { name: '? Show this help' })).toBeVisible();
  });

  it('tells when the network goes and comes', async () => {
    open('/o/saint-roch', source());
    await screen.findByRole('heading', { name: 'My work' });
    const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    act(() => void window.dispatchEvent(new Event('offline')));
    expect(screen.getByText('You are offline.')).toBeVisible();
    online.mockReturnValue(true);
    act(() => void window.dispatchEvent(new Event('online')));
    await waitFor(() => expect(screen.queryByText('You are offline.')).not.toBeInTheDocument());
    online.mockRestore();
  });

  it('leads to the sign-in page and back when another account is wanted', async () => {
    open('/o/saint-roch', source());
    await screen.findByRole('heading', { name: 'My work' });
    act(() => signedOut.emit());
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in as somebody else' }));
    await screen.findByRole('heading', { name: 'Sign in' });
    expect(await screen.findByText('Sign in to continue where you were.')).toBeVisible();
  });
});
