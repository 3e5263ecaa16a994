import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, Textarea } from '@mantine/core';
import {
  maxCommentLength,
  questionTypeOf,
  type GapCode,
  type Question,
} from '@consilium/domain/templates';
import { ConflictChooser, FoldedHelp, Notice, StatusBadge, useFormat } from '@consilium/ui';
import { useNotTakenText } from '../platform/failure-notice';
import { useLocale } from '../platform/use-locale';
import { widgetComponents } from '../templates/widgets';
import type { ServerAnswer, Words } from './kept-answers';
import { combineWords, WordsView } from './words-view';
import { fieldId, questionId } from './question-ids';
import { isToConfirm, type ShownAnswer } from './shown-answers';
import classes from './question-card.module.css';

interface QuestionCardProps {
  readonly question: Question;
  readonly number: number;
  readonly shown: ShownAnswer;
  readonly plain: boolean;
  readonly readOnly: boolean;
  /** The answers are reserved to others. */
  readonly masked: boolean;
  /** What is missing, once the person has tried to hand the part in. */
  readonly gaps: readonly GapCode[];
  readonly focused: boolean;
  onFocus(): void;
  onWords(words: Words): void;
  /** The answer stands although its question changed. */
  onConfirm(answer: ServerAnswer): void;
  onLeave(): void;
  onResolve(words: Words): void;
  /** Lets refused words go: the answer of the server stands again. */
  onDiscard(): void;
}

/** One question with its answer. Folded under it: help and expected evidence. */
export function QuestionCard({
  question,
  number,
  shown,
  plain,
  readOnly,
  masked,
  gaps,
  focused,
  onFocus,
  onWords,
  onConfirm,
  onLeave,
  onResolve,
  onDiscard,
}: QuestionCardProps) {
  const { t } = useTranslation(['answers', 'templates']);
  const notTakenText = useNotTakenText();
  const locale = useLocale();
  const { words, draft } = shown;
  const id = questionId(question.key);
  const field = fieldId(question.key);
  const gapsId = `${field}-gaps`;
  const Widget = widgetComponents[questionTypeOf(question.type.kind).widget];
  const unknown = words.state === 'unknown';
  // What "unknown" replaced comes back when it is taken back, as long as the page is open.
  const [before, setBefore] = useState<unknown>(null);

  const change = (changes: Partial<Words>): void => onWords({ ...words, ...changes });
  const give = (value: unknown): void =>
    change(value === null ? { state: 'empty', value: null } : { state: 'value', value });
  const setUnknown = (checked: boolean): void => {
    if (checked) {
      setBefore(words.value);
      change({ state: 'unknown', value: null });
    } else {
      give(before);
    }
  };

  return (
    <section
      id={id}
      className={classes.card}
      aria-labelledby={`${id}-text`}
      data-focused={focused || undefined}
      tabIndex={-1}
      onFocus={onFocus}
    >
      <header className={classes.header}>
        <h4 id={`${id}-text`} className={classes.text}>
          <span className={classes.number}>{number}.</span>{' '}
          {plain && question.plain ? question.plain[locale] : question.text[locale]}
        </h4>
        {question.essential ? (
          <StatusBadge tone="info">{t('question.essential')}</StatusBadge>
        ) : null}
      </header>

      {masked ? null : draft.status === 'conflict' ? (
        <Conflict question={question} draft={draft} onResolve={onResolve} />
      ) : (
        <>
          {draft.status === 'refused' ? (
            <Notice tone="danger" role="alert">
              <p>{t('question.refused', { why: notTakenText(draft.refusal) })}</p>
              <Button size="xs" variant="default" onClick={onDiscard}>
                {t('question.discard')}
              </Button>
            </Notice>
          ) : null}
          {isToConfirm(shown) && shown.server ? (
            <Changed
              answer={shown.server}
              readOnly={readOnly}
              onConfirm={(answer) => {
                // The button goes with the notice: who pressed it stays at the question.
                document.getElementById(id)?.focus();
                onConfirm(answer);
              }}
            />
          ) : null}
          {gaps.length > 0 ? (
            <div id={gapsId} className={classes.gaps}>
              {gaps.map((code) => (
                <p key={code}>{t(`templates:gaps.${code}`)}</p>
              ))}
            </div>
          ) : null}
          {unknown ? null : (
            <Widget
              id={field}
              question={question}
              value={words.state === 'value' ? words.value : null}
              readOnly={readOnly}
              labelledBy={`${id}-text`}
              describedBy={gaps.length > 0 ? gapsId : undefined}
              invalid={gaps.length > 0}
              onChange={give}
              onLeave={onLeave}
            />
          )}
          <div className={classes.besides}>
            {readOnly && !unknown ? null : (
              <Checkbox
                id={unknown ? field : undefined}
                label={t('question.unknown')}
                aria-describedby={`${id}-text`}
                checked={unknown}
                disabled={readOnly}
                onChange={(event) => setUnknown(event.currentTarget.checked)}
                onBlur={onLeave}
              />
            )}
            <Comment
              id={`${field}-comment`}
              value={words.comment}
              wanted={gaps.includes('comment_required') || mayNeedComment(question, words)}
              readOnly={readOnly}
              onChange={(comment) => change({ comment })}
              onLeave={onLeave}
            />
          </div>
          <Author shown={shown} />
        </>
      )}

      <FoldedHelp summary={t('question.help')}>
        <dl className={classes.help}>
          <dt>{t('question.helpTitle')}</dt>
          <dd>{question.help[locale]}</dd>
          <dt>{t('question.evidence')}</dt>
          <dd>{question.evidence[locale]}</dd>
        </dl>
        <p className={classes.source}>{t('question.source', { source: question.source })}</p>
      </FoldedHelp>
      <a href="#question-panels" className={classes.panels} onClick={onFocus}>
        {t('question.panels')}
      </a>
    </section>
  );
}

interface ChangedProps {
  readonly answer: ServerAnswer;
  readonly readOnly: boolean;
  onConfirm(answer: ServerAnswer): void;
}

/** The question changed with a later version of the template: the answer waits for a word about it. */
function Changed({ answer, readOnly, onConfirm }: ChangedProps) {
  const { t } = useTranslation('answers');
  return (
    <Notice tone="warning" title={t('question.changed')}>
      <p>{t('question.changedText')}</p>
      {readOnly ? null : (
        <Button size="xs" variant="default" onClick={() => onConfirm(answer)}>
          {t('question.confirm')}
        </Button>
      )}
    </Notice>
  );
}

/** "Partial" and "not applicable" mean nothing alone. */
const mayNeedComment = (question: Question, words: Words): boolean =>
  question.type.kind === 'yes_no_partial_na' &&
  words.state === 'value' &&
  (words.value === 'partial' || words.value === 'na');

function Author({ shown: { server, draft } }: { readonly shown: ShownAnswer }) {
  const { t } = useTranslation('answers');
  const { dateTime } = useFormat();
  if (!server || draft.status !== 'clean') return null;
  const when = dateTime(server.updatedAt);
  return (
    <p className={classes.author}>
      {server.onBehalfOfName
        ? t('question.byFor', { name: server.authorName, other: server.onBehalfOfName, when })
        : t('question.by', { name: server.authorName, when })}
    </p>
  );
}

interface CommentProps {
  readonly id: string;
  readonly value: string;
  /** Shown open although it is empty. */
  readonly wanted: boolean;
  readonly readOnly: boolean;
  onChange(comment: string): void;
  onLeave(): void;
}

function Comment({ id, value, wanted, readOnly, onChange, onLeave }: CommentProps): ReactNode {
  const { t } = useTranslation('answers');
  const [opened, setOpened] = useState(false);
  if (value === '' && !wanted && !opened) {
    return readOnly ? null : (
      <button type="button" className={classes.add} onClick={() => setOpened(true)}>
        {t('question.addComment')}
      </button>
    );
  }
  return (
    <Textarea
      id={id}
      label={t('question.comment')}
      autoFocus={opened && value === ''}
      value={value}
      readOnly={readOnly}
      minRows={2}
      maxRows={16}
      maxLength={maxCommentLength}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={onLeave}
    />
  );
}

interface ConflictProps {
  readonly question: Question;
  readonly draft: Extract<ShownAnswer['draft'], { status: 'conflict' }>;
  onResolve(words: Words): void;
}

/** Both answers side by side. Prose can be combined by hand; a comment is then kept from both. */
function Conflict({ question, draft: { mine, other }, onResolve }: ConflictProps) {
  const theirs = other.from === 'server' ? other.saved : other.words;
  const prose = question.type.kind === 'text' && mine.state === 'value' && theirs.state === 'value';
  const text = (words: Words): string => (prose ? String(words.value) : JSON.stringify(words));
  return (
    <ConflictChooser
      mine={text(mine)}
      theirs={{
        text: text(theirs),
        by: other.from === 'server' ? other.saved.authorName : null,
        at: other.from === 'server' ? other.saved.updatedAt : other.since,
      }}
      combinable={prose}
      render={(shown) => (
        <WordsView question={question} words={shown === text(mine) ? mine : theirs} />
      )}
      onResolve={(chosen, how) =>
        onResolve(
          how === 'mine' ? mine : how === 'theirs' ? theirs : combineWords(mine, theirs, chosen),
        )
      }
    />
  );
}
