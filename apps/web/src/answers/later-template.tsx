import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { Notice, TextLink } from '@consilium/ui';
import { useEvaluation, useEvaluationPath, useReasonAgainst } from '../evaluations';
import { readLaterTemplate } from './template-operations';

/** Tells who may move the file that its template has a later version; nothing otherwise. */
export function LaterTemplate() {
  const { t } = useTranslation('answers');
  const { id } = useEvaluation();
  const path = useEvaluationPath();
  const mayMove = useReasonAgainst()('template.move') === null;
  const { data } = useQuery(readLaterTemplate, {
    variables: { evaluationId: id },
    fetchPolicy: 'cache-and-network',
    skip: !mayMove,
  });
  const template = data?.templateOfFile;
  const latest = template?.later[0];
  if (!mayMove || !template || !latest || template.refusal) return null;
  return (
    <Notice title={t('template.notice', { version: latest.version })}>
      <p>{t('template.noticeText', { current: template.current.version })}</p>
      <p>
        <TextLink href={path('template')}>{t('template.noticeLink')}</TextLink>
      </p>
    </Notice>
  );
}
