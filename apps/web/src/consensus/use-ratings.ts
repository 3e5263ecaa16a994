import { useEffect } from 'react';
import { wordsOf } from '../platform/keeper/draft';
import { useKeep } from '../platform/keeper/use-keeper';
import {
  ratingKind,
  type KnownRating,
  type RatingDraft,
  type RatingPlace,
  type RatingWords,
} from './kept-ratings';

/** One statement as the page shows it. */
export interface ShownRating {
  readonly words: RatingWords;
  /** What the server has. */
  readonly known: KnownRating | null;
  readonly draft: RatingDraft;
}

/** The person's ratings of one round: those the server has, and those on their way to it. */
export interface Ratings {
  readonly shown: ReadonlyMap<string, ShownRating>;
  choose(statement: string, vote: Omit<RatingWords, 'comment'>): void;
  comment(statement: string, comment: string): void;
  /** The field was left: nothing more is waited for. */
  leave(statement: string): void;
  /** The same rating once more, for answers that changed since. */
  confirm(statement: string): void;
  /** Sends again what could not be sent or was declined. */
  retry(): void;
  resolve(statement: string, words: RatingWords): void;
  discard(statement: string): void;
}

const nothing: RatingWords = { value: null, abstention: null, comment: '' };

const plain = ({ value, abstention, comment }: RatingWords): RatingWords => ({
  value,
  abstention,
  comment,
});

/** The newest of what was read and what a save confirmed, under what is being said. */
function shownRating(mine: KnownRating | null, draft: RatingDraft): ShownRating {
  const confirmed = draft.status === 'clean' ? draft.answer : null;
  const known = confirmed && (!mine || confirmed.version > mine.version) ? confirmed : mine;
  const words = draft.status === 'clean' ? known : wordsOf(draft);
  return { words: plain(words ?? nothing), known, draft };
}

export function useRatings(
  { evaluationId, round, roundId }: Omit<RatingPlace, 'statement' | 'asked'>,
  statements: readonly {
    readonly key: string;
    readonly text: string;
    readonly mine: KnownRating | null;
  }[],
): Ratings {
  const keep = useKeep(ratingKind);
  const place = (statement: string): RatingPlace => ({
    evaluationId,
    round,
    roundId,
    statement,
    asked: statements.find(({ key }) => key === statement)?.text,
  });
  // Leaving the page ends the pause after typing.
  useEffect(
    () => () => {
      for (const one of keep.pending()) if (one.place.roundId === roundId) keep.left(one.place);
    },
    [keep, roundId],
  );

  const shown = new Map(
    statements.map(({ key, mine }) => [key, shownRating(mine, keep.draftOf(place(key)))]),
  );
  const say = (statement: string, changes: Partial<RatingWords>): void => {
    const { words, known } = shown.get(statement) ?? { words: nothing, known: null };
    keep.typed(
      place(statement),
      { ...words, ...changes },
      { words: plain(known ?? nothing), version: known?.version ?? 0 },
    );
  };
  return {
    shown,
    choose: say,
    comment: (statement, comment) => say(statement, { comment }),
    leave: (statement) => keep.left(place(statement)),
    confirm: (statement) => {
      const known = shown.get(statement)?.known;
      if (!known) return;
      keep.confirm(place(statement), known);
      keep.left(place(statement));
    },
    retry: () => {
      for (const one of keep.pending()) if (one.place.roundId === roundId) keep.retry(one.place);
    },
    resolve: (statement, words) => keep.resolve(place(statement), words),
    discard: (statement) => keep.discard(place(statement)),
  };
}
