import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FoldedHelp, Notice, ReasonedButton, useFormat } from '@consilium/ui';
import { useEvaluation, useEvaluationPath, useReasonAgainst } from '../evaluations';
import { ConfirmDialog } from '../platform/confirm-dialog';
import { useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { LinkButton } from '../platform/link-button';
import { TroubleNotice } from '../platform/use-act';
import { openVote, takeOpinionBack } from './operations';
import { OpinionView } from './opinion-view';
import { useChange } from './use-change';
import type { DecisionPage, Opinion } from './use-decision-page';
import { useProblemText } from './words';
import classes from './decisions.module.css';

/** The proposal or the adopted opinion, what it still lacks, and putting it to the vote. */
export function OpinionSection({ page }: { readonly page: DecisionPage }) {
  const { t } = useTranslation('decisions');
  const { opinion, earlier } = page;
  return (
    <section className={classes.section} aria-labelledby="opinion">
      <h2 id="opinion">{t('screen.sections.opinion')}</h2>
      {opinion ? <OpinionView opinion={opinion} /> : null}
      {!opinion ? <p>{t('screen.opinion.none')}</p> : null}
      {opinion?.state === 'draft' ? <Problems opinion={opinion} /> : null}
      {opinion?.state !== 'adopted' && !page.refusal ? <OpinionActions page={page} /> : null}
      {earlier.length > 0 ? (
        <FoldedHelp summary={t('screen.opinion.earlier', { count: earlier.length })}>
          {earlier.map((one) => (
            <EarlierOpinion key={one.id} opinion={one} />
          ))}
        </FoldedHelp>
      ) : null}
    </section>
  );
}

function EarlierOpinion({ opinion }: { readonly opinion: Opinion }) {
  const { t } = useTranslation('decisions');
  const { date } = useFormat();
  return (
    <div className={classes.entry}>
      <p className={classes.quiet}>
        {t('screen.records.adopted', {
          date: date(opinion.adoptedAt ?? ''),
          name: opinion.adoptedBy ?? '',
        })}
      </p>
      <OpinionView opinion={opinion} />
    </div>
  );
}

function Problems({ opinion }: { readonly opinion: Opinion }) {
  const { t } = useTranslation('decisions');
  const problemText = useProblemText();
  const { problems, conditions } = opinion;
  if (problems.length === 0) return null;
  const ids = conditions.map(({ id }) => id);
  return (
    <Notice tone="warning" title={t('screen.opinion.problems', { count: problems.length })}>
      <ul className={classes.plain}>
        {problems.map((problem, index) => (
          <li key={index}>{problemText(problem as Parameters<typeof problemText>[0], ids)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function OpinionActions({ page }: { readonly page: DecisionPage }) {
  const { t } = useTranslation('decisions');
  const { id: evaluationId } = useEvaluation();
  const path = useEvaluationPath();
  const against = useReasonAgainst();
  const refusalText = useRefusalText();
  const { change, client, busy, trouble, clear } = useChange();
  const [asked, setAsked] = useState<'open' | 'back' | null>(null);
  const { opinion } = page;
  const denied = against('opinion.propose');
  const label = opinion ? t('screen.opinion.edit') : t('screen.opinion.propose');

  const act = async (what: 'open' | 'back') => {
    const variables = { input: { operationId: newOperationId(), evaluationId } };
    const done = await change(async () => {
      if (what === 'open') {
        const { data } = await client.mutate({ mutation: openVote, variables });
        return data?.openVote;
      }
      const { data } = await client.mutate({ mutation: takeOpinionBack, variables });
      return data?.takeOpinionBack;
    });
    if (done) setAsked(null);
  };
  const ask = (what: 'open' | 'back') => {
    clear();
    setAsked(what);
  };

  if (denied) {
    return (
      <div className={classes.actions}>
        <ReasonedButton variant="default" reason={denied}>
          {label}
        </ReasonedButton>
      </div>
    );
  }
  const voting = opinion?.state === 'voting';
  return (
    <>
      <div className={classes.actions}>
        {voting ? null : (
          <LinkButton variant={opinion ? 'default' : 'filled'} href={path('decision/opinion')}>
            {label}
          </LinkButton>
        )}
        {opinion && !voting ? (
          <ReasonedButton reason={barToOpening(page, refusalText)} onClick={() => ask('open')}>
            {t('screen.opinion.openVote')}
          </ReasonedButton>
        ) : null}
        {voting ? (
          <ReasonedButton variant="default" onClick={() => ask('back')}>
            {t('screen.opinion.takeBack')}
          </ReasonedButton>
        ) : null}
      </div>
      {asked ? null : <TroubleNotice trouble={trouble} />}
      <ConfirmDialog
        opened={asked === 'open'}
        title={t('screen.opinion.openVote')}
        confirmLabel={t('screen.opinion.openVote')}
        busy={busy}
        trouble={trouble}
        onConfirm={() => void act('open')}
        onCancel={() => setAsked(null)}
      >
        <p>{t('screen.opinion.openVoteText')}</p>
      </ConfirmDialog>
      <ConfirmDialog
        opened={asked === 'back'}
        title={t('screen.opinion.takeBack')}
        confirmLabel={t('screen.opinion.takeBack')}
        busy={busy}
        trouble={trouble}
        onConfirm={() => void act('back')}
        onCancel={() => setAsked(null)}
      >
        <p>{t('screen.opinion.takeBackText', { count: opinion?.votes.length ?? 0 })}</p>
      </ConfirmDialog>
    </>
  );
}

/** Why the vote cannot be opened yet: the server's rules in their order. */
function barToOpening(
  { opinion, phase, meetings }: DecisionPage,
  refusalText: ReturnType<typeof useRefusalText>,
): string | null {
  if (!opinion) return null;
  const barred = opinion.problems.filter(({ code }) => code === 'outcome_barred').length;
  const count = opinion.problems.length;
  if (phase !== 'opinion') return refusalText({ code: 'not_at_opinion' });
  if (!meetings.some(({ id }) => id === opinion.meetingId))
    return refusalText({ code: 'meeting_missing' });
  if (barred > 0) return refusalText({ code: 'hard_blocker_open', details: { count: barred } });
  return count > 0 ? refusalText({ code: 'opinion_incomplete', details: { count } }) : null;
}
