import { useTranslation } from 'react-i18next';
import { DescriptionList, FoldedHelp, StatusBadge, useFormat } from '@consilium/ui';
import type { VoteChoice } from '@consilium/domain/decisions';
import { useProfessionText } from '../platform/professions';
import { Adoption } from './adoption';
import { Ballots } from './ballots';
import { LateRecusals } from './late-recusals';
import { MinorityOpinions } from './minority-opinions';
import { QuorumView } from './quorum-view';
import type { DecisionPage, Opinion } from './use-decision-page';
import { nameOf } from './words';
import classes from './decisions.module.css';

/** Quorum, count, my vote, dissent, and the adoption by the chair. */
export function VoteSection({ page }: { readonly page: DecisionPage }) {
  const { t } = useTranslation('decisions');
  const { opinion, quorum } = page;
  const begun = opinion !== null && opinion.state !== 'draft';
  return (
    <section className={classes.section} aria-labelledby="vote">
      <h2 id="vote">{t('screen.sections.vote')}</h2>
      <LateRecusals page={page} />
      {begun && quorum ? (
        <>
          <QuorumView label={t('screen.vote.quorum')} quorum={quorum} page={page} />
          <p className={classes.quiet}>{t('screen.vote.rules')}</p>
          <Count page={page} />
          <NotCounted votes={opinion.notCounted} />
          {opinion.state === 'voting' ? <Ballots page={page} opinion={opinion} /> : null}
        </>
      ) : (
        <p>{t('screen.vote.none')}</p>
      )}
      {opinion ? <MinorityOpinions opinion={opinion} /> : null}
      {opinion?.state !== 'adopted' ? <Adoption page={page} /> : null}
    </section>
  );
}

/** Votes that were cast and are in no count, each with the reason. */
function NotCounted({ votes }: { readonly votes: Opinion['notCounted'] }) {
  const { t } = useTranslation('decisions');
  if (votes.length === 0) return null;
  return (
    <>
      <h3>{t('screen.vote.notCounted', { count: votes.length })}</h3>
      <ul className={classes.plain}>
        {votes.map(({ seatId, name, choice, because, cancelledAt }) => (
          <li key={`${seatId} ${cancelledAt}`}>
            {t('screen.vote.notCountedLine', {
              name,
              choice: t(`votes.${choice}`),
              reason: t(`cancelReasons.${because as 'recused'}`),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

function Count({ page }: { readonly page: DecisionPage }) {
  const { t } = useTranslation('decisions');
  const { list } = useFormat();
  const professionText = useProfessionText();
  const { tally, seats } = page;
  const votes = page.opinion?.votes ?? [];
  if (!tally) return null;
  return (
    <>
      <div className={classes.row}>
        <h3>{t('screen.vote.result')}</h3>
        <StatusBadge tone={tally.carried ? 'success' : 'neutral'}>
          {tally.carried ? t('screen.vote.carried') : t('screen.vote.notCarried')}
        </StatusBadge>
      </div>
      <DescriptionList
        items={(['for', 'against', 'abstain'] as const).map((choice) => ({
          term: t(`votes.${choice}`),
          value: <span className="tabular">{tally[choice]}</span>,
        }))}
      />
      {tally.tied ? (
        <p>
          {t('screen.vote.tied')}{' '}
          {tally.castingVote
            ? t('screen.vote.castingVote', {
                choice: t(`votes.${tally.castingVote as VoteChoice}`).toLowerCase(),
              })
            : null}
        </p>
      ) : null}
      {tally.notVoted.length > 0 ? (
        <p>
          {t('screen.vote.notVoted', {
            count: tally.notVoted.length,
            names: list(tally.notVoted.map((seat) => nameOf(seats, seat))),
          })}
        </p>
      ) : null}
      {votes.length > 0 ? (
        <FoldedHelp summary={t('screen.vote.votes', { count: votes.length })}>
          <ul className={classes.plain}>
            {votes.map((vote) => (
              <li key={vote.seatId}>
                {vote.name} <span className={classes.quiet}>{professionText(vote.profession)}</span>{' '}
                – {t(`votes.${vote.choice}`)}{' '}
                {vote.castBy ? t('screen.vote.castBy', { name: vote.castBy }) : null}
              </li>
            ))}
          </ul>
        </FoldedHelp>
      ) : null}
    </>
  );
}
