import { MemoryRouter, Route, Routes } from 'react-router';
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { theme } from '@consilium/ui';
import { startTexts } from '../platform/i18n';
import { LeaveForm } from './leave-form';
import type { Leaving } from './leaving-operations';

const line = (kind: 'seat' | 'parts', ids: string[], heirs: string[], proposed: string | null) => ({
  __typename: 'LeavingHolding' as const,
  kind,
  evaluationId: 'e1',
  ids,
  canBeHanded: true,
  heirs,
  proposed,
  seat: null,
});
const leaving = {
  memberId: 'm9',
  displayName: 'Lea Out',
  refusal: null,
  files: [
    {
      evaluationId: 'e1',
      reference: 'EXERCICE-ab12c',
      title: 'Scanner',
      holdings: [line('seat', ['s9'], ['m1'], 'm1'), line('parts', ['p1', 'p2'], ['m2'], null)],
    },
  ],
  committees: [],
  invitations: 0,
  candidates: ['m1', 'm2'].map((memberId) => ({
    memberId,
    displayName: memberId === 'm1' ? 'Substitute' : 'Colleague',
    profession: 'nurse',
  })),
} as unknown as Leaving;

describe('handing over what somebody leaves', () => {
  beforeAll(() => startTexts('en'));

  it('lets parts follow the seat, names what nobody takes, and repeats under one id', async () => {
    const sent: {
      operationId: string;
      holdings: { kind: string; successorId: string | null }[];
    }[] = [];
    const link = new ApolloLink(({ variables }) => {
      sent.push((variables as { input: (typeof sent)[number] }).input);
      return new Observable((observer) => observer.error(new Error('the answer was lost')));
    });
    render(
      <MantineProvider theme={theme} env="test">
        <ApolloProvider client={new ApolloClient({ link, cache: new InMemoryCache() })}>
          <MemoryRouter initialEntries={['/o/chu']}>
            <Routes>
              <Route
                path="/o/:organisation"
                element={<LeaveForm leaving={leaving} readAgain={async () => undefined} />}
              />
            </Routes>
          </MemoryRouter>
        </ApolloProvider>
      </MantineProvider>,
    );
    const parts = await screen.findByLabelText('2 parts to answer');
    expect(screen.queryByText(/EXERCICE/)).toBeNull();
    expect(parts).toHaveValue('m1');
    const submit = screen.getByRole('button', { name: /Lea Out/ });
    await userEvent.click(submit);
    await userEvent.click(submit);
    expect(sent).toHaveLength(2);
    expect(sent[1]!.operationId).toBe(sent[0]!.operationId);
    expect(sent[0]!.holdings.map(({ successorId }) => successorId)).toEqual(['m1', 'm1']);
    // Without an heir of the seat its parts have none either, unless somebody says otherwise.
    await userEvent.selectOptions(screen.getByLabelText('Seat'), '');
    expect(parts).toHaveValue('');
    await userEvent.selectOptions(parts, 'm2');
    await userEvent.click(submit);
    expect(sent[2]!.holdings.map(({ successorId }) => successorId)).toEqual([null, 'm2']);
    expect(sent[2]!.operationId).not.toBe(sent[0]!.operationId);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });
});
