import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { TaskList } from '@consilium/ui';
import { useCanMoveOn, useEvaluation } from '../evaluations';
import { unmask } from '../gql';
import { myWorkQuery } from './my-work-query';
import { useTask, workFields } from './use-task';

/** What waits for the reader in the file around the page. */
export function MyTasks() {
  const { t } = useTranslation('dashboards');
  const { id } = useEvaluation();
  const { data } = useQuery(myWorkQuery);
  const taskOf = useTask();
  const canMoveOn = useCanMoveOn();
  if (!data) return null;
  const own = data.whatWaits.filter(({ evaluationId }) => evaluationId === id);
  if (own.length === 0) return canMoveOn ? null : <p>{t('overview.nextNone')}</p>;
  return <TaskList labelledBy="overview-next" tasks={unmask(workFields, own).map(taskOf)} />;
}
