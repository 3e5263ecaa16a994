import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { mayEdit } from '@consilium/domain/discussion';
import { DateText, useFormat } from '@consilium/ui';
import { newOperationId } from '../platform/ids';
import { useKeptForm } from '../platform/keeper/use-kept-form';
import { useMembership } from '../platform/organisation';
import { useProfessionText } from '../platform/professions';
import { TroubleNotice, useAct } from '../platform/use-act';
import { Composer } from './composer';
import { runsOf } from './mentions';
import { editComment, withdrawComment } from './operations';
import type { Comment, Seat } from './use-threads';
import classes from './discussion.module.css';

interface CommentViewProps {
  readonly comment: Comment;
  readonly seats: readonly Seat[];
  /** The thread takes no more words, or not from this reader. */
  readonly still: boolean;
  onDone(said: string): void;
}

/** One contribution; its author may mend it for a while and take it back at any time. */
export function CommentView({ comment, seats, still, onDone }: CommentViewProps) {
  const { t } = useTranslation('discussion');
  const { date } = useFormat();
  const profession = useProfessionText();
  const { memberId } = useMembership();
  const [send] = useMutation(editComment);
  const [withdraw] = useMutation(withdrawComment);
  const { act, busy, trouble } = useAct();
  const own = comment.authorId === memberId;
  const mendable = useMendable(comment, memberId);
  const saved = { body: comment.body };
  const form = useKeptForm('comment', `edit.${comment.id}`, {
    version: comment.version,
    fields: saved,
  });
  const [doing, setDoing] = useState<'edit' | 'withdraw' | null>(form.changed ? 'edit' : null);

  const takeBack = async (): Promise<void> => {
    const done = await act(async () => {
      const { data } = await withdraw({
        variables: { commentId: comment.id, operationId: newOperationId() },
      });
      return data?.withdrawComment;
    });
    if (!done) return;
    setDoing(null);
    onDone(t('withdraw.done'));
  };

  return (
    <li className={classes.comment}>
      <p className={classes.by}>
        <strong>
          {comment.author}
          {own ? ` (${t('you')})` : ''}
        </strong>{' '}
        <span className={classes.quiet}>
          {profession(comment.profession)} · <DateText value={comment.postedAt} as="dateTime" />
          {comment.editedAt && !comment.withdrawnAt ? ` · ${t('edited')}` : ''}
        </span>
      </p>
      {comment.withdrawnAt ? (
        <p className={classes.quiet}>{t('withdrawn', { date: date(comment.withdrawnAt) })}</p>
      ) : doing === 'edit' ? (
        <Composer
          label={t('edit.label')}
          submit={t('edit.save')}
          form={form}
          saved={saved}
          seats={seats}
          autoFocus
          send={async (written) => {
            const { data } = await send({
              variables: {
                input: {
                  ...written,
                  mentions: [...written.mentions],
                  commentId: comment.id,
                  baseVersion: form.baseVersion,
                },
              },
            });
            return data?.editComment;
          }}
          onSent={() => {
            setDoing(null);
            onDone(t('edit.done'));
          }}
          onCancel={() => {
            form.forget();
            setDoing(null);
          }}
        />
      ) : (
        <p className={classes.words}>
          {runsOf(comment.body, comment.mentions).map((run, index) =>
            run.seat ? (
              <span key={index} className={classes.mention}>
                {run.text}
              </span>
            ) : (
              run.text
            ),
          )}
        </p>
      )}
      {own && !comment.withdrawnAt && doing !== 'edit' ? (
        <>
          <TroubleNotice trouble={trouble} />
          {doing === 'withdraw' ? (
            <div role="group" aria-label={t('withdraw.ask')}>
              <p className={classes.ask}>{t('withdraw.ask')}</p>
              <div className={classes.actions}>
                <Button
                  size="compact-sm"
                  color="red"
                  autoFocus
                  aria-disabled={busy || undefined}
                  onClick={() => busy || void takeBack()}
                >
                  {t('withdraw.confirm')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => setDoing(null)}>
                  {t('withdraw.cancel')}
                </Button>
              </div>
            </div>
          ) : (
            <div className={classes.actions}>
              {mendable && !still ? (
                <Button size="compact-sm" variant="subtle" onClick={() => setDoing('edit')}>
                  {t('edit.open')}
                </Button>
              ) : null}
              <Button size="compact-sm" variant="subtle" onClick={() => setDoing('withdraw')}>
                {t('withdraw.open')}
              </Button>
            </div>
          )}
        </>
      ) : null}
    </li>
  );
}

/** Whether the words may still be mended; looks at the clock again every quarter of a minute. */
function useMendable(comment: Comment, memberId: string): boolean {
  const [now, setNow] = useState(() => new Date());
  const kept = {
    ...comment,
    postedAt: new Date(comment.postedAt),
    withdrawnAt: comment.withdrawnAt ? new Date(comment.withdrawnAt) : null,
  };
  const mendable = mayEdit(kept, memberId, now) === null;
  useEffect(() => {
    if (!mendable) return undefined;
    const timer = setInterval(() => setNow(new Date()), 15_000);
    return () => clearInterval(timer);
  }, [mendable]);
  return mendable;
}
