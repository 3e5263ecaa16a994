import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@apollo/client/react';
import { ErrorSummary, LoadingState, TextLink, useFormat, type FieldError } from '@consilium/ui';
import { graphql } from '../gql';
import type { FileDetailsQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { PageTitle } from '../platform/page-title';
import { TroubleNotice, useAct } from '../platform/use-act';
import { DescribedElsewhere, useKnownVersion } from './known-version';
import { listed } from './listed';
import { isStale, Meanwhile } from './meanwhile';
import { useEvaluation, useEvaluationPath } from './use-evaluation';
import classes from './evaluations.module.css';

const fileDetailsQuery = graphql(`
  query FileDetails($id: ID!) {
    evaluation(id: $id) {
      id
      title
      need
      specialties
      detailsVersion
      deviceName
      manufacturer
      intendedPurpose
      describedElsewhere
      deviceVersion {
        id
        version
        udi
        riskClass
        certificateExpiresOn
        personalDataLeavesSite
        hardwareIncluded
        ionisingRadiation
      }
    }
  }
`);

const editEvaluation = graphql(`
  mutation EditEvaluation($input: EditEvaluationInput!) {
    editEvaluation(input: $input) {
      __typename
      ... on EvaluationSaved {
        evaluation {
          id
          title
          need
          specialties
          deviceName
          manufacturer
          intendedPurpose
        }
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

type Details = NonNullable<FileDetailsQuery['evaluation']>;

/** What the file says of its need and its device, to be changed before rating. */
export function Component() {
  const { t } = useTranslation('evaluations');
  const { id } = useEvaluation();
  const { data, error, refetch } = useQuery(fileDetailsQuery, {
    variables: { id },
    fetchPolicy: 'network-only',
  });
  return (
    <>
      <PageTitle title={t('screen.details.title')} />
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {data?.evaluation ? <DetailsForm details={data.evaluation} /> : null}
    </>
  );
}

const flags = ['personalDataLeavesSite', 'hardwareIncluded', 'ionisingRadiation'] as const;
const flagText = (value: boolean | null | undefined) => (value == null ? '' : value ? 'yes' : 'no');
const flagValue = (text: string) => (text === '' ? null : text === 'yes');

const fieldsOf = (details: Details) => {
  const { deviceVersion } = details;
  return {
    title: details.title,
    need: details.need,
    specialties: details.specialties.join(', '),
    deviceName: details.deviceName,
    manufacturer: details.manufacturer,
    version: deviceVersion.version,
    intendedPurpose: details.intendedPurpose,
    udi: deviceVersion.udi,
    riskClass: deviceVersion.riskClass,
    certificateExpiresOn: deviceVersion.certificateExpiresOn ?? '',
    personalDataLeavesSite: flagText(deviceVersion.personalDataLeavesSite),
    hardwareIncluded: flagText(deviceVersion.hardwareIncluded),
    ionisingRadiation: flagText(deviceVersion.ionisingRadiation),
  };
};

/** The label of each field, by its name. */
const labels = {
  title: 'screen.request.name',
  need: 'screen.request.need',
  specialties: 'screen.request.specialties',
  deviceName: 'screen.request.deviceName',
  manufacturer: 'screen.request.manufacturer',
  version: 'screen.request.version',
  intendedPurpose: 'screen.details.purpose',
  udi: 'screen.details.udi',
  riskClass: 'screen.details.riskClass',
  certificateExpiresOn: 'screen.details.certificate',
  personalDataLeavesSite: 'screen.details.personalDataLeavesSite',
  hardwareIncluded: 'screen.details.hardwareIncluded',
  ionisingRadiation: 'screen.details.ionisingRadiation',
} as const;

function DetailsForm({ details }: { readonly details: Details }) {
  const { t } = useTranslation(['evaluations', 'common']);
  const navigate = useNavigate();
  const path = useEvaluationPath();
  const [send] = useMutation(editEvaluation);
  const { act, busy, trouble, clear } = useAct();
  const { date } = useFormat();
  const { deviceVersion } = details;
  const { detailsVersion } = details;
  // What these words were written over: what is read again meanwhile counts once it has been shown.
  const [baseVersion, setBaseVersion] = useState(detailsVersion);
  const theirs = fieldsOf(details);
  const [fields, setFields] = useState(theirs);
  const overtaken = isStale(trouble) && detailsVersion !== baseVersion;
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  type Field = keyof typeof fields;
  const names = Object.keys(labels) as Field[];
  const inWords = (name: Field, value: string): string => {
    if (name === 'certificateExpiresOn') return value && date(value);
    if (!flags.some((flag) => flag === name)) return value;
    return value === ''
      ? t('screen.details.unknown')
      : t(value === 'yes' ? 'common:yes' : 'common:no');
  };
  const { facts } = useEvaluation();
  const register = useKnownVersion();
  // A practice file names devices of its own.
  const known = facts.practice ? null : register(fields);
  const isOwn = known?.id === deviceVersion.id;
  // Others rest on what is known of the version named: it is shown, and cannot be changed from here.
  const settled = known && (isOwn ? details.describedElsewhere : known.evaluated) ? known : null;
  const errorOf = (fieldId: string) => errors.find((one) => one.fieldId === fieldId)?.message;
  const field = (name: Field) => ({
    id: name,
    value: fields[name],
    error: errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setFields((now) => ({ ...now, [name]: value }));
    },
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const needed = ['title', 'need', 'deviceName', 'manufacturer', 'version'] as const;
    const found = needed
      .filter((name) => fields[name].trim() === '')
      .map((name) => ({ fieldId: name, message: t(`screen.missing.${name}`) }));
    setErrors(found);
    if (found.length > 0 || busy) return;
    const { title, need, specialties, deviceName, manufacturer, version, ...described } = fields;
    const { personalDataLeavesSite, hardwareIncluded, ionisingRadiation, ...texts } = described;
    const base = overtaken ? detailsVersion : baseVersion;
    setBaseVersion(base);
    const saved = await act(async () => {
      const { data } = await send({
        variables: {
          input: {
            operationId: newOperationId(),
            evaluationId: details.id,
            baseVersion: base,
            title,
            need,
            deviceName,
            manufacturer,
            version,
            specialties: listed(specialties),
            ...(!settled && {
              ...texts,
              profile: {
                personalDataLeavesSite: flagValue(personalDataLeavesSite),
                hardwareIncluded: flagValue(hardwareIncluded),
                ionisingRadiation: flagValue(ionisingRadiation),
              },
            }),
          },
        },
        refetchQueries: 'active',
      });
      return data?.editEvaluation;
    });
    if (saved) await navigate(path());
  };

  return (
    <>
      <ErrorSummary errors={errors} />
      {overtaken ? (
        <Meanwhile
          theirs={names
            .filter((name) => fields[name] !== theirs[name])
            .map((name) => ({ term: t(labels[name]), value: inWords(name, theirs[name]) }))}
          onTake={() => {
            setFields(theirs);
            setBaseVersion(detailsVersion);
            clear();
          }}
        />
      ) : (
        <TroubleNotice trouble={trouble} />
      )}
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput label={t('screen.request.name')} {...field('title')} />
        <Textarea label={t('screen.request.need')} minRows={4} autosize {...field('need')} />
        <TextInput
          label={t('screen.request.specialties')}
          description={t('screen.request.specialtiesHint')}
          {...field('specialties')}
        />
        <div className={classes.pair}>
          <TextInput label={t('screen.request.deviceName')} {...field('deviceName')} />
          <TextInput label={t('screen.request.version')} {...field('version')} />
        </div>
        <TextInput label={t('screen.request.manufacturer')} {...field('manufacturer')} />
        {settled ? <DescribedElsewhere version={settled} /> : <DescriptionFields field={field} />}
        <div className={classes.actions}>
          <Button type="submit" aria-disabled={busy}>
            {t('common:save')}
          </Button>
          <TextLink href={path()}>{t('common:cancel')}</TextLink>
        </div>
      </form>
    </>
  );
}

type DescriptionField =
  'intendedPurpose' | 'riskClass' | 'certificateExpiresOn' | 'udi' | (typeof flags)[number];

/** What the manufacturer states of the version. */
function DescriptionFields({
  field,
}: {
  readonly field: (name: DescriptionField) => {
    id: string;
    value: string;
    error: string | undefined;
    onChange: (event: { currentTarget: { value: string } }) => void;
  };
}) {
  const { t } = useTranslation(['evaluations', 'common']);
  return (
    <>
      <Textarea
        label={t('screen.details.purpose')}
        minRows={2}
        autosize
        {...field('intendedPurpose')}
      />
      <div className={classes.pair}>
        <NativeSelect label={t('screen.details.riskClass')} {...field('riskClass')}>
          <option value="">{t('screen.details.unknown')}</option>
          {['I', 'IIa', 'IIb', 'III', 'A', 'B', 'C', 'D'].map((name) => (
            <option key={name}>{name}</option>
          ))}
        </NativeSelect>
        <TextInput
          type="date"
          label={t('screen.details.certificate')}
          {...field('certificateExpiresOn')}
        />
      </div>
      <TextInput label={t('screen.details.udi')} {...field('udi')} />
      <fieldset className={classes.group}>
        <legend>{t('screen.details.profile')}</legend>
        <p className={classes.quiet}>{t('screen.details.profileHint')}</p>
        {flags.map((name) => (
          <NativeSelect key={name} label={t(`screen.details.${name}`)} {...field(name)}>
            <option value="">{t('screen.details.unknown')}</option>
            <option value="yes">{t('common:yes')}</option>
            <option value="no">{t('common:no')}</option>
          </NativeSelect>
        ))}
      </fieldset>
    </>
  );
}
