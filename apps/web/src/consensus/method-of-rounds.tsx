import { useTranslation } from 'react-i18next';
import type { ResultParameters } from '@consilium/domain/consensus';
import { DescriptionList, FoldedHelp, useFormat } from '@consilium/ui';
import type { ClosedRound } from './standing';
import classes from './results.module.css';

export const percentilesOf = (parameters: unknown): ResultParameters['ipras'] =>
  (parameters as ResultParameters).ipras;

/** How each round was held and computed: enough to compute it again by hand. */
export function MethodOfRounds({ rounds }: { readonly rounds: readonly ClosedRound[] }) {
  const { t } = useTranslation('consensus');
  const { date } = useFormat();
  return (
    <section className={classes.section} aria-labelledby="method">
      <h2 id="method">{t('screen.results.methodTitle')}</h2>
      <p className={classes.text}>{t('screen.results.methodIntro')}</p>
      {rounds.map((round) => {
        const { lower, upper, interpolation } = percentilesOf(round.parameters);
        const { maxTrim } = (round.parameters as ResultParameters).has_degree;
        return (
          <FoldedHelp
            key={round.id}
            summary={t('screen.results.methodOf', { number: round.number })}
          >
            <DescriptionList
              items={[
                { term: t('screen.rounds.methodLabel'), value: t(`methods.${round.method}`) },
                {
                  term: t('methods.percentiles'),
                  value: `P${lower}–P${upper}, ${t(`interpolations.${interpolation}`)}`,
                },
                { term: t('screen.results.maxTrim'), value: String(maxTrim) },
                {
                  term: t('screen.rounds.attribution'),
                  value: t(`attributions.${round.attribution}`),
                },
                {
                  term: t('screen.results.dates'),
                  value: t('screen.results.fromTo', {
                    from: date(round.openedAt),
                    to: date(round.closedAt ?? ''),
                  }),
                },
                {
                  term: t('screen.rounds.participation'),
                  value: t('screen.rounds.participated', {
                    participated: round.results.participated,
                    count: round.results.invited,
                  }),
                },
                ...(round.closedReason
                  ? [{ term: t('screen.rounds.closedReason'), value: round.closedReason }]
                  : []),
              ]}
            />
          </FoldedHelp>
        );
      })}
    </section>
  );
}
