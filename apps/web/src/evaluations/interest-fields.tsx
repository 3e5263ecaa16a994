import { useTranslation } from 'react-i18next';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { interestKinds, interestParties, type InterestField } from '@consilium/domain/evaluations';
import type { InterestDraft } from './declaration-draft';
import classes from './evaluations.module.css';

export const interestFieldId = (index: number, field: InterestField | 'kind' | 'party'): string =>
  `interest-${index + 1}-${field}`;

interface InterestFieldsProps {
  readonly index: number;
  readonly interest: InterestDraft;
  errorOf(fieldId: string): string | undefined;
  onChange(changes: Partial<InterestDraft>): void;
  /** Null for the only one: then there is nothing to declare. */
  readonly onRemove: (() => void) | null;
}

/** One link: what kind, with whom, what it is about, in which years. */
export function InterestFields({
  index,
  interest,
  errorOf,
  onChange,
  onRemove,
}: InterestFieldsProps) {
  const { t } = useTranslation('evaluations');
  const number = index + 1;
  const field = (name: 'with' | 'description' | 'fromYear' | 'toYear' | 'kind' | 'party') => ({
    id: interestFieldId(index, name),
    value: interest[name],
    error: errorOf(interestFieldId(index, name)),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onChange({ [name]: value }),
  });
  return (
    <fieldset className={`${classes.group} ${classes.interest}`}>
      <legend>{t('screen.interests.item', { number })}</legend>
      <div className={classes.pair}>
        <NativeSelect label={t('screen.interests.kind')} {...field('kind')}>
          {interestKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`declarations.kinds.${kind}`)}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect label={t('screen.interests.party')} {...field('party')}>
          {[...interestParties, 'other' as const].map((party) => (
            <option key={party} value={party}>
              {t(`declarations.parties.${party}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <TextInput label={t('screen.interests.with')} {...field('with')} />
      <Textarea
        label={t('screen.interests.description')}
        description={t('screen.interests.descriptionHint')}
        minRows={2}
        autosize
        {...field('description')}
      />
      <div className={classes.pair}>
        <TextInput
          label={t('screen.interests.from')}
          description={t('screen.interests.fromHint')}
          inputMode="numeric"
          maxLength={4}
          {...field('fromYear')}
        />
        <TextInput
          label={t('screen.interests.to')}
          description={t('screen.interests.toHint')}
          inputMode="numeric"
          maxLength={4}
          {...field('toYear')}
        />
      </div>
      {onRemove ? (
        <div>
          <Button variant="subtle" onClick={onRemove}>
            {t('screen.interests.removeItem', { number })}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
