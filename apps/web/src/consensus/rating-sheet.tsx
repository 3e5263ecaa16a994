import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Switch } from '@mantine/core';
import { Notice, ProgressBar, SaveState, TextLink, useFormat } from '@consilium/ui';
import { useEvaluation, useEvaluationPath } from '../evaluations';
import { useRefusalText } from '../platform/failure-notice';
import { useSaveStatus } from '../platform/keeper/save-status';
import { useShortcut } from '../platform/shortcuts';
import { useLocale } from '../platform/use-locale';
import { knownRating, ratingKind, type RatingDraft } from './kept-ratings';
import { cardId, StatementCard, type Sheet, type SheetStatement } from './statement-card';
import { useRatings } from './use-ratings';
import classes from './rating-sheet.module.css';

interface RatingSheetProps {
  readonly sheet: Sheet;
}

const rememberedWording = 'consilium.plainWording';

/** A comment without a rating waits for the person, not for the server. */
const isOnItsWay = (draft: RatingDraft): boolean =>
  draft.status !== 'typing' || ratingKind.ready(draft.words);

/** All statements of a round for one person: each is rated alone and saves by itself. */
export function RatingSheet({ sheet }: RatingSheetProps) {
  const { t } = useTranslation('consensus');
  const locale = useLocale();
  const { id: evaluationId, facts } = useEvaluation();
  const forPatients = facts.seats.some(({ answerRoles }) =>
    answerRoles.includes('patient_representative'),
  );
  const [plain, setPlain] = useState(() => {
    const remembered = localStorage.getItem(rememberedWording);
    return remembered === null ? forPatients : remembered === 'on';
  });
  const ratings = useRatings(
    { evaluationId, round: sheet.number, roundId: sheet.id },
    sheet.statements.map(({ key, text, mine }) => ({
      key,
      text: text[locale],
      mine: mine ? knownRating(mine) : null,
    })),
  );
  const { shown } = ratings;
  const [focusKey, setFocusKey] = useState<string | null>(null);
  const status = useSaveStatus()(
    [...shown.values()].map(({ draft }) => draft).filter(isOnItsWay),
    [...shown.values()]
      .flatMap(({ known }) => known?.castAt ?? [])
      .toSorted()
      .at(-1),
  );

  const { statements } = sheet;
  const mine = statements.filter(({ refusal }) => refusal === null);
  const isRated = ({ key }: SheetStatement) => shown.get(key)?.known != null;
  const left = mine.filter(
    (statement) => !isRated(statement) || shown.get(statement.key)?.known?.toConfirm,
  );
  const readOnly = sheet.refusal !== null;

  const go = (statement: SheetStatement | undefined): void => {
    if (!statement) return;
    setFocusKey(statement.key);
    const card = window.document.getElementById(cardId(statement.key));
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: 'start' });
  };
  const step = (by: 1 | -1): void => {
    const at = statements.findIndex(({ key }) => key === focusKey);
    go(statements[focusKey === null ? (by === 1 ? 0 : -1) : at + by]);
  };
  useShortcut('j', t('screen.sheet.next'), () => step(1));
  useShortcut('k', t('screen.sheet.previous'), () => step(-1));

  return (
    <div className={classes.sheet}>
      <Explanation sheet={sheet} />
      {mine.length > 0 ? (
        <div className={classes.bar}>
          {readOnly ? null : <SaveState status={status} onRetry={ratings.retry} />}
          <div className={classes.progress}>
            <ProgressBar
              label={t('screen.sheet.progress')}
              labelHidden
              value={mine.filter(isRated).length}
              max={mine.length}
              words={t('screen.sheet.rated', {
                rated: mine.filter(isRated).length,
                count: mine.length,
              })}
            />
          </div>
          {readOnly ? null : left.length > 0 ? (
            <button type="button" className={classes.next} onClick={() => go(left[0])}>
              {t('screen.sheet.toNext')}
            </button>
          ) : null}
        </div>
      ) : null}
      {!readOnly && mine.length > 0 && left.length === 0 ? (
        <Notice tone="success" role="status">
          <p>{t('screen.sheet.finished')}</p>
        </Notice>
      ) : null}
      <div className={classes.tools}>
        <Switch
          label={t('screen.sheet.plain')}
          checked={plain}
          onChange={(event) => {
            const on = event.currentTarget.checked;
            localStorage.setItem(rememberedWording, on ? 'on' : 'off');
            setPlain(on);
          }}
        />
      </div>
      {statements.map((statement, index) => (
        <StatementCard
          key={statement.key}
          statement={statement}
          number={index + 1}
          scale={sheet.scale}
          plain={plain}
          readOnly={readOnly}
          shown={shown.get(statement.key)}
          ratings={ratings}
          focused={statement.key === focusKey}
          onFocus={() => setFocusKey(statement.key)}
        />
      ))}
    </div>
  );
}

/** Where a refused person goes next. */
const waysOut: Readonly<Record<string, 'interests' | 'consensus'>> = {
  not_declared: 'interests',
  declaration_expired: 'interests',
  declaration_not_assessed: 'interests',
  round_not_open: 'consensus',
};

/** What is told before rating: who will see what, until when, and why the reader cannot rate. */
function Explanation({ sheet }: { readonly sheet: Sheet }) {
  const { t } = useTranslation('consensus');
  const path = useEvaluationPath();
  const { date } = useFormat();
  const refusalText = useRefusalText();
  const refusal = sheet.state === 'closed' ? null : sheet.refusal;
  const way = refusal ? waysOut[refusal.code] : undefined;
  return (
    <>
      {sheet.state === 'closed' ? (
        <Notice>
          <p>
            {t('screen.sheet.closed')}{' '}
            <TextLink href={path('consensus')}>{t('screen.sheet.toResults')}</TextLink>
          </p>
        </Notice>
      ) : (
        <p className={classes.text}>
          {t('screen.sheet.intro')} {t('screen.sheet.after')}{' '}
          <strong>{t(`attributions.${sheet.attribution}`)}.</strong>{' '}
          {sheet.closesOn ? t('screen.sheet.until', { date: date(sheet.closesOn) }) : ''}
        </p>
      )}
      {refusal ? (
        <Notice tone="warning" title={t('screen.sheet.cannot')}>
          <p>
            {refusalText(refusal)}{' '}
            {way ? <TextLink href={path(way)}>{t(`screen.sheet.ways.${way}`)}</TextLink> : null}
          </p>
        </Notice>
      ) : null}
      {sheet.recognisable && sheet.state === 'open' && !refusal ? (
        <Notice tone="warning">
          <p>{t('recognisable')}</p>
        </Notice>
      ) : null}
    </>
  );
}
