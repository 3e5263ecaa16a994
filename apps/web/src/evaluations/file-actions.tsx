import { useTranslation } from 'react-i18next';
import type { Action } from '@consilium/domain/access';
import { ReasonedButton } from '@consilium/ui';
import { LinkButton } from '../platform/link-button';
import { useEvaluationPath, useReasonAgainst } from './use-evaluation';

interface LinkWhenAllowedProps {
  readonly action: Action;
  readonly page: string;
  readonly label: string;
}

function LinkWhenAllowed({ action, page, label }: LinkWhenAllowedProps) {
  const reason = useReasonAgainst()(action);
  const path = useEvaluationPath();
  return reason ? (
    <ReasonedButton variant="default" reason={reason}>
      {label}
    </ReasonedButton>
  ) : (
    <LinkButton variant="default" href={path(page)}>
      {label}
    </LinkButton>
  );
}

/** The ways to change what the file says of itself; each says why it is closed to the reader. */
export function FileActions() {
  const { t } = useTranslation('evaluations');
  const path = useEvaluationPath();
  return (
    <>
      <LinkWhenAllowed action="evaluation.edit" page="details" label={t('screen.details.button')} />
      <LinkWhenAllowed action="evaluation.schedule" page="dates" label={t('screen.dates.button')} />
      <LinkButton variant="default" href={path('template')}>
        {t('screen.template.button')}
      </LinkButton>
    </>
  );
}
