import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { parseName, parseProfession, type OrganisationFunction } from '@consilium/domain/access';
import { refuse } from '@consilium/domain/kernel';
import { DescriptionList, ErrorSummary, ReasonedButton, useFormat } from '@consilium/ui';
import { useProfessionCode, useProfessionText } from '../platform/professions';
import { TroubleNotice } from '../platform/use-act';
import { useReasonInOrganisation } from './may';
import { OwnReason } from './own-reason';
import { PersonFields } from './person-fields';
import { detailsOf, useChangeMember, type Person } from './use-change-member';
import { useFields } from './use-fields';
import classes from './access.module.css';

/** Name, profession and functions of a member. */
export function DetailsForm({ person }: { readonly person: Person }) {
  const { t } = useTranslation(['access', 'common']);
  const reason = useReasonInOrganisation()('people.manage');
  const professionText = useProfessionText();
  const professionCode = useProfessionCode();
  const { change, busy, trouble } = useChangeMember(person);
  const [functions, setFunctions] = useState<OrganisationFunction[]>([...person.functions]);
  const [said, setSaid] = useState('');
  const { values, field, errors, check } = useFields({
    name: person.displayName,
    profession: professionText(person.profession),
    reason: '',
  });
  const gains = person.you && functions.some((name) => !person.functions.includes(name));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaid('');
    const good = check([
      { field: 'name', result: parseName(values.name), missing: t('missing.name') },
      {
        field: 'profession',
        result: parseProfession(values.profession),
        missing: t('missing.profession'),
      },
      {
        field: 'reason',
        result: gains && values.reason.trim() === '' ? refuse('reason_required') : null,
      },
    ]);
    if (!good || busy || reason) return;
    const saved = await change({
      ...detailsOf(person),
      displayName: values.name,
      profession: professionCode(values.profession),
      functions,
      ...(gains ? { reason: values.reason } : {}),
    });
    if (saved) setSaid(t('person.saved'));
  };

  return (
    <section className={classes.section} aria-labelledby="details-title">
      <h2 id="details-title">{t('person.details')}</h2>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <PersonFields
          name={field('name')}
          profession={field('profession')}
          functions={functions}
          onFunctions={setFunctions}
        />
        {gains ? <OwnReason {...field('reason')} /> : null}
        <div className={classes.actions}>
          <ReasonedButton type="submit" reason={reason} busy={busy}>
            {t('common:save')}
          </ReasonedButton>
          <span role="status">{said}</span>
        </div>
      </form>
    </section>
  );
}

/** The same of somebody without access, as it was when she left, and why it cannot be changed. */
export function KeptDetails({ person }: { readonly person: Person }) {
  const { t } = useTranslation(['access', 'common']);
  const { list } = useFormat();
  const professionText = useProfessionText();
  const { displayName, profession, functions } = person;
  return (
    <section className={classes.section} aria-labelledby="details-title">
      <h2 id="details-title">{t('person.details')}</h2>
      <DescriptionList
        items={[
          { term: t('person.name'), value: displayName },
          { term: t('person.profession'), value: professionText(profession) },
          {
            term: t('person.functions'),
            value:
              functions.length === 0
                ? t('person.noFunction')
                : list(functions.map((name) => t(`common:organisationFunctions.${name}`))),
          },
        ]}
      />
      <p className={classes.text}>{t('person.kept', { name: displayName })}</p>
    </section>
  );
}
