import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startTexts } from '../platform/i18n';
import { emptyDevice, keptHere } from '../platform/keeper/testing/empty-device';
import { Component as InterestsPage } from './interests-page';
import type { Part } from './panel-operations';
import { ReserveForm } from './reserve-form';
import { Component as ScopePage } from './scope-page';
import { factsOf, FakeServer, open, press, refused, seatOf, summary } from './testing/open-page';

beforeAll(async () => {
  await startTexts('en');
});

afterEach(emptyDevice);

describe('the declaration of interests', () => {
  const declaration = (changes: object = {}) => ({
    __typename: 'Declaration',
    seatId: 's1',
    displayName: 'Karim Benali',
    profession: 'radiologist',
    mine: true,
    status: 'missing',
    nothing: false,
    interests: [],
    confirmedAgainst: [],
    declaredAt: null,
    validUntil: null,
    level: null,
    recusedFromAll: false,
    recusedSections: [],
    assessmentReason: null,
    assessedBy: null,
    assessedAt: null,
    changedSinceAssessment: false,
    mayAssess: false,
    weighedBy: [],
    ...changes,
  });
  const declared = {
    status: 'declared_none',
    nothing: true,
    declaredAt: '2026-11-20T08:00:00.000Z',
    validUntil: '2027-11-20',
  };
  const page = (...declarations: object[]) => ({
    evaluation: {
      __typename: 'Evaluation',
      id: 'e1',
      today: '2026-11-27',
      templateVersion: {
        __typename: 'TemplateVersion',
        id: 't1',
        sections: [
          {
            __typename: 'TemplateSection',
            key: 'Q03',
            kind: 'core',
            title: { __typename: 'LocalisedText', fr: 'Preuves', en: 'Evidence' },
          },
        ],
      },
    },
    declarations,
  });

  it('says all that is missing at once, and leads to each field', async () => {
    const server = new FakeServer();
    server.answers = {
      WaitingAssessments: () => ({ waitingAssessments: [] }),
      FileDeclarations: () => page(declaration()),
    };
    open(server, InterestsPage);
    await screen.findByRole('heading', { name: 'My declaration' });
    await press('Sign my declaration');
    expect(await summary()).toEqual([
      ['#interests-nothing', 'Say whether you have anything to declare'],
      ['#interests-confirm', 'Confirm for the manufacturer, the distributor and competitors'],
    ]);

    await userEvent.click(screen.getByRole('radio', { name: /one or more interests/ }));
    await userEvent.type(screen.getByLabelText('Name of the body'), 'Pneumalis');
    await userEvent.type(screen.getByLabelText('From year'), '2027');
    await press('Sign my declaration');
    expect((await summary()).map(([href]) => href)).toEqual([
      '#interest-1-description',
      '#interest-1-fromYear',
      '#interests-confirm',
    ]);
    expect(server.sent('DeclareInterests')).toEqual([]);
  });

  it('keeps the words when it is refused and when the page is left, until it is signed', async () => {
    const server = new FakeServer();
    let now = declaration();
    server.answers = {
      WaitingAssessments: () => ({ waitingAssessments: [] }),
      FileDeclarations: () => page(now),
      DeclareInterests: () => ({ declareInterests: refused('sealed') }),
    };
    const first = open(server, InterestsPage);
    await userEvent.click(await screen.findByRole('radio', { name: /one or more interests/ }));
    await userEvent.type(screen.getByLabelText('Name of the body'), 'Pneumalis');
    await userEvent.type(screen.getByLabelText('Description'), 'One lecture');
    await userEvent.type(screen.getByLabelText('From year'), '2024');
    for (const name of ['the manufacturer', 'the distributor', 'competitors']) {
      await userEvent.click(screen.getByRole('checkbox', { name }));
    }
    await press('Sign my declaration');
    expect(await screen.findByRole('alert')).toBeVisible();
    expect(screen.getByLabelText('Description')).toHaveValue('One lecture');

    first.unmount();
    server.answers['DeclareInterests'] = () => {
      now = declaration({ ...declared, status: 'declared', nothing: false });
      return {
        declareInterests: {
          __typename: 'DeclarationSaved',
          declaration: { __typename: 'Declaration', seatId: 's1' },
        },
      };
    };
    open(server, InterestsPage);
    expect(await screen.findByLabelText('Description')).toHaveValue('One lecture');
    await press('Sign my declaration');
    expect(await screen.findByText('Declaration saved.')).toBeVisible();
    expect(server.sent('DeclareInterests').at(-1)).toMatchObject({
      input: {
        seatId: 's1',
        nothing: false,
        interests: [
          { with: 'Pneumalis', description: 'One lecture', fromYear: 2024, toYear: null },
        ],
        confirmedAgainst: ['manufacturer', 'distributor', 'competitor'],
      },
    });
    expect(await keptHere()).toEqual([]);
  });

  it('waits for a second person where an anonymous round has closed, and says why who may not', async () => {
    const waiting = (changes: object) => ({
      __typename: 'WaitingAssessmentType',
      id: 'p1',
      seatId: 's2',
      displayName: 'Léa Fontaine',
      level: 'major',
      recusedFromAll: true,
      recusedSections: [],
      reason: 'Shares in the manufacturer',
      proposedBy: 'Camille Roussel',
      proposedAt: '2026-11-20T09:00:00Z',
      drawn: null,
      refusal: null,
      ...changes,
    });
    const refusal = {
      __typename: 'Refused',
      code: 'second_person_needed',
      message: '',
      details: null,
    };
    const server = new FakeServer();
    server.answers = {
      FileDeclarations: () => page(declaration(declared)),
      WaitingAssessments: () => ({
        waitingAssessments: [
          waiting({}),
          waiting({ id: 'p2', seatId: 's3', displayName: 'Nour Haddad', refusal }),
        ],
      }),
      ConfirmAssessment: () => ({
        confirmAssessment: { __typename: 'AssessmentSettled', seatId: 's2' },
      }),
    };
    open(server, InterestsPage, factsOf({ seats: [seatOf({ functions: ['chair'] })] }));
    expect(
      await screen.findByRole('button', { name: 'Confirm the assessment of Nour Haddad' }),
    ).toHaveAccessibleDescription(/takes two people/);
    expect(screen.queryByRole('button', { name: /Refuse .* Nour Haddad/ })).toBeNull();
    // Nothing happens before it is said what will, and done.
    await press('Confirm the assessment of Léa Fontaine');
    expect(await screen.findByText(/^It holds at once/)).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await press('Refuse the assessment of Léa Fontaine');
    expect(await screen.findByText(/^It will have no effect/)).toBeVisible();
    expect(server.sent('ConfirmAssessment')).toEqual([]);
    await press('Refuse');
    expect(await screen.findByText(/of Léa Fontaine is refused/)).toBeVisible();
    await press('Confirm the assessment of Léa Fontaine');
    await press('Confirm');
    expect(await screen.findByText(/of Léa Fontaine is confirmed/)).toBeVisible();
    expect(server.sent('ConfirmAssessment')).toEqual([
      { input: expect.objectContaining({ proposalId: 'p1', accept: false }) },
      { input: expect.objectContaining({ proposalId: 'p1', accept: true }) },
    ]);
  });

  it('is weighed by the chair, never the own one, and not without the extent of a recusal', async () => {
    const server = new FakeServer();
    server.answers = {
      WaitingAssessments: () => ({ waitingAssessments: [] }),
      FileDeclarations: () =>
        page(
          declaration(declared),
          declaration({
            ...declared,
            seatId: 's2',
            displayName: 'Léa Fontaine',
            mine: false,
            mayAssess: true,
          }),
        ),
      AssessInterests: () => ({
        assessInterests: {
          __typename: 'DeclarationSaved',
          declaration: { __typename: 'Declaration', seatId: 's2' },
        },
      }),
    };
    open(server, InterestsPage, factsOf({ seats: [seatOf({ functions: ['chair'] })] }));
    const own = await screen.findByRole('button', { name: 'Assess (Karim Benali)' });
    expect(own).toHaveAccessibleDescription(/cannot assess your own declaration/);
    await press('Assess (Léa Fontaine)');
    await userEvent.click(screen.getByRole('radio', { name: /Major interest/ }));
    await press('Save the assessment');
    expect((await summary()).map(([, text]) => text)).toEqual([
      'Say what the recusal covers',
      'Give the reason',
    ]);
    await userEvent.click(screen.getByRole('radio', { name: 'From some sections' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Evidence' }));
    await userEvent.type(screen.getByLabelText('Reason'), 'Author of the study');
    await press('Save the assessment');
    await waitFor(() =>
      expect(server.sent('AssessInterests')).toEqual([
        {
          input: expect.objectContaining({
            seatId: 's2',
            level: 'major',
            recuseFromAll: false,
            recusedSections: ['Q03'],
            reason: 'Author of the study',
          }),
        },
      ]),
    );
  });
});

it('offers one declaration to weigh to a member who stands in for the only one who weighs', async () => {
  const one = (changes: object) => ({
    __typename: 'Declaration',
    seatId: 's1',
    displayName: 'Karim Benali',
    profession: 'radiologist',
    mine: true,
    status: 'declared_none',
    nothing: true,
    interests: [],
    confirmedAgainst: [],
    declaredAt: '2026-11-20T08:00:00.000Z',
    validUntil: '2027-11-20',
    level: null,
    recusedFromAll: false,
    recusedSections: [],
    assessmentReason: null,
    assessedBy: null,
    assessedAt: null,
    changedSinceAssessment: false,
    mayAssess: false,
    weighedBy: [],
    ...changes,
  });
  const chair = one({
    seatId: 's2',
    displayName: 'Léa Fontaine',
    mine: false,
    status: 'declared',
    mayAssess: true,
    weighedBy: ['Karim Benali', 'Nour Haddad'],
  });
  const server = new FakeServer();
  server.answers = {
    WaitingAssessments: () => ({ waitingAssessments: [] }),
    FileDeclarations: () => ({
      evaluation: {
        __typename: 'Evaluation',
        id: 'e1',
        today: '2026-11-27',
        templateVersion: { __typename: 'TemplateVersion', id: 'v1', sections: [] },
      },
      declarations: [one({}), chair],
    }),
  };
  open(server, InterestsPage, factsOf({ seats: [seatOf({ functions: [] })] }));
  await screen.findByRole('button', { name: 'Assess (Léa Fontaine)' });
  expect(screen.getByText(/any one of Karim Benali and Nour Haddad does so/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Assess (Karim Benali)' })).toBeNull();
});

describe('the scope page', () => {
  const coordinator = factsOf({
    phase: 'screening',
    seats: [seatOf({ functions: ['coordinator'] })],
  });
  const criterion = (predicate: string, state: string, answer: string | null) => ({
    __typename: 'ScopeCriterion',
    predicate,
    state,
    questionKey: `S00.${predicate}`,
    partId: 'p1',
    question: {
      __typename: 'LocalisedText',
      fr: `Question ${predicate} ?`,
      en: `Question ${predicate}?`,
    },
    answer: answer && { __typename: 'LocalisedText', fr: answer, en: answer },
  });
  const page = (outcome: string, criteria: ReturnType<typeof criterion>[]) => ({
    evaluation: {
      __typename: 'Evaluation',
      id: 'e1',
      phase: 'screening',
      scopeOutcome: null,
      scopeReason: null,
      voluntary: false,
      scopeTest: {
        __typename: 'ScopeTest',
        outcome,
        functions: ['diagnosis'],
        failed: criteria
          .filter(({ state }) => state === 'fails')
          .map(({ predicate }) => ({ __typename: 'ScopeFinding', predicate })),
        criteria,
      },
    },
  });

  it('names the answers awaited, leads to each question, and bars settling until then', async () => {
    const server = new FakeServer();
    server.answers = {
      ScopePage: () =>
        page('needs_info', [criterion('E1', 'holds', 'Yes'), criterion('E2', 'open', null)]),
    };
    open(server, ScopePage, coordinator);
    const missing = await screen.findByRole('region', { name: '1 answer awaited' });
    expect(within(missing).getByRole('link')).toHaveAttribute(
      'href',
      '/o/chu/evaluations/e1/answer?part=p1#S00.E2',
    );
    expect(screen.getByRole('button', { name: 'Confirm: in scope' })).toHaveAccessibleDescription(
      /Complete the screening answers/,
    );
  });

  it('closes a file out of scope only when confirmed, or goes on for a reason that is kept', async () => {
    const server = new FakeServer();
    server.answers = {
      ScopePage: () => page('out_of_scope', [criterion('E3', 'fails', 'No')]),
      OverrideScope: () => ({ overrideScope: refused('not_screening') }),
    };
    open(server, ScopePage, coordinator);
    expect(
      await screen.findByText('The intended user is the patient: another framework applies.'),
    ).toBeVisible();
    await press('Close: out of scope');
    await userEvent.click(within(await screen.findByRole('dialog')).getByText('Cancel'));
    expect(server.sent('SettleScope')).toEqual([]);

    await press('Go on outside the guide');
    const dialog = await screen.findByRole('dialog', { name: 'Go on outside the guide' });
    await userEvent.type(within(dialog).getByRole('textbox'), 'Used by nurses here');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Go on outside the guide' }));
    await waitFor(() =>
      expect(server.sent('OverrideScope')).toEqual([
        expect.objectContaining({ evaluationId: 'e1', reason: 'Used by nurses here' }),
      ]),
    );
    expect(within(dialog).getByRole('textbox')).toHaveValue('Used by nurses here');
    expect(within(dialog).getByRole('textbox')).toHaveAccessibleDescription(/screening/);
  });
});

it('reserves the chosen parts for roles, and asks for one before anything is sent', async () => {
  const server = new FakeServer();
  server.answers = { ReserveParts: () => ({ reserveParts: refused('sealed') }) };
  const form = <ReserveForm parts={[{ id: 'p1' } as Part]} onReserved={() => undefined} />;
  open(server, () => form, factsOf({ organisationFunctions: ['coordinator'] }));
  await userEvent.click(await screen.findByRole('radio', { name: 'Some roles only' }));
  await press('Apply to 1 part');
  expect(await summary()).toEqual([['#reserve-roles', 'Choose at least one role']]);
  await userEvent.click(screen.getByRole('checkbox', { name: 'Data protection officer' }));
  await press('Apply to 1 part');
  expect(await screen.findByRole('alert')).toBeVisible();
  expect(server.sent('ReserveParts')).toEqual([
    {
      input: expect.objectContaining({
        partIds: ['p1'],
        clearance: { level: 'roles', roles: ['dpo'] },
      }),
    },
  ]);
});
