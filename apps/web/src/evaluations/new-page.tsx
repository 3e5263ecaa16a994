import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@apollo/client/react';
import { ErrorSummary, type FieldError } from '@consilium/ui';
import { graphql } from '../gql';
import { useMembership, useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useOperation, type SentOperation } from '../platform/use-operation';
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
};
type Fields = typeof empty;
/** In the order of the form. */
const needed = ['title', 'need', 'deviceName', 'manufacturer', 'version'] as const;

/** What was typed and not sent yet, per member: leaving the page loses nothing. */
const draftKey = (memberId: string) => `consilium.request.${memberId}`;

/** The draft and the operation it will be sent under, so that sending twice is sending once. */
interface Draft {
  readonly fields: Fields;
  /** What was sent of it, should the answer have been lost. */
  readonly sent: SentOperation | null;
}

function readDraft(key: string): Draft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Draft> | null;
    if (!kept || typeof kept.fields !== 'object') return null;
    return { sent: kept.sent ?? null, fields: { ...empty, ...kept.fields } };
  } catch {
    return null;
  }
}

/** A request: the need first, then the product. */
export function Component() {
  const { t } = useTranslation(['evaluations', 'common']);
  const { memberId } = useMembership();
  const organisationPath = useOrganisationPath();
  const navigate = useNavigate();
  const key = draftKey(memberId);
  const [kept] = useState(() => readDraft(key));
  const [fields, setFields] = useState<Fields>(kept?.fields ?? empty);
  const operation = useOperation(kept?.sent);
  const [missing, setMissing] = useState<readonly (typeof needed)[number][]>([]);
  const { data } = useQuery(committeesQuery);
  const [send] = useMutation(requestEvaluation);
  const { act, busy, trouble } = useAct();
  const known = useKnownVersion()(fields);
  const written = Object.values(fields).some((text) => text !== '');

  useEffect(() => {
    if (written) localStorage.setItem(key, JSON.stringify({ fields, sent: operation.sent() }));
    else localStorage.removeItem(key);
  }, [key, fields, operation, written]);

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
      setFields((now) => ({ ...now, [name]: value }));
    },
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = needed.filter((name) => fields[name].trim() === '');
    setMissing(found);
    if (found.length > 0 || busy) return;
    const { specialties, committeeId, ...texts } = fields;
    const input = operation.of({
      ...texts,
      specialties: listed(specialties),
      committeeId: committeeId || null,
    });
    localStorage.setItem(key, JSON.stringify({ fields, sent: operation.sent() }));
    const saved = await act(async () => {
      const { data: result } = await send({ variables: { input } });
      return result?.requestEvaluation;
    });
    if (!saved) return;
    localStorage.removeItem(key);
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
        <div className={classes.actions}>
          <Button type="submit" aria-disabled={busy}>
            {t('screen.request.submit')}
          </Button>
          {written ? (
            <Button
              variant="subtle"
              onClick={() => {
                setFields(empty);
                operation.end();
              }}
            >
              {t('screen.request.discard')}
            </Button>
          ) : null}
        </div>
        <p className={classes.quiet} role="status">
          {written ? t('screen.request.kept') : ''}
        </p>
      </form>
    </>
  );
}
