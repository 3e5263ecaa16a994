import { useTranslation } from 'react-i18next';
import {
  DescriptionList,
  FoldedHelp,
  ReasonedButton,
  StatusBadge,
  TextLink,
  useFormat,
} from '@consilium/ui';
import { useEvaluationPath, useReasonAgainst } from '../evaluations';
import { newOperationId } from '../platform/ids';
import { useRefusalText } from '../platform/failure-notice';
import { useProfessionText } from '../platform/professions';
import { TroubleNotice } from '../platform/use-act';
import { validateMinutes } from './operations';
import { seatsAt } from './meeting-fields';
import { QuorumView } from './quorum-view';
import { useChange } from './use-change';
import type { DecisionPage, Meeting } from './use-decision-page';
import { nameOf } from './words';
import classes from './decisions.module.css';

interface MeetingViewProps {
  readonly meeting: Meeting;
  readonly page: DecisionPage;
}

/** One sitting: how it was called, who took part, what is kept of it. */
export function MeetingView({ meeting, page }: MeetingViewProps) {
  const { t } = useTranslation(['decisions', 'common']);
  const { date } = useFormat();
  const path = useEvaluationPath();
  const mayEdit = useReasonAgainst()('meeting.edit') === null;
  const { number, notice, validatedAt, minutes } = meeting;
  const isAhead = meeting.heldOn > page.today;
  const name = t('decisions:screen.meetings.name', { number });
  const calledOn = (
    <>
      {date(meeting.calledOn)}
      <span className={classes.line}>
        {t('decisions:screen.meetings.notice', { count: notice.days })}
      </span>
      {notice.isShort ? (
        <span className={classes.line}>
          {t('decisions:screen.meetings.short', { count: notice.needed })}
        </span>
      ) : null}
    </>
  );
  return (
    <article className={classes.entry} aria-labelledby={`meeting-${meeting.id}`}>
      <div className={classes.row}>
        <h3 id={`meeting-${meeting.id}`}>
          {name}, {date(meeting.heldOn)}
        </h3>
        <StatusBadge tone={validatedAt ? 'success' : isAhead ? 'info' : 'neutral'}>
          {validatedAt
            ? t('decisions:screen.meetings.validated')
            : isAhead
              ? t('decisions:screen.meetings.ahead')
              : t('decisions:screen.meetings.notValidated')}
        </StatusBadge>
      </div>
      <DescriptionList
        items={[
          {
            term: t('decisions:screen.meetings.mode'),
            value: t(`decisions:meetingModes.${meeting.mode}`),
          },
          {
            term: t('decisions:screen.meetings.call'),
            value: t(`decisions:screen.meetings.calls.${meeting.call}`),
          },
          { term: t('decisions:screen.meetings.calledOn'), value: calledOn },
          {
            term: t('decisions:screen.meetings.urgent'),
            value: meeting.urgent ? t('common:yes') : t('common:no'),
          },
          {
            term: t('decisions:screen.meetings.presiding'),
            value:
              nameOf(page.seats, meeting.presidingSeat) ||
              t('decisions:screen.meetings.nobodyPresides'),
          },
        ]}
      />
      {isAhead ? null : (
        <>
          <QuorumView
            label={t('decisions:screen.meetings.quorum', { number })}
            quorum={meeting.quorum}
            page={page}
          />
          <Attendance meeting={meeting} page={page} />
        </>
      )}
      <h4>{t('decisions:screen.meetings.minutes')}</h4>
      {minutes.trim() === '' ? (
        <p className={classes.quiet}>{t('decisions:screen.meetings.noMinutes')}</p>
      ) : (
        <blockquote className={classes.verbatim}>{minutes}</blockquote>
      )}
      {validatedAt ? (
        <p className={classes.quiet}>
          {t('decisions:screen.meetings.validatedBy', {
            name: meeting.validatedBy ?? '',
            date: date(validatedAt),
          })}
        </p>
      ) : null}
      <div className={classes.actions}>
        <ValidateMinutes meeting={meeting} />
        {mayEdit && !validatedAt ? (
          <TextLink
            href={path(`decision/meetings/${meeting.id}`)}
            aria-label={t('decisions:screen.meetings.editThis', { number })}
          >
            {t('decisions:screen.meetings.edit')}
          </TextLink>
        ) : null}
      </div>
    </article>
  );
}

function Attendance({ meeting, page }: MeetingViewProps) {
  const { t } = useTranslation('decisions');
  const professionText = useProfessionText();
  const there = meeting.attendance.filter(({ attendance }) => attendance !== 'absent');
  const seats = seatsAt(page, meeting);
  return (
    <FoldedHelp
      summary={t('screen.meetings.attendanceSummary', {
        there: there.length,
        total: seats.length,
      })}
    >
      <ul className={classes.plain}>
        {seats.map(({ seat, name, profession }) => {
          const line = meeting.attendance.find(({ seatId }) => seatId === seat);
          const holder = nameOf(page.seats, line?.representedBy ?? null);
          return (
            <li key={seat}>
              {name} <span className={classes.quiet}>{professionText(profession)}</span> –{' '}
              {holder
                ? t('screen.meetings.proxyTo', { name: holder })
                : t(`attendances.${line?.attendance ?? 'absent'}`)}
              {line?.note ? <span className={classes.line}>{line.note}</span> : null}
            </li>
          );
        })}
      </ul>
    </FoldedHelp>
  );
}

function ValidateMinutes({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation('decisions');
  const against = useReasonAgainst();
  const refusalText = useRefusalText();
  const { change, client, busy, trouble } = useChange();
  const validated = meeting.validatedAt !== null;
  const reason =
    against('minutes.validate') ??
    (!validated && meeting.minutes.trim() === '' ? refusalText({ code: 'minutes_missing' }) : null);
  const validate = () =>
    change(async () => {
      const { data } = await client.mutate({
        mutation: validateMinutes,
        variables: {
          input: {
            operationId: newOperationId(),
            meetingId: meeting.id,
            baseVersion: meeting.version,
            validated: !validated,
          },
        },
      });
      return data?.validateMinutes;
    });
  return (
    <>
      <ReasonedButton
        variant={validated ? 'default' : 'filled'}
        reason={reason}
        busy={busy}
        onClick={() => void validate()}
      >
        {validated ? t('screen.meetings.unvalidate') : t('screen.meetings.validate')}
      </ReasonedButton>
      <TroubleNotice trouble={trouble} />
    </>
  );
}
