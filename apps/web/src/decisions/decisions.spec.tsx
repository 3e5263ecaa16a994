import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SeatFact } from '@consilium/domain/access';
import { factsOf, FakeServer, openPage } from '../consensus/testing/open-page';
import { startTexts } from '../platform/i18n';
import { emptyDevice } from '../platform/keeper/testing/empty-device';
import { Component as DecisionPage } from './decision-page';
import { Component as MeetingPage } from './meeting-page';
import { Component as OpinionPage } from './opinion-page';
import { Component as RecordPage } from './record-page';
import {
  clinician,
  coordinator,
  decisionPage,
  director,
  hardBlocker,
  meeting,
  moves,
  opinion,
  outcomes,
  quorum,
  refused,
  tally,
} from './testing/decision-file';

const pages = {
  decision: { Page: DecisionPage, path: 'decision' },
  'decision/opinion': { Page: OpinionPage, path: 'decision/opinion' },
  'decision/record': { Page: RecordPage, path: 'decision/record' },
  'decision/meetings/m1': { Page: MeetingPage, path: 'decision/meetings/:meeting' },
} as const;

function serve(page: ReturnType<typeof decisionPage>): FakeServer {
  const server = new FakeServer();
  server.answers['DecisionPage'] = () => page;
  server.answers['DecisionMoves'] = () => moves();
  server.answers['AdviceForOpinion'] = () => ({
    evaluation: { __typename: 'Evaluation', id: 'e1', advice: [] },
  });
  return server;
}

function open(server: FakeServer, address: keyof typeof pages, seat: SeatFact, mark = '') {
  const { Page, path } = pages[address];
  const facts = factsOf({ phase: 'opinion', openRound: null, seats: [seat] });
  return openPage(server, Page, { path, address: `${address}${mark}`, facts });
}

beforeAll(async () => {
  const texts = await startTexts('en');
  await texts.loadNamespaces(['decisions', 'evaluations']);
});
beforeEach(async () => {
  localStorage.clear();
  await emptyDevice();
});

describe('the proposal', () => {
  it('offers only the outcomes that the blockers leave open, and names what bars the others', async () => {
    const barred = ['favourable', 'favourable_with_conditions', 'pilot'] as const;
    const server = serve(decisionPage({ blockers: [hardBlocker], outcomes: outcomes(barred) }));
    open(server, 'decision/opinion', coordinator);
    const favourable = await screen.findByRole('radio', { name: 'Favourable' });
    expect(favourable).toBeDisabled();
    expect(favourable).toHaveAccessibleDescription(/Barred by B05\.1/);
    expect(screen.getByRole('radio', { name: 'Deferred' })).toBeEnabled();
  });

  it('keeps the words through a refusal and a reload, and sends the version they began on', async () => {
    const server = serve(decisionPage({ opinion: opinion() }));
    server.answers['ProposeOpinion'] = () => ({ proposeOpinion: refused('control_characters') });
    const { unmount } = open(server, 'decision/opinion', coordinator);
    const reasons = await screen.findByRole('textbox', { name: 'Reasons' });
    await userEvent.type(reasons, ' More to say.');
    await userEvent.click(screen.getByRole('button', { name: 'Save the proposal' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(/invisible characters/);
    expect(reasons).toHaveValue('The evidence is thin. More to say.');
    expect(server.inputsOf('ProposeOpinion')[0]).toMatchObject({ baseVersion: 2 });

    unmount();
    open(server, 'decision/opinion', coordinator);
    expect(await screen.findByRole('textbox', { name: 'Reasons' })).toHaveValue(
      'The evidence is thin. More to say.',
    );
  });

  it('shows what somebody else saved meanwhile beside my words, and saves only once I chose', async () => {
    let saved = opinion();
    const server = serve(decisionPage());
    server.answers['DecisionPage'] = () => decisionPage({ opinion: saved });
    server.answers['ProposeOpinion'] = ({ input }) =>
      (input as { baseVersion: number }).baseVersion === 3
        ? { proposeOpinion: { __typename: 'OpinionKept', id: 'o1', version: 4 } }
        : { proposeOpinion: refused('stale_version') };
    open(server, 'decision/opinion', coordinator);
    const reasons = await screen.findByRole('textbox', { name: 'Reasons' });
    await userEvent.type(reasons, ' Mine.');
    saved = opinion({ version: 3, reasons: 'Theirs.' });
    await userEvent.click(screen.getByRole('button', { name: 'Save the proposal' }));
    expect(await screen.findByText('Theirs.')).toBeVisible();
    expect(reasons).toHaveValue('The evidence is thin. Mine.');
    await userEvent.click(screen.getByRole('button', { name: 'Keep my words' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save the proposal' }));
    await waitFor(() => expect(server.inputsOf('ProposeOpinion')).toHaveLength(2));
    expect(server.inputsOf('ProposeOpinion')[1]).toMatchObject({
      baseVersion: 3,
      reasons: 'The evidence is thin. Mine.',
    });
  });

  it('saves a proposal with gaps, then lists them as links to their fields', async () => {
    let saved: object | null = null;
    const server = serve(decisionPage());
    server.answers['DecisionPage'] = () => decisionPage({ opinion: saved });
    server.answers['ProposeOpinion'] = () => {
      saved = opinion({ version: 1, reasons: '' });
      return { proposeOpinion: { __typename: 'OpinionKept', id: 'o1', version: 1 } };
    };
    open(server, 'decision/opinion', coordinator);
    await userEvent.click(await screen.findByRole('radio', { name: 'Unfavourable' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save the proposal' }));
    const summary = await screen.findByRole('alert', { name: /Proposal saved\. 2 points/ });
    await userEvent.click(within(summary).getByRole('link', { name: /Give the reasons/ }));
    expect(screen.getByRole('textbox', { name: 'Reasons' })).toHaveFocus();
  });
});

describe('the vote', () => {
  const voting = (changes: object = {}) =>
    decisionPage({
      opinion: opinion({ state: 'voting', votingSince: '2026-11-27T08:00:00Z' }),
      quorum: quorum(),
      tally: tally(),
      ...changes,
    });

  it('casts my vote and that of the member I represent, each by its own seat', async () => {
    const proxy = {
      __typename: 'AttendanceLineType',
      seatId: 's-patient',
      attendance: 'represented',
      representedBy: 's-clinician',
      note: '',
    };
    const server = serve(voting({ meetings: [meeting({ attendance: [proxy] })] }));
    server.answers['CastVote'] = () => ({ castVote: { __typename: 'VoteKept' } });
    open(server, 'decision', clinician);
    const ballot = async (name: RegExp) => {
      const group = await screen.findByRole('radiogroup', { name });
      await userEvent.click(within(group).getByRole('radio', { name: 'Against' }));
      const form = group.closest('form') as HTMLElement;
      await userEvent.click(within(form).getByRole('button', { name: 'Vote' }));
      await within(form).findByText('Vote recorded: Against.');
    };
    await ballot(/^My vote/);
    await ballot(/^Vote of Mireille Dubois/);
    expect(server.inputsOf('CastVote')).toMatchObject([
      { opinionId: 'o1', seatId: 's-clinician', choice: 'against' },
      { opinionId: 'o1', seatId: 's-patient', choice: 'against' },
    ]);
  });

  it('says who is missing by profession, and why an absent member cannot vote', async () => {
    const absent = {
      __typename: 'MissingVoter',
      seat: 's-clinician',
      profession: 'radiologist',
      because: 'absent',
    };
    const server = serve(
      voting({ quorum: quorum({ met: false, takingPart: 0, missing: [absent] }) }),
    );
    open(server, 'decision', clinician);
    const vote = await screen.findByRole('button', { name: 'Vote' });
    expect(vote).toHaveAccessibleDescription(/not taking part|attendance/i);
    expect(screen.getByText('Karim Benali (absent)')).toBeVisible();
    await userEvent.click(vote);
    expect(server.inputsOf('CastVote')).toEqual([]);
  });

  it('lists everything that keeps the opinion from being adopted', async () => {
    const chair: SeatFact = { ...clinician, functions: ['chair'] };
    const server = serve(
      voting({ adoptionBars: [refused('vote_not_carried'), refused('minutes_not_validated')] }),
    );
    open(server, 'decision', chair);
    const adoption = await screen.findByRole('region', { name: 'Adoption' });
    const bars = within(adoption).getAllByRole('listitem');
    expect(bars.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/2 members have not voted/),
      expect.stringMatching(/minutes/i),
    ]);
    await userEvent.click(within(adoption).getByRole('button', { name: 'Adopt the opinion' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('does not speak of a lost vote before there is one', async () => {
    const server = serve(
      decisionPage({ opinion: opinion(), adoptionBars: [refused('vote_not_carried')] }),
    );
    open(server, 'decision', coordinator);
    const adoption = await screen.findByRole('region', { name: 'Adoption' });
    expect(within(adoption).getByRole('listitem')).toHaveTextContent('The vote is not open.');
  });
});

describe('a meeting to come', () => {
  it('has neither attendance nor quorum yet', async () => {
    open(
      serve(decisionPage({ meetings: [meeting({ heldOn: '2026-12-10' })] })),
      'decision',
      coordinator,
    );
    const ahead = await screen.findByRole('article', { name: /10 December 2026/ });
    expect(within(ahead).getByText('To come')).toBeVisible();
    expect(within(ahead).queryByText(/quorum/i)).toBeNull();
    expect(within(ahead).queryByText(/absent/)).toBeNull();
  });

  it('is told by them once its day has come', async () => {
    open(serve(decisionPage({ meetings: [meeting()] })), 'decision', coordinator);
    const held = await screen.findByRole('article', { name: /27 November 2026/ });
    expect(within(held).getAllByText(/quorum/i)[0]).toBeVisible();
    expect(within(held).queryByText('To come')).toBeNull();
  });
});

describe('the minutes', () => {
  it('asks for the holder of a proxy before a meeting is saved', async () => {
    const server = serve(decisionPage());
    server.answers['SaveMeeting'] = () => ({
      saveMeeting: { __typename: 'MeetingKept', id: 'm1', version: 4 },
    });
    open(server, 'decision/meetings/m1', coordinator);
    await userEvent.selectOptions(
      await screen.findByLabelText('Attendance of Karim Benali'),
      'Represented',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save the meeting' }));
    const error = await screen.findByRole('link', { name: 'Say who represents Karim Benali' });
    expect(server.inputsOf('SaveMeeting')).toEqual([]);
    await userEvent.click(error);
    expect(screen.getByLabelText('Who represents Karim Benali')).toHaveFocus();
  });
});

describe('a sitting of before', () => {
  it('lists who was awaited at it, not who sits on the panel since', async () => {
    const page = decisionPage();
    const since = { ...page.decisionPage.seats[1], seat: 's-since', name: 'Nadia Since' };
    open(
      serve(
        decisionPage({
          seats: [...page.decisionPage.seats, since],
          meetings: [
            meeting({
              validatedAt: '2026-11-27T10:00:00Z',
              validatedBy: 'Camille Roussel',
              sheet: ['s-clinician', 's-patient'],
              attendance: [
                {
                  __typename: 'AttendanceLineType',
                  seatId: 's-clinician',
                  attendance: 'present',
                  representedBy: null,
                  note: '',
                },
              ],
            }),
          ],
        }),
      ),
      'decision',
      coordinator,
    );
    expect(await screen.findByText(/1 of 2/)).toBeVisible();
    expect(screen.queryByText(/Nadia Since/)).toBeNull();
    expect(screen.queryByText(/Camille Roussel –/)).toBeNull();
  });
});

describe('the form of a sitting', () => {
  it('can mark who was heard without a vote before she was seated, and no voter of since', async () => {
    open(
      serve(decisionPage({ meetings: [meeting({ sheet: ['s-patient'] })] })),
      'decision/meetings/m1',
      coordinator,
    );
    expect(await screen.findByLabelText('Attendance of Mireille Dubois')).toBeVisible();
    expect(screen.getByLabelText('Attendance of Camille Roussel')).toBeVisible();
    expect(screen.queryByLabelText('Attendance of Karim Benali')).toBeNull();
  });
});

describe('a vacant seat', () => {
  it('stands on the sheet to be represented, and for nothing else', async () => {
    const seats = decisionPage().decisionPage.seats.map((seat) =>
      seat.name === 'Karim Benali' ? { ...seat, active: false, vacant: true } : seat,
    );
    open(
      serve(decisionPage({ seats, meetings: [meeting({ attendance: [] })] })),
      'decision/meetings/m1',
      coordinator,
    );
    const sheet = await screen.findByLabelText('Attendance of Karim Benali');
    expect(
      within(sheet)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['Represented', 'Absent']);
    expect(screen.getByText('Vacant seat')).toBeVisible();
  });
});

describe('a second call', () => {
  const choose = async (pageMeetings: object[]) => {
    const server = serve(decisionPage({ meetings: pageMeetings }));
    open(server, 'decision/meetings/m1', coordinator);
    return screen.findByLabelText('Call');
  };
  const second = () => screen.getByRole('option', { name: 'Second call' });

  it('is closed, with the reason, until validated minutes find the quorum missing', async () => {
    const call = await choose([meeting()]);
    expect(second()).toBeDisabled();
    expect(call).toHaveAccessibleDescription(/once the validated minutes of a first one record/);
  });

  it('is open after a first one that failed', async () => {
    const call = await choose([
      meeting({ id: 'm0', heldOn: '2026-11-19', quorumFailed: true }),
      meeting({ number: 2 }),
    ]);
    await userEvent.selectOptions(call, 'Second call');
    expect(screen.getByText(/the required roles still are/)).toBeVisible();
  });
});

describe('the decision', () => {
  const adopted = opinion({
    state: 'adopted',
    outcome: 'favourable_with_conditions',
    adoptedAt: '2026-11-27T09:00:00Z',
    adoptedBy: 'Hélène Marchand',
  });

  it('asks for a reason where it differs from the opinion, and keeps the words when refused', async () => {
    const server = serve(decisionPage({ opinion: adopted }));
    server.answers['RecordDecision'] = () => ({ recordDecision: refused('paused') });
    open(server, 'decision/record', director);
    await userEvent.click(await screen.findByRole('radio', { name: 'Purchase approved' }));
    await userEvent.click(screen.getByRole('button', { name: 'Record the decision' }));
    await screen.findByRole('link', { name: /differs from the committee’s opinion/ });
    const reason = screen.getByRole('textbox', { name: /Reason/ });
    await userEvent.type(reason, 'Met already.');
    await userEvent.click(screen.getByRole('button', { name: 'Record the decision' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Record the decision' }));
    expect(await within(dialog).findByRole('alert')).toBeVisible();
    expect(reason).toHaveValue('Met already.');
    expect(server.inputsOf('RecordDecision')).toMatchObject([
      { decision: 'approved', reason: 'Met already.', decidedOn: '2026-11-27' },
    ]);
  });

  it('bears no day before the adoption, and no pilot without a protocol', async () => {
    const server = serve(decisionPage({ opinion: adopted, decidableFrom: '2026-11-27' }));
    open(server, 'decision/record', director);
    const pilot = await screen.findByRole('radio', { name: 'Pilot approved' });
    expect(pilot).toBeDisabled();
    expect(pilot).toHaveAccessibleDescription(/protocol of an opinion in favour of a pilot/);
    await userEvent.click(screen.getByRole('radio', { name: 'Purchase approved with conditions' }));
    const day = screen.getByLabelText('Date of the decision');
    await userEvent.clear(day);
    await userEvent.type(day, '2026-11-26');
    await userEvent.click(screen.getByRole('button', { name: 'Record the decision' }));
    await screen.findByRole('link', {
      name: /the date of the decision (.+) comes before the adoption of the opinion/,
    });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('labels a decision without an opinion, and leaves nothing to send back', async () => {
    const server = serve(decisionPage());
    open(server, 'decision/record', director);
    expect(await screen.findByText(/“Decided without an opinion of the committee”/)).toBeVisible();
    const sentBack = screen.getByRole('radio', { name: 'Sent back to the committee' });
    expect(sentBack).toBeDisabled();
    expect(sentBack).toHaveAccessibleDescription(/not.*adopted/);
  });

  const condition = (changes: object = {}) => ({
    __typename: 'Condition',
    id: 'c1',
    text: 'Inform the patients in writing.',
    ownerSeat: 's-clinician',
    holderSeat: 's-clinician',
    holder: null,
    withoutHolder: false,
    mayHandOver: false,
    ownerName: '',
    owner: 'Karim Benali',
    dueOn: '2026-11-01',
    proof: 'Leaflet',
    gate: { __typename: 'GateType', kind: 'before_go_live', months: null },
    blockers: [],
    state: 'open',
    closedNote: null,
    closedAt: null,
    steps: [] as object[],
    mayDeclare: false,
    mayConfirm: false,
    mayWaive: false,
    ...changes,
  });
  const followed = (one: object) =>
    serve(decisionPage({ opinion: { ...adopted, conditions: [one] }, phase: 'decided' }));

  it('is opened at the very condition that a link names', async () => {
    const two = [condition(), condition({ id: 'c2', text: 'Sign the contract for support.' })];
    const page = decisionPage({ opinion: { ...adopted, conditions: two }, phase: 'decided' });
    open(serve(page), 'decision', coordinator, '#condition-c2');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Condition 2' })).toHaveFocus());
  });

  it('takes documents of the file along with the declaration, and says before a waiver what it does', async () => {
    const server = followed(condition({ gate: null, mayDeclare: true, mayWaive: true }));
    const document = {
      __typename: 'EvidenceDocument',
      id: 'fd1',
      evaluationId: 'e1',
      documentId: 'd1',
      title: 'Signed leaflet',
      kind: 'other',
      clearance: { __typename: 'ClearanceType', level: 'panel', roles: [] },
      author: 'Karim Benali',
      authorSeat: 's-clinician',
      revision: 1,
      purgedAt: null,
      purgeReason: null,
      boundElsewhere: false,
      versionNumber: 1,
      newestVersion: 1,
      versions: [],
      links: [],
    };
    server.answers['ReadEvidence'] = () => ({
      evidence: {
        __typename: 'EvidenceList',
        evaluationId: 'e1',
        facts: factsOf({ phase: 'decided', openRound: null, seats: [clinician] }),
        documents: [document],
      },
    });
    server.answers['DeclareConditionMet'] = () => ({
      declareConditionMet: { __typename: 'ConditionKept', id: 'c1' },
    });
    open(server, 'decision', clinician);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Attach a document to condition 1' }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Attach this document' }));
    await userEvent.click(await screen.findByRole('button', { name: /^Declare as met: / }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('Signed leaflet')).toBeVisible();
    expect(dialog).toHaveTextContent(/met at once; this cannot be taken back/);
    await userEvent.type(within(dialog).getByRole('textbox'), 'Given to everybody');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Declare as met' }));
    await waitFor(() =>
      expect(server.inputsOf('DeclareConditionMet')).toMatchObject([
        { conditionId: 'c1', proof: 'Given to everybody', documents: ['d1'] },
      ]),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Waive condition 1' }));
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      /without having been met; this cannot be taken back/,
    );
  });

  it('lets the owner declare a condition met with what shows it', async () => {
    const server = followed(condition({ mayDeclare: true }));
    server.answers['DeclareConditionMet'] = () => ({
      declareConditionMet: { __typename: 'ConditionKept', id: 'c1' },
    });
    open(server, 'decision', coordinator);
    expect(await screen.findByText('Overdue')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Waive/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Declare as met: condition 1' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(/No document is attached/);
    expect(dialog).toHaveTextContent(/Somebody else will have to confirm/);
    await userEvent.type(within(dialog).getByRole('textbox'), 'Leaflet of 3 March');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Declare as met' }));
    await waitFor(() =>
      expect(server.inputsOf('DeclareConditionMet')).toMatchObject([
        { conditionId: 'c1', proof: 'Leaflet of 3 March' },
      ]),
    );
  });

  it('lets another person confirm it, saying who declared it, or return it with the reason', async () => {
    const step = {
      __typename: 'ConditionStepType',
      step: 'declared',
      note: 'Leaflet of 3 March',
      proofs: [
        {
          __typename: 'ConditionProofType',
          documentId: 'd1',
          title: 'Signed leaflet',
          file: { __typename: 'ProofFileType', id: 'f1', name: 'leaflet.pdf', size: 2048 },
        },
        { __typename: 'ConditionProofType', documentId: 'd2', title: null, file: null },
      ],
      toName: null,
      byName: 'Karim Benali',
      at: '2026-11-20T09:00:00Z',
    };
    const server = followed(condition({ state: 'declared', mayConfirm: true, steps: [step] }));
    server.answers['ConfirmCondition'] = () => ({
      confirmCondition: { __typename: 'ConditionKept', id: 'c1' },
    });
    open(server, 'decision', coordinator);
    expect(await screen.findByText(/Declared met, Karim Benali/)).toHaveTextContent(
      /Leaflet of 3 March/,
    );
    // Nothing is confirmed by one press: the declaration and its documents are shown once more.
    await userEvent.click(screen.getByRole('button', { name: 'Confirm that condition 1 is met' }));
    const asked = await screen.findByRole('dialog', { name: 'Confirm that condition 1 is met' });
    expect(server.inputsOf('ConfirmCondition')).toEqual([]);
    expect(asked).toHaveTextContent(/Declared met, Karim Benali.+Leaflet of 3 March/);
    expect(asked).toHaveTextContent(/cannot be taken back/);
    expect(within(asked).getByRole('link', { name: /Signed leaflet/ })).toHaveAttribute(
      'href',
      expect.stringContaining('f1'),
    );
    expect(asked).toHaveTextContent(/reserved to other readers/);
    await userEvent.click(
      within(asked).getByRole('button', { name: 'Confirm that condition 1 is met' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(
      screen.getByRole('button', { name: 'Do not confirm that condition 1 is met' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), 'Page 2 is missing');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Do not confirm' }));
    await waitFor(() =>
      expect(server.inputsOf('ConfirmCondition')).toMatchObject([
        { conditionId: 'c1', accept: true, note: '' },
        { conditionId: 'c1', accept: false, note: 'Page 2 is missing' },
      ]),
    );
  });

  it('says which votes do not count and why, and what a recusal found late stops', async () => {
    const notCounted = {
      __typename: 'NotCountedVote',
      seatId: 's-patient',
      name: 'Mireille Dubois',
      profession: 'patient_representative',
      choice: 'against',
      because: 'recused',
      cancelledAt: '2026-11-27T09:00:00Z',
    };
    const late = {
      __typename: 'LateRecusalType',
      id: 'late-1',
      seatId: 's-patient',
      name: 'Mireille Dubois',
      found: 'before_adoption',
      foundAt: '2026-11-27T09:00:00Z',
      spoke: true,
      rated: false,
      voted: true,
      stopsAdoption: true,
      answers: [],
      refusal: null,
    };
    const server = serve(
      decisionPage({
        opinion: opinion({
          state: 'voting',
          votingSince: '2026-11-27T08:00:00Z',
          notCounted: [notCounted],
        }),
        quorum: quorum(),
        tally: tally(),
        lateRecusals: [late],
      }),
    );
    server.answers['AnswerLateRecusal'] = () => ({
      answerLateRecusal: { __typename: 'LateRecusalAnswered', id: 'late-1' },
    });
    open(server, 'decision', coordinator);
    expect(
      await screen.findByText('Mireille Dubois: Against (the member was recused)'),
    ).toBeVisible();
    expect(screen.getByText(/recused on .* after having spoken and voted/)).toHaveTextContent(
      /cannot be adopted on this vote/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Write why there was no influence' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), 'She spoke of transport only.');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Write why there was no influence' }),
    );
    await waitFor(() =>
      expect(server.inputsOf('AnswerLateRecusal')).toMatchObject([
        { lateRecusalId: 'late-1', reason: 'She spoke of transport only.' },
      ]),
    );
  });
});
