import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startTexts } from '../platform/i18n';
import { emptyDevice } from '../platform/keeper/testing/empty-device';
import { PageTitle, TabMark } from '../platform/page-title';
import { EvaluationLayout } from './evaluation-layout';
import { Component as NewPage } from './new-page';
import { factsOf, FakeServer, open, press, refused, seatOf } from './testing/open-page';

beforeAll(async () => {
  await startTexts('en');
});

afterEach(emptyDevice);

const coordinator = seatOf({ functions: ['coordinator'] });

describe('a practice file', () => {
  const frame = (changes: object = {}) => ({
    EvaluationFrame: () => ({
      evaluationFrame: {
        __typename: 'EvaluationFrame',
        id: 'e1',
        reference: 'EXERCICE-F3A90',
        practice: true,
        title: 'Trying it out',
        device: 'Radio',
        version: '1.0',
        manufacturer: 'Fictional',
        phase: 'collecting',
        paused: false,
        facts: factsOf({ practice: true, seats: [coordinator] }),
        ...changes,
      },
    }),
  });

  it('says on every page, in the reader’s language, what it is', async () => {
    const server = new FakeServer();
    server.answers = frame();
    open(server, EvaluationLayout);
    const band = await screen.findByRole('note', { name: 'EXERCISE' });
    expect(band).toHaveTextContent(/counts nowhere and can be deleted/);
    expect(screen.getByText('EXERCISE-F3A90')).toBeVisible();
  });

  it('is deleted after it was said what goes, and says why where it could not be', async () => {
    const server = new FakeServer();
    let answer: object = refused('not_found');
    server.answers = { ...frame(), DeletePracticeFile: () => ({ deletePracticeFile: answer }) };
    open(server, EvaluationLayout);
    await screen.findByRole('note', { name: 'EXERCISE' });
    await press('Delete this practice file');
    const dialog = await screen.findByRole('dialog', { name: /Trying it out/ });
    expect(dialog).toHaveTextContent(/answers.*ratings.*votes.*reports/);
    expect(server.sent('DeletePracticeFile')).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete for good' }));
    expect(await within(dialog).findByRole('alert')).toBeVisible();
    answer = { __typename: 'PracticeFileDeleted', evaluationId: 'e1' };
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete for good' }));
    await waitFor(() => expect(screen.queryByRole('note')).toBeNull());
    // The same words under the same id: had the first answer been lost, it would be the same act.
    const sent = server.sent('DeletePracticeFile');
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[0]).toMatchObject({ evaluationId: 'e1' });
  });

  it('offers its end to nobody else, and a real file shows no mark', async () => {
    const server = new FakeServer();
    server.answers = frame({ facts: factsOf({ practice: true }) });
    const shown = open(server, EvaluationLayout);
    await screen.findByRole('note', { name: 'EXERCISE' });
    expect(screen.queryByRole('button', { name: /Delete/ })).toBeNull();
    shown.unmount();
    server.answers = frame({
      practice: false,
      reference: '2026-004',
      facts: factsOf({ seats: [coordinator] }),
    });
    open(server, EvaluationLayout);
    await screen.findByText('2026-004');
    expect(screen.queryByRole('note')).toBeNull();
  });
});

it('names a practice file first in the title of the tab', async () => {
  const Page = () => (
    <TabMark value="EXERCISE">
      <PageTitle title="Panel" />
    </TabMark>
  );
  open(new FakeServer(), Page);
  await waitFor(() => expect(document.title).toBe('EXERCISE – Panel – Consilium'));
});

describe('the request', () => {
  it('is for practice where that was ticked, and real otherwise', async () => {
    const server = new FakeServer();
    server.answers = {
      CommitteesToAsk: () => ({ committees: [] }),
      KnownVersions: () => ({ devices: [] }),
      RequestEvaluation: () => ({ requestEvaluation: refused('no_committee') }),
    };
    open(server, NewPage);
    for (const [label, words] of [
      ['Title', 'Trying it out'],
      ['Need', 'To learn'],
      ['Device', 'Radio'],
      ['Manufacturer', 'Fictional'],
      ['Version', '1.0'],
    ] as const) {
      await userEvent.type(await screen.findByLabelText(label), words);
    }
    await press('Send the request');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Practice file' }));
    await press('Send the request');
    await waitFor(() => expect(server.sent('RequestEvaluation')).toHaveLength(2));
    expect(
      server
        .sent('RequestEvaluation')
        .map(({ input }) => (input as { practice: boolean }).practice),
    ).toEqual([false, true]);
  });
});
