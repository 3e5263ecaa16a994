import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from '@apollo/client/react';
import { Notice, ReasonedButton, useFormat } from '@consilium/ui';
import type { WaitingAssessmentsQuery } from '../gql/graphql';
import { ConfirmDialog } from '../platform/confirm-dialog';
import { useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { useAct } from '../platform/use-act';
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
  const [said, setSaid] = useState('');
  const waiting = data?.waitingAssessments ?? [];
  return (
    <>
      {waiting.length === 0 ? null : (
        <Notice tone="warning" title={t('screen.interests.waiting.title')}>
          <p>{t('screen.interests.waiting.why')}</p>
          <ul className={classes.list}>
            {waiting.map((one) => (
              <li key={one.id}>
                <One waiting={one} sections={sections} onSettled={setSaid} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div role="status">{said ? <p>{said}</p> : null}</div>
    </>
  );
}

interface OneProps {
  readonly waiting: Waiting;
  readonly sections: SectionTitles;
  onSettled(said: string): void;
}

function One({ waiting, sections, onSettled }: OneProps) {
  const { t } = useTranslation('evaluations');
  const { date, list } = useFormat();
  const refusalText = useRefusalText();
  const { act, busy, trouble, clear } = useAct();
  const [asked, setAsked] = useState(false);
  const [accept, setAccept] = useState(true);
  const [send] = useMutation(confirmAssessment);
  const { displayName: name, recusedSections, refusal } = waiting;
  const titles = sections
    .filter(({ key }) => recusedSections.includes(key))
    .map(({ title }) => title);
  const ask = (accepting: boolean) => {
    onSettled('');
    setAccept(accepting);
    setAsked(true);
  };
  const settle = async () => {
    const done = await act(async () => {
      const { data } = await send({
        variables: { input: { operationId: newOperationId(), proposalId: waiting.id, accept } },
        refetchQueries: 'active',
        awaitRefetchQueries: true,
      });
      return data?.confirmAssessment;
    });
    if (!done) return;
    setAsked(false);
    onSettled(t(`screen.interests.waiting.${accept ? 'confirmed' : 'refused'}`, { name }));
  };
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
          onClick={() => ask(true)}
        >
          {t('screen.interests.waiting.confirm')}
        </ReasonedButton>
        {refusal ? null : (
          <ReasonedButton
            size="sm"
            variant="default"
            busy={busy}
            aria-label={t('screen.interests.waiting.refuseThis', { name })}
            onClick={() => ask(false)}
          >
            {t('screen.interests.waiting.refuse')}
          </ReasonedButton>
        )}
      </div>
      <ConfirmDialog
        opened={asked}
        title={t(`screen.interests.waiting.${accept ? 'confirmThis' : 'refuseThis'}`, { name })}
        confirmLabel={t(`screen.interests.waiting.${accept ? 'confirm' : 'refuse'}`)}
        busy={busy}
        trouble={trouble}
        onConfirm={() => void settle()}
        onCancel={() => {
          clear();
          setAsked(false);
        }}
      >
        <p>{t(`screen.interests.waiting.${accept ? 'confirmText' : 'refuseText'}`)}</p>
      </ConfirmDialog>
    </>
  );
}
