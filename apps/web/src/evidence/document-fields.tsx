import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core';
import { answerRoles, type AnswerRole } from '@consilium/domain/access';
import { documentKinds, maxTitleLength, type DocumentKind } from '@consilium/domain/evidence';
import classes from './evidence.module.css';

export interface DocumentFieldsValue {
  readonly title: string;
  readonly kind: DocumentKind;
  readonly level: 'panel' | 'roles' | 'author';
  readonly roles: readonly AnswerRole[];
  /** Empty: none. */
  readonly documentDate: string;
  readonly validUntil: string;
}

export const blankFields: DocumentFieldsValue = {
  title: '',
  kind: 'other',
  level: 'panel',
  roles: [],
  documentDate: '',
  validUntil: '',
};

export type FieldFault = 'titleMissing' | 'roleMissing' | 'datesContradictory';

/** What the form can tell is wrong before anything is sent. */
export function faultsOf(value: DocumentFieldsValue): readonly FieldFault[] {
  const { title, level, roles, documentDate, validUntil } = value;
  return [
    ...(title.trim() === '' ? (['titleMissing'] as const) : []),
    ...(level === 'roles' && roles.length === 0 ? (['roleMissing'] as const) : []),
    ...(documentDate !== '' && validUntil !== '' && validUntil < documentDate
      ? (['datesContradictory'] as const)
      : []),
  ];
}

/** As the API takes it. */
export const statedBy = (value: DocumentFieldsValue) => ({
  title: value.title,
  kind: value.kind,
  clearance: { level: value.level, roles: value.level === 'roles' ? [...value.roles] : [] },
  documentDate: value.documentDate || null,
  validUntil: value.validUntil || null,
});

interface DocumentFieldsProps {
  readonly value: DocumentFieldsValue;
  readonly faults: readonly FieldFault[];
  onChange(change: Partial<DocumentFieldsValue>): void;
}

/** Title, nature, days and clearance of a document, each with its plain explanation. */
export function DocumentFields({ value, faults, onChange }: DocumentFieldsProps) {
  const { t } = useTranslation(['evidence', 'common']);
  const rolesId = useId();
  const fault = (name: FieldFault) => (faults.includes(name) ? t(`form.${name}`) : undefined);
  return (
    <>
      <TextInput
        label={t('form.title')}
        description={t('form.titleHint')}
        required
        maxLength={maxTitleLength}
        value={value.title}
        error={fault('titleMissing')}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('form.kind')}
        value={value.kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value as DocumentKind })}
      >
        {documentKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </NativeSelect>
      <DateFields value={value} faults={faults} onChange={onChange} />
      <Radio.Group
        label={t('clearance.label')}
        value={value.level}
        onChange={(level) => onChange({ level: level as DocumentFieldsValue['level'] })}
      >
        <div className={classes.choices}>
          {(['panel', 'roles', 'author'] as const).map((level) => (
            <Radio
              key={level}
              value={level}
              label={t(`clearance.${level}`)}
              description={t(`clearance.${level}Hint`)}
            />
          ))}
        </div>
      </Radio.Group>
      {value.level === 'roles' ? (
        <Checkbox.Group
          id={rolesId}
          label={t('clearance.which')}
          error={fault('roleMissing')}
          value={[...value.roles]}
          onChange={(roles) => onChange({ roles: roles as AnswerRole[] })}
        >
          <div className={classes.choices}>
            {answerRoles.map((role) => (
              <Checkbox key={role} value={role} label={t(`common:answerRoles.${role}`)} />
            ))}
          </div>
        </Checkbox.Group>
      ) : null}
    </>
  );
}

type DateFieldsProps = {
  readonly value: Pick<DocumentFieldsValue, 'documentDate' | 'validUntil'>;
  readonly faults: readonly FieldFault[];
  onChange(change: Partial<Pick<DocumentFieldsValue, 'documentDate' | 'validUntil'>>): void;
};

/** The days printed on a document. */
export function DateFields({ value, faults, onChange }: DateFieldsProps) {
  const { t } = useTranslation('evidence');
  return (
    <div className={classes.pair}>
      <TextInput
        type="date"
        label={`${t('form.documentDate')} (${t('form.optional')})`}
        value={value.documentDate}
        onChange={(event) => onChange({ documentDate: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={`${t('form.validUntil')} (${t('form.optional')})`}
        value={value.validUntil}
        error={faults.includes('datesContradictory') ? t('form.datesContradictory') : undefined}
        onChange={(event) => onChange({ validUntil: event.currentTarget.value })}
      />
    </div>
  );
}
