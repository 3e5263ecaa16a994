import { Suspense, useState, type ReactNode, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { decide } from '@consilium/domain/access';
import type { Question } from '@consilium/domain/templates';
import { IconChevronDown, LoadingState } from '@consilium/ui';
import { HistoryPanel } from './history-panel';
import { questionId } from './question-ids';
import type { QuestionPanel } from './question-panels';
import { subjectOf, viewerFacts, type PartData, type ShownAnswer } from './shown-answers';
import { SupplierPanel } from './supplier-panel';
import classes from './question-aside.module.css';

interface QuestionAsideProps {
  readonly question: Question;
  readonly wording: string;
  readonly part: PartData;
  readonly shown: ShownAnswer | null;
  readonly panels: readonly QuestionPanel[];
  readonly mayRestore: boolean;
  onChanged(): void;
}

/** What hangs on the question in focus: evidence and discussion of other rooms, supplier, history. */
export function QuestionAside({
  question,
  wording,
  part,
  shown,
  panels,
  mayRestore,
  onChanged,
}: QuestionAsideProps) {
  const { t } = useTranslation('answers');
  const answerId = shown?.server?.id ?? null;
  return (
    <aside id="question-panels" className={classes.aside} aria-labelledby="question-panels-title">
      <h2 id="question-panels-title">{t('panels.title')}</h2>
      <p className={classes.wording}>{wording}</p>
      <a href={`#${questionId(question.key)}`} className={classes.back}>
        {t('panels.back')}
      </a>
      {part.masked ? null : (
        <>
          {panels.map(({ key, Panel }) => (
            <Fold key={key} title={t(`panels.${key}`)} open>
              <Suspense fallback={<LoadingState />}>
                <Panel
                  key={question.key}
                  evaluationId={part.evaluationId}
                  partId={part.id}
                  sectionKey={part.sectionKey}
                  questionKey={question.key}
                  answerId={answerId}
                />
              </Suspense>
            </Fold>
          ))}
          <Fold title={t('panels.supplier')}>
            <SupplierPanel
              evaluationId={part.evaluationId}
              questionKey={question.key}
              replies={part.supplierReplies}
              mayRecord={decide('supplier.record', viewerFacts(part), subjectOf(part)) === null}
              onRecorded={onChanged}
            />
          </Fold>
          <Fold title={t('panels.history')}>
            <HistoryPanel
              key={question.key}
              question={question}
              partId={part.id}
              answerId={answerId}
              version={shown?.server?.version ?? 0}
              mayRestore={mayRestore}
            />
          </Fold>
        </>
      )}
    </aside>
  );
}

interface FoldProps {
  readonly title: string;
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** A panel under its heading; folded, it reads nothing from the server. */
function Fold({ title, open: first = false, children }: FoldProps) {
  const [open, setOpen] = useState(first);
  return (
    <details
      className={classes.fold}
      open={open}
      onToggle={(event: SyntheticEvent<HTMLDetailsElement>) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <h3>{title}</h3>
        <IconChevronDown aria-hidden size={18} className={classes.mark} />
      </summary>
      {open ? <div className={classes.body}>{children}</div> : null}
    </details>
  );
}
