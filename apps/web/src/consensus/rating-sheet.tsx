import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Switch } from '@mantine/core';
import type { AbstentionReason } from '@consilium/domain/consensus';
import {
  Notice,
  ProgressBar,
  SaveState,
  TextLink,
  useFormat,
  type SaveStatus,
} from '@consilium/ui';
import { useEvaluation, useEvaluationPath } from '../evaluations';
import { useRefusalText } from '../platform/failure-notice';
import { useShortcut } from '../platform/shortcuts';
import { useTroubleText } from '../platform/use-act';
import type { KnownRating, ShownRating } from './rating-keeper';
import { cardId, StatementCard, type Sheet, type SheetStatement } from './statement-card';
import { useRatings } from './use-ratings';
import classes from './rating-sheet.module.css';

interface RatingSheetProps {
  readonly sheet: Sheet;
  /** Reads the sheet anew and gives its statements. */
  reread(): Promise<readonly SheetStatement[]>;
}

const rememberedWording = 'consilium.plainWording';

const own = ({ mine }: SheetStatement): KnownRating | null =>
  mine
    ? {
        ...mine,
        value: mine.value ?? null,
        abstention: (mine.abstention ?? null) as AbstentionReason | null,
      }
    : null;

const ownRatings = (statements: readonly SheetStatement[]) =>
  statements.map((statement) => ({ key: statement.key, mine: own(statement) }));

/** All statements of a round for one person: each is rated alone and saves by itself. */
export function RatingSheet({ sheet, reread }: RatingSheetProps) {
  const { t } = useTranslation('consensus');
  const { facts } = useEvaluation();
  const forPatients = facts.seats.some(({ answerRoles }) =>
    answerRoles.includes('patient_representative'),
  );
  const [plain, setPlain] = useState(() => {
    const remembered = localStorage.getItem(rememberedWording);
    return remembered === null ? forPatients : remembered === 'on';
  });
  const [read, setRead] = useState({
    statements: sheet.statements,
    own: ownRatings(sheet.statements),
  });
  if (read.statements !== sheet.statements)
    setRead({ statements: sheet.statements, own: ownRatings(sheet.statements) });
  const { keeper, ratings } = useRatings({
    roundId: sheet.id,
    statements: read.own,
    reread: async () => ownRatings(await reread()),
  });
  const [focusKey, setFocusKey] = useState<string | null>(null);
  const status = useSaveStatus(ratings);

  const { statements } = sheet;
  const mine = statements.filter(({ refusal }) => refusal === null);
  const isRated = ({ key }: SheetStatement) => ratings.get(key)?.known != null;
  const left = mine.filter(
    (statement) => !isRated(statement) || ratings.get(statement.key)?.known?.toConfirm,
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
          {readOnly ? null : <SaveState status={status} onRetry={() => keeper.retry()} />}
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
          shown={ratings.get(statement.key)}
          keeper={keeper}
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

/** Where the ratings of the sheet are, in the order of what needs attention most. */
function useSaveStatus(ratings: ReadonlyMap<string, ShownRating>): SaveStatus {
  const troubleText = useTroubleText();
  const all = [...ratings.values()];
  const states = all.flatMap(({ unsaved }) => unsaved ?? []);
  if (states.some(({ kind }) => kind === 'conflict')) return { kind: 'conflict' };
  for (const state of states) {
    if (state.kind === 'failed') return { kind: 'failed', why: troubleText(state.trouble) };
  }
  if (states.some(({ kind }) => kind === 'unreachable')) return { kind: 'offline' };
  if (states.some(({ kind }) => kind === 'sending' || kind === 'typing')) return { kind: 'saving' };
  const latest = all
    .flatMap(({ known }) => known?.castAt ?? [])
    .toSorted()
    .at(-1);
  return latest ? { kind: 'saved', at: latest } : { kind: 'untouched' };
}
