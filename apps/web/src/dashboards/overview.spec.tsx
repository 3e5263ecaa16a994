import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import { MantineProvider } from '@mantine/core';
import { render, screen, within } from '@testing-library/react';
import type { Facts } from '@consilium/domain/access';
import { theme } from '@consilium/ui';
import { RequireSession } from '../app/require-session';
import { Root } from '../app/root';
import type { EvaluationFile } from '../evaluations';
import { GraphqlClientsProvider, InsideOrganisation } from '../platform/clients';
import { startTexts } from '../platform/i18n';
import { SessionProvider } from '../platform/session';
import { memberSession } from '../platform/testing/member-session';
import { ShortcutsProvider } from '../platform/shortcuts';
import { Component as OverviewPage } from './overview-page';

const source = memberSession({ displayName: 'Paul Esteve', profession: 'other' });

const facts: Facts = {
  principal: { kind: 'person', id: 'm1' },
  organisationFunctions: [],
  phase: 'collecting',
  paused: false,
  seats: [],
  assignedParts: [],
  recused: 'no',
  declared: false,
  openRound: null,
  sealed: false,
  practice: false,
};

const overview = {
  __typename: 'EvaluationOverview',
  id: 'e1',
  phase: 'collecting',
  need: '',
  specialties: [],
  pausedReason: null,
  pausedOn: null,
  today: '2026-11-27',
  device: 'Device',
  version: '1',
  manufacturer: 'Maker',
  intendedPurpose: '',
  udi: '',
  riskClass: '',
  certificateExpiresOn: null,
  committee: 'Committee',
  requestedBy: 'Claire',
  requestedOn: '2026-11-01',
  questions: 1,
  answered: 0,
  unknown: 0,
  parts: 0,
  partsSubmitted: 0,
  hardBlockers: 0,
  softBlockers: 0,
  openObjections: 0,
  steps: [],
  sections: [],
  partLines: [],
  late: [],
  seats: [],
  activity: [],
  moves: [
    {
      __typename: 'MoveLine',
      id: 'k2',
      move: 'resume',
      at: '2026-11-20T08:00:00Z',
      person: 'Claire Demarest',
      reason: null,
    },
    {
      __typename: 'MoveLine',
      id: 'k1',
      move: 'pause',
      at: '2026-11-10T08:00:00Z',
      person: null,
      reason: 'Certificate awaited',
    },
  ],
};

const link = new ApolloLink(
  ({ operationName }) =>
    new Observable((observer) => {
      if (operationName !== 'EvaluationOverview') return;
      observer.next({ data: { evaluationOverview: overview } } as never);
      observer.complete();
    }),
);

function open(): void {
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const file: EvaluationFile = {
    id: 'e1',
    reference: '2026-001',
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
                children: [{ index: true, Component: OverviewPage }],
              },
            ],
          },
        ],
      },
    ],
    { initialEntries: ['/o/chu/evaluations/e1'] },
  );
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
}

describe('the first page of a file', () => {
  beforeAll(async () => {
    localStorage.setItem('consilium.locale', 'en');
    await startTexts();
  });

  it('lists the moves with their people and reasons', async () => {
    open();
    const moves = within(await screen.findByRole('list', { name: 'From phase to phase' }));
    const [last, first] = moves.getAllByRole('listitem');
    expect(last?.textContent).toContain('Resume (Claire Demarest)');
    expect(last?.textContent).not.toContain('Reason');
    expect(first?.textContent).toContain('Pause (Consilium)');
    expect(first?.textContent).toContain('Reason: Certificate awaited');
  });
});
