import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@apollo/client/react';
import { NativeSelect, Radio } from '@mantine/core';
import { decide } from '@consilium/domain/access';
import { threadKinds, type Anchor, type ThreadKind } from '@consilium/domain/discussion';
import { LoadingState, ReasonedButton } from '@consilium/ui';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { failureOf } from '../platform/failures';
import { useKeptForm, type KeptForm } from '../platform/keeper/use-kept-form';
import { Composer, type Writing } from './composer';
import { openThread } from './operations';
import { ThreadView } from './thread-view';
import { useThreads, type Seat, type Thread } from './use-threads';
import classes from './discussion.module.css';

interface NewWords extends Writing {
  readonly kind: ThreadKind;
  readonly assignedSeat: string;
}
const nothing: NewWords = { body: '', kind: 'remark', assignedSeat: '' };

export interface ThreadPanelProps {
  readonly evaluationId: string;
  readonly anchor: Anchor;
  /** Section of the question or statement: recusals hold for sections. */
  readonly sectionKey?: string | null;
}

/**
 * What is being said about one thing: open threads, settled ones folded, and beginning a new one.
 * Stands under a heading of the caller's.
 */
export function ThreadPanel({ evaluationId, anchor, sectionKey = null }: ThreadPanelProps) {
  const { t } = useTranslation('discussion');
  const refusalText = useRefusalText();
  const { discussion, error, refetch } = useThreads(evaluationId, anchor);
  const place = `${evaluationId}.${anchor.kind}.${anchor.id}`;
  const form = useKeptForm('thread', place, { version: 0, fields: nothing });
  const [writing, setWriting] = useState(form.changed);
  const [said, setSaid] = useState('');
  const status = useRef<HTMLParagraphElement>(null);

  if (!discussion) {
    if (!error) return <LoadingState label={t('loading')} />;
    const failure = failureOf(error);
    return failure.kind === 'refused' && failure.code === 'recused' ? (
      <p className={classes.quiet}>{t('recused')}</p>
    ) : (
      <FailureNotice error={error} onRetry={() => void refetch()} />
    );
  }
  const { threads, seats, facts } = discussion;
  const refusal = decide('thread.post', facts, sectionKey === null ? {} : { section: sectionKey });

  const done = (news: string): void => {
    setSaid(news);
    // The control that was used may be gone: what was done is where the reader goes on.
    status.current?.focus();
    void refetch().catch(() => undefined);
  };
  const view = (thread: Thread) => (
    <ThreadView
      key={thread.id}
      thread={thread}
      seats={seats}
      facts={facts}
      sectionKey={sectionKey}
      onDone={done}
    />
  );
  const open = threads.filter(({ state }) => state === 'open');
  const settled = threads.filter(({ state }) => state === 'resolved');

  return (
    <div className={classes.panel}>
      <p ref={status} role="status" tabIndex={-1} className={classes.said}>
        {said}
      </p>
      {error ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {threads.length === 0 ? <p className={classes.quiet}>{t('none')}</p> : null}
      {open.map(view)}
      {settled.length > 0 ? (
        <details className={classes.settled}>
          <summary>{t('resolvedThreads', { count: settled.length })}</summary>
          {settled.map(view)}
        </details>
      ) : null}
      {writing && !refusal ? (
        <NewThread
          evaluationId={evaluationId}
          anchor={anchor}
          seats={seats}
          form={form}
          onSent={() => {
            setWriting(false);
            done(t('new.done'));
          }}
          onCancel={() => setWriting(false)}
        />
      ) : (
        <div className={classes.actions}>
          <ReasonedButton
            size="xs"
            reason={refusal && refusalText(refusal)}
            onClick={() => setWriting(true)}
          >
            {t('new.open')}
          </ReasonedButton>
        </div>
      )}
    </div>
  );
}

interface NewThreadProps {
  readonly evaluationId: string;
  readonly anchor: Anchor;
  readonly seats: readonly Seat[];
  readonly form: KeptForm<NewWords>;
  onSent(): void;
  onCancel(): void;
}

function NewThread({ evaluationId, anchor, seats, form, onSent, onCancel }: NewThreadProps) {
  const { t } = useTranslation('discussion');
  const [send] = useMutation(openThread);
  const { kind, assignedSeat, body } = form.fields;
  return (
    <Composer
      label={t('new.body')}
      hint={t('new.hint')}
      submit={t('new.submit')}
      form={form}
      saved={nothing}
      seats={seats}
      before={
        <Radio.Group
          label={t('new.kind')}
          value={kind}
          onChange={(next) => form.set({ kind: next as ThreadKind })}
        >
          <div className={classes.choices}>
            {threadKinds.map((each) => (
              <Radio
                key={each}
                value={each}
                autoFocus={each === 'remark' && body === ''}
                label={t(`kinds.${each}`)}
                description={t(`kindHints.${each}`)}
              />
            ))}
          </div>
        </Radio.Group>
      }
      after={
        <NativeSelect
          label={t('new.assign')}
          value={assignedSeat}
          onChange={(event) => form.set({ assignedSeat: event.currentTarget.value })}
        >
          <option value="">{t('new.nobody')}</option>
          {seats.map((seat) => (
            <option key={seat.seatId} value={seat.seatId}>
              {seat.displayName}
            </option>
          ))}
        </NativeSelect>
      }
      send={async (written) => {
        const { data } = await send({
          variables: {
            input: {
              ...written,
              mentions: [...written.mentions],
              evaluationId,
              anchor: { kind: anchor.kind, id: anchor.id },
              kind,
              assignedSeat: assignedSeat || null,
            },
          },
        });
        return data?.openThread;
      }}
      onSent={onSent}
      onCancel={onCancel}
    />
  );
}
