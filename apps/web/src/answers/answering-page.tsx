import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'react-router';
import { useApolloClient, useQuery, useSubscription } from '@apollo/client/react';
import { decide, type Facts } from '@consilium/domain/access';
import { EmptyState, FoldedHelp, LoadingState } from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { SkipTo } from '../app/skip-link';
import { useEvaluation } from '../evaluations';
import { unmask, type FragmentType } from '../gql';
import { FailureNotice } from '../platform/failure-notice';
import { useMembership } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useTemplateDocument } from '../templates';
import { askedQuestion, partHolding } from './asked-question';
import { answerFields, readAnswer, readAnsweringPage, readPart, watchAnswers } from './operations';
import { PartForm } from './part-form';
import { partLineFields } from './part-line';
import { PartNav } from './part-nav';
import { questionsId } from './question-ids';
import type { QuestionPanel } from './question-panels';
import { SupplierDownload } from './supplier-download';
import classes from './answering-page.module.css';

interface AnsweringPageProps {
  /** Panels of other rooms for the right column. */
  readonly panels: readonly QuestionPanel[];
}

/** The part asked for in the address, else the first of mine that is still to do, else any of mine. */
function chosenPart(
  parts: readonly FragmentType<typeof partLineFields>[],
  asked: string | null,
): string | null {
  const lines = unmask(partLineFields, parts);
  const found = lines.find(({ id }) => id === asked);
  const mine = lines.filter((line) => line.mine);
  return (
    (found ?? mine.find(({ state }) => state !== 'submitted') ?? mine[0] ?? lines[0])?.id ?? null
  );
}

/** Answering: my parts on the left, the questions in the middle, what hangs on each on the right. */
export function AnsweringPage({ panels }: AnsweringPageProps) {
  const { t } = useTranslation('answers');
  const { id, reference } = useEvaluation();
  const { slug } = useMembership();
  const [search] = useSearchParams();
  const { hash } = useLocation();
  const frame = useQuery(readAnsweringPage, { variables: { evaluationId: id } });
  const page = frame.data?.answeringPage;
  const template = useTemplateDocument(page?.contentHash, slug);

  if (frame.error && !page) {
    return <FailureNotice error={frame.error} onRetry={() => void frame.refetch()} />;
  }
  if (frame.data && !page) return <NotFoundPage />;
  if (template.error) return <FailureNotice error={template.error} onRetry={template.retry} />;
  if (!page || !template.document) return <LoadingState />;

  const asked =
    search.get('part') ??
    partHolding(template.document, unmask(partLineFields, page.parts), askedQuestion(hash));
  const current = chosenPart(page.parts, asked);
  const nav = <PartNav document={template.document} parts={page.parts} current={current} />;
  const mayAsk = decide('supplier.ask', page.facts as Facts) === null;
  return (
    <>
      <PageTitle title={t('title')} tab={t('tab', { reference })} />
      <div className={classes.page}>
        <SkipTo target={questionsId} className={classes.skip}>
          {t('nav.skip')}
        </SkipTo>
        <div className={classes.side}>
          <div className={classes.wide}>{nav}</div>
          <div className={classes.narrow}>
            <FoldedHelp summary={t('nav.show')}>{nav}</FoldedHelp>
          </div>
          {mayAsk ? (
            <div className={classes.supplier}>
              <SupplierDownload evaluationId={id} reference={reference} />
            </div>
          ) : null}
        </div>
        {current === null ? (
          <EmptyState title={t('nav.empty')} />
        ) : (
          <CurrentPart
            key={current}
            id={current}
            evaluationId={id}
            document={template.document}
            seats={page.seats}
            panels={panels}
            onChanged={() => void frame.refetch()}
          />
        )}
      </div>
    </>
  );
}

interface CurrentPartProps {
  readonly id: string;
  readonly evaluationId: string;
  readonly document: Parameters<typeof PartForm>[0]['document'];
  readonly seats: Parameters<typeof PartForm>[0]['seats'];
  readonly panels: readonly QuestionPanel[];
  onChanged(): void;
}

/** Pause in which changes of the list of parts are gathered before it is read anew, in milliseconds. */
const gatherMs = 1500;

function CurrentPart({ id, evaluationId, document, seats, panels, onChanged }: CurrentPartProps) {
  const { t } = useTranslation('answers');
  const client = useApolloClient();
  const { displayName } = useMembership();
  const { data, error, refetch } = useQuery(readPart, { variables: { id } });
  const [news, setNews] = useState<{ readonly text: string } | null>(null);
  const part = data?.part;

  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef(onChanged);
  useEffect(() => {
    latest.current = onChanged;
  });
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  const changedSoon = (): void => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      latest.current();
    }, gatherMs);
  };

  const known = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    known.current = new Set(unmask(answerFields, part?.answers ?? []).map((each) => each.id));
  }, [part]);

  useSubscription(watchAnswers, {
    variables: { evaluationId },
    onData: ({ data: { data: change } }) => {
      const changed = change?.answerChanged;
      if (!changed) return;
      if (changed.parts.includes(id) || changed.supplier) void refetch();
      if (changed.parts.length > 0 || changed.progress) changedSoon();
      for (const answerId of changed.answers) void look(answerId);
    },
  });

  /** Reads one answer that somebody saved; the page's own are read as well, and change nothing. */
  const look = async (answerId: string): Promise<void> => {
    const before = client.cache.readFragment({
      id: `Answer:${answerId}`,
      fragment: answerFields,
      fragmentName: 'AnswerFields',
    });
    const { data: read } = await client.query({
      query: readAnswer,
      variables: { id: answerId },
      fetchPolicy: 'network-only',
    });
    const answer = unmask(answerFields, read?.answer);
    if (answer?.partId !== id) return;
    if (!known.current.has(answerId)) void refetch();
    const old = unmask(answerFields, before as Parameters<typeof unmask>[1]) as
      typeof answer | null;
    if (answer.authorName !== displayName && (old?.version ?? 0) < answer.version) {
      setNews({ text: t('question.changedBy', { name: answer.authorName }) });
    }
  };

  const reload = useCallback(async () => {
    const { data: fresh } = await refetch();
    return fresh?.part ?? null;
  }, [refetch]);

  if (error && !part) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (data && !part) return <NotFoundPage />;
  if (!part) return <LoadingState />;
  return (
    <PartForm
      document={document}
      part={part}
      seats={seats}
      panels={panels}
      news={news}
      reload={reload}
      onChanged={() => {
        void refetch();
        onChanged();
      }}
    />
  );
}
