import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Button, Checkbox, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { checkCall, meetingModes, type MeetingMode } from '@consilium/domain/decisions';
import { isCalendarDate } from '@consilium/domain/evaluations';
import { ErrorSummary, Notice, TextLink, useFormat, type FieldError } from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { useEvaluation, useEvaluationPath, useReasonAgainst } from '../evaluations';
import { useRefusalText } from '../platform/failure-notice';
import { KeptNotices, type Reading } from '../platform/keeper/kept-notices';
import { useKeptForm } from '../platform/keeper/use-kept-form';
import { TroubleNotice } from '../platform/use-act';
import { AttendanceSheet } from './attendance-sheet';
import { FormPage } from './form-page';
import { attendanceInput, meetingFields, seatsToMark, type MeetingFields } from './meeting-fields';
import { saveMeeting } from './operations';
import { useChange } from './use-change';
import type { DecisionPage, Meeting } from './use-decision-page';
import { nameOf } from './words';
import classes from './decisions.module.css';

/** One sitting to plan or to change: how it is called, who takes part, its minutes. */
export function Component() {
  const { t } = useTranslation('decisions');
  const { meeting: id } = useParams();
  const denied = useReasonAgainst()('meeting.edit');
  const found = (page: DecisionPage | undefined) =>
    page?.meetings.find((meeting) => meeting.id === id) ?? null;
  return (
    <FormPage
      title={(page) =>
        id === 'new'
          ? t('screen.meetings.newTitle')
          : t('screen.meetings.editTitle', { number: found(page)?.number ?? '' })
      }
      denied={denied}
    >
      {(page) =>
        id !== 'new' && !found(page) ? (
          <NotFoundPage />
        ) : (
          <MeetingForm key={id} page={page} meeting={found(page)} />
        )
      }
    </FormPage>
  );
}

interface MeetingFormProps {
  readonly page: DecisionPage;
  readonly meeting: Meeting | null;
}

function MeetingForm({ page, meeting }: MeetingFormProps) {
  const { t } = useTranslation(['decisions', 'common']);
  const navigate = useNavigate();
  const path = useEvaluationPath();
  const refusalText = useRefusalText();
  const { id: evaluationId } = useEvaluation();
  const { change, client, busy, trouble } = useChange();
  const readings = useReadings(page);
  const saved = meetingFields(page, meeting);
  const form = useKeptForm('meeting', `${evaluationId}.${meeting?.id ?? 'new'}`, {
    version: meeting?.version ?? 0,
    fields: saved,
  });
  const { fields, set } = form;
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const errorOf = (fieldId: string) => errors.find((one) => one.fieldId === fieldId)?.message;
  const seats = seatsToMark(page, meeting);
  const notSecond = checkCall(
    { id: meeting?.id ?? null, call: 'second', calledOn: fields.calledOn },
    page.meetings.filter(({ quorumFailed }) => quorumFailed),
  );

  const faults = (): FieldError[] => {
    const wrong = (fieldId: string, message: string) => ({ fieldId, message });
    const { heldOn, calledOn } = fields;
    const [held, called] = [isCalendarDate(heldOn), isCalendarDate(calledOn)];
    return [
      ...(held ? [] : [wrong('heldOn', t('decisions:screen.meetings.errors.heldOn'))]),
      ...(called ? [] : [wrong('calledOn', t('decisions:screen.meetings.errors.calledOn'))]),
      ...(held && called && calledOn > heldOn
        ? [wrong('calledOn', t('decisions:screen.meetings.errors.calledAfter'))]
        : []),
      ...(fields.call === 'second' && notSecond ? [wrong('call', refusalText(notSecond))] : []),
      ...Object.entries(fields.attendance)
        .filter(([, line]) => line.attendance === 'represented' && line.representedBy === '')
        .map(([seat]) =>
          wrong(
            `proxy-${seat}`,
            t('decisions:screen.meetings.errors.proxy', { name: nameOf(page.seats, seat) }),
          ),
        ),
    ];
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = faults();
    setErrors(found);
    if (found.length > 0 || busy || form.stale) return;
    const { attendance, presidingSeat, ...rest } = fields;
    const done = await change(
      async () => {
        const { data } = await client.mutate({
          mutation: saveMeeting,
          variables: {
            input: form.operation.of({
              ...rest,
              evaluationId,
              meetingId: meeting?.id ?? null,
              baseVersion: form.baseVersion,
              presidingSeat: presidingSeat || null,
              attendance: attendanceInput(attendance),
            }),
          },
        });
        return data?.saveMeeting;
      },
      ({ version }) => form.savedAs(version),
    );
    if (!done) return;
    form.forget();
    await navigate(`${path('decision')}#meetings`);
  };

  if (meeting?.validatedAt) {
    return (
      <Notice tone="info">
        <p>{refusalText({ code: 'minutes_already_validated' })}</p>
      </Notice>
    );
  }
  return (
    <>
      <div className={classes.notices}>
        <ErrorSummary errors={errors} />
        <TroubleNotice trouble={trouble} />
        <KeptNotices form={form} saved={saved} readings={readings} />
      </div>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <Radio.Group
          id="mode"
          label={t('decisions:screen.meetings.mode')}
          value={fields.mode}
          onChange={(value) => set({ mode: value as MeetingMode })}
        >
          <div className={classes.choices}>
            {meetingModes.map((mode) => (
              <Radio key={mode} value={mode} label={t(`decisions:meetingModes.${mode}`)} />
            ))}
          </div>
        </Radio.Group>
        <div className={classes.pair}>
          <TextInput
            id="heldOn"
            type="date"
            label={t('decisions:screen.meetings.heldOn')}
            value={fields.heldOn}
            error={errorOf('heldOn')}
            onChange={({ currentTarget: { value } }) => set({ heldOn: value })}
          />
          <TextInput
            id="calledOn"
            type="date"
            label={t('decisions:screen.meetings.calledOn')}
            value={fields.calledOn}
            error={errorOf('calledOn')}
            onChange={({ currentTarget: { value } }) => set({ calledOn: value })}
          />
        </div>
        <Checkbox
          label={t('decisions:screen.meetings.urgentLabel')}
          checked={fields.urgent}
          onChange={({ currentTarget: { checked } }) => set({ urgent: checked })}
        />
        <div className={classes.pair}>
          <NativeSelect
            id="call"
            label={t('decisions:screen.meetings.call')}
            description={
              notSecond && fields.call === 'first'
                ? t('decisions:screen.meetings.notSecond')
                : undefined
            }
            error={errorOf('call')}
            value={fields.call}
            onChange={({ currentTarget: { value } }) =>
              set({ call: value === 'second' ? 'second' : 'first' })
            }
          >
            {(['first', 'second'] as const).map((call) => (
              <option
                key={call}
                value={call}
                disabled={call === 'second' && notSecond !== null && fields.call === 'first'}
              >
                {t(`decisions:screen.meetings.calls.${call}`)}
              </option>
            ))}
          </NativeSelect>
          <NativeSelect
            label={t('decisions:screen.meetings.presiding')}
            value={fields.presidingSeat}
            onChange={({ currentTarget: { value } }) => set({ presidingSeat: value })}
          >
            <option value="">{t('decisions:screen.meetings.nobodyPresides')}</option>
            {seats.map(({ seat, name }) => (
              <option key={seat} value={seat}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </div>
        {fields.call === 'second' ? (
          <p className={classes.quiet}>{t('decisions:screen.meetings.secondHint')}</p>
        ) : null}
        <AttendanceSheet
          seats={seats}
          fields={fields}
          errorOf={errorOf}
          onChange={(attendance) => set({ attendance })}
        />
        <Textarea
          id="minutes"
          label={t('decisions:screen.meetings.minutes')}
          description={t('decisions:screen.meetings.minutesHint')}
          autosize
          minRows={6}
          value={fields.minutes}
          onChange={({ currentTarget: { value } }) => set({ minutes: value })}
        />
        <div className={classes.actions}>
          <Button type="submit" aria-disabled={busy || form.stale}>
            {t('decisions:screen.meetings.save')}
          </Button>
          <TextLink href={path('decision')}>{t('common:cancel')}</TextLink>
        </div>
      </form>
    </>
  );
}

/** The fields in words, to compare two versions of them. */
function useReadings(page: DecisionPage): (fields: MeetingFields) => Reading[] {
  const { t } = useTranslation(['decisions', 'common']);
  const { date } = useFormat();
  const day = (value: string) => (isCalendarDate(value) ? date(value) : value);
  return (fields) => [
    {
      term: t('decisions:screen.meetings.mode'),
      value: t(`decisions:meetingModes.${fields.mode}`),
    },
    { term: t('decisions:screen.meetings.heldOn'), value: day(fields.heldOn) },
    { term: t('decisions:screen.meetings.calledOn'), value: day(fields.calledOn) },
    {
      term: t('decisions:screen.meetings.urgent'),
      value: fields.urgent ? t('common:yes') : t('common:no'),
    },
    {
      term: t('decisions:screen.meetings.call'),
      value: t(`decisions:screen.meetings.calls.${fields.call}`),
    },
    {
      term: t('decisions:screen.meetings.presiding'),
      value: nameOf(page.seats, fields.presidingSeat),
    },
    {
      term: t('decisions:screen.meetings.attendance'),
      value: page.seats
        .flatMap(({ seat, name }) => {
          const line = fields.attendance[seat];
          if (!line || line.attendance === 'absent') return [];
          const holder = nameOf(page.seats, line.representedBy);
          return `${name} – ${
            line.attendance === 'represented' && holder
              ? t('decisions:screen.meetings.proxyTo', { name: holder })
              : t(`decisions:attendances.${line.attendance}`)
          }`;
        })
        .join('\n'),
    },
    { term: t('decisions:screen.meetings.minutes'), value: fields.minutes },
  ];
}
