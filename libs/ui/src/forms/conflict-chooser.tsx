import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Group, Textarea } from '@mantine/core';
import { useFormat, type DateLike } from '../format';
import classes from './conflict-chooser.module.css';

interface ConflictChooserProps {
  readonly mine: string;
  readonly theirs: {
    readonly text: string;
    /** Null: the same person, in another window. */
    readonly by: string | null;
    readonly at: DateLike;
  };
  /** Shows a text that is not prose, such as a choice; the text itself unless told. */
  render?(text: string): ReactNode;
  /** Whether the two can be combined by hand: only for prose. */
  readonly combinable?: boolean;
  readonly busy?: boolean;
  onResolve(text: string, how: 'mine' | 'theirs' | 'combined'): void;
}

/** Two people, or two windows, wrote about the same: both texts side by side, and the person decides. */
export function ConflictChooser({
  mine,
  theirs,
  render,
  combinable = true,
  busy = false,
  onResolve,
}: ConflictChooserProps) {
  const { t } = useTranslation('ui');
  const { dateTime } = useFormat();
  const headingId = useId();
  const [combined, setCombined] = useState<string | null>(null);
  const own = theirs.by === null;
  const show = (text: string) =>
    text === '' ? (
      <span className={classes.empty}>{t('conflict.empty')}</span>
    ) : (
      (render?.(text) ?? text)
    );

  return (
    <section className={classes.conflict} aria-labelledby={headingId} role="group">
      <h3 id={headingId}>{t(own ? 'conflict.titleOwn' : 'conflict.title')}</h3>
      <p>{t(combinable ? 'conflict.text' : 'conflict.textChoice')}</p>
      <div className={classes.pair}>
        <div>
          <h4>{t(own ? 'conflict.mineLatest' : 'conflict.mine')}</h4>
          <div className={classes.text}>{show(mine)}</div>
          {combined === null ? (
            <Button disabled={busy} onClick={() => onResolve(mine, 'mine')}>
              {t('conflict.keepMine')}
            </Button>
          ) : null}
        </div>
        <div>
          <h4>
            {theirs.by === null
              ? t('conflict.ownOther', { when: dateTime(theirs.at) })
              : t('conflict.theirs', { name: theirs.by, when: dateTime(theirs.at) })}
          </h4>
          <div className={classes.text}>{show(theirs.text)}</div>
          {combined === null ? (
            <Button
              variant="default"
              disabled={busy}
              onClick={() => onResolve(theirs.text, 'theirs')}
            >
              {t('conflict.keepTheirs')}
            </Button>
          ) : null}
        </div>
      </div>
      {combinable && combined === null ? (
        <Button
          mt="sm"
          variant="default"
          disabled={busy}
          onClick={() => setCombined(`${theirs.text}\n\n${mine}`)}
        >
          {t('conflict.combine')}
        </Button>
      ) : null}
      {combined === null ? null : (
        <div className={classes.combine}>
          <Textarea
            autoFocus
            label={t('conflict.combined')}
            value={combined}
            onChange={(event) => setCombined(event.currentTarget.value)}
          />
          <Group>
            <Button disabled={busy} onClick={() => onResolve(combined, 'combined')}>
              {t('conflict.saveCombined')}
            </Button>
            <Button variant="default" onClick={() => setCombined(null)}>
              {t('conflict.backToChoice')}
            </Button>
          </Group>
        </div>
      )}
    </section>
  );
}
