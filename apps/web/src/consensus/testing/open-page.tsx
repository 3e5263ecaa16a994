import type { ComponentType } from 'react';
import { createMemoryRouter, Outlet, RouterProvider, type RouteObject } from 'react-router';
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import type { Facts } from '@consilium/domain/access';
import { theme } from '@consilium/ui';
import { RequireSession } from '../../app/require-session';
import { Root } from '../../app/root';
import type { EvaluationFile } from '../../evaluations';
import { GraphqlClientsProvider, InsideOrganisation } from '../../platform/clients';
import { SessionProvider } from '../../platform/session';
import { memberSession } from '../../platform/testing/member-session';
import { ShortcutsProvider } from '../../platform/shortcuts';

const source = memberSession({
  displayName: 'Mireille Dubois',
  profession: 'patient_representative',
});

export const factsOf = (changes: Partial<Facts> = {}): Facts => ({
  principal: { kind: 'person', id: 'm1' },
  organisationFunctions: [],
  phase: 'rating',
  paused: false,
  seats: [
    {
      id: 's1',
      profession: 'radiologist',
      answerRoles: ['clinician'],
      functions: [],
      votes: true,
    },
  ],
  assignedParts: [],
  recused: 'no',
  declared: true,
  openRound: 'r1',
  sealed: false,
  practice: false,
  ...changes,
});

type Answer = (variables: Record<string, unknown>) => object | Promise<object>;

/** A server as far as the pages ask it: one answer for each operation, by name. */
export class FakeServer {
  readonly asked: { readonly name: string; readonly variables: Record<string, unknown> }[] = [];
  answers: Record<string, Answer> = {};
  down = false;
  private pushes: Record<string, (data: object) => void> = {};

  readonly link = new ApolloLink(({ operationName, operationType, variables }) => {
    const name = operationName ?? '';
    if (operationType === 'subscription') {
      return new Observable((observer) => {
        this.pushes[name] = (data) => observer.next({ data } as never);
      });
    }
    this.asked.push({ name, variables });
    return new Observable((observer) => {
      const answer = this.answers[name];
      if (this.down || !answer) {
        observer.error(new TypeError('Failed to fetch'));
        return;
      }
      void Promise.resolve(answer(variables)).then((data) => {
        observer.next({ data } as never);
        observer.complete();
      });
    });
  });

  /** Tells a page that listens. */
  push(subscription: string, data: object): void {
    this.pushes[subscription]?.(data);
  }

  /** The inputs of a mutation, in the order in which they came. */
  inputsOf(name: string): Record<string, unknown>[] {
    return this.asked
      .filter((one) => one.name === name)
      .map(({ variables }) => variables['input'] as Record<string, unknown>);
  }
}

/** Shows one page of an evaluation as the application does, around it who reads and which file. */
export function openPage(
  server: FakeServer,
  Page: ComponentType,
  { path, address, facts = factsOf() }: { path: string; address: string; facts?: Facts },
) {
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
      <main>
        <Outlet context={file} />
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
            {
              path: '/o/:organisation/evaluations/:evaluation',
              Component: Frame,
              children: [{ path, Component: Page }],
            },
          ],
        },
      ],
    },
  ];
  const router = createMemoryRouter(routes, {
    initialEntries: [`/o/chu/evaluations/e1/${address}`],
  });
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
