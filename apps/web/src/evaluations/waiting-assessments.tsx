import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from '@apollo/client/react';
import { Notice, ReasonedButton, useFormat } from '@consilium/ui';
import type { WaitingAssessmentsQuery } from '../gql/graphql';
import { useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { TroubleNotice, useAct } from '../platform/use-act';
import { confirmAssessment, waitingAssessmentsQuery } from './declaration-operations';
import type { SectionTitles } from './declaration-view';
import { useEvaluation } from './use-evaluation';
import { useFileChanges } from './use-file-changes';
import classes from './evaluations.module.css';

type Waiting = WaitingAssessmentsQuery['waitingAssessments'][number];

/** Assessments that wait for a second person, for who may be that person or sees the declarations. */
export function WaitingAssessments({ sections }: { readonly sections: SectionTitles }) {
  const { t } = useTranslation('evaluations');
  const { id } = useEvaluation();
  const { data, refetch } = useQuery(waitingAssessmentsQuery, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  useFileChanges(id, () => void refetch());
  const waiting = data?.waitingAssessments ?? [];
  if (waiting.length === 0) return null;
  return (
    <Notice tone="warning" title={t('screen.interests.waiting.title')}>
      <p>{t('screen.interests.waiting.why')}</p>
      <ul className={classes.list}>
        {waiting.map((one) => (
          <li key={one.id}>
            <One waiting={one} sections={sections} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

interface OneProps {
  readonly waiting: Waiting;
  readonly sections: SectionTitles;
}

function One({ waiting, sections }: OneProps) {
  const { t } = useTranslation('evaluations');
  const { date, list } = useFormat();
  const refusalText = useRefusalText();
  const { act, busy, trouble } = useAct();
  const [send] = useMutation(confirmAssessment);
  const { displayName: name, recusedSections, refusal } = waiting;
  const titles = sections
    .filter(({ key }) => recusedSections.includes(key))
    .map(({ title }) => title);
  const settle = (accept: boolean) =>
    act(async () => {
      const { data } = await send({
        variables: { input: { operationId: newOperationId(), proposalId: waiting.id, accept } },
        refetchQueries: 'active',
        awaitRefetchQueries: true,
      });
      return data?.confirmAssessment;
    });
  return (
    <>
      <p>
        {t('screen.interests.waiting.one', {
          name,
          by: waiting.proposedBy,
          date: date(waiting.proposedAt),
        })}{' '}
        {waiting.recusedFromAll ? t('screen.interests.recusedAll') : null}
        {titles.length > 0
          ? t('screen.interests.recusedSections', { sections: list(titles) })
          : null}
        {waiting.level === 'major' ? null : t('screen.interests.waiting.noRecusal')}
      </p>
      {waiting.reason === '' ? null : <p className={classes.text}>{waiting.reason}</p>}
      {waiting.drawn ? (
        <p className={classes.quiet}>
          {t('screen.interests.waiting.drawn', { name: waiting.drawn })}
        </p>
      ) : null}
      <div className={classes.moves}>
        <ReasonedButton
          size="sm"
          busy={busy}
          reason={refusal ? refusalText(refusal) : null}
          aria-label={t('screen.interests.waiting.confirmThis', { name })}
          onClick={() => void settle(true)}
        >
          {t('screen.interests.waiting.confirm')}
        </ReasonedButton>
        {refusal ? null : (
          <ReasonedButton
            size="sm"
            variant="default"
            busy={busy}
            aria-label={t('screen.interests.waiting.refuseThis', { name })}
            onClick={() => void settle(false)}
          >
            {t('screen.interests.waiting.refuse')}
          </ReasonedButton>
        )}
      </div>
      <TroubleNotice trouble={trouble} />
    </>
  );
}
