import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import { FigureWithTable } from './figure-with-table';
import { dotPlot, spreadOf, type RatingCounts } from './geometry';
import classes from './distribution-plot.module.css';

interface DotPlotProps {
  readonly counts: RatingCounts;
  /** As the server computed it, so that the picture never disagrees with the text. */
  readonly median: number | null;
  /** The reader's own rating, ringed. */
  readonly own?: number | null;
  /** Dots that fit before they are drawn closer; the same for plots that are compared. */
  readonly rows?: number;
}

/** The ratings from 1 to 9, one dot each, with the median; its text alternative says the same. */
export function DotPlot({ counts, median, own, rows }: DotPlotProps) {
  const { t } = useTranslation('ui');
  const { number } = useFormat();
  const plot = dotPlot(counts, rows);
  const { n, min, max } = spreadOf(counts);
  const summary =
    n === 0
      ? t('plots.none')
      : t('plots.summary', { count: n, median: median === null ? '–' : number(median), min, max });
  const words = own == null ? summary : `${summary}. ${t('plots.own', { value: own })}`;
  const ownDot = own == null ? undefined : plot.dots.findLast(({ rating }) => rating === own);

  return (
    <svg
      className={classes.plot}
      viewBox={`0 0 ${plot.width} ${plot.height}`}
      role="img"
      aria-label={words}
    >
      {plot.zones.map(({ zone, x, width }) => (
        <rect
          key={zone}
          className={classes.zone}
          data-zone={zone}
          x={x}
          y={0}
          width={width}
          height={plot.base}
        />
      ))}
      <line className={classes.axis} x1={0} x2={plot.width} y1={plot.base} y2={plot.base} />
      {plot.ticks.map(({ rating, x }) => (
        <text key={rating} className={classes.tick} x={x} y={plot.base + 18}>
          {rating}
        </text>
      ))}
      {median === null ? null : (
        <g transform={`translate(${plot.at(median)} 0)`}>
          <line className={classes.median} y1={18} y2={plot.base} />
          <text
            className={classes.medianLabel}
            y={14}
            textAnchor={median > 7.5 ? 'end' : median < 2.5 ? 'start' : 'middle'}
          >
            {t('plots.medianIs', { value: number(median) })}
          </text>
        </g>
      )}
      {plot.dots.map(({ x, y }) => (
        <circle key={`${x} ${y}`} className={classes.dot} cx={x} cy={y} r={plot.radius} />
      ))}
      {ownDot ? (
        <circle className={classes.own} cx={ownDot.x} cy={ownDot.y} r={plot.radius + 2.5} />
      ) : null}
    </svg>
  );
}

interface DistributionPlotProps extends DotPlotProps {
  readonly caption: string;
}

/** A dot plot with its caption, its summary in words and its table. */
export function DistributionPlot({ caption, ...plot }: DistributionPlotProps) {
  const { t } = useTranslation('ui');
  const { number } = useFormat();
  const { n, min, max } = spreadOf(plot.counts);
  return (
    <FigureWithTable
      caption={caption}
      picture={
        <div className={classes.picture}>
          <DotPlot {...plot} />
          <p className={classes.summary} aria-hidden>
            {n === 0
              ? t('plots.none')
              : t('plots.summary', {
                  count: n,
                  median: plot.median === null ? '–' : number(plot.median),
                  min,
                  max,
                })}
          </p>
        </div>
      }
      table={
        <table>
          <thead>
            <tr>
              <th scope="col">{t('plots.rating')}</th>
              <th scope="col">{t('plots.count')}</th>
            </tr>
          </thead>
          <tbody>
            {plot.counts.map((count, index) => (
              <tr key={index}>
                <th scope="row">
                  {index + 1}
                  {plot.own === index + 1 ? ` (${t('plots.ownShort')})` : ''}
                </th>
                <td>{count}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t('plots.median')}</th>
              <td>{plot.median === null ? '–' : number(plot.median)}</td>
            </tr>
          </tbody>
        </table>
      }
    />
  );
}
