import { useTranslation } from 'react-i18next';
import { ReasonedButton } from '@consilium/ui';
import { useEvaluationPath, useReasonAgainst } from '../evaluations';
import { LinkButton } from '../platform/link-button';
import { MeetingView } from './meeting-view';
import type { DecisionPage } from './use-decision-page';
import classes from './decisions.module.css';

/** The sittings at which the committee deliberates and votes. */
export function MeetingsSection({ page }: { readonly page: DecisionPage }) {
  const { t } = useTranslation('decisions');
  const path = useEvaluationPath();
  const reason = useReasonAgainst()('meeting.edit');
  const label = t('screen.meetings.add');
  return (
    <section className={classes.section} aria-labelledby="meetings">
      <h2 id="meetings">{t('screen.sections.meetings')}</h2>
      {page.meetings.length === 0 ? (
        <p>
          {t('screen.meetings.none')} {t('screen.meetings.noneHint')}
        </p>
      ) : (
        <ul className={classes.list}>
          {page.meetings.map((meeting) => (
            <li key={meeting.id}>
              <MeetingView meeting={meeting} page={page} />
            </li>
          ))}
        </ul>
      )}
      <div className={classes.actions}>
        {reason ? (
          <ReasonedButton variant="default" reason={reason}>
            {label}
          </ReasonedButton>
        ) : (
          <LinkButton variant="default" href={path('decision/meetings/new')}>
            {label}
          </LinkButton>
        )}
      </div>
    </section>
  );
}
