import {
  decide,
  isOfGone,
  mayHear,
  type Clearance,
  type Facts,
  type PartState,
} from '@consilium/domain/access';
import { isRefusal, type Id } from '@consilium/domain/kernel';
import type { DiscussionQueries } from '../discussion';
import { weighersOf } from '../evaluations';
import { documentsKnownAmong } from '../evidence';
import {
  memberIdOf,
  visibleTo,
  type ReadTransaction,
  type Signal,
  type UnitOfWork,
} from '../platform/database';

/** Nothing is told of a file that its reader does not see: no sight of a signal asks for less. */
const visibleStatement = {
  name: 'news-visible',
  text: `select e.id from evaluation e where e.id = any($1::uuid[]) and ${visibleTo('$2::uuid')}`,
};

const partsStatement = {
  name: 'news-parts',
  text: `select p.clearance,
    json_build_object('id', p.id, 'section', p.section_key, 'state', p.state) as part
  from part p where p.evaluation_id = $1 and p.id = any($2::uuid[])`,
};

/** What is said while people look: to each only what she would be shown. */
export class NewsQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly threads: DiscussionQueries,
  ) {}

  /**
   * Of some signals about files those that the reader may know of, in their order. Asked anew each
   * time, because what somebody may see changes: one statement tells the files that she sees at all, however
   * many others are named. Of each of these its facts are read, then one statement for the parts, one
   * for the documents and one for the threads of it, where there are any.
   */
  async knownAmong<S extends Signal>(tx: ReadTransaction, signals: readonly S[]): Promise<S[]> {
    const me = memberIdOf(tx.actor);
    const mine = signals.filter(({ memberId }) => memberId == null || memberId === me);
    const known = new Set<S>(mine.filter(isOfGone));
    const named = [
      ...new Set(mine.flatMap((signal) => (known.has(signal) ? [] : (signal.evaluationId ?? [])))),
    ];
    const files = named.length > 0 ? await tx.rows<{ id: Id }>(visibleStatement, [named, me]) : [];
    for (const { id: evaluationId } of files) {
      const decision = await this.unitOfWork.factsFor(tx, { kind: 'evaluation', id: evaluationId });
      if (!decision) continue;
      const here = mine.filter((signal) => signal.evaluationId === evaluationId);
      const weighers = await weighersAmong(tx, evaluationId, here);
      const heard = here.filter((signal) =>
        mayHear(signal, decision.facts, weighers.get(signal.id ?? '')),
      );
      const isHidden = await this.hiddenIn(tx, evaluationId, decision.facts, heard);
      for (const signal of heard) if (!isHidden(signal)) known.add(signal);
    }
    return mine.filter((signal) => known.has(signal));
  }

  /** Whether a signal names a part, a document or a thread that is kept from the reader. */
  private async hiddenIn(
    tx: ReadTransaction,
    evaluationId: Id,
    facts: Facts,
    signals: readonly Signal[],
  ): Promise<(signal: Signal) => boolean> {
    const named = (pick: (signal: Signal) => Id | null | undefined): Id[] => [
      ...new Set(signals.flatMap((signal) => pick(signal) ?? [])),
    ];
    const parts = named(({ partId }) => partId);
    const documents = named(({ documentId }) => documentId);
    const threads = named(threadOf);
    const readable = parts.length > 0 ? await readableParts(tx, evaluationId, facts, parts) : [];
    const cleared =
      documents.length > 0 ? await documentsKnownAmong(tx, evaluationId, documents) : [];
    const visible =
      threads.length > 0 ? await this.threads.visibleAmong(tx, evaluationId, threads) : [];
    const shown = new Set([...readable, ...cleared, ...(isRefusal(visible) ? [] : visible)]);
    return (signal) =>
      [signal.partId, signal.documentId, threadOf(signal)].some(
        (id) => id != null && !shown.has(id),
      );
  }
}

const weighersStatement = {
  name: 'news-weighers',
  text: `select s.id, ${weighersOf('s')} || array(select p.drawn_seat from assessment_proposal p
      where p.organisation_id = s.organisation_id and p.seat_id = s.id and p.state = 'waiting'
        and p.drawn_seat is not null) as seats
  from seat s join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id
  where s.evaluation_id = $1 and s.id = any($2::uuid[])`,
};

/** For each seat whose declaration is named: who weighs it, and who was drawn to confirm. */
async function weighersAmong(
  tx: ReadTransaction,
  evaluationId: Id,
  signals: readonly Signal[],
): Promise<ReadonlyMap<Id, readonly Id[]>> {
  const named = signals.flatMap(({ topic, id }) => (topic === 'declaration.changed' && id) || []);
  if (named.length === 0) return new Map();
  const rows = await tx.rows<{ id: Id; seats: Id[] }>(weighersStatement, [evaluationId, named]);
  return new Map(rows.map(({ id, seats }) => [id, seats]));
}

const threadOf = ({ topic, id }: Signal): Id | null =>
  topic === 'thread.changed' ? (id ?? null) : null;

async function readableParts(
  tx: ReadTransaction,
  evaluationId: Id,
  facts: Facts,
  ids: readonly Id[],
): Promise<Id[]> {
  const rows = await tx.rows<{
    part: { id: Id; section: string; state: PartState };
    clearance: Clearance;
  }>(partsStatement, [evaluationId, [...ids]]);
  return rows
    .filter((subject) => decide('answer.see', facts, subject) === null)
    .map(({ part }) => part.id);
}
