import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@apollo/client/react';
import { NativeSelect } from '@mantine/core';
import { decide, type Facts } from '@consilium/domain/access';
import { ReasonedButton, StatusBadge, useFormat, type Tone } from '@consilium/ui';
import { useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { useKeptForm } from '../platform/keeper/use-kept-form';
import { TroubleNotice, useAct } from '../platform/use-act';
import { CommentView } from './comment-view';
import { Composer, type Writing } from './composer';
import { assignThread, postComment, reopenThread, resolveThread } from './operations';
import type { Seat, Thread } from './use-threads';
import classes from './discussion.module.css';

const tones: Readonly<Record<Thread['kind'], Tone>> = {
  remark: 'neutral',
  question_to_supplier: 'info',
  objection: 'warning',
};

const nothing: Writing = { body: '' };

interface ThreadViewProps {
  readonly thread: Thread;
  readonly seats: readonly Seat[];
  readonly facts: Facts;
  readonly sectionKey: string | null;
  onDone(said: string): void;
}

/** One conversation: what was said, who should act, and settling it. */
export function ThreadView({ thread, seats, facts, sectionKey, onDone }: ThreadViewProps) {
  const { t } = useTranslation('discussion');
  const { date } = useFormat();
  const refusalText = useRefusalText();
  const form = useKeptForm('comment', thread.id, { version: 0, fields: nothing });
  const [replying, setReplying] = useState(form.changed);
  const [post] = useMutation(postComment);
  const [resolve] = useMutation(resolveThread);
  const [reopen] = useMutation(reopenThread);
  const [assign] = useMutation(assignThread);
  const { act, busy, trouble } = useAct();
  const open = thread.state === 'open';
  const section = sectionKey === null ? {} : { section: sectionKey };
  const postRefusal = decide('thread.post', facts, section);
  const turnRefusal = open
    ? decide('thread.resolve', facts, {
        ...section,
        authorSeat: thread.openedBySeat ?? null,
        objection: thread.kind === 'objection',
      })
    : postRefusal;

  const turn = async (): Promise<void> => {
    const variables = { threadId: thread.id, operationId: newOperationId() };
    const done = await act(async () =>
      open
        ? (await resolve({ variables })).data?.resolveThread
        : (await reopen({ variables })).data?.reopenThread,
    );
    if (done) onDone(open ? t('resolve.done') : t('reopen.done'));
  };

  const giveTo = async (seatId: string): Promise<void> => {
    const done = await act(async () => {
      const { data } = await assign({
        variables: {
          threadId: thread.id,
          seatId: seatId || null,
          operationId: newOperationId(),
        },
      });
      return data?.assignThread;
    });
    if (!done) return;
    const name = seats.find((seat) => seat.seatId === seatId)?.displayName;
    onDone(name ? t('assign.done', { name }) : t('assign.freed'));
  };

  const label = t('openedBy', {
    kind: t(`kinds.${thread.kind}`),
    name: thread.openedBy,
    date: date(thread.openedAt),
  });
  return (
    <article className={classes.thread} aria-label={label}>
      <p className={classes.badges}>
        <StatusBadge tone={tones[thread.kind]}>{t(`kinds.${thread.kind}`)}</StatusBadge>
        {open ? null : (
          <span className={classes.quiet}>
            {t('resolvedBy', {
              name: thread.resolvedBy ?? '',
              date: date(thread.resolvedAt ?? thread.openedAt),
            })}
          </span>
        )}
      </p>
      <ol className={classes.comments}>
        {thread.comments.map((comment) => (
          <CommentView
            key={comment.id}
            comment={comment}
            seats={seats}
            still={!open || postRefusal !== null}
            onDone={onDone}
          />
        ))}
      </ol>
      <TroubleNotice trouble={trouble} />
      {open && !postRefusal ? (
        <NativeSelect
          size="xs"
          label={t('assign.label')}
          className={classes.assign}
          value={thread.assigned?.seatId ?? ''}
          disabled={busy}
          onChange={(event) => void giveTo(event.currentTarget.value)}
        >
          <option value="">{t('new.nobody')}</option>
          {seats.map((seat) => (
            <option key={seat.seatId} value={seat.seatId}>
              {seat.displayName}
            </option>
          ))}
        </NativeSelect>
      ) : null}
      {open && postRefusal && thread.assigned ? (
        <p className={classes.quiet}>{t('assignedTo', { name: thread.assigned.displayName })}</p>
      ) : null}
      {replying && open && !postRefusal ? (
        <Composer
          label={t('reply.label')}
          hint={t('new.hint')}
          submit={t('reply.submit')}
          form={form}
          saved={nothing}
          seats={seats}
          autoFocus
          send={async (written) => {
            const { data } = await post({
              variables: {
                input: { ...written, mentions: [...written.mentions], threadId: thread.id },
              },
            });
            return data?.postComment;
          }}
          onSent={() => {
            setReplying(false);
            onDone(t('reply.done'));
          }}
          onCancel={() => setReplying(false)}
        />
      ) : (
        <div className={classes.actions}>
          {open && !postRefusal ? (
            <ReasonedButton size="xs" variant="default" onClick={() => setReplying(true)}>
              {t('reply.open')}
            </ReasonedButton>
          ) : null}
          <ReasonedButton
            size="xs"
            variant="default"
            busy={busy}
            reason={turnRefusal && refusalText(turnRefusal)}
            onClick={() => void turn()}
          >
            {open ? t(`resolve.${thread.kind}`) : t('reopen.open')}
          </ReasonedButton>
        </div>
      )}
    </article>
  );
}
