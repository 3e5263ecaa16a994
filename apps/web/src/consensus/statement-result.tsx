import { useTranslation } from 'react-i18next';
import {
  DataTable,
  DescriptionList,
  DistributionPlot,
  FoldedHelp,
  StatusBadge,
  useFormat,
  type Tone,
} from '@consilium/ui';
import { useProfessionText } from '../platform/professions';
import { useLocale } from '../platform/use-locale';
import { percentilesOf } from './method-of-rounds';
import { ratingsOf, type Standing, type StatementResult } from './standing';
import classes from './results.module.css';

export const resultId = (statement: string): string => `result-${statement}`;

const tones: Readonly<Record<string, Tone>> = {
  appropriate: 'success',
  inappropriate: 'danger',
  uncertain: 'warning',
};

/** What the panel said on one statement: in words, as a picture, by profession. */
export function StatementResultView({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation('consensus');
  const locale = useLocale();
  const { key, number, text, rounds, round, stored } = standing;
  const heading = `${resultId(key)}-text`;
  const comments = rounds.flatMap((one) =>
    one.round.comments
      .filter(({ statement }) => statement === key)
      .map((comment) => ({ ...comment, round: one.round.number })),
  );
  return (
    <article id={resultId(key)} className={classes.statement} aria-labelledby={heading}>
      <header className={classes.header}>
        <h3 id={heading}>
          {number}. {text[locale]}
        </h3>
        <AgreementBadge result={stored.result} />
      </header>
      <div className={classes.columns}>
        <div className={classes.plots}>
          {rounds.map((one) => (
            <DistributionPlot
              key={one.round.id}
              caption={t('screen.results.plot', { number: one.round.number })}
              counts={one.stored.result.distribution}
              median={one.stored.result.median ?? null}
            />
          ))}
        </div>
        <div className={classes.words}>
          <Movement standing={standing} />
          <Remarks standing={standing} />
          {comments.length > 0 ? (
            <div>
              <h4>{t('screen.results.comments')}</h4>
              <ul className={classes.comments}>
                {comments.map((comment, index) => (
                  <Comment key={index} comment={comment} several={rounds.length > 1} />
                ))}
              </ul>
            </div>
          ) : null}
          <div>
            <Professions result={stored.result} attribution={round.attribution} />
            <Indices standing={standing} />
          </div>
        </div>
      </div>
    </article>
  );
}

/** The class in words; below a full panel only how few they are: the indices stand under "method". */
function AgreementBadge({ result }: { readonly result: StatementResult }) {
  const { t } = useTranslation('consensus');
  if (result.n === 0) return <StatusBadge hollow>{t('screen.results.unrated')}</StatusBadge>;
  if (result.reach !== 'full')
    return <StatusBadge hollow>{t('screen.results.fewRaters', { count: result.n })}</StatusBadge>;
  if (result.disagreement)
    return <StatusBadge tone="danger">{t('screen.results.divided')}</StatusBadge>;
  return result.class ? (
    <StatusBadge tone={tones[result.class]}>
      {t(`screen.results.classes.${result.class as 'uncertain'}`)}
    </StatusBadge>
  ) : (
    <StatusBadge hollow>{t('screen.results.noClass')}</StatusBadge>
  );
}

/** From one round to the next. */
function Movement({ standing: { stored } }: { readonly standing: Standing }) {
  const { t } = useTranslation('consensus');
  const { number, list } = useFormat();
  const { movement } = stored;
  if (!movement) return null;
  const shown = (median: number | null | undefined) => (median == null ? '–' : number(median));
  const moves = (['raised', 'lowered', 'kept'] as const)
    .filter((way) => movement[way] > 0)
    .map((way) => t(`movement.${way}`, { count: movement[way] }));
  return (
    <p className={classes.movement}>
      {t('screen.results.moved', {
        before: shown(movement.medianBefore),
        after: shown(movement.medianAfter),
      })}{' '}
      {moves.length > 0 ? `${list(moves)}.` : ''}
    </p>
  );
}

interface ProfessionsProps {
  readonly result: StatementResult;
  readonly attribution: string;
}

function Professions({ result, attribution }: ProfessionsProps) {
  const { t } = useTranslation('consensus');
  const professionText = useProfessionText();
  const { number } = useFormat();
  return (
    <>
      {result.professions.length > 0 ? (
        <FoldedHelp summary={t('screen.results.byProfession')}>
          <DataTable
            captionHidden
            caption={t('screen.results.byProfession')}
            columns={[
              {
                key: 'profession',
                header: t('screen.results.profession'),
                cell: ({ profession }) => professionText(profession),
              },
              {
                key: 'median',
                header: t('methods.median'),
                align: 'end',
                cell: ({ median }) => (median == null ? '–' : number(median)),
              },
              {
                key: 'ratings',
                header: t('screen.results.ratings'),
                cell: ({ distribution, abstained }) =>
                  [
                    ratingsOf(distribution).join(' · '),
                    abstained.outsideCompetence + abstained.notEnoughInformation > 0
                      ? t('screen.results.abstained', {
                          count: abstained.outsideCompetence + abstained.notEnoughInformation,
                        })
                      : '',
                  ]
                    .filter((words) => words !== '')
                    .join(' ; '),
              },
            ]}
            rows={[...result.professions]}
            rowKey={({ profession }) => profession}
          />
        </FoldedHelp>
      ) : null}
      {attribution === 'anonymous' && result.withheld.length > 0 ? (
        <p className={classes.quiet}>{t('withheld', { count: result.withheld.length })}</p>
      ) : null}
    </>
  );
}

/** Low ratings, abstentions and silence: what a median alone would hide. */
function Remarks({ standing: { stored } }: { readonly standing: Standing }) {
  const { t } = useTranslation('consensus');
  const professionText = useProfessionText();
  const { result, missing } = stored;
  const low = result.low.map(({ profession, ratings }) =>
    profession
      ? t('screen.results.lowOf', {
          profession: professionText(profession),
          ratings: ratings.join(' · '),
        })
      : ratings.join(' · '),
  );
  const { outsideCompetence, notEnoughInformation } = result.abstained;
  const lines = [
    low.length > 0 ? t('screen.results.low', { low: low.join(' ; ') }) : '',
    outsideCompetence > 0
      ? t('screen.results.outsideCompetence', { count: outsideCompetence })
      : '',
    notEnoughInformation > 0
      ? t('screen.results.notEnoughInformation', { count: notEnoughInformation })
      : '',
    missing > 0 ? t('screen.results.missing', { count: missing }) : '',
  ].filter((line) => line !== '');
  if (lines.length === 0) return null;
  return (
    <ul className={classes.remarks}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

interface CommentProps {
  readonly comment: {
    readonly profession?: string | null;
    readonly text: string;
    readonly round: number;
  };
  readonly several: boolean;
}

function Comment({ comment: { profession, text, round }, several }: CommentProps) {
  const { t } = useTranslation('consensus');
  const professionText = useProfessionText();
  const by = [
    profession ? professionText(profession) : '',
    several ? t('screen.rounds.number', { number: round }) : '',
  ].filter((part) => part !== '');
  return (
    <li>
      {by.length > 0 ? <span className={classes.quiet}>{by.join(', ')}</span> : null}
      <q>{text}</q>
    </li>
  );
}

function Indices({ standing: { stored, round } }: { readonly standing: Standing }) {
  const { t } = useTranslation('consensus');
  const { number } = useFormat();
  const { result } = stored;
  if (result.reach === 'raw') {
    return (
      <FoldedHelp summary={t('screen.results.method')}>
        <p>{t('reach.raw')}.</p>
      </FoldedHelp>
    );
  }
  const say = (value: number | null | undefined) =>
    value == null ? '–' : number(value, { maximumFractionDigits: 2 });
  const percentiles = percentilesOf(round.parameters);
  return (
    <FoldedHelp summary={t('screen.results.method')}>
      <p>{t(`reach.${result.reach as 'full'}`)}.</p>
      <DescriptionList
        items={[
          {
            term: t(`methods.${round.method}`),
            value: [
              result.class
                ? t(`classes.${result.class as 'uncertain'}`)
                : t('screen.results.noClass'),
              result.disagreement ? t('disagreement') : '',
              result.reach === 'indicative' ? t('screen.results.indicative') : '',
            ]
              .filter((part) => part !== '')
              .join(' – '),
          },
          {
            term: `P${percentiles.lower}–P${percentiles.upper}`,
            value: `${say(result.p30)} – ${say(result.p70)}`,
          },
          { term: t('screen.results.ipr'), value: say(result.ipr) },
          { term: t('screen.results.ipras'), value: say(result.ipras) },
          { term: t('screen.results.di'), value: say(result.di) },
          {
            term: t('screen.results.hasDegree'),
            value: result.hasDegree ? t(`degrees.${result.hasDegree as 'indecision'}`) : '–',
          },
        ]}
      />
    </FoldedHelp>
  );
}
