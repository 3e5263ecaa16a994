import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Textarea } from '@mantine/core';
import { maxCommentBody } from '@consilium/domain/discussion';
import { useFormat } from '@consilium/ui';
import { useProfessionText } from '../platform/professions';
import { complete, matching, mentionedIn, queryAt, type Query } from './mentions';
import type { Seat } from './use-threads';
import classes from './discussion.module.css';

interface MentionFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly seats: readonly Seat[];
  readonly error?: string;
  readonly autoFocus?: boolean;
  onChange(value: string): void;
}

/**
 * A field for words in which "@" offers the people who can be named: arrows choose, Enter takes,
 * Escape leaves the text alone. Focus stays in the field.
 */
export function MentionField({
  label,
  description,
  value,
  seats,
  error,
  autoFocus,
  onChange,
}: MentionFieldProps) {
  const { t } = useTranslation('discussion');
  const { list } = useFormat();
  const profession = useProfessionText();
  const listId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [query, setQuery] = useState<Query | null>(null);
  const [active, setActive] = useState(0);
  const found = query ? matching(seats, query.text) : [];
  const offered = found.length > 0;
  const chosen = found[Math.min(active, found.length - 1)];
  const named = mentionedIn(value, seats).map(({ displayName }) => displayName);
  const nearLimit = value.length > maxCommentBody - 500;

  const look = (): void => {
    const { current } = field;
    const next = current ? queryAt(current.value, current.selectionStart) : null;
    if (next?.text !== query?.text) setActive(0);
    setQuery(next);
  };

  const take = (seat: Seat): void => {
    const { current } = field;
    if (!current || !query) return;
    const done = complete(value, current.selectionStart, query, seat);
    onChange(done.text);
    setQuery(null);
    requestAnimationFrame(() => {
      current.focus();
      current.setSelectionRange(done.caret, done.caret);
    });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!offered || !chosen) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive((now) => (Math.min(now, found.length - 1) + step + found.length) % found.length);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      take(chosen);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setQuery(null);
    }
  };

  return (
    <div className={classes.field}>
      <Textarea
        ref={field}
        label={label}
        description={description}
        value={value}
        error={error}
        minRows={3}
        maxRows={14}
        autosize
        maxLength={maxCommentBody}
        data-autofocus={autoFocus || undefined}
        autoFocus={autoFocus}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={offered ? listId : undefined}
        aria-activedescendant={offered && chosen ? `${listId}-${chosen.seatId}` : undefined}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          look();
        }}
        onKeyUp={(event) => {
          if (!['ArrowDown', 'ArrowUp', 'Enter', 'Escape', 'Tab'].includes(event.key)) look();
        }}
        onClick={look}
        onKeyDown={onKeyDown}
        onBlur={() => setQuery(null)}
      />
      <p role="status" className={classes.quiet}>
        {query
          ? offered
            ? t('mention.count', { count: found.length })
            : t('mention.none')
          : nearLimit
            ? t('length', { length: value.length, max: maxCommentBody })
            : ''}
      </p>
      {offered ? (
        <ul id={listId} role="listbox" aria-label={t('mention.list')} className={classes.people}>
          {found.map((seat) => (
            <li
              key={seat.seatId}
              id={`${listId}-${seat.seatId}`}
              role="option"
              aria-selected={seat === chosen}
              // The field keeps the focus, and with it the caret.
              onMouseDown={(event) => {
                event.preventDefault();
                take(seat);
              }}
            >
              <span>{seat.displayName}</span>
              <span className={classes.quiet}>{profession(seat.profession)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {named.length > 0 ? (
        <p className={classes.quiet}>{t('mention.named', { names: list(named) })}</p>
      ) : null}
    </div>
  );
}
