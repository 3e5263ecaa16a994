import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@apollo/client/react';
import { answerRoles, parseProfession, powerRoles } from '@consilium/domain/access';
import { checkOrder, farthestFrom, isRefusal } from '@consilium/domain/kernel';
import {
  ErrorSummary,
  LoadingState,
  Notice,
  ReasonedButton,
  TextLink,
  useFormat,
  type FieldError,
} from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { graphql } from '../gql';
import type { PeopleToSeatQuery } from '../gql/graphql';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { useKnownProfessions, useProfessionCode, useProfessionText } from '../platform/professions';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useOperation } from '../platform/use-operation';
import { CheckGroup } from './check-group';
import { isStale, Meanwhile } from './meanwhile';
import { filePanelQuery, saveSeat, type Seat } from './panel-operations';
import { useEvaluation, useEvaluationPath, useReasonAgainst } from './use-evaluation';
import classes from './evaluations.module.css';

const peopleToSeatQuery = graphql(`
  query PeopleToSeat {
    people {
      memberId
      displayName
      profession
    }
    committees {
      id
      seats {
        id
        memberId
        profession
        answerRoles
        current
      }
    }
  }
`);

type Person = PeopleToSeatQuery['people'][number];
type CommitteeSeat = PeopleToSeatQuery['committees'][number]['seats'][number];

/** One seat of the panel: who, for which questions, with which functions, until when. */
export function Component() {
  const { t } = useTranslation('evaluations');
  const { id } = useEvaluation();
  const { member = 'new' } = useParams();
  const path = useEvaluationPath();
  const panel = useQuery(filePanelQuery, { variables: { id } });
  const people = useQuery(peopleToSeatQuery);
  const error = panel.error ?? people.error;
  const file = panel.data?.evaluation;
  if (!panel.data || !people.data) {
    return error ? (
      <FailureNotice
        error={error}
        onRetry={() => void Promise.all([panel.refetch(), people.refetch()])}
      />
    ) : (
      <LoadingState />
    );
  }
  const seat = file?.panel.seats.find(({ memberId }) => memberId === member);
  if (!file || (member !== 'new' && !seat)) return <NotFoundPage />;
  return (
    <>
      <PageTitle
        title={seat ? t('screen.panel.titleOf', { name: seat.displayName }) : t('screen.panel.add')}
      />
      <p>
        <TextLink href={path('panel')}>{t('screen.panel.back')}</TextLink>
      </p>
      <SeatForm
        key={member}
        seat={seat}
        today={file.today}
        seats={file.panel.seats}
        people={people.data.people}
        committee={
          people.data.committees
            .find((one) => one.id === file.committee.id)
            ?.seats.filter(({ current }) => current) ?? []
        }
      />
    </>
  );
}

interface SeatFormProps {
  readonly seat: Seat | undefined;
  readonly today: string;
  /** Everybody's, as the panel now stands. */
  readonly seats: readonly Seat[];
  readonly people: readonly Person[];
  /** Fills the form when somebody of the committee is chosen. */
  readonly committee: readonly CommitteeSeat[];
}

type Fields = Pick<Seat, 'memberId' | 'profession' | 'answerRoles' | 'functions' | 'votes'> & {
  readonly seatedTo: string;
};

const empty: Fields = {
  memberId: '',
  profession: '',
  answerRoles: [],
  functions: [],
  votes: false,
  seatedTo: '',
};

function SeatForm({ seat, today, seats, people, committee }: SeatFormProps) {
  const { t, i18n } = useTranslation(['evaluations', 'common']);
  const { id } = useEvaluation();
  const navigate = useNavigate();
  const path = useEvaluationPath();
  const barred = useReasonAgainst()('panel.edit');
  const refusalText = useRefusalText();
  const professionText = useProfessionText();
  const professionCode = useProfessionCode();
  const professions = Object.values(useKnownProfessions());
  const professionList = useId();
  const operation = useOperation();
  const [send] = useMutation(saveSeat);
  const { act, busy, trouble, clear } = useAct();
  const { date, list } = useFormat();
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const fieldsOf = (one: Seat): Fields => ({
    ...one,
    profession: professionText(one.profession),
    seatedTo: one.active ? (one.seatedTo ?? '') : '',
  });
  // What this form was filled in over: what is read again meanwhile counts once it has been shown.
  const [baseRevision, setBaseRevision] = useState(seat?.revision ?? 0);
  const [fields, setFields] = useState<Fields>(() => (seat ? fieldsOf(seat) : empty));
  const now = seats.find((one) => one.memberId === fields.memberId);
  const overtaken = isStale(trouble) && now && now.revision !== baseRevision ? now : null;
  const theirs = overtaken && fieldsOf(overtaken);
  const set = (changes: Partial<Fields>) => setFields((now) => ({ ...now, ...changes }));
  const errorOf = (fieldId: string) => errors.find((one) => one.fieldId === fieldId)?.message;

  const choose = (memberId: string) => {
    const person = people.find((one) => one.memberId === memberId);
    const known = committee.find((one) => one.memberId === memberId);
    if (!person) return set({ memberId });
    const { profession, answerRoles: roles } = known ?? { ...empty, ...person };
    return set({
      memberId,
      profession: professionText(profession),
      answerRoles: roles.filter((role) => powerRoles([role], []).length === 0),
    });
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const profession = parseProfession(fields.profession);
    const wrongDay = checkOrder(
      ['today', today],
      ['mandate_to', fields.seatedTo === '' ? null : fields.seatedTo],
      farthestFrom(today),
    );
    const found = [
      fields.memberId === ''
        ? { fieldId: 'seat-member', message: t('screen.panel.memberMissing') }
        : null,
      isRefusal(profession)
        ? { fieldId: 'seat-profession', message: refusalText(profession) }
        : null,
      wrongDay ? { fieldId: 'seat-until', message: refusalText(wrongDay) } : null,
    ].filter((one) => one !== null);
    setErrors(found);
    if (found.length > 0 || busy || barred) return;
    const base = overtaken ? overtaken.revision : baseRevision;
    setBaseRevision(base);
    const saved = await act(async () => {
      const { data } = await send({
        variables: {
          input: operation.of({
            evaluationId: id,
            memberId: fields.memberId,
            profession: professionCode(fields.profession),
            answerRoles: [...fields.answerRoles],
            functions: [...fields.functions],
            votes: fields.votes,
            seatedTo: fields.seatedTo || null,
            baseRevision: base,
          }),
        },
        refetchQueries: [{ query: filePanelQuery, variables: { id } }],
        awaitRefetchQueries: true,
      });
      return data?.saveSeat;
    });
    if (saved) await navigate(path('panel'));
  };

  const seated = new Set(seats.filter(({ active }) => active).map(({ memberId }) => memberId));
  // Whom somebody else seated meanwhile stays chosen.
  const free = people.filter(
    ({ memberId }) => !seated.has(memberId) || memberId === fields.memberId,
  );
  const onCommittee = new Set(committee.map(({ memberId }) => memberId));
  const groups = [
    {
      label: t('screen.panel.ofCommittee'),
      people: free.filter(({ memberId }) => onCommittee.has(memberId)),
    },
    {
      label: t('screen.panel.others'),
      people: free.filter(({ memberId }) => !onCommittee.has(memberId)),
    },
  ].filter((group) => group.people.length > 0);
  const inWords = (one: Fields) => [
    { term: t('screen.panel.profession'), value: one.profession },
    {
      term: t('screen.panel.roles'),
      value: list(one.answerRoles.map((name) => t(`common:answerRoles.${name}`))),
    },
    {
      term: t('screen.panel.functions'),
      value: list(one.functions.map((name) => t(`common:seatFunctions.${name}`))),
    },
    { term: t('screen.panel.votes'), value: t(one.votes ? 'common:yes' : 'common:no') },
    { term: t('screen.panel.untilField'), value: one.seatedTo && date(one.seatedTo) },
  ];
  const mine = inWords(fields);
  return (
    <>
      <ErrorSummary errors={errors} />
      {theirs ? (
        <Meanwhile
          theirs={inWords(theirs).filter(({ value }, index) => value !== mine[index]?.value)}
          onTake={() => {
            setFields(theirs);
            setBaseRevision(overtaken.revision);
            clear();
          }}
        />
      ) : (
        <TroubleNotice trouble={trouble} />
      )}
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        {seat ? null : (
          <NativeSelect
            id="seat-member"
            label={t('screen.panel.member')}
            value={fields.memberId}
            error={errorOf('seat-member')}
            onChange={({ currentTarget: { value } }) => choose(value)}
          >
            <option value="">{t('screen.panel.choose')}</option>
            {groups.map((group) => (
              <optgroup key={group.label} label={group.label}>
                {group.people.map(({ memberId, displayName, profession }) => (
                  <option key={memberId} value={memberId}>
                    {`${displayName} – ${professionText(profession)}`}
                  </option>
                ))}
              </optgroup>
            ))}
          </NativeSelect>
        )}
        <div>
          <TextInput
            id="seat-profession"
            label={t('screen.panel.profession')}
            list={professionList}
            autoComplete="off"
            value={fields.profession}
            error={errorOf('seat-profession')}
            onChange={({ currentTarget: { value } }) => set({ profession: value })}
          />
          <datalist id={professionList}>
            {professions
              .sort((a, b) => a.localeCompare(b, i18n.language))
              .map((name) => (
                <option key={name} value={name} />
              ))}
          </datalist>
        </div>
        <CheckGroup
          id="seat-roles"
          legend={t('screen.panel.roles')}
          names={answerRoles.filter(
            (name) =>
              powerRoles([name], []).length === 0 || (seat?.answerRoles ?? []).includes(name),
          )}
          chosen={fields.answerRoles}
          label={(name) => t(`common:answerRoles.${name}`)}
          onChange={(chosen) => set({ answerRoles: chosen })}
        />
        <Notice>
          <p>{t('screen.panel.powerText')}</p>
        </Notice>
        <TextInput
          id="seat-until"
          type="date"
          maw="16rem"
          label={t('screen.panel.untilField')}
          description={t('screen.panel.untilHint')}
          value={fields.seatedTo}
          error={errorOf('seat-until')}
          onChange={({ currentTarget: { value } }) => set({ seatedTo: value })}
        />
        <div className={classes.actions}>
          <ReasonedButton type="submit" reason={barred} busy={busy}>
            {t('screen.panel.save')}
          </ReasonedButton>
          <TextLink href={path('panel')}>{t('common:cancel')}</TextLink>
        </div>
      </form>
    </>
  );
}
