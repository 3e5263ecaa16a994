import type { RefusalCode } from '../kernel';
import type { Facts, Phase, Subject } from './facts';

/** A named test over facts and subject, with the reason given when it fails. */
export interface Predicate {
  readonly name: string;
  readonly code: RefusalCode;
  holds(facts: Facts, subject: Subject): boolean;
}

const inPhases =
  (...allowed: Phase[]) =>
  (facts: Facts): boolean =>
    allowed.includes(facts.phase);

const predicate = (name: string, code: RefusalCode, holds: Predicate['holds']): Predicate => ({
  name,
  code,
  holds,
});

const holdsRole = (facts: Facts, ...roles: string[]): boolean =>
  facts.seats.some((seat) => seat.answerRoles.some((role) => roles.includes(role)));

export const inDraft = predicate('inDraft', 'not_draft', inPhases('draft'));
export const inScreening = predicate('inScreening', 'not_screening', inPhases('screening'));
/** Facts are gathered during screening (scope questions) and collecting. */
export const gathering = predicate(
  'gathering',
  'not_collecting',
  inPhases('screening', 'collecting'),
);
export const collecting = predicate('collecting', 'not_collecting', inPhases('collecting'));
export const beforeRating = predicate(
  'beforeRating',
  'not_collecting',
  inPhases('draft', 'screening', 'collecting'),
);
export const rating = predicate('rating', 'not_rating', inPhases('rating', 're_rating'));
export const judging = predicate(
  'judging',
  'not_deliberating',
  inPhases('rating', 'deliberating', 're_rating', 'opinion'),
);
export const atOpinion = predicate('atOpinion', 'not_at_opinion', inPhases('opinion'));
export const deliberatingOrOpinion = predicate(
  'deliberatingOrOpinion',
  'not_deliberating',
  inPhases('deliberating', 'opinion'),
);
export const beforeDecision = predicate(
  'beforeDecision',
  'closed_file',
  inPhases('draft', 'screening', 'collecting', 'rating', 'deliberating', 're_rating', 'opinion'),
);
export const followUp = predicate(
  'followUp',
  'closed_file',
  inPhases('decided', 'pilot', 'in_use'),
);

export const assigned = predicate('assigned', 'not_assigned', (facts, subject) =>
  subject.part === undefined ? false : facts.assignedParts.includes(subject.part.id),
);
export const partOpen = predicate(
  'partOpen',
  'part_submitted',
  (_facts, subject) => subject.part?.state !== 'submitted',
);
export const partSubmitted = predicate(
  'partSubmitted',
  'part_not_submitted',
  (_facts, subject) => subject.part?.state === 'submitted',
);
export const votes = predicate('votes', 'not_voting', (facts) =>
  facts.seats.some((seat) => seat.votes),
);
export const declared = predicate('declared', 'not_declared', (facts) => facts.declared);
export const roundOpen = predicate(
  'roundOpen',
  'round_not_open',
  (facts, subject) =>
    facts.openRound !== null &&
    (subject.round === undefined ||
      (!subject.round.closed && subject.round.id === facts.openRound)),
);
export const roundClosed = predicate(
  'roundClosed',
  'round_still_open',
  (_facts, subject) => subject.round?.closed === true,
);
export const author = predicate(
  'author',
  'not_author',
  (facts, subject) =>
    subject.authorSeat != null && facts.seats.some((seat) => seat.id === subject.authorSeat),
);
/** Drawn to be the second person, where nobody with a function for it is free. */
export const drawn = predicate(
  'drawn',
  'not_permitted',
  (facts, subject) =>
    subject.drawnSeat != null && facts.seats.some((seat) => seat.id === subject.drawnSeat),
);
/** What one declared is weighed by somebody else. */
export const notAuthor = predicate(
  'notAuthor',
  'own_declaration',
  (facts, subject) => !author.holds(facts, subject),
);
/** Weighs this declaration: by function, or in place of those who would. */
export const weighs = predicate('weighs', 'not_permitted', (facts, subject) =>
  facts.seats.some(({ id }) => subject.weighers?.includes(id)),
);
/** Whose own interest waits weighs nobody's: by it she would choose who weighs hers. */
export const ownSettled = predicate(
  'ownSettled',
  'own_interest_first',
  (facts, subject) => subject.weighers === undefined || weighs.holds(facts, subject),
);
export const authorOrWeighs = predicate(
  'authorOrWeighs',
  'not_author',
  (facts, subject) =>
    author.holds(facts, subject) ||
    drawn.holds(facts, subject) ||
    (weighs.holds(facts, subject) && facts.recused !== 'all'),
);
/**
 * Asked of an assessment that waits for whoever has a function, nobody being drawn: she knows of it, also
 * when the end of the file keeps her from it by now, so that she reads that reason.
 */
export const confirms = predicate(
  'confirms',
  'not_permitted',
  (facts, subject) => subject.drawnSeat === null && facts.recused !== 'all',
);
/** An objection is lifted by who raised it; any other thread by anybody who takes part. */
export const mayLift = predicate(
  'mayLift',
  'not_your_objection',
  (facts, subject) => subject.objection !== true || author.holds(facts, subject),
);
export const advises = predicate('advises', 'not_assigned', (facts) =>
  holdsRole(facts, 'it_security', 'dpo'),
);
export const buys = predicate('buys', 'not_assigned', (facts) => holdsRole(facts, 'buyer'));
/** The clearance of the document or part lets this actor see it; its author always does. */
export const cleared = predicate('cleared', 'not_cleared', (facts, subject) => {
  const clearance = subject.clearance;
  if (clearance === undefined || clearance.level === 'panel') return true;
  if (author.holds(facts, subject)) return true;
  return clearance.level === 'roles' && holdsRole(facts, ...clearance.roles);
});
/** A part is read by whom its clearance names, and always by those who answer it. */
export const readable = predicate(
  'readable',
  'not_cleared',
  (facts, subject) => cleared.holds(facts, subject) || assigned.holds(facts, subject),
);

/** Taken off the whole file, or off the section acted on. */
export const recused = predicate('recused', 'recused', (facts, subject) => {
  if (facts.recused === 'no') return false;
  if (facts.recused === 'all') return true;
  const section = subject.part?.section ?? subject.section;
  return section !== undefined && facts.recused.includes(section);
});
/** Taken off the whole file: nothing of it is left but the own declaration, and that it exists. */
export const recusedFromFile = predicate(
  'recusedFromFile',
  'recused',
  (facts) => facts.recused === 'all',
);
export const onTheFile = predicate('onTheFile', 'recused', (facts) => facts.recused !== 'all');
/** Taken off the file or off any of its sections: what shows the whole file is closed then. */
export const recusedAnywhere = predicate(
  'recusedAnywhere',
  'recused',
  (facts) => facts.recused !== 'no',
);
/** An opinion was adopted, and what was found is under seal. */
export const underSeal = predicate('underSeal', 'not_under_seal', (facts) => facts.sealed);
/** Only what counts nowhere can be deleted; a real file stays, whoever asks. */
export const practice = predicate('practice', 'not_practice', (facts) => facts.practice);
export const sealed = predicate('sealed', 'sealed', (facts) => facts.sealed);
export const ended = predicate(
  'ended',
  'closed_file',
  inPhases('closed', 'cancelled', 'withdrawn'),
);
