import { useTranslation } from 'react-i18next';
import { Button, NativeSelect } from '@mantine/core';
import type { Attendance } from '@consilium/domain/decisions';
import { StatusBadge } from '@consilium/ui';
import { useProfessionText } from '../platform/professions';
import { attendancesIn, nobodyThere, type MeetingFields } from './meeting-fields';
import type { Seat } from './use-decision-page';
import classes from './decisions.module.css';

interface AttendanceSheetProps {
  readonly seats: readonly Seat[];
  readonly fields: MeetingFields;
  errorOf(fieldId: string): string | undefined;
  onChange(attendance: MeetingFields['attendance']): void;
}

/** How each member takes part, and who holds whose proxy. */
export function AttendanceSheet({ seats, fields, errorOf, onChange }: AttendanceSheetProps) {
  const { t } = useTranslation(['decisions', 'ui']);
  const professionText = useProfessionText();
  const { attendance, mode } = fields;
  const lineOf = (seat: string) => attendance[seat] ?? nobodyThere;
  const holders = (seat: string) =>
    seats.filter(
      (one) =>
        one.seat !== seat &&
        one.votes &&
        !one.vacant &&
        ['present', 'remote'].includes(lineOf(one.seat).attendance),
    );
  const everybody =
    mode === 'written_consultation' ? null : mode === 'remote' ? 'remote' : 'present';
  return (
    <fieldset className={classes.group} id="attendance">
      <legend>{t('decisions:screen.meetings.attendance')}</legend>
      <p className={classes.quiet}>{t('decisions:screen.meetings.attendanceHint')}</p>
      {everybody ? (
        <div>
          <Button
            variant="default"
            size="xs"
            onClick={() =>
              onChange(
                Object.fromEntries(
                  seats
                    .filter(({ recused, vacant }) => !recused && !vacant)
                    .map(({ seat }) => [seat, { ...lineOf(seat), attendance: everybody }]),
                ),
              )
            }
          >
            {t('decisions:screen.meetings.allPresent')}
          </Button>
        </div>
      ) : null}
      <div>
        {seats.map(({ seat, name, profession, votes, recused, vacant }) => {
          const line = lineOf(seat);
          const set = (changes: Partial<typeof line>) =>
            onChange({ ...attendance, [seat]: { ...line, ...changes } });
          return (
            <div key={seat} className={classes.attendance}>
              <div>
                {name} <span className={classes.quiet}>{professionText(profession)}</span>{' '}
                {recused ? (
                  <StatusBadge tone="warning">{t('ui:person.recused')}</StatusBadge>
                ) : vacant ? (
                  <StatusBadge tone="warning">{t('decisions:screen.meetings.vacant')}</StatusBadge>
                ) : votes ? null : (
                  <span className={classes.quiet}>({t('decisions:screen.meetings.noVote')})</span>
                )}
              </div>
              <NativeSelect
                id={`attendance-${seat}`}
                aria-label={t('decisions:screen.meetings.attendanceOf', { name })}
                value={line.attendance}
                onChange={({ currentTarget: { value } }) =>
                  set({ attendance: value as Attendance })
                }
              >
                {attendancesIn(mode, line.attendance, vacant).map((one) => (
                  <option key={one} value={one}>
                    {t(`decisions:attendances.${one}`)}
                  </option>
                ))}
              </NativeSelect>
              {line.attendance === 'represented' ? (
                <NativeSelect
                  id={`proxy-${seat}`}
                  aria-label={t('decisions:screen.meetings.proxyOf', { name })}
                  value={line.representedBy}
                  error={errorOf(`proxy-${seat}`)}
                  onChange={({ currentTarget: { value } }) => set({ representedBy: value })}
                >
                  <option value="">{t('decisions:screen.meetings.proxyChoose')}</option>
                  {seats
                    .filter((one) => one.seat === line.representedBy || holders(seat).includes(one))
                    .map((one) => (
                      <option key={one.seat} value={one.seat}>
                        {one.name}
                      </option>
                    ))}
                </NativeSelect>
              ) : null}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
