import { useTranslation } from 'react-i18next';
import { judgedAnswer } from '@consilium/domain/answers';
import { summaryOfAnswer, type Question } from '@consilium/domain/templates';
import { useLocale } from '../platform/use-locale';
import type { Words } from './kept-answers';

/** An answer as reading text, with its comment. */
export function WordsView({
  question,
  words,
}: {
  readonly question: Question;
  readonly words: Words;
}) {
  const { t } = useTranslation('answers');
  const locale = useLocale();
  return (
    <>
      <span>{summaryOfAnswer(question, judgedAnswer(words), locale)}</span>
      {words.comment === '' ? null : (
        <span style={{ display: 'block' }}>{t('history.comment', { text: words.comment })}</span>
      )}
    </>
  );
}

/** The combined text with the comments of both; the same comment is kept once. */
export function combineWords(mine: Words, theirs: Words, text: string): Words {
  const comments = [...new Set([theirs.comment, mine.comment])].filter((each) => each !== '');
  return { state: 'value', value: text, comment: comments.join('\n\n') };
}
