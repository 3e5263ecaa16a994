import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@apollo/client/react';
import { ErrorSummary, type FieldError } from '@consilium/ui';
import { graphql } from '../gql';
import { KeptNotices } from '../platform/keeper/kept-notices';
import { useKeptForm } from '../platform/keeper/use-kept-form';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { TroubleNotice, useAct } from '../platform/use-act';
import { DescribedElsewhere, useKnownVersion } from './known-version';
import { listed } from './listed';
import classes from './evaluations.module.css';

const committeesQuery = graphql(`
  query CommitteesToAsk {
    committees {
      id
      name
    }
  }
`);

const requestEvaluation = graphql(`
  mutation RequestEvaluation($input: RequestEvaluationInput!) {
    requestEvaluation(input: $input) {
      __typename
      ... on EvaluationSaved {
        evaluation {
          id
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

const empty = {
  title: '',
  need: '',
  deviceName: '',
  version: '',
  manufacturer: '',
  specialties: '',
  committeeId: '',
  /** `yes` or empty. */
  practice: '',
};
type Fields = typeof empty;
/** In the order of the form. */
const needed = ['title', 'need', 'deviceName', 'manufacturer', 'version'] as const;

/** What tells two requests apart, and the label of each. */
const labels = {
  title: 'name',
  need: 'need',
  deviceName: 'deviceName',
  manufacturer: 'manufacturer',
  version: 'version',
  specialties: 'specialties',
} as const;
const described = [
  'title',
  'need',
  'deviceName',
  'manufacturer',
  'version',
  'specialties',
] as const;

/** A request: the need first, then the product. */
export function Component() {
  const { t } = useTranslation(['evaluations', 'common']);
  const organisationPath = useOrganisationPath();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const blank = { ...empty, practice: search.has('practice') ? 'yes' : '' };
  const form = useKeptForm('request', 'new', { version: 0, fields: blank });
  const { fields, set, operation, forget } = form;
  const [missing, setMissing] = useState<readonly (typeof needed)[number][]>([]);
  const { data } = useQuery(committeesQuery);
  const [send] = useMutation(requestEvaluation);
  const { act, busy, trouble } = useAct();
  const practice = fields.practice === 'yes';
  const register = useKnownVersion();
  const known = practice ? null : register(fields);

  const errors: readonly FieldError[] = missing.map((name) => ({
    fieldId: name,
    message: t(`screen.missing.${name}`),
  }));
  const errorOf = (fieldId: string) => errors.find((one) => one.fieldId === fieldId)?.message;
  const field = (name: keyof Fields) => ({
    id: name,
    value: fields[name],
    error: errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      set({ [name]: value });
    },
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = needed.filter((name) => fields[name].trim() === '');
    setMissing(found);
    if (found.length > 0 || busy) return;
    const { specialties, committeeId, practice: _practice, ...texts } = fields;
    const input = operation.of({
      ...texts,
      specialties: listed(specialties),
      committeeId: committeeId || null,
      practice,
    });
    const saved = await act(async () => {
      const { data: result } = await send({ variables: { input } });
      return result?.requestEvaluation;
    });
    if (!saved) return;
    forget();
    await navigate(organisationPath(`evaluations/${saved.evaluation.id}`));
  };

  const committees = data?.committees ?? [];
  return (
    <>
      <PageTitle title={t('screen.request.title')}>
        <p className={classes.text}>{t('screen.request.intro')}</p>
      </PageTitle>
      <ErrorSummary errors={errors} attempt={missing} />
      <TroubleNotice trouble={trouble} />
      <KeptNotices
        form={form}
        saved={blank}
        readings={(one) =>
          described.map((name) => ({ term: t(`screen.request.${labels[name]}`), value: one[name] }))
        }
      />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          label={t('screen.request.name')}
          description={t('screen.request.nameHint')}
          {...field('title')}
        />
        <Textarea
          label={t('screen.request.need')}
          description={t('screen.request.needHint')}
          minRows={5}
          autosize
          {...field('need')}
        />
        <div className={classes.pair}>
          <TextInput label={t('screen.request.deviceName')} {...field('deviceName')} />
          <TextInput label={t('screen.request.manufacturer')} {...field('manufacturer')} />
        </div>
        <TextInput
          label={t('screen.request.version')}
          description={t('screen.request.versionHint')}
          maw="20rem"
          {...field('version')}
        />
        {known?.evaluated ? <DescribedElsewhere version={known} /> : null}
        <TextInput
          label={t('screen.request.specialties')}
          description={t('screen.request.specialtiesHint')}
          {...field('specialties')}
        />
        {committees.length > 1 ? (
          <NativeSelect label={t('screen.request.committee')} {...field('committeeId')}>
            {committees.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        ) : null}
        <Checkbox
          label={t('screen.request.practice')}
          description={t('screen.request.practiceHint')}
          checked={practice}
          onChange={(event) => set({ practice: event.currentTarget.checked ? 'yes' : '' })}
        />
        <div className={classes.actions}>
          <Button type="submit" aria-disabled={busy}>
            {t('screen.request.submit')}
          </Button>
        </div>
      </form>
    </>
  );
}
