import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import {
  answerRoles,
  checkCommitteeRules,
  parseName,
  type AnswerRole,
} from '@consilium/domain/access';
import { ErrorSummary, ReasonedButton, TextLink } from '@consilium/ui';
import { useOrganisationPath } from '../platform/organisation';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useOperation } from '../platform/use-operation';
import { CheckGroup } from './check-group';
import {
  committeeQuery,
  committeesQuery,
  saveCommittee,
  type Committee,
} from './committee-operations';
import { useReasonInOrganisation } from './may';
import { useFields } from './use-fields';
import classes from './access.module.css';

/** Where a new committee begins; source: domain guide §7. */
const usual = {
  name: '',
  quorumShare: 0.5,
  noticeDays: 15,
  requiredRoles: [] as readonly AnswerRole[],
  rounds: true,
  pilots: true,
};

const numberOf = (text: string): number =>
  text.trim() === '' ? NaN : Number(text.replace(',', '.'));

/** Name and rules of a committee, new or known. */
export function CommitteeRulesForm({ committee }: { readonly committee?: Committee }) {
  const { t } = useTranslation(['access', 'common']);
  const navigate = useNavigate();
  const path = useOrganisationPath();
  const reason = useReasonInOrganisation()('committee.manage');
  const operation = useOperation();
  const [send] = useMutation(saveCommittee);
  const { act, busy, trouble } = useAct();
  const begin = committee ?? usual;
  const [required, setRequired] = useState<readonly AnswerRole[]>(begin.requiredRoles);
  const [rounds, setRounds] = useState(begin.rounds);
  const [pilots, setPilots] = useState(begin.pilots);
  const { values, field, errors, check } = useFields({
    name: begin.name,
    quorum: String(Math.round(begin.quorumShare * 1000) / 10),
    notice: String(begin.noticeDays),
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const quorumShare = numberOf(values.quorum) / 100;
    const noticeDays = numberOf(values.notice);
    const good = check([
      { field: 'name', result: parseName(values.name), missing: t('missing.committee') },
      { field: 'quorum', result: checkCommitteeRules({ quorumShare, noticeDays: 0 }) },
      { field: 'notice', result: checkCommitteeRules({ quorumShare: 1, noticeDays }) },
    ]);
    if (!good || busy || reason) return;
    const saved = await act(async () => {
      const { data } = await send({
        variables: {
          input: operation.of({
            committeeId: committee?.id ?? null,
            name: values.name,
            quorumShare,
            noticeDays,
            requiredRoles: [...required],
            rounds,
            pilots,
          }),
        },
        refetchQueries: [
          committeesQuery,
          ...(committee ? [{ query: committeeQuery, variables: { id: committee.id } }] : []),
        ],
        awaitRefetchQueries: true,
      });
      return data?.saveCommittee;
    });
    if (saved) await navigate(path(`admin/committees/${saved.committee.id}`));
  };

  return (
    <>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput label={t('committee.name')} autoComplete="off" {...field('name')} />
        <div className={classes.pair}>
          <TextInput
            label={t('rules.quorum')}
            description={t('rules.quorumHint')}
            inputMode="decimal"
            rightSection="%"
            {...field('quorum')}
          />
          <TextInput
            label={t('rules.notice')}
            description={t('rules.noticeHint')}
            inputMode="numeric"
            {...field('notice')}
          />
        </div>
        <CheckGroup
          id="required"
          legend={t('rules.required')}
          hint={t('rules.requiredHint')}
          names={answerRoles}
          chosen={required}
          label={(name) => t(`common:answerRoles.${name}`)}
          onChange={setRequired}
        />
        <fieldset className={classes.group}>
          <legend>{t('rules.steps')}</legend>
          <Checkbox
            label={t('rules.rounds')}
            description={t('rules.roundsHint')}
            checked={rounds}
            onChange={({ currentTarget }) => setRounds(currentTarget.checked)}
          />
          <Checkbox
            label={t('rules.pilots')}
            description={t('rules.pilotsHint')}
            checked={pilots}
            onChange={({ currentTarget }) => setPilots(currentTarget.checked)}
          />
        </fieldset>
        <p className={classes.quiet}>{t('rules.takeEffect')}</p>
        <div className={classes.actions}>
          <ReasonedButton type="submit" reason={reason} busy={busy}>
            {committee ? t('common:save') : t('committees.foundSubmit')}
          </ReasonedButton>
          <TextLink
            href={path(committee ? `admin/committees/${committee.id}` : 'admin/committees')}
          >
            {t('common:cancel')}
          </TextLink>
        </div>
      </form>
    </>
  );
}
