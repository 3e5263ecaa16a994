import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@apollo/client/react';
import { Button, Textarea, TextInput } from '@mantine/core';
import { Notice, useFormat } from '@consilium/ui';
import { graphql, unmask, type FragmentType } from '../gql';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { useOperation } from '../platform/use-operation';
import classes from './supplier-panel.module.css';

export const supplierReplyFields = graphql(`
  fragment SupplierReplyFields on SupplierReply {
    id
    questionKey
    statement
    statedOn
    recordedBy
    recordedAt
  }
`);

const recordReply = graphql(`
  mutation RecordSupplierReply($input: RecordSupplierReplyInput!) {
    recordSupplierReply(input: $input) {
      __typename
      ... on SupplierReplyRecorded {
        reply {
          ...SupplierReplyFields
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

interface SupplierPanelProps {
  readonly evaluationId: string;
  readonly questionKey: string;
  readonly replies: readonly FragmentType<typeof supplierReplyFields>[];
  readonly mayRecord: boolean;
  onRecorded(): void;
}

/** What the supplier states about a question: beside the panel's answer, never as it. */
export function SupplierPanel({
  evaluationId,
  questionKey,
  replies,
  mayRecord,
  onRecorded,
}: SupplierPanelProps) {
  const { t } = useTranslation('answers');
  const { date } = useFormat();
  const here = unmask(supplierReplyFields, replies).filter(
    (reply) => reply.questionKey === questionKey,
  );
  return (
    <div className={classes.body}>
      {here.length === 0 ? (
        <p>{t('supplier.none')}</p>
      ) : (
        <>
          {here.map((reply) => (
            <figure key={reply.id} className={classes.reply}>
              <figcaption>{t('supplier.stated', { date: date(reply.statedOn) })}</figcaption>
              <blockquote>{reply.statement}</blockquote>
              <p className={classes.by}>{t('supplier.recordedBy', { name: reply.recordedBy })}</p>
            </figure>
          ))}
          <p className={classes.by}>{t('supplier.beside')}</p>
        </>
      )}
      {mayRecord ? (
        <ReplyForm
          key={questionKey}
          evaluationId={evaluationId}
          questionKey={questionKey}
          onRecorded={onRecorded}
        />
      ) : null}
    </div>
  );
}

type ReplyFormProps = Pick<SupplierPanelProps, 'evaluationId' | 'questionKey' | 'onRecorded'>;

function ReplyForm({ evaluationId, questionKey, onRecorded }: ReplyFormProps) {
  const { t } = useTranslation('answers');
  const refusalText = useRefusalText();
  const [record, { loading, error }] = useMutation(recordReply);
  const [opened, setOpened] = useState(false);
  const [statement, setStatement] = useState('');
  const [statedOn, setStatedOn] = useState('');
  const operation = useOperation();
  const [attempted, setAttempted] = useState(false);
  const [said, setSaid] = useState<{ tone: 'success' | 'danger'; text: string } | null>(null);

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAttempted(true);
    if (statement.trim() === '' || statedOn === '' || loading) return;
    const { data } = await record({
      variables: { input: operation.of({ evaluationId, questionKey, statement, statedOn }) },
    });
    const result = data?.recordSupplierReply;
    operation.end();
    if (result?.__typename === 'Refused') {
      setSaid({ tone: 'danger', text: refusalText(result) });
      return;
    }
    setSaid({ tone: 'success', text: t('supplier.saved') });
    setStatement('');
    setAttempted(false);
    setOpened(false);
    onRecorded();
  };

  return (
    <>
      {said ? (
        <Notice tone={said.tone} role="status">
          <p>{said.text}</p>
        </Notice>
      ) : null}
      {opened ? (
        <form noValidate onSubmit={(event) => void save(event).catch(() => undefined)}>
          {error ? <FailureNotice error={error} /> : null}
          <Textarea
            label={t('supplier.statement')}
            required
            value={statement}
            error={
              attempted && statement.trim() === '' ? t('supplier.statementMissing') : undefined
            }
            onChange={(event) => setStatement(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('supplier.statedOn')}
            required
            mt="sm"
            maw="14rem"
            value={statedOn}
            error={attempted && statedOn === '' ? t('supplier.dateMissing') : undefined}
            onChange={(event) => setStatedOn(event.currentTarget.value)}
          />
          <Button type="submit" mt="sm" aria-disabled={loading}>
            {t('supplier.save')}
          </Button>
        </form>
      ) : (
        <Button variant="default" size="xs" onClick={() => setOpened(true)}>
          {t('supplier.record')}
        </Button>
      )}
    </>
  );
}
