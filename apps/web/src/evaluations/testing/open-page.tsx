import type { ComponentType } from 'react';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import { MantineProvider } from '@mantine/core';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Facts, SeatFact } from '@consilium/domain/access';
import { theme } from '@consilium/ui';
import { RequireSession } from '../../app/require-session';
import { Root } from '../../app/root';
import { GraphqlClientsProvider, InsideOrganisation } from '../../platform/clients';
import { SessionProvider } from '../../platform/session';
import { memberSession } from '../../platform/testing/member-session';
import { ShortcutsProvider } from '../../platform/shortcuts';
import type { EvaluationFile } from '../use-evaluation';

const source = memberSession({ displayName: 'Karim Benali', profession: 'radiologist' });

export const seatOf = (changes: Partial<SeatFact> = {}): SeatFact => ({
  id: 's1',
  profession: 'radiologist',
  answerRoles: ['clinician'],
  functions: [],
  votes: true,
  ...changes,
});

export const factsOf = (changes: Partial<Facts> = {}): Facts => ({
  principal: { kind: 'person', id: 'm1' },
  organisationFunctions: [],
  phase: 'collecting',
  paused: false,
  seats: [seatOf()],
  assignedParts: [],
  recused: 'no',
  declared: false,
  openRound: null,
  sealed: false,
  practice: false,
  ...changes,
});

export const refused = (code: string) => ({
  __typename: 'Refused',
  code,
  message: code,
  details: null,
});

/** A server as far as the pages ask it: one answer for each operation, by name. */
export class FakeServer {
  answers: Record<string, (variables: Record<string, unknown>) => object> = {};
  readonly asked: { readonly name: string; readonly variables: Record<string, unknown> }[] = [];

  readonly link = new ApolloLink(
    ({ operationName, operationType, variables }) =>
      new Observable((observer) => {
        const name = operationName ?? '';
        if (operationType === 'subscription') return;
        this.asked.push({ name, variables });
        const answer = this.answers[name];
        if (!answer) {
          observer.error(new TypeError('Failed to fetch'));
          return;
        }
        observer.next({ data: answer(variables) } as never);
        observer.complete();
      }),
  );

  sent(name: string): Record<string, unknown>[] {
    return this.asked.filter((one) => one.name === name).map(({ variables }) => variables);
  }
}

export function open(server: FakeServer, Page: ComponentType, facts: Facts = factsOf()) {
  const client = new ApolloClient({ link: server.link, cache: new InMemoryCache() });
  const file: EvaluationFile = {
    id: 'e1',
    reference: '2026-004',
    title: 'Fictional file',
    device: 'Fictional device',
    version: '1.0',
    manufacturer: 'Fictional',
    phase: facts.phase,
    paused: false,
    facts,
  };
  const Frame = () => (
    <InsideOrganisation slug="chu">
      <Outlet context={file} />
    </InsideOrganisation>
  );
  const router = createMemoryRouter(
    [
      {
        Component: Root,
        children: [
          {
            Component: RequireSession,
            children: [
              {
                path: '/o/:organisation/evaluations/:evaluation',
                Component: Frame,
                children: [{ path: 'page', Component: Page }],
              },
              { path: '/o/:organisation/evaluations', element: null },
            ],
          },
        ],
      },
    ],
    { initialEntries: ['/o/chu/evaluations/e1/page'] },
  );
  return render(
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
}

export const press = (name: string | RegExp) =>
  userEvent.click(screen.getByRole('button', { name }));
export const summary = async () =>
  within(await screen.findByRole('alert'))
    .getAllByRole('link')
    .map((link) => [link.getAttribute('href'), link.textContent]);
