import { refuse, type Refusal } from '../kernel';
import type { Facts, OrganisationFacts, Subject } from './facts';
import * as is from './predicates';
import type { Predicate } from './predicates';
import { seatFunctions, type OrganisationFunction } from './roles';

/** Relations an actor can have to an evaluation: seat functions, any seat, guest kinds, the product. */
export const columns = [...seatFunctions, 'seat', 'expert', 'supplier', 'system'] as const;
export type Column = (typeof columns)[number];

/** `never`, `always`, or every named predicate together. */
export type Cell = 'never' | 'always' | readonly Predicate[];

interface Row extends Readonly<Record<Column, Cell>> {
  /** Any of these, true, refuses whatever the cells say. */
  readonly unless: readonly Predicate[];
}

const never = 'never' as const;
const always = 'always' as const;
const when = (...all: Predicate[]): Cell => all;

/** Nobody, to be opened column by column: every cell of a row is written or inherited from here. */
// prettier-ignore
const nobody = {
  coordinator: never, chair: never, requester: never, ethics_lead: never, teller: never,
  decision_maker: never, observer: never, seat: never, expert: never, supplier: never, system: never,
} satisfies Record<Column, Cell>;

/** Everyone of the organisation who can see the file. */
// prettier-ignore
const insiders = {
  ...nobody,
  coordinator: always, chair: always, requester: always, ethics_lead: always, teller: always,
  decision_maker: always, observer: always, seat: always, system: always,
} satisfies Record<Column, Cell>;

const row = (cells: Record<Column, Cell>, unless: readonly Predicate[] = []): Row => ({
  ...cells,
  unless,
});

const frozen: readonly Predicate[] = [is.sealed, is.ended];

/**
 * What may be done to one evaluation. One allowing cell is enough, `unless` beats them all, and an
 * actor to whom no column applies has no access. Rows read as sentences; the printed form is
 * docs/access.md. Source of the rules: product design §1–2 and the guide's deontology (recusal).
 */
// prettier-ignore
export const policy = {
  // the file
  'evaluation.see': row(insiders),
  'evaluation.read': row(insiders, [is.recusedFromFile]),
  'evaluation.edit': row({ ...nobody, coordinator: when(is.beforeRating), requester: when(is.inDraft) }, [is.recused, ...frozen]),
  'evaluation.schedule': row({ ...nobody, coordinator: always, chair: always }, [is.recused, is.ended]),
  'phase.advance': row({ ...nobody, coordinator: always, chair: always, system: always }, [is.recused, is.ended]),
  'phase.reopen': row({ ...nobody, chair: always }, [is.recused, is.ended]),
  'phase.pause': row({ ...nobody, coordinator: always, chair: always }, [is.recused, is.ended]),
  'phase.cancel': row({ ...nobody, coordinator: when(is.beforeDecision), chair: when(is.beforeDecision), decision_maker: when(is.beforeDecision) }, [is.recused, is.ended]),
  'phase.conclude': row({ ...nobody, decision_maker: always, coordinator: when(is.followUp) }, [is.recused, is.ended]),
  // the whole file, and only one for practice; an administrator may too, from outside (`practice.delete`)
  'evaluation.delete': row({ ...nobody, coordinator: when(is.practice) }, [is.recused]),
  'scope.settle': row({ ...nobody, coordinator: when(is.inScreening), chair: when(is.inScreening) }, [is.recused, ...frozen]),
  'template.move': row({ ...nobody, coordinator: when(is.beforeRating) }, [is.recused, ...frozen]),
  'panel.edit': row({ ...nobody, coordinator: always, chair: always }, [is.recused, ...frozen]),
  'part.assign': row({ ...nobody, coordinator: always, chair: always }, [is.recused, ...frozen]),
  'part.reserve': row({ ...nobody, coordinator: always }, [is.recused, ...frozen]),
  'part.remind': row({ ...nobody, coordinator: always, chair: always, system: always }, [is.recused, ...frozen]),
  'advice.give': row({ ...nobody, seat: when(is.advises) }, [is.recused, ...frozen]),

  // interests: of whoever is recused from the file this alone is left, and that the file exists. One may
  // come to light late: it is declared and weighed in sealed files too.
  'declaration.write': row({ ...nobody, seat: when(is.author) }, [is.ended]),
  'declaration.see': row({ ...nobody, coordinator: when(is.onTheFile), chair: when(is.onTheFile), ethics_lead: when(is.onTheFile), decision_maker: when(is.confirms), seat: when(is.authorOrWeighs) }),
  // that of chair or ethics lead, where no other of them may: who is independent of her
  'declaration.assess': row({ ...nobody, chair: when(is.notAuthor, is.ownSettled), ethics_lead: when(is.notAuthor, is.ownSettled), seat: when(is.weighs) }, [is.recused, is.ended]),
  // the second person, where an assessment changes who counts in a closed anonymous round
  'declaration.confirm': row({ ...nobody, chair: always, ethics_lead: always, decision_maker: always, seat: when(is.drawn) }, [is.recused, is.ended]),

  // answers
  'answer.see': row({ ...nobody, coordinator: always, chair: when(is.readable), requester: when(is.readable), ethics_lead: when(is.readable), teller: when(is.readable), decision_maker: when(is.readable), observer: when(is.readable), seat: when(is.readable), system: always }, [is.recusedFromFile]),
  'answer.save': row({ ...nobody, seat: when(is.gathering, is.assigned, is.partOpen) }, [is.recused, ...frozen]),
  'answer.recordForOther': row({ ...nobody, coordinator: when(is.gathering, is.partOpen), seat: when(is.gathering, is.assigned, is.partOpen) }, [is.recused, ...frozen]),
  'part.submit': row({ ...nobody, seat: when(is.gathering, is.assigned, is.partOpen) }, [is.recused, ...frozen]),
  'part.closeWithGaps': row({ ...nobody, coordinator: when(is.gathering, is.partOpen), chair: when(is.gathering, is.partOpen) }, [is.recused, ...frozen]),
  'part.return': row({ ...nobody, coordinator: when(is.gathering, is.partSubmitted), chair: when(is.gathering, is.partSubmitted) }, [is.recused, ...frozen]),
  'progress.settle': row({ ...nobody, system: always }),
  'supplier.ask': row({ ...nobody, coordinator: always, seat: when(is.buys) }, [is.recused, ...frozen]),
  'supplier.record': row({ ...nobody, coordinator: when(is.gathering), seat: when(is.gathering, is.buys) }, [is.recused, ...frozen]),

  // evidence
  'evidence.see': row({ ...nobody, coordinator: always, chair: when(is.cleared), requester: when(is.cleared), ethics_lead: when(is.cleared), teller: when(is.cleared), decision_maker: when(is.cleared), observer: when(is.cleared), seat: when(is.cleared), system: always }, [is.recusedFromFile]),
  'evidence.add': row({ ...nobody, coordinator: always, chair: always, seat: always }, [is.recused, ...frozen]),
  // what shows that a condition is met comes after the seal
  'evidence.prove': row({ ...nobody, coordinator: when(is.underSeal), seat: when(is.underSeal) }, [is.recused, is.ended]),
  'evidence.edit': row({ ...nobody, coordinator: always, seat: when(is.author) }, [is.recused, ...frozen]),
  // Patient data has to go wherever it is found; hash, reason and the record of it stay.
  'evidence.purge': row({ ...nobody, coordinator: always }, [is.recused]),

  // discussion
  'thread.see': row(insiders, [is.recused]),
  'thread.post': row({ ...nobody, coordinator: always, chair: always, ethics_lead: always, requester: always, seat: always }, [is.recused, ...frozen]),
  'thread.resolve': row({ ...nobody, coordinator: always, chair: always, seat: when(is.mayLift) }, [is.recused, ...frozen]),

  // rating
  'round.open': row({ ...nobody, coordinator: when(is.rating), chair: when(is.rating) }, [is.recused, ...frozen]),
  'round.close': row({ ...nobody, coordinator: when(is.roundOpen), chair: when(is.roundOpen) }, [is.recused, ...frozen]),
  'round.seeParticipation': row({ ...nobody, coordinator: always, chair: always, system: always }, [is.recused]),
  'rating.cast': row({ ...nobody, seat: when(is.rating, is.votes, is.roundOpen, is.declared) }, [is.recused, ...frozen]),
  'rating.seeOthers': row({ ...nobody, coordinator: when(is.roundClosed), chair: when(is.roundClosed), requester: when(is.roundClosed), ethics_lead: when(is.roundClosed), teller: when(is.roundClosed), decision_maker: when(is.roundClosed), observer: when(is.roundClosed), seat: when(is.roundClosed), system: when(is.roundClosed) }, [is.recused]),

  // opinion and decision
  'meeting.edit': row({ ...nobody, coordinator: when(is.judging), chair: when(is.judging) }, [is.recused, ...frozen]),
  'minutes.validate': row({ ...nobody, chair: when(is.deliberatingOrOpinion) }, [is.recused, ...frozen]),
  'blocker.override': row({ ...nobody, chair: when(is.deliberatingOrOpinion) }, [is.recused, ...frozen]),
  'opinion.propose': row({ ...nobody, coordinator: when(is.deliberatingOrOpinion), chair: when(is.deliberatingOrOpinion) }, [is.recused, ...frozen]),
  'opinion.vote': row({ ...nobody, seat: when(is.atOpinion, is.votes, is.declared) }, [is.recused, ...frozen]),
  'opinion.dissent': row({ ...nobody, seat: when(is.atOpinion, is.declared) }, [is.recused, ...frozen]),
  'opinion.adopt': row({ ...nobody, chair: when(is.atOpinion) }, [is.recused, ...frozen]),
  'recusal.answer': row({ ...nobody, chair: when(is.atOpinion), seat: when(is.atOpinion, is.votes, is.declared) }, [is.recused, ...frozen]),
  'opinion.see': row(insiders, [is.recused]),
  'decision.record': row({ ...nobody, decision_maker: always }, [is.recused, is.ended]),
  // conditions: the owner declares, another confirms, chair or decision-maker gives up
  'condition.declareMet': row({ ...nobody, coordinator: when(is.underSeal), seat: when(is.underSeal, is.author) }, [is.recused, is.ended]),
  'condition.confirm': row({ ...nobody, coordinator: when(is.underSeal), chair: when(is.underSeal), seat: when(is.underSeal, is.advises) }, [is.recused, is.ended]),
  // the owner of the adoption stays in the record; who sees to it now may change, in the open
  'condition.handOver': row({ ...nobody, coordinator: when(is.underSeal), chair: when(is.underSeal) }, [is.recused, is.ended]),
  'condition.waive': row({ ...nobody, chair: when(is.underSeal), decision_maker: when(is.underSeal) }, [is.recused, is.ended]),

  // watching
  'report.generate': row({ ...nobody, coordinator: always, chair: always, decision_maker: always, system: always }, [is.recused]),
  'report.see': row(insiders, [is.recusedAnywhere]),
  'activity.see': row({ ...nobody, coordinator: always, chair: always, seat: always, decision_maker: always, observer: always }, [is.recused]),
} as const satisfies Record<string, Row>;

export type Action = keyof typeof policy;
export const actions = Object.keys(policy) as Action[];

/**
 * What of a file takes an action on it as a whole from somebody: nothing, recusal from the file, or from
 * any section of it. For sets of people, such as those who are told of something.
 */
export function lostByRecusal(action: Action): 'never' | 'from_file' | 'from_anything' {
  const unless: readonly Predicate[] = policy[action].unless;
  if (unless.includes(is.recusedAnywhere)) return 'from_anything';
  return unless.includes(is.recused) || unless.includes(is.recusedFromFile) ? 'from_file' : 'never';
}

/** Columns that apply to this actor; organisation-wide functions reach every evaluation. */
export function columnsOf(facts: Facts): Column[] {
  const { principal } = facts;
  if (principal.kind === 'system') return ['system'];
  if (principal.kind === 'guest') return [principal.guest];
  const held = new Set<Column>(facts.seats.flatMap((seat) => seat.functions));
  if (facts.seats.length > 0) held.add('seat');
  for (const name of facts.organisationFunctions) if (name !== 'administrator') held.add(name);
  return columns.filter((column) => held.has(column));
}

const failing = (cell: Cell, facts: Facts, subject: Subject): Predicate | 'never' | null => {
  if (cell === 'always') return null;
  if (cell === 'never') return 'never';
  return cell.find((predicate) => !predicate.holds(facts, subject)) ?? null;
};

/**
 * Decides one action for one actor. Returns null when allowed, else the refusal, found in the same
 * pass so that the reason cannot contradict the decision. Whether the actor may know that the thing
 * exists is decided before, by the visible set: a missing column gives `not_found`.
 */
export function decide(action: Action, facts: Facts, subject: Subject = {}): Refusal | null {
  const { unless, ...cells }: Row = policy[action];
  const applying = columnsOf(facts);
  if (applying.length === 0) return refuse('not_found');
  for (const predicate of unless)
    if (predicate.holds(facts, subject)) return refuse(predicate.code);
  let reason: Predicate | null = null;
  for (const column of applying) {
    const failed = failing(cells[column], facts, subject);
    if (failed === null) return null;
    if (failed !== 'never') reason ??= failed;
  }
  return refuse(reason?.code ?? 'not_permitted');
}

/**
 * The same of one thing, which is known to whoever may do `sight` with it: what one may not know of is
 * refused as what is not there, whatever else speaks against it.
 */
export function decideOn(
  action: Action,
  sight: Action,
  facts: Facts,
  subject: Subject,
): Refusal | null {
  const refusal = decide(action, facts, subject);
  return refusal && decide(sight, facts, subject) ? refuse('not_found') : refusal;
}

/**
 * Whether some moment of the file's life lets, or let, this actor do it: the row has a cell for her,
 * whatever the phase, sealed or ended, and nothing else in `unless` beats it. For what whoever may act
 * has to know beforehand, and knows afterwards.
 */
export function mayEver(action: Action, facts: Facts): boolean {
  const { unless, ...cells }: Row = policy[action];
  return (
    !unless.some((predicate) => !frozen.includes(predicate) && predicate.holds(facts, {})) &&
    columnsOf(facts).some((column) => cells[column] !== 'never')
  );
}

/**
 * What may be done in an organisation outside any one evaluation. `member` is every member of it: what
 * members may, every function may.
 */
export const organisationColumns = [
  'administrator',
  'coordinator',
  'decision_maker',
  'observer',
  'member',
  'system',
] as const;
type OrganisationColumn = (typeof organisationColumns)[number];
type OrganisationRow = Readonly<Record<OrganisationColumn, 'never' | 'always'>>;

// prettier-ignore
export const organisationPolicy = {
  'organisation.see':    { administrator: always, coordinator: always, decision_maker: always, observer: always, member: always, system: always },
  'organisation.setUp':  { administrator: always, coordinator: never,  decision_maker: never,  observer: never,  member: never,  system: never },
  'organisation.manage': { administrator: always, coordinator: never,  decision_maker: never,  observer: never,  member: never,  system: never },
  'people.see':          { administrator: always, coordinator: always, decision_maker: always, observer: always, member: always, system: always },
  'people.manage':       { administrator: always, coordinator: never,  decision_maker: never,  observer: never,  member: never,  system: never },
  'people.invite':       { administrator: always, coordinator: always, decision_maker: never,  observer: never,  member: never,  system: never },
  'people.import':       { administrator: always, coordinator: never,  decision_maker: never,  observer: never,  member: never,  system: never },
  'invitation.accept':   { administrator: never,  coordinator: never,  decision_maker: never,  observer: never,  member: never,  system: always },
  'committee.see':       { administrator: always, coordinator: always, decision_maker: always, observer: always, member: always, system: always },
  'committee.manage':    { administrator: always, coordinator: never,  decision_maker: never,  observer: never,  member: never,  system: never },
  'panel.grant':         { administrator: always, coordinator: never,  decision_maker: never,  observer: never,  member: never,  system: never },
  'template.see':        { administrator: always, coordinator: always, decision_maker: always, observer: always, member: always, system: always },
  'template.publish':    { administrator: always, coordinator: always, decision_maker: never,  observer: never,  member: never,  system: never },
  'device.see':          { administrator: always, coordinator: always, decision_maker: always, observer: always, member: always, system: always },
  'evaluation.request':  { administrator: always, coordinator: always, decision_maker: always, observer: always, member: always, system: never },
  // asks to delete a practice file: for all but administrators the row `evaluation.delete` decides
  'practice.delete':     { administrator: always, coordinator: always, decision_maker: always, observer: always, member: always, system: never },
  'portfolio.see':       { administrator: always, coordinator: always, decision_maker: always, observer: always, member: always, system: never },
  'inbox.see':           { administrator: always, coordinator: always, decision_maker: always, observer: always, member: always, system: never },
  'inbox.mark':          { administrator: always, coordinator: always, decision_maker: always, observer: always, member: always, system: never },
  'inbox.deliver':       { administrator: never,  coordinator: never,  decision_maker: never,  observer: never,  member: never,  system: always },
  'mailbox.see':         { administrator: always, coordinator: never,  decision_maker: never,  observer: never,  member: never,  system: never },
  'file.upload':         { administrator: always, coordinator: always, decision_maker: always, observer: always, member: always, system: never },
  'file.sweep':          { administrator: never,  coordinator: never,  decision_maker: never,  observer: never,  member: never,  system: always },
  'security.see':        { administrator: always, coordinator: never,  decision_maker: never,  observer: never,  member: never,  system: never },
  'security.note':       { administrator: never,  coordinator: never,  decision_maker: never,  observer: never,  member: never,  system: always },
  'outbox.relay':        { administrator: never,  coordinator: never,  decision_maker: never,  observer: never,  member: never,  system: always },
} as const satisfies Record<string, OrganisationRow>;

export type OrganisationAction = keyof typeof organisationPolicy;
export const organisationActions = Object.keys(organisationPolicy) as OrganisationAction[];

/** Decides an organisation-wide action. Null when allowed. */
export function decideInOrganisation(
  action: OrganisationAction,
  facts: OrganisationFacts,
): Refusal | null {
  const cells: OrganisationRow = organisationPolicy[action];
  if (facts.principal.kind === 'system') {
    return cells.system === 'always' ? null : refuse('not_permitted');
  }
  if (facts.principal.kind === 'guest') return refuse('not_found');
  const held: (OrganisationFunction | 'member')[] = [...facts.organisationFunctions, 'member'];
  return held.some((column) => cells[column] === 'always') ? null : refuse('not_permitted');
}
