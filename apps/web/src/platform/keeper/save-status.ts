import { useTranslation } from 'react-i18next';
import type { SaveStatus } from '@consilium/ui';
import { useNotTakenText } from '../failure-notice';
import type { Draft } from './draft';

type AnyDraft = Draft<unknown, unknown>;

/** Says where the words of a page are, in the order of what needs attention most. */
export function useSaveStatus(): (
  drafts: readonly AnyDraft[],
  /** When the server took the last of them. */
  savedAt: string | undefined,
) => SaveStatus {
  const notTakenText = useNotTakenText();
  const { t } = useTranslation('shell');
  return (drafts, savedAt) => {
    const waits = (why: string): boolean =>
      drafts.some((draft) => draft.status === 'waiting' && draft.why === why);
    if (drafts.some(({ status }) => status === 'conflict')) return { kind: 'conflict' };
    for (const draft of drafts) {
      if (draft.status === 'refused') return { kind: 'failed', why: notTakenText(draft.refusal) };
    }
    for (const why of ['session', 'server'] as const) {
      if (waits(why)) return { kind: 'failed', why: t(`kept.waiting.${why}`) };
    }
    if (waits('noAnswer')) return { kind: 'late' };
    if (waits('network')) return { kind: 'offline' };
    if (drafts.some(({ status }) => status !== 'clean')) return { kind: 'saving' };
    return savedAt ? { kind: 'saved', at: savedAt } : { kind: 'untouched' };
  };
}
