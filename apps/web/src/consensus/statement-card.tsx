import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Textarea } from '@mantine/core';
import { abstentionReasons, maxRatingComment } from '@consilium/domain/consensus';
import type { AbstentionReason } from '@consilium/domain/consensus';
import {
  DistributionPlot,
  FoldedHelp,
  Notice,
  RatingScale,
  StatusBadge,
  type Tone,
} from '@consilium/ui';
import type { ReadRatingSheetQuery } from '../gql/graphql';
import { useNotTakenText, useRefusalText } from '../platform/failure-notice';
import { useLocale } from '../platform/use-locale';
import { DigestView } from './digest-view';
import { ratingKind, type RatingWords } from './kept-ratings';
import { useRatingText } from './rating-text';
import type { Ratings, ShownRating } from './use-ratings';
import classes from './statement-card.module.css';

export type Sheet = NonNullable<ReadRatingSheetQuery['ratingSheet']>;
export type SheetStatement = Sheet['statements'][number];

export const cardId = (statement: string): string => `statement-${statement}`;

interface StatementCardProps {
  readonly statement: SheetStatement;
  readonly number: number;
  readonly scale: Sheet['scale'];
  readonly plain: boolean;
  /** The whole sheet cannot be rated; the page says why. */
  readonly readOnly: boolean;
  readonly shown: ShownRating | undefined;
  readonly ratings: Ratings;
  readonly focused: boolean;
  onFocus(): void;
}

/** One statement: what was found about it, then the person's own word on it. */
export function StatementCard({
  statement,
  number,
  scale,
  plain,
  readOnly,
  shown,
  ratings,
  focused,
  onFocus,
}: StatementCardProps) {
  const { t } = useTranslation('consensus');
  const refusalText = useRefusalText();
  const locale = useLocale();
  const id = cardId(statement.key);
  const barred = statement.refusal && !readOnly ? refusalText(statement.refusal) : null;
  const takesPart = statement.refusal === null || shown !== undefined;
  return (
    <section
      id={id}
      className={classes.card}
      aria-labelledby={`${id}-text`}
      data-focused={focused || undefined}
      tabIndex={-1}
      onFocus={onFocus}
    >
      <header className={classes.header}>
        <div className={classes.heading}>
          <p className={classes.section}>{statement.sectionTitle[locale]}</p>
          <h2 id={`${id}-text`} className={classes.text}>
            <span className={classes.number}>{number}.</span>{' '}
            {(plain ? statement.plain : statement.text)[locale]}
          </h2>
        </div>
        {takesPart ? <RatedBadge shown={shown} readOnly={readOnly} /> : null}
      </header>
      {statement.digest ? (
        <DigestView
          digest={statement.digest}
          evidence={statement.evidence[locale]}
          labelledBy={`${id}-text`}
        />
      ) : null}
      {statement.earlier ? (
        <Earlier earlier={statement.earlier} before={statement.before ?? null} />
      ) : null}
      {barred ? (
        <Notice tone="warning">
          <p>{barred}</p>
        </Notice>
      ) : null}
      {takesPart && !barred ? (
        <>
          <OwnRating
            statement={statement}
            scale={scale}
            readOnly={readOnly}
            shown={shown}
            ratings={ratings}
          />
          <FoldedHelp summary={t('screen.sheet.help')}>
            <p>{statement.help[locale]}</p>
          </FoldedHelp>
        </>
      ) : null}
    </section>
  );
}

interface RatedBadgeProps {
  readonly shown: ShownRating | undefined;
  readonly readOnly: boolean;
}

function RatedBadge({ shown, readOnly }: RatedBadgeProps) {
  const { t } = useTranslation('consensus');
  const known = shown?.known ?? null;
  const state =
    known === null
      ? readOnly
        ? 'none'
        : 'toRate'
      : known.toConfirm
        ? 'toConfirm'
        : known.abstention === null
          ? 'rated'
          : 'abstained';
  const tones: Readonly<Record<typeof state, Tone>> = {
    none: 'neutral',
    toRate: 'neutral',
    toConfirm: 'warning',
    rated: 'success',
    abstained: 'success',
  };
  return (
    <StatusBadge tone={tones[state]} hollow={known === null}>
      {t(`screen.sheet.states.${state}`)}
    </StatusBadge>
  );
}

interface EarlierProps {
  readonly earlier: NonNullable<SheetStatement['earlier']>;
  readonly before: SheetStatement['before'];
}

/** The round before: what I said and how the group is spread, without names. */
function Earlier({ earlier, before }: EarlierProps) {
  const { t } = useTranslation('consensus');
  const ratingText = useRatingText();
  const said = before
    ? ratingText({ value: before.value ?? null, abstention: before.abstention ?? null })
    : t('screen.sheet.nothing');
  return (
    <div className={classes.earlier}>
      <p>
        {earlier.reason ? `${t(`secondRound.${earlier.reason as 'uncertain'}`)}. ` : ''}
        {t('screen.sheet.before', { round: earlier.round, said })}
      </p>
      <DistributionPlot
        caption={t('screen.sheet.groupBefore', { round: earlier.round })}
        counts={earlier.result.distribution}
        median={earlier.result.median ?? null}
        own={before?.value ?? null}
      />
    </div>
  );
}

interface OwnRatingProps {
  readonly statement: SheetStatement;
  readonly scale: Sheet['scale'];
  readonly readOnly: boolean;
  readonly shown: ShownRating | undefined;
  readonly ratings: Ratings;
}

function OwnRating({ statement: { key }, scale, readOnly, shown, ratings }: OwnRatingProps) {
  const { t } = useTranslation('consensus');
  const locale = useLocale();
  const words = shown?.words ?? null;
  const leave = () => ratings.leave(key);
  return (
    <div className={classes.own} onBlur={leave}>
      <Unsaved statement={key} shown={shown} ratings={ratings} readOnly={readOnly} />
      {shown?.known?.toConfirm && shown.draft.status === 'clean' && !readOnly ? (
        <Notice tone="warning">
          <p>{t('screen.sheet.toConfirm')}</p>
          <Button size="xs" variant="default" onClick={() => ratings.confirm(key)}>
            {t('screen.sheet.confirm')}
          </Button>
        </Notice>
      ) : null}
      <RatingScale
        id={`${cardId(key)}-scale`}
        legend={readOnly ? t('screen.sheet.mine') : t('screen.sheet.rate')}
        rating={
          words?.value != null
            ? { kind: 'value', value: words.value }
            : words?.abstention
              ? { kind: 'abstention', reason: words.abstention }
              : null
        }
        lowLabel={scale.lowest[locale]}
        highLabel={scale.highest[locale]}
        abstentions={abstentionReasons.map((reason) => ({
          key: reason,
          label: t(`abstentions.${reason}`),
        }))}
        disabled={readOnly}
        onChange={(rating) =>
          ratings.choose(
            key,
            rating.kind === 'value'
              ? { value: rating.value, abstention: null }
              : { value: null, abstention: rating.reason as AbstentionReason },
          )
        }
      />
      <Comment
        id={`${cardId(key)}-comment`}
        value={words?.comment ?? ''}
        readOnly={readOnly}
        onChange={(comment) => ratings.comment(key, comment)}
      />
      {shown?.draft.status === 'typing' && !ratingKind.ready(shown.draft.words) ? (
        <p role="status" className={classes.hint}>
          {t('screen.sheet.unchosen')}
        </p>
      ) : null}
    </div>
  );
}

interface UnsavedProps {
  readonly statement: string;
  readonly shown: ShownRating | undefined;
  readonly ratings: Ratings;
  readonly readOnly: boolean;
}

/** Says in place why words are not kept, and what can be done with them. */
function Unsaved({ statement, shown, ratings, readOnly }: UnsavedProps): ReactNode {
  const { t } = useTranslation(['consensus', 'common']);
  const notTakenText = useNotTakenText();
  const ratingText = useRatingText();
  const draft = shown?.draft;
  if (draft?.status === 'refused') {
    return (
      <Notice tone="danger" role="alert" title={t('screen.sheet.notKept')}>
        <p>{notTakenText(draft.refusal)}</p>
        <p>{t('screen.sheet.wordsStay')}</p>
        <div className={classes.actions}>
          {readOnly ? null : (
            <Button size="xs" variant="default" onClick={() => ratings.retry()}>
              {t('common:tryAgain')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => ratings.discard(statement)}>
            {t('screen.sheet.discard')}
          </Button>
        </div>
      </Notice>
    );
  }
  if (draft?.status === 'conflict') {
    const { mine, other } = draft;
    const kept = other.from === 'server' ? other.saved : other.words;
    const say = (said: RatingWords) =>
      said.comment === '' ? ratingText(said) : `${ratingText(said)} – ${said.comment}`;
    return (
      <Notice tone="warning" role="alert" title={t('screen.sheet.conflict')}>
        <p>
          {t(other.from === 'server' ? 'screen.sheet.conflictKept' : 'screen.sheet.conflictOther', {
            said: say(kept),
          })}
        </p>
        <p>{t('screen.sheet.conflictHere', { said: say(mine) })}</p>
        <div className={classes.actions}>
          <Button size="xs" variant="default" onClick={() => ratings.resolve(statement, mine)}>
            {t('screen.sheet.keepHere')}
          </Button>
          <Button size="xs" variant="default" onClick={() => ratings.resolve(statement, kept)}>
            {t('screen.sheet.keepOther')}
          </Button>
        </div>
      </Notice>
    );
  }
  return null;
}

interface CommentProps {
  readonly id: string;
  readonly value: string;
  readonly readOnly: boolean;
  onChange(comment: string): void;
}

function Comment({ id, value, readOnly, onChange }: CommentProps): ReactNode {
  const { t } = useTranslation('consensus');
  const [opened, setOpened] = useState(false);
  if (value === '' && !opened) {
    return readOnly ? null : (
      <button type="button" className={classes.add} onClick={() => setOpened(true)}>
        {t('screen.sheet.addComment')}
      </button>
    );
  }
  return (
    <Textarea
      id={id}
      label={t('screen.sheet.comment')}
      description={t('screen.sheet.commentHint')}
      autoFocus={opened && value === ''}
      value={value}
      readOnly={readOnly}
      minRows={2}
      maxRows={12}
      maxLength={maxRatingComment}
      maw="34rem"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
