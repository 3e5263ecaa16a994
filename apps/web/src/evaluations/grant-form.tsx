import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import {
  answerRoles,
  seatFunctions,
  type AnswerRole,
  type SeatFunction,
} from '@consilium/domain/access';
import { ReasonedButton } from '@consilium/ui';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useOperation } from '../platform/use-operation';
import { CheckGroup } from './check-group';
import { grantSeat, type Staff, type StaffedFile } from './staffing-operations';
import classes from './evaluations.module.css';

interface Fields {
  readonly memberId: string;
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
  /** Last day of the mandate as the person wrote it; null while the one that holds is left as it is. */
  readonly seatedTo: string | null;
  /** `seat:<id>`, `role:<role>`, or nothing. */
  readonly place: string;
  readonly reason: string;
}

const empty: Fields = {
  memberId: '',
  profession: '',
  answerRoles: [],
  functions: [],
  votes: false,
  seatedTo: null,
  place: '',
  reason: '',
};

/** Gives a member what her seat on the file carries, or a vacant place of the electorate. */
export function GrantForm({ file, people }: { file: StaffedFile; people: Staff }) {
  const { t } = useTranslation(['evaluations', 'common']);
  const [send] = useMutation(grantSeat);
  const operation = useOperation();
  const { act, busy, trouble } = useAct();
  const [fields, setFields] = useState<Fields>(empty);
  const [said, setSaid] = useState('');
  const set = (changes: Partial<Fields>) => setFields((now) => ({ ...now, ...changes }));
  const vacant = file.seats.filter((seat) => seat.vacant);

  /** One seat has one end: her own where she sits already, else what remains of the mandate she continues. */
  const termOf = (memberId: string, place: string): string => {
    const own = file.seats.find((one) => one.memberId === memberId && one.active);
    const continued = vacant.find(({ id }) => place === `seat:${id}`);
    return (own ? own.seatedTo : continued?.remainsTo) ?? '';
  };
  const choose = (memberId: string) => {
    const seat = file.seats.find((one) => one.memberId === memberId && one.active);
    const person = people.find((one) => one.memberId === memberId);
    const { profession, answerRoles: roles, functions, votes } = seat ?? { ...empty, ...person };
    set({ memberId, profession, answerRoles: roles, functions, votes, seatedTo: null });
  };
  const fill = (place: string) => {
    const seat = vacant.find(({ id }) => place === `seat:${id}`);
    const role = answerRoles.find((name) => place === `role:${name}`);
    set({
      place,
      ...(seat && { answerRoles: seat.answerRoles, functions: seat.functions }),
      ...(role && { answerRoles: [...new Set([...fields.answerRoles, role])] }),
      ...(place !== '' && { votes: true }),
    });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setSaid('');
    const { place, ...rest } = fields;
    const granted = await act(async () => {
      const { data } = await send({
        variables: {
          input: operation.of({
            evaluationId: file.id,
            ...rest,
            answerRoles: [...rest.answerRoles],
            functions: [...rest.functions],
            seatedTo: rest.seatedTo === null ? undefined : rest.seatedTo || null,
            replacesSeatId: place.startsWith('seat:') ? place.slice(5) : null,
            forRole: answerRoles.find((name) => place === `role:${name}`) ?? null,
          }),
        },
        refetchQueries: 'active',
      });
      return data?.grantSeat;
    });
    if (!granted) return;
    setFields(empty);
    setSaid(t('screen.staffing.saved'));
  };

  return (
    <section aria-labelledby="grant">
      <h2 id="grant">{t('screen.staffing.grant')}</h2>
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <NativeSelect
          label={t('screen.staffing.person')}
          value={fields.memberId}
          onChange={({ currentTarget: { value } }) => choose(value)}
        >
          <option value="">{t('screen.panel.choose')}</option>
          {people.map(({ memberId, displayName }) => (
            <option key={memberId} value={memberId}>
              {displayName}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect
          label={t('screen.staffing.place')}
          value={fields.place}
          onChange={({ currentTarget: { value } }) => fill(value)}
        >
          <option value="">{t('screen.staffing.noPlace')}</option>
          {vacant.map(({ id, displayName }) => (
            <option key={id} value={`seat:${id}`}>
              {t('screen.staffing.placeOf', { name: displayName })}
            </option>
          ))}
          {file.missingRoles.map((role) => (
            <option key={role} value={`role:${role}`}>
              {t('screen.staffing.roleOf', { name: t(`common:answerRoles.${role}`) })}
            </option>
          ))}
        </NativeSelect>
        <CheckGroup
          id="grant-functions"
          legend={t('screen.panel.functions')}
          names={seatFunctions}
          chosen={fields.functions}
          label={(name) => t(`common:seatFunctions.${name}`)}
          onChange={(functions) => set({ functions })}
        />
        <CheckGroup
          id="grant-roles"
          legend={t('screen.panel.roles')}
          names={answerRoles}
          chosen={fields.answerRoles}
          label={(name) => t(`common:answerRoles.${name}`)}
          onChange={(chosen) => set({ answerRoles: chosen })}
        />
        <Checkbox
          label={t('screen.panel.votes')}
          checked={fields.votes}
          onChange={({ currentTarget: { checked } }) => set({ votes: checked })}
        />
        <TextInput
          type="date"
          maw="16rem"
          label={t('screen.panel.untilField')}
          description={t('screen.panel.untilHint')}
          value={fields.seatedTo ?? termOf(fields.memberId, fields.place)}
          onChange={({ currentTarget: { value } }) => set({ seatedTo: value })}
        />
        <Textarea
          label={t('screen.staffing.reason')}
          description={t('screen.staffing.reasonHint')}
          value={fields.reason}
          onChange={({ currentTarget: { value } }) => set({ reason: value })}
        />
        <div className={classes.actions}>
          <ReasonedButton
            type="submit"
            reason={fields.memberId === '' ? t('screen.panel.memberMissing') : null}
            busy={busy}
          >
            {t('screen.staffing.save')}
          </ReasonedButton>
          <span role="status">{said}</span>
        </div>
      </form>
    </section>
  );
}
