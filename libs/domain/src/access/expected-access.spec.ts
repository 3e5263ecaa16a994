import type { Facts, Phase, SeatFact, Subject } from './facts';
import {
  actions,
  decide,
  decideInOrganisation,
  organisationActions,
  type Action,
  type OrganisationAction,
} from './policy';
import type { AnswerRole, OrganisationFunction, SeatFunction } from './roles';

/**
 * Who may do what, when, written by hand from the product's promises and never asked of the table. A
 * changed cell of the policy has to be wanted twice: there and here.
 */

const letters = {
  D: 'draft',
  S: 'screening',
  C: 'collecting',
  R: 'rating',
  L: 'deliberating',
  T: 're_rating',
  O: 'opinion',
  N: 'decided',
  P: 'pilot',
  U: 'in_use',
  X: 'closed',
  Y: 'cancelled',
  Z: 'withdrawn',
} as const satisfies Record<string, Phase>;
type Letter = keyof typeof letters;

const ever = 'DSCRLTONPUXYZ';
const alive = 'DSCRLTONPU';
const unsealed = 'DSCRLTO';
const roundShut = 'DSCLONPUXYZ';

/** Sealed by the opinion, unless it ended before one. */
const sealedIn = 'NPUXZ';

interface Person {
  readonly organisationFunctions?: readonly OrganisationFunction[];
  readonly seat?: Partial<SeatFact>;
  readonly system?: true;
}
const holder = (...functions: SeatFunction[]): Person => ({ seat: { functions } });
const answering = (...answerRoles: AnswerRole[]): Person => ({ seat: { answerRoles } });

const people = {
  coordinator: holder('coordinator'),
  chair: holder('chair'),
  requester: holder('requester'),
  ethicsLead: holder('ethics_lead'),
  teller: holder('teller'),
  /** Holds the part, wrote the thing, votes. */
  clinician: { seat: { id: 'own', answerRoles: ['clinician'], votes: true } },
  /** On the panel, and nothing more. */
  nurse: { seat: {} },
  security: answering('it_security'),
  dpo: answering('dpo'),
  buyer: answering('buyer'),
  seatedDecisionMaker: holder('decision_maker'),
  seatedObserver: holder('observer'),
  manager: { organisationFunctions: ['coordinator'] },
  director: { organisationFunctions: ['decision_maker'] },
  overseer: { organisationFunctions: ['observer'] },
  administrator: { organisationFunctions: ['administrator'] },
  stranger: {},
  system: { system: true },
} as const satisfies Record<string, Person>;
type Name = keyof typeof people;

const seated: readonly Name[] = [
  'coordinator',
  'chair',
  'requester',
  'ethicsLead',
  'teller',
  'clinician',
  'nurse',
  'security',
  'dpo',
  'buyer',
  'seatedDecisionMaker',
  'seatedObserver',
];
const watching: readonly Name[] = [...seated, 'manager', 'director', 'overseer'];
const all = (names: readonly Name[], when: string): Partial<Record<Name, string>> =>
  Object.fromEntries(names.map((name) => [name, when]));
const running = (when: string) => all(['coordinator', 'manager'], when);
const leading = (when: string) => all(['coordinator', 'manager', 'chair'], when);
const deciding = (when: string) => all(['seatedDecisionMaker', 'director'], when);

const expected: Record<Action, Partial<Record<Name, string>>> = {
  'evaluation.see': { ...all(watching, ever), system: ever },
  'evaluation.read': { ...all(watching, ever), system: ever },
  'evaluation.edit': { ...running('DSC'), requester: 'D' },
  'evaluation.schedule': leading(alive),
  'phase.advance': { ...leading(alive), system: alive },
  'phase.reopen': { chair: alive },
  'phase.pause': leading(alive),
  'phase.cancel': { ...leading('DSCRLTO'), ...deciding('DSCRLTO') },
  'phase.conclude': { ...running('NPU'), ...deciding(alive) },
  'evaluation.delete': {},
  'scope.settle': leading('S'),
  'template.move': running('DSC'),
  'panel.edit': leading(unsealed),
  'part.assign': leading(unsealed),
  'part.reserve': running(unsealed),
  'part.remind': { ...leading(unsealed), system: unsealed },
  'advice.give': { security: unsealed, dpo: unsealed },
  'declaration.write': { clinician: alive },
  'declaration.see': { ...leading(ever), ethicsLead: ever, clinician: ever },
  'declaration.assess': { chair: alive, ethicsLead: alive },
  'declaration.confirm': { chair: alive, ethicsLead: alive, ...deciding(alive) },
  'answer.see': { ...all(watching, ever), system: ever },
  'answer.save': { clinician: 'SC' },
  'answer.recordForOther': { ...running('SC'), clinician: 'SC' },
  'part.submit': { clinician: 'SC' },
  'part.closeWithGaps': leading('SC'),
  'part.return': leading('SC'),
  'progress.settle': { system: ever },
  'supplier.ask': { ...running(unsealed), buyer: unsealed },
  'supplier.record': { ...running('SC'), buyer: 'SC' },
  'evidence.see': { ...all(watching, ever), system: ever },
  'evidence.add': { ...all(seated, unsealed), manager: unsealed },
  'evidence.prove': { ...all(seated, 'NPU'), manager: 'NPU' },
  'evidence.edit': { ...running(unsealed), clinician: unsealed },
  'evidence.purge': running(ever),
  'thread.see': { ...all(watching, ever), system: ever },
  'thread.post': { ...all(seated, unsealed), manager: unsealed },
  'thread.resolve': { ...all(seated, unsealed), manager: unsealed },
  'round.open': leading('RT'),
  'round.close': leading('RT'),
  'round.seeParticipation': { ...leading(ever), system: ever },
  'rating.cast': { clinician: 'RT' },
  'rating.seeOthers': { ...all(watching, roundShut), system: roundShut },
  'meeting.edit': leading('RLTO'),
  'minutes.validate': { chair: 'LO' },
  'blocker.override': { chair: 'LO' },
  'opinion.propose': leading('LO'),
  'opinion.vote': { clinician: 'O' },
  'opinion.dissent': all(seated, 'O'),
  'opinion.adopt': { chair: 'O' },
  'recusal.answer': { chair: 'O', clinician: 'O' },
  'opinion.see': { ...all(watching, ever), system: ever },
  'decision.record': deciding(alive),
  'condition.declareMet': { ...running('NPU'), clinician: 'NPU' },
  'condition.confirm': { ...leading('NPU'), security: 'NPU', dpo: 'NPU' },
  'condition.handOver': leading('NPU'),
  'condition.waive': { chair: 'NPU', ...deciding('NPU') },
  'report.generate': { ...leading(ever), ...deciding(ever), system: ever },
  'report.see': { ...all(watching, ever), system: ever },
  'activity.see': all(watching, ever),
};

const factsOf = (person: Person, letter: Letter): Facts => {
  const inRound = 'RT'.includes(letter);
  return {
    principal: person.system ? { kind: 'system', id: 'worker' } : { kind: 'person', id: 'p' },
    organisationFunctions: person.organisationFunctions ?? [],
    phase: letters[letter],
    paused: false,
    practice: false,
    seats: person.seat
      ? [
          {
            id: 'other',
            profession: 'nurse',
            answerRoles: [],
            functions: [],
            votes: false,
            ...person.seat,
          },
        ]
      : [],
    assignedParts: person.seat?.id === 'own' ? ['a'] : [],
    recused: 'no',
    declared: person.seat !== undefined,
    openRound: inRound ? 'r1' : null,
    sealed: sealedIn.includes(letter),
  };
};
const subjectOf = (action: Action, letter: Letter): Subject => ({
  part: { id: 'a', section: 'Q01', state: action === 'part.return' ? 'submitted' : 'open' },
  authorSeat: 'own',
  round: { id: 'r1', closed: !'RT'.includes(letter) },
  clearance: { level: 'panel' },
});
const whenAllowed = (action: Action, person: Person): string =>
  (Object.keys(letters) as Letter[])
    .filter((letter) => decide(action, factsOf(person, letter), subjectOf(action, letter)) === null)
    .join('');

describe('who may do what, when', () => {
  it('is written here for every action', () => {
    expect(Object.keys(expected).sort()).toEqual([...actions].sort());
  });

  it.each(Object.entries(expected) as [Action, Partial<Record<Name, string>>][])(
    '%s',
    (action, wanted) => {
      const names = Object.keys(people) as Name[];
      expect(
        Object.fromEntries(names.map((name) => [name, whenAllowed(action, people[name])])),
      ).toEqual(Object.fromEntries(names.map((name) => [name, wanted[name] ?? ''])));
    },
  );
});

/**
 * Allowed as it stands; each line takes one thing away and names the reason then given. What is
 * `true` instead of a reason changes nothing.
 */
interface Story {
  readonly action: Action;
  readonly who: Name;
  readonly letter: Letter;
  readonly facts?: Partial<Facts>;
  readonly subject?: Subject;
  readonly without: readonly (readonly [string, Partial<Facts>, Subject, string | true])[];
}
const seatOf = (name: Name, change: Partial<SeatFact> = {}): Partial<Facts> => ({
  seats: factsOf(people[name], 'C').seats.map((seat) => ({ ...seat, ...change })),
});
const offTheFile = { recused: 'all' } as const;
const offTheSection = { recused: ['Q01'] } as const;
const offAnother = { recused: ['Q02'] } as const;
const reserved: Subject = { clearance: { level: 'roles', roles: ['dpo'] }, authorSeat: 'own' };
const authorOnly: Subject = { clearance: { level: 'author' }, authorSeat: 'own' };

const stories: readonly Story[] = [
  {
    action: 'evaluation.delete',
    who: 'coordinator',
    letter: 'N',
    facts: { practice: true },
    without: [
      ['a real file', { practice: false }, {}, 'not_practice'],
      ['recused', offTheFile, {}, 'recused'],
      ['sealed', { sealed: true }, {}, true],
    ],
  },
  {
    action: 'answer.save',
    who: 'clinician',
    letter: 'C',
    without: [
      ['another part', { assignedParts: ['b'] }, {}, 'not_assigned'],
      ['no part named', {}, { part: undefined }, 'not_assigned'],
      [
        'submitted',
        {},
        { part: { id: 'a', section: 'Q01', state: 'submitted' } },
        'part_submitted',
      ],
      ['returned', {}, { part: { id: 'a', section: 'Q01', state: 'returned' } }, true],
      ['recused', offTheFile, {}, 'recused'],
      ['recused from the section', offTheSection, {}, 'recused'],
      ['recused from another section', offAnother, {}, true],
      ['sealed', { sealed: true }, {}, 'sealed'],
      ['not declared', { declared: false }, {}, true],
      ['rating already', { phase: 'rating' }, {}, 'not_collecting'],
    ],
  },
  {
    action: 'part.return',
    who: 'chair',
    letter: 'C',
    without: [
      [
        'not submitted',
        {},
        { part: { id: 'a', section: 'Q01', state: 'open' } },
        'part_not_submitted',
      ],
      [
        'already returned',
        {},
        { part: { id: 'a', section: 'Q01', state: 'returned' } },
        'part_not_submitted',
      ],
      ['recused from the section', offTheSection, {}, 'recused'],
    ],
  },
  {
    action: 'rating.cast',
    who: 'clinician',
    letter: 'R',
    without: [
      ['no vote', seatOf('clinician', { votes: false }), {}, 'not_voting'],
      ['not declared', { declared: false }, {}, 'not_declared'],
      ['no round open', { openRound: null }, {}, 'round_not_open'],
      ['another round', {}, { round: { id: 'r0', closed: false } }, 'round_not_open'],
      ['a closed round', {}, { round: { id: 'r1', closed: true } }, 'round_not_open'],
      ['whichever round is open', {}, { round: undefined }, true],
      ['recused', offTheFile, {}, 'recused'],
      ['recused from the section of the statement', offTheSection, {}, 'recused'],
      ['recused from another', offAnother, {}, true],
    ],
  },
  {
    action: 'rating.seeOthers',
    who: 'chair',
    letter: 'L',
    without: [
      ['round open', {}, { round: { id: 'r1', closed: false } }, 'round_still_open'],
      ['no round named', {}, { round: undefined }, 'round_still_open'],
      ['recused', offTheFile, {}, 'recused'],
      [
        'recused from the section',
        { recused: ['Q01'] },
        { part: undefined, section: 'Q01' },
        'recused',
      ],
      ['recused, and no section named', offTheSection, { part: undefined }, true],
    ],
  },
  {
    action: 'opinion.vote',
    who: 'clinician',
    letter: 'O',
    without: [
      ['no vote', seatOf('clinician', { votes: false }), {}, 'not_voting'],
      ['not declared', { declared: false }, {}, 'not_declared'],
      ['recused', offTheFile, {}, 'recused'],
      ['deliberating', { phase: 'deliberating' }, {}, 'not_at_opinion'],
    ],
  },
  {
    action: 'opinion.dissent',
    who: 'nurse',
    letter: 'O',
    without: [['not declared', { declared: false }, {}, 'not_declared']],
  },
  {
    action: 'evidence.see',
    who: 'nurse',
    letter: 'C',
    without: [
      ['reserved to a role', {}, reserved, 'not_cleared'],
      ['reserved to its author', {}, authorOnly, 'not_cleared'],
      ['no clearance named', {}, { clearance: undefined }, true],
      ['recused from a section', offTheSection, {}, true],
      ['recused', offTheFile, {}, 'recused'],
    ],
  },
  {
    action: 'evidence.see',
    who: 'dpo',
    letter: 'C',
    subject: reserved,
    without: [
      ['to another role', {}, { clearance: { level: 'roles', roles: ['buyer'] } }, 'not_cleared'],
      [
        'to several, hers among them',
        {},
        { clearance: { level: 'roles', roles: ['buyer', 'dpo'] } },
        true,
      ],
      ['to its author', {}, authorOnly, 'not_cleared'],
    ],
  },
  {
    action: 'evidence.see',
    who: 'clinician',
    letter: 'C',
    subject: authorOnly,
    without: [
      ['of another author', {}, { authorSeat: 'other' }, 'not_cleared'],
      ['of nobody', {}, { authorSeat: null }, 'not_cleared'],
      ['without author', {}, { authorSeat: undefined }, 'not_cleared'],
    ],
  },
  {
    action: 'answer.see',
    who: 'clinician',
    letter: 'C',
    subject: { clearance: { level: 'roles', roles: ['dpo'] }, authorSeat: null },
    without: [['another part', { assignedParts: [] }, {}, 'not_cleared']],
  },
  {
    action: 'thread.resolve',
    who: 'nurse',
    letter: 'C',
    without: [
      ['an objection of another', {}, { objection: true }, 'not_your_objection'],
      ['an own objection', {}, { objection: true, authorSeat: 'other' }, true],
      ['a remark', {}, { objection: false }, true],
    ],
  },
  {
    action: 'thread.see',
    who: 'nurse',
    letter: 'C',
    without: [
      ['recused from the section', offTheSection, {}, 'recused'],
      ['recused from another', offAnother, {}, true],
    ],
  },
  {
    action: 'report.see',
    who: 'nurse',
    letter: 'N',
    without: [
      ['recused from any section', offAnother, {}, 'recused'],
      ['recused', offTheFile, {}, 'recused'],
    ],
  },
  {
    action: 'declaration.see',
    who: 'coordinator',
    letter: 'C',
    without: [
      ['recused', offTheFile, {}, 'recused'],
      ['recused from a section', offTheSection, {}, true],
    ],
  },
  {
    action: 'declaration.see',
    who: 'clinician',
    letter: 'C',
    without: [
      ['recused', offTheFile, {}, true],
      ['of another', {}, { authorSeat: 'other' }, 'not_author'],
    ],
  },
  {
    action: 'declaration.write',
    who: 'clinician',
    letter: 'C',
    without: [
      ['recused', offTheFile, {}, true],
      ['sealed', { sealed: true }, {}, true],
      ['of another', {}, { authorSeat: 'other' }, 'not_author'],
      ['closed', { phase: 'closed' }, {}, 'closed_file'],
    ],
  },
  {
    action: 'declaration.see',
    who: 'clinician',
    letter: 'C',
    subject: { authorSeat: 'other', weighers: ['own'] },
    without: [
      ['another weighs', {}, { weighers: ['third'] }, 'not_author'],
      ['recused', offTheFile, {}, 'not_author'],
    ],
  },
  {
    action: 'declaration.assess',
    who: 'clinician',
    letter: 'U',
    subject: { authorSeat: 'other', weighers: ['own'] },
    without: [
      ['another weighs', {}, { weighers: ['third'] }, 'not_permitted'],
      ['nobody else has to', {}, { weighers: [] }, 'not_permitted'],
      ['recused', offTheFile, {}, 'recused'],
    ],
  },
  {
    action: 'declaration.confirm',
    who: 'clinician',
    letter: 'L',
    subject: { drawnSeat: 'own' },
    without: [
      ['another drawn', {}, { drawnSeat: 'other' }, 'not_permitted'],
      ['nobody drawn', {}, { drawnSeat: null }, 'not_permitted'],
      ['no draw', {}, { drawnSeat: undefined }, 'not_permitted'],
      ['recused', offTheFile, {}, 'recused'],
    ],
  },
  {
    action: 'condition.declareMet',
    who: 'clinician',
    letter: 'U',
    without: [
      ['of another', {}, { authorSeat: 'other' }, 'not_author'],
      ['not adopted', { sealed: false }, {}, 'not_under_seal'],
      ['recused', offTheFile, {}, 'recused'],
    ],
  },
  {
    action: 'phase.cancel',
    who: 'chair',
    letter: 'O',
    without: [
      ['decided', { phase: 'decided' }, {}, 'closed_file'],
      ['recused', offTheFile, {}, 'recused'],
    ],
  },
  {
    action: 'decision.record',
    who: 'director',
    letter: 'O',
    without: [
      ['cancelled', { phase: 'cancelled' }, {}, 'closed_file'],
      ['sealed', { sealed: true }, {}, true],
      ['recused', offTheFile, {}, 'recused'],
    ],
  },
];

describe('what each permission rests on', () => {
  it.each(
    stories.flatMap((story) =>
      story.without.map((line) => [story.action, story.who, line[0], story, line] as const),
    ),
  )(
    '%s by %s: %s',
    (action, who, _what, { letter, facts: more, subject }, [, change, other, outcome]) => {
      const facts = { ...factsOf(people[who], letter), ...more };
      const acted: Subject = { ...subjectOf(action, letter), ...subject };
      expect(decide(action, facts, acted)).toBeNull();
      const refusal = decide(action, { ...facts, ...change }, { ...acted, ...other });
      expect(refusal?.code ?? true).toBe(outcome);
    },
  );
});

const everybody = 'administrator coordinator decision_maker observer member';
const expectedInOrganisation: Record<OrganisationAction, string> = {
  'organisation.see': `${everybody} system`,
  'organisation.setUp': 'administrator',
  'organisation.manage': 'administrator',
  'people.see': `${everybody} system`,
  'people.manage': 'administrator',
  'people.invite': 'administrator coordinator',
  'people.import': 'administrator',
  'invitation.accept': 'system',
  'committee.see': `${everybody} system`,
  'committee.manage': 'administrator',
  'panel.grant': 'administrator',
  'template.see': `${everybody} system`,
  'template.publish': 'administrator coordinator',
  'device.see': `${everybody} system`,
  'evaluation.request': everybody,
  'practice.delete': everybody,
  'portfolio.see': everybody,
  'inbox.see': everybody,
  'inbox.mark': everybody,
  'inbox.deliver': 'system',
  'mailbox.see': 'administrator',
  'file.upload': everybody,
  'file.sweep': 'system',
  'security.see': 'administrator',
  'security.note': 'system',
  'outbox.relay': 'system',
};

describe('what may be done in an organisation', () => {
  it('is written here for every action', () => {
    expect(Object.keys(expectedInOrganisation).sort()).toEqual([...organisationActions].sort());
  });

  it.each(Object.entries(expectedInOrganisation) as [OrganisationAction, string][])(
    '%s',
    (action, wanted) => {
      const person = (...organisationFunctions: OrganisationFunction[]) =>
        decideInOrganisation(action, {
          principal: { kind: 'person', id: 'p' },
          organisationFunctions,
        });
      const allowed = [
        ...(['administrator', 'coordinator', 'decision_maker', 'observer'] as const).filter(
          (name) => person(name) === null,
        ),
        ...(person() === null ? ['member'] : []),
        ...(decideInOrganisation(action, {
          principal: { kind: 'system', id: 'worker' },
          organisationFunctions: [],
        }) === null
          ? ['system']
          : []),
      ];
      expect(allowed.join(' ')).toBe(wanted);
    },
  );
});
