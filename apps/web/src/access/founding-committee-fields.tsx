import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Radio, TextInput } from '@mantine/core';
import { parseEmail, parseName, parseProfession } from '@consilium/domain/access';
import { ProfessionField } from './profession-field';
import type { Checked } from './use-fields';
import classes from './access.module.css';

type CoordinatorFields = 'coordinatorName' | 'coordinatorEmail' | 'coordinatorProfession';
type CommitteeField = CoordinatorFields | 'foundingAct' | 'foundedOn';

interface CommitteeFieldsProps {
  field(name: CommitteeField): {
    readonly id: string;
    readonly value: string;
    readonly error: string | undefined;
    onChange(event: { readonly currentTarget: { readonly value: string } }): void;
  };
  readonly coordinates: 'founder' | 'other';
  onCoordinates(who: 'founder' | 'other'): void;
}

/** What the founder says of somebody else who coordinates. */
export const coordinatorRules = (
  values: Readonly<Record<CoordinatorFields, string>>,
  t: TFunction<'access'>,
): Checked[] => [
  {
    field: 'coordinatorName',
    result: parseName(values.coordinatorName),
    missing: t('missing.name'),
  },
  { field: 'coordinatorEmail', result: parseEmail(values.coordinatorEmail) },
  {
    field: 'coordinatorProfession',
    result: parseProfession(values.coordinatorProfession),
    missing: t('missing.profession'),
  },
];

/** The committee as it is founded: the act that created it, and who coordinates it. */
export function CommitteeFields({ field, coordinates, onCoordinates }: CommitteeFieldsProps) {
  const { t } = useTranslation('access');
  return (
    <fieldset className={classes.block}>
      <legend>{t('firstAdministrator.committee')}</legend>
      <TextInput
        label={t('committee.foundingAct')}
        description={t('firstAdministrator.foundingActHint')}
        autoComplete="off"
        {...field('foundingAct')}
      />
      <TextInput type="date" label={t('committee.foundedOn')} {...field('foundedOn')} />
      <Radio.Group
        label={t('firstAdministrator.coordinator')}
        description={t('firstAdministrator.coordinatorHint')}
        value={coordinates}
        onChange={(value) => onCoordinates(value === 'other' ? 'other' : 'founder')}
      >
        <div className={classes.checks}>
          <Radio value="founder" label={t('firstAdministrator.coordinatorSelf')} />
          <Radio value="other" label={t('firstAdministrator.coordinatorOther')} />
        </div>
      </Radio.Group>
      {coordinates === 'other' ? (
        <>
          <TextInput
            label={t('firstAdministrator.coordinatorName')}
            autoComplete="off"
            {...field('coordinatorName')}
          />
          <TextInput
            type="email"
            label={t('firstAdministrator.coordinatorEmail')}
            autoComplete="off"
            {...field('coordinatorEmail')}
          />
          <ProfessionField
            label={t('firstAdministrator.coordinatorProfession')}
            {...field('coordinatorProfession')}
          />
        </>
      ) : null}
    </fieldset>
  );
}
