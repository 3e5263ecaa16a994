import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Group, Modal } from '@mantine/core';
import { diffWords, type DiffRun } from '@consilium/domain/answers';
import type { Question } from '@consilium/domain/templates';
import { Hidden, LoadingState, Timeline } from '@consilium/ui';
import { graphql } from '../gql';
import type { ReadHistoryQuery } from '../gql/graphql';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { useProfessionText } from '../platform/professions';
import type { Words } from './kept-answers';
import { WordsView } from './words-view';
import classes from './history-panel.module.css';

const readHistory = graphql(`
  query ReadHistory($answerId: ID!) {
    answerHistory(answerId: $answerId) {
      revisionId
      version
      current
      state
      value
      comment
      authorName
      profession
      onBehalfOfName
      writtenAt
    }
  }
`);

const restoreRevision = graphql(`
  mutation RestoreRevision($input: RestoreRevisionInput!) {
    restoreRevision(input: $input) {
      __typename
      ... on AnswerSaved {
        answer {
          ...AnswerFields
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

type Version = NonNullable<ReadHistoryQuery['answerHistory']>[number];

interface HistoryPanelProps {
  readonly question: Question;
  readonly partId: string;
  readonly answerId: string | null;
  /** Version the page shows: a newer one reads the history anew. */
  readonly version: number;
  readonly mayRestore: boolean;
}

/** How the answer came to be: its versions, what changed from one to the next, and taking one back. */
export function HistoryPanel({
  question,
  partId,
  answerId,
  version,
  mayRestore,
}: HistoryPanelProps) {
  const { t } = useTranslation('answers');
  const profession = useProfessionText();
  const refusalText = useRefusalText();
  const { data, error, refetch } = useQuery(readHistory, {
    variables: { answerId: answerId ?? '' },
    skip: answerId === null,
    fetchPolicy: 'network-only',
  });
  const [restore, { loading }] = useMutation(restoreRevision);
  const [chosen, setChosen] = useState<Version | null>(null);
  const [said, setSaid] = useState('');

  useEffect(() => {
    if (answerId !== null) void refetch();
  }, [answerId, version, refetch]);

  if (answerId === null) return <p>{t('history.empty')}</p>;
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  const versions = data?.answerHistory;
  if (!versions) return <LoadingState />;
  const current = versions.find((each) => each.current);

  const takeBack = async (revisionId: string): Promise<void> => {
    const { data: done } = await restore({
      variables: {
        input: {
          operationId: newOperationId(),
          partId,
          questionKey: question.key,
          siteId: null,
          revisionId,
          baseVersion: current?.version ?? version,
        },
      },
    });
    const result = done?.restoreRevision;
    setSaid(
      result?.__typename === 'Refused'
        ? refusalText(result)
        : t('history.restored', { version: chosen?.version ?? '' }),
    );
    setChosen(null);
    await refetch();
  };

  return (
    <>
      <p role="status" className={classes.said}>
        {said}
      </p>
      <Timeline
        label={t('panels.history')}
        entries={versions.map((each, index) => ({
          id: String(each.version),
          at: each.writtenAt,
          title: each.current
            ? t('history.current')
            : t('history.version', { version: each.version }),
          detail: (
            <>
              <p className={classes.by}>
                {t(each.onBehalfOfName ? 'history.byFor' : 'history.by', {
                  name: each.authorName,
                  profession: profession(each.profession),
                  other: each.onBehalfOfName ?? '',
                })}
              </p>
              <Change question={question} now={each} before={versions[index + 1]} />
              {mayRestore && !each.current && each.revisionId ? (
                <Button size="xs" variant="default" onClick={() => setChosen(each)}>
                  {t('history.restore')}
                </Button>
              ) : null}
            </>
          ),
        }))}
      />
      <Modal
        opened={chosen !== null}
        onClose={() => setChosen(null)}
        title={t('history.restoreTitle', { version: chosen?.version ?? '' })}
        closeButtonProps={{ 'aria-label': t('submit.cancel') }}
      >
        {chosen ? (
          <>
            <p className={classes.words}>
              <WordsView question={question} words={wordsOfVersion(chosen)} />
            </p>
            <p>{t('history.restoreText')}</p>
            <Group>
              <Button
                disabled={loading}
                onClick={() => chosen.revisionId && void takeBack(chosen.revisionId)}
              >
                {t('history.restore')}
              </Button>
              <Button variant="default" onClick={() => setChosen(null)}>
                {t('submit.cancel')}
              </Button>
            </Group>
          </>
        ) : null}
      </Modal>
    </>
  );
}

const wordsOfVersion = ({ state, value, comment }: Version): Words => ({ state, value, comment });

interface ChangeProps {
  readonly question: Question;
  readonly now: Version;
  readonly before: Version | undefined;
}

/** Prose shows its difference to the version before; everything else is short enough to stand whole. */
function Change({ question, now, before }: ChangeProps) {
  const { t } = useTranslation('answers');
  const prose = question.type.kind === 'text' && now.state === 'value' && before?.state === 'value';
  if (!prose) {
    return (
      <p className={classes.words}>
        <WordsView question={question} words={wordsOfVersion(now)} />
      </p>
    );
  }
  return (
    <>
      <p className={classes.words}>
        <Runs runs={diffWords(String(before.value), String(now.value))} />
      </p>
      {now.comment === '' ? null : <p>{t('history.comment', { text: now.comment })}</p>}
    </>
  );
}

function Runs({ runs }: { readonly runs: readonly DiffRun[] }) {
  const { t } = useTranslation('answers');
  return runs.map(({ kind, text }, index) => {
    if (kind === 'same') return <span key={index}>{text}</span>;
    const Mark = kind === 'added' ? 'ins' : 'del';
    return (
      <Mark key={index}>
        <Hidden>{t(`history.${kind}`)}</Hidden>
        {text}
      </Mark>
    );
  });
}
