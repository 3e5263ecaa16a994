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

const seat = { answerRoles: ['biomedical'], functions: ['chair'], votes: true };
const line = (kind: 'seat' | 'parts', ids: string[], heirs: string[], proposed: string | null) => ({
  __typename: 'LeavingHolding' as const,
  kind,
  evaluationId: 'e1',
  ids,
  canBeHanded: true,
  heirs,
  proposed,
  seat: kind === 'seat' ? seat : null,
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
  committees: [
    {
      __typename: 'LeavingHolding',
      kind: 'committee_seat',
      evaluationId: null,
      ids: ['c1'],
      canBeHanded: true,
      heirs: ['m2'],
      proposed: 'm2',
      committee: 'Evaluation committee',
    },
  ],
  invitations: 0,
  candidates: ['m1', 'm2'].map((memberId) => ({
    memberId,
    displayName: memberId === 'm1' ? 'Substitute' : 'Colleague',
    profession: 'nurse',
  })),
} as unknown as Leaving;

describe('handing over what somebody leaves', () => {
  beforeAll(() => startTexts('en'));

  it('lets parts follow the seat, tells all before it is done, and repeats under one id', async () => {
    let answers = false;
    const sent: {
      operationId: string;
      reason: string;
      holdings: { kind: string; successorId: string | null }[];
    }[] = [];
    const link = new ApolloLink(({ variables }) => {
      sent.push((variables as { input: (typeof sent)[number] }).input);
      return new Observable((observer) => {
        if (!answers) return observer.error(new Error('the answer was lost'));
        observer.next({ data: { leave: { __typename: 'MemberLeft', memberId: 'm9' } } });
        observer.complete();
      });
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
    const parts = () => screen.findByLabelText('2 parts to answer');
    expect(screen.queryByText(/EXERCICE/)).toBeNull();
    expect(await parts()).toHaveValue('m1');
    const press = async (name: string) =>
      userEvent.click(await screen.findByRole('button', { name }));
    // The reason is the person's own, and nothing happens before what will happen was read.
    const reason = screen.getByLabelText(/Reason for the departure/);
    expect(reason).toHaveValue('');
    await press('Check before confirming');
    expect(screen.getByText('Give the reason for the departure')).toBeVisible();
    await userEvent.type(reason, 'Retired');
    await press('Check before confirming');
    expect(await screen.findByRole('heading', { name: 'What will happen' })).toHaveFocus();
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Lea Out will no longer be able to sign in/),
      'EXERCISE-ab12c – Seat: function “Chair”, right to vote, answers as “Biomedical” → taken over by Substitute',
      'EXERCISE-ab12c – 2 parts to answer → taken over by Substitute',
      'Committee seat – Evaluation committee → taken over by Colleague',
      'Reason told: “Retired”',
    ]);
    expect(sent).toEqual([]);
    await press('Confirm the departure');
    await press('Confirm the departure');
    expect(sent).toHaveLength(2);
    expect(sent[1]!.operationId).toBe(sent[0]!.operationId);
    expect(sent[0]!.reason).toBe('Retired');
    expect(sent[0]!.holdings.map(({ successorId }) => successorId)).toEqual(['m1', 'm1', 'm2']);
    // Without an heir of the seat its parts have none either, unless somebody says otherwise.
    await press('Back to the choices');
    await userEvent.selectOptions(await screen.findByLabelText(/^Seat:/), '');
    expect(await parts()).toHaveValue('');
    await userEvent.selectOptions(await parts(), 'm2');
    await press('Check before confirming');
    expect(await screen.findByText('1 thing will be without a holder')).toBeVisible();
    answers = true;
    await press('Confirm the departure');
    expect(sent[2]!.holdings.map(({ successorId }) => successorId)).toEqual([null, 'm2', 'm2']);
    expect(sent[2]!.operationId).not.toBe(sent[0]!.operationId);
    // What has happened is not told as if it were to come.
    expect(await screen.findByText('Lea Out has left the organisation')).toBeVisible();
    expect(screen.getByText('1 thing is now without a holder')).toBeVisible();
    expect(screen.queryByText(/will be/)).toBeNull();
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });
});
