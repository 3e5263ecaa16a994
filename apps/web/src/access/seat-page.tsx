import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@apollo/client/react';
import {
  answerRoles,
  parseProfession,
  seatFunctions,
  type AnswerRole,
  type SeatFunction,
} from '@consilium/domain/access';
import { checkOrder, refuse } from '@consilium/domain/kernel';
import { ErrorSummary, LoadingState, ReasonedButton, TextLink } from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import type { AllPeopleQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useProfessionCode, useProfessionText } from '../platform/professions';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useOperation } from '../platform/use-operation';
import { CheckGroup } from './check-group';
import {
  committeeQuery,
  committeesQuery,
  saveCommitteeSeat,
  type Committee,
  type Seat,
} from './committee-operations';
import { useReasonInOrganisation } from './may';
import { OwnReason } from './own-reason';
import { peopleQuery } from './operations';
import { ProfessionField } from './profession-field';
import { useFields } from './use-fields';
import classes from './access.module.css';

type People = AllPeopleQuery['people'];

/** A seat of a committee: who, for which questions, with which functions, from when to when. */
export function Component() {
  const { t } = useTranslation('access');
  const { committee: id = '', seat: seatId = '' } = useParams();
  const path = useOrganisationPath();
  const committee = useQuery(committeeQuery, { variables: { id } });
  const people = useQuery(peopleQuery);
  const error = committee.error ?? people.error;
  if (!committee.data || !people.data) {
    return error ? (
      <FailureNotice
        error={error}
        onRetry={() => void Promise.all([committee.refetch(), people.refetch()])}
      />
    ) : (
      <LoadingState />
    );
  }
  const found = committee.data.committee;
  const seat = found?.seats.find((one) => one.id === seatId);
  if (!found || (seatId !== 'new' && !seat)) return <NotFoundPage />;
  return (
    <>
      <p className={classes.back}>
        <TextLink href={path(`admin/committees/${id}`)}>{found.name}</TextLink>
      </p>
      <PageTitle
        title={seat ? t('seat.titleOf', { name: seat.displayName }) : t('committee.addSeat')}
      />
      <SeatForm key={seatId} committee={found} seat={seat} people={people.data.people} />
    </>
  );
}

interface SeatFormProps {
  readonly committee: Committee;
  readonly seat: Seat | undefined;
  readonly people: People;
}

function SeatForm({ committee, seat, people }: SeatFormProps) {
  const { t } = useTranslation(['access', 'common']);
  const navigate = useNavigate();
  const path = useOrganisationPath();
  const professionText = useProfessionText();
  const professionCode = useProfessionCode();
  const reason = useReasonInOrganisation()('committee.manage');
  const operation = useOperation();
  const [send] = useMutation(saveCommitteeSeat);
  const { act, busy, trouble } = useAct();
  const [roles, setRoles] = useState<readonly AnswerRole[]>(seat?.answerRoles ?? []);
  const [functions, setFunctions] = useState<readonly SeatFunction[]>(seat?.functions ?? []);
  const [votes, setVotes] = useState(seat?.votes ?? true);
  const { values, set, field, errors, check } = useFields({
    member: seat?.memberId ?? '',
    substitute: seat?.substituteId ?? '',
    profession: seat ? professionText(seat.profession) : '',
    from: seat?.mandateFrom ?? '',
    to: seat?.mandateTo ?? '',
    reason: '',
  });
  const own = people.some(({ you, memberId }) => you && memberId === values.member);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const good = check([
      {
        field: 'member',
        result: values.member === '' ? refuse('name_missing') : null,
        missing: t('missing.member'),
      },
      {
        field: 'profession',
        result: parseProfession(values.profession),
        missing: t('missing.profession'),
      },
      {
        field: 'to',
        result:
          values.from !== '' && values.to !== ''
            ? checkOrder(['mandate_from', values.from], ['mandate_to', values.to])
            : null,
      },
      {
        field: 'reason',
        result: own && values.reason.trim() === '' ? refuse('reason_required') : null,
      },
    ]);
    if (!good || busy || reason) return;
    const saved = await act(async () => {
      const { data } = await send({
        variables: {
          input: operation.of({
            committeeId: committee.id,
            seatId: seat?.id ?? null,
            memberId: values.member,
            substituteId: values.substitute || null,
            profession: professionCode(values.profession),
            answerRoles: [...roles],
            functions: [...functions],
            votes,
            mandateFrom: values.from || null,
            mandateTo: values.to || null,
            reason: own ? values.reason : null,
          }),
        },
        refetchQueries: [
          committeesQuery,
          { query: committeeQuery, variables: { id: committee.id } },
        ],
        awaitRefetchQueries: true,
      });
      return data?.saveCommitteeSeat;
    });
    if (saved) await navigate(path(`admin/committees/${committee.id}`));
  };

  const options = people.filter(
    ({ memberId, active }) =>
      active || memberId === seat?.memberId || memberId === seat?.substituteId,
  );
  const choices = options.map(({ memberId, displayName, profession, active }) => (
    <option key={memberId} value={memberId}>
      {`${displayName} – ${professionText(profession)}`}
      {active ? '' : ` (${t('person.closed')})`}
    </option>
  ));

  return (
    <>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <NativeSelect
          label={t('seat.member')}
          {...field('member')}
          onChange={({ currentTarget: { value } }) => {
            const chosen = people.find(({ memberId }) => memberId === value);
            set({
              member: value,
              ...(chosen ? { profession: professionText(chosen.profession) } : {}),
            });
          }}
        >
          <option value="">{t('seat.choose')}</option>
          {choices}
        </NativeSelect>
        <ProfessionField {...field('profession')} />
        <CheckGroup
          id="roles"
          legend={t('seat.roles')}
          hint={t('seat.rolesHint')}
          names={answerRoles}
          chosen={roles}
          label={(name) => t(`common:answerRoles.${name}`)}
          onChange={setRoles}
        />
        <CheckGroup
          id="seat-functions"
          legend={t('seat.functions')}
          hint={t('seat.functionsHint')}
          names={seatFunctions}
          chosen={functions}
          label={(name) => t(`common:seatFunctions.${name}`)}
          onChange={setFunctions}
        />
        <Checkbox
          label={t('seat.votes')}
          description={t('seat.votesHint')}
          checked={votes}
          onChange={({ currentTarget }) => setVotes(currentTarget.checked)}
        />
        <div className={classes.pair}>
          <TextInput
            type="date"
            label={t('seat.from')}
            description={t('seat.fromHint')}
            {...field('from')}
          />
          <TextInput
            type="date"
            label={t('seat.to')}
            description={t('seat.toHint')}
            {...field('to')}
          />
        </div>
        <NativeSelect
          label={t('seat.substitute')}
          description={t('seat.substituteHint')}
          {...field('substitute')}
        >
          <option value="">{t('seat.noSubstitute')}</option>
          {choices}
        </NativeSelect>
        {own ? <OwnReason {...field('reason')} /> : null}
        <p className={classes.quiet}>{t('seat.takeEffect')}</p>
        <div className={classes.actions}>
          <ReasonedButton type="submit" reason={reason} busy={busy}>
            {t('common:save')}
          </ReasonedButton>
          <TextLink href={path(`admin/committees/${committee.id}`)}>{t('common:cancel')}</TextLink>
        </div>
      </form>
    </>
  );
}
