import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NativeSelect, Switch } from '@mantine/core';
import { decide } from '@consilium/domain/access';
import { questionGapsOf, type QuestionGaps } from '@consilium/domain/answers';
import { isAnswered, type Question, type TemplateDocument } from '@consilium/domain/templates';
import {
  ErrorSummary,
  Notice,
  ProgressBar,
  SaveState,
  StatusBadge,
  useFormat,
} from '@consilium/ui';
import { unmask } from '../gql';
import { useRefusalText } from '../platform/failure-notice';
import { useSaveStatus } from '../platform/keeper/save-status';
import { useKeep } from '../platform/keeper/use-keeper';
import { useMembership } from '../platform/organisation';
import { useShortcut } from '../platform/shortcuts';
import { useLocale } from '../platform/use-locale';
import { useArrivalAtQuestion } from './asked-question';
import { answerKind, type Place } from './kept-answers';
import { answerFields } from './operations';
import { QuestionAside } from './question-aside';
import { QuestionCard } from './question-card';
import { fieldId, questionId, questionsId } from './question-ids';
import type { QuestionPanel } from './question-panels';
import {
  activeHere,
  factsOf,
  placeOf,
  questionsOf,
  shownAnswer,
  subjectOf,
  viewerFacts,
  type PartData,
  type ShownAnswer,
} from './shown-answers';
import { SubmitPart } from './submit-part';
import classes from './part-form.module.css';

interface Person {
  readonly seatId: string;
  readonly displayName: string;
}

interface PartFormProps {
  readonly document: TemplateDocument;
  readonly part: PartData;
  readonly seats: readonly Person[];
  readonly panels: readonly QuestionPanel[];
  /** Words for what somebody else just changed; a new object for each change. */
  readonly news: { readonly text: string } | null;
  /** Reads the part anew and gives it. */
  reload(): Promise<PartData | null>;
  /** Something changed that the list of parts shows. */
  onChanged(): void;
}

/** How long a sentence about what changed stands, in milliseconds. */
const saidForMs = 15_000;

const rememberedWording = 'consilium.plainWording';

/** The questions of one part in one column, saved as they are typed, and what hangs on each beside. */
export function PartForm({
  document,
  part,
  seats,
  panels,
  news,
  reload,
  onChanged,
}: PartFormProps) {
  const { t } = useTranslation(['answers', 'common', 'templates']);
  const { dateTime } = useFormat();
  const refusalText = useRefusalText();
  const locale = useLocale();
  const { memberId } = useMembership();
  const keep = useKeep(answerKind);
  const [plain, setPlain] = useState(() => localStorage.getItem(rememberedWording) === 'on');
  const [behalf, setBehalf] = useState<string | null>(null);
  const [listed, setListed] = useState<readonly string[]>([]);
  const [attempted, setAttempted] = useState(false);

  const place = placeOf(part);
  const questions = useMemo(
    () => questionsOf(document, { section: part.sectionKey, leadRole: place.leadRole }),
    [document, part.sectionKey, place.leadRole],
  );
  const placeOfQuestion = (questionKey: string): Place => ({
    person: memberId,
    evaluationId: part.evaluationId,
    partId: part.id,
    questionKey,
    siteId: null,
    onBehalfOf: behalf,
    contentHash: part.contentHash,
    asked: questions.find(({ key }) => key === questionKey)?.text[locale],
  });

  const answers = unmask(answerFields, part.answers);
  const shown = new Map<string, ShownAnswer>(
    questions.map(({ key }) => [
      key,
      shownAnswer(
        answers.find((answer) => answer.questionKey === key && answer.siteId === null),
        keep.draftOf(placeOfQuestion(key)),
      ),
    ]),
  );
  const facts = factsOf(part, shown);
  const active = activeHere(document, part, facts);
  const announcement = useAnnouncement(active, plain, news);
  const gaps = attempted ? questionGapsOf(document, facts, place) : [];
  const [focusKey, setFocusKey] = useState<string | null>(null);
  const inFocus = active.find(({ key }) => key === focusKey) ?? active[0] ?? null;
  useArrivalAtQuestion(setFocusKey);

  const viewer = viewerFacts(part);
  const subject = subjectOf(part);
  const cannotSave = decide('answer.save', viewer, subject);
  const cannotRecord = decide('answer.recordForOther', viewer, subject);
  const readOnly = behalf === null ? cannotSave !== null : cannotRecord !== null;
  const mine = viewer.assignedParts.includes(part.id);
  const ownSeats = new Set(viewer.seats.map(({ id }) => id));
  const others = seats.filter(({ seatId }) => !ownSeats.has(seatId));

  const step = (by: 1 | -1): void => {
    const at = active.findIndex(({ key }) => key === inFocus?.key);
    const next = active[focusKey === null && by === 1 ? 0 : at + by];
    if (!next) return;
    setFocusKey(next.key);
    const card = window.document.getElementById(questionId(next.key));
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: 'start' });
  };
  useShortcut('j', t('shortcuts.next'), () => step(1));
  useShortcut('k', t('shortcuts.previous'), () => step(-1));

  const wordingOf = (question: Question): string =>
    plain && question.plain ? question.plain[locale] : question.text[locale];
  // Those that were listed and are still there: each goes as it is filled.
  const errors = gaps
    .filter(({ questionKey }) => listed.includes(questionKey))
    .map(({ questionKey, codes }) => {
      const question = questions.find(({ key }) => key === questionKey);
      return {
        fieldId: fieldId(questionKey),
        message: t('submit.gap', {
          question: question ? wordingOf(question) : questionKey,
          gap: codes.map((code) => t(`templates:gaps.${code}`)).join(' '),
        }),
      };
    });
  const listGaps = (missing: readonly QuestionGaps[]): void => {
    setAttempted(true);
    setListed(missing.map(({ questionKey }) => questionKey));
  };
  const prepare = async (): Promise<readonly QuestionGaps[] | null> => {
    if (!(await keep.settle(({ partId }) => partId === part.id))) return null;
    const fresh = await reload();
    if (!fresh) return null;
    const read = unmask(answerFields, fresh.answers);
    const now = new Map<string, ShownAnswer>(
      questions.map(({ key }) => [
        key,
        shownAnswer(
          read.find((answer) => answer.questionKey === key && answer.siteId === null),
          keep.draftOf(placeOfQuestion(key)),
        ),
      ]),
    );
    return questionGapsOf(document, factsOf(fresh, now), place);
  };

  const unsaved = keep.pending().filter(({ place: { partId } }) => partId === part.id);
  const waiting = unsaved.filter(({ draft }) => draft.status === 'waiting');
  const saveStatus = useSaveStatus()(
    unsaved.map(({ draft }) => draft),
    [...shown.values()]
      .flatMap(({ draft }) =>
        draft.status === 'clean' && draft.answer ? draft.answer.updatedAt : [],
      )
      .toSorted()
      .at(-1),
  );
  const answered = active.filter((question) => isAnswered(question, facts.answers[question.key]));
  const essential = active.filter((question) => question.essential);
  const rest = active.filter((question) => !question.essential);
  const section = document.sections.find(({ key }) => key === part.sectionKey);
  const role = t(`common:answerRoles.${place.leadRole}`);
  const group = (list: readonly Question[], offset: number) =>
    list.map((question, index) => {
      const answer = shown.get(question.key);
      if (!answer) return null;
      const known = answer.server
        ? { words: answer.server, version: answer.server.version }
        : { words: { state: 'empty' as const, value: null, comment: '' }, version: 0 };
      return (
        <QuestionCard
          key={question.key}
          question={question}
          number={offset + index + 1}
          shown={answer}
          plain={plain}
          readOnly={readOnly}
          masked={part.masked}
          gaps={gaps.find(({ questionKey }) => questionKey === question.key)?.codes ?? []}
          focused={question.key === inFocus?.key}
          onFocus={() => setFocusKey(question.key)}
          onWords={(words) => keep.typed(placeOfQuestion(question.key), words, known)}
          onConfirm={(answer) => keep.confirm(placeOfQuestion(question.key), answer)}
          onLeave={() => keep.left(placeOfQuestion(question.key))}
          onResolve={(words) => keep.resolve(placeOfQuestion(question.key), words)}
          onDiscard={() => keep.discard(placeOfQuestion(question.key))}
        />
      );
    });

  return (
    <div className={classes.columns}>
      <div className={classes.form}>
        <header className={classes.header}>
          <p className={classes.role}>{role}</p>
          <h2 id={questionsId} tabIndex={-1}>
            {part.sectionKey} – {section?.title[locale]}
          </h2>
          <ErrorSummary
            errors={errors}
            attempt={listed}
            title={t('submit.gapsTitle', { count: errors.length })}
          />
          {part.state === 'returned' && part.returnReason ? (
            <Notice tone="warning" title={t('part.returned')}>
              <p className={classes.words}>{part.returnReason}</p>
            </Notice>
          ) : null}
          {part.state === 'submitted' && part.submittedAt ? (
            <Notice tone="success">
              <p>
                {t(part.submittedBy ? 'part.submittedBy' : 'part.submitted', {
                  name: part.submittedBy ?? '',
                  date: dateTime(part.submittedAt),
                })}
              </p>
              {part.gapsReason ? <p>{t('part.gapsReason', { reason: part.gapsReason })}</p> : null}
            </Notice>
          ) : null}
          {part.masked ? (
            <Notice>
              <p>{t('part.masked')}</p>
            </Notice>
          ) : readOnly && part.state !== 'submitted' ? (
            <Notice>
              <p>
                {t('part.readOnly')} {cannotSave ? refusalText(cannotSave) : ''}
              </p>
            </Notice>
          ) : null}
        </header>

        <div className={classes.bar}>
          <div className={classes.barRow}>
            {part.state === 'submitted' ? null : (
              <StatusBadge hollow>{t('part.draft')}</StatusBadge>
            )}
            <SaveState
              status={saveStatus}
              onRetry={
                waiting.length > 0
                  ? () => waiting.forEach((one) => keep.retry(one.place))
                  : undefined
              }
            />
            <div className={classes.progress}>
              <ProgressBar
                label={t('part.progress')}
                labelHidden
                value={answered.length}
                max={active.length}
              />
            </div>
          </div>
          <p role="status" className={classes.announcement}>
            {announcement}
          </p>
        </div>

        <div className={classes.tools}>
          {questions.some((question) => question.plain) ? (
            <Switch
              label={t('part.plain')}
              checked={plain}
              onChange={(event) => {
                const on = event.currentTarget.checked;
                localStorage.setItem(rememberedWording, on ? 'on' : 'off');
                setPlain(on);
              }}
            />
          ) : null}
          {cannotRecord === null && others.length > 0 ? (
            <NativeSelect
              label={t('part.behalf')}
              description={behalf === null ? undefined : t('part.behalfHint')}
              value={behalf ?? ''}
              onChange={(event) => setBehalf(event.currentTarget.value || null)}
              data={[
                { value: '', label: mine ? t('part.behalfSelf') : t('part.behalfChoose') },
                ...others.map(({ seatId, displayName }) => ({
                  value: seatId,
                  label: t('part.behalfOther', { name: displayName }),
                })),
              ]}
            />
          ) : null}
        </div>

        {active.length === 0 ? <p>{t('part.none')}</p> : null}
        {essential.length > 0 ? (
          <>
            <h3>{t('part.essential')}</h3>
            <p className={classes.hint}>{t('part.essentialHint')}</p>
            {group(essential, 0)}
          </>
        ) : null}
        {rest.length > 0 ? (
          <>
            <h3>{document.unessential === 'optional' ? t('part.restOptional') : t('part.rest')}</h3>
            {group(rest, essential.length)}
          </>
        ) : null}

        <SubmitPart
          part={part}
          gapsShown={gaps.length > 0}
          prepare={prepare}
          onGaps={listGaps}
          onDone={() => {
            setListed([]);
            setAttempted(false);
            onChanged();
          }}
        />
      </div>
      {inFocus ? (
        <QuestionAside
          question={inFocus}
          wording={wordingOf(inFocus)}
          part={part}
          shown={shown.get(inFocus.key) ?? null}
          panels={panels}
          mayRestore={cannotSave === null}
          onChanged={onChanged}
        />
      ) : null}
    </div>
  );
}

/** Says which questions came or went since the last answer, and what others changed. */
function useAnnouncement(
  active: readonly Question[],
  plain: boolean,
  news: PartFormProps['news'],
): string {
  const { t } = useTranslation('answers');
  const locale = useLocale();
  const keys = active.map(({ key }) => key).join(' ');
  const [told, setTold] = useState({ keys, active, news, text: '' });

  if (told.keys !== keys) {
    const added = active.filter(({ key }) => !told.active.some((each) => each.key === key));
    const removed = told.active.filter(({ key }) => !active.some((each) => each.key === key));
    const wording = (question: Question | undefined): string =>
      (plain && question?.plain ? question.plain : question?.text)?.[locale] ?? '';
    const sentences = [
      added.length > 0 ? t('question.added', { count: added.length, text: wording(added[0]) }) : '',
      removed.length > 0
        ? t('question.removed', { count: removed.length, text: wording(removed[0]) })
        : '',
    ].filter(Boolean);
    setTold({ keys, active, news: told.news, text: sentences.join(' ') || told.text });
  } else if (told.news !== news) {
    setTold({ ...told, news, text: news?.text ?? told.text });
  }

  const said = told.text;
  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(() => setTold((now) => ({ ...now, text: '' })), saidForMs);
    return () => clearTimeout(timer);
  }, [said]);
  return said;
}
