import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { leadRoleOf, type TemplateDocument } from '@consilium/domain/templates';
import { questionId } from './question-ids';

/** The key of the question that the address names after `#`; null without one. */
export function askedQuestion(hash: string): string | null {
  try {
    return decodeURIComponent(hash.slice(1)) || null;
  } catch {
    return null;
  }
}

/** The part in which a question is answered. */
export function partHolding<Line extends { id: string; sectionKey: string; leadRole: string }>(
  document: TemplateDocument,
  parts: readonly Line[],
  questionKey: string | null,
): string | null {
  const question = document.questions.find(({ key }) => key === questionKey);
  if (!question) return null;
  const found = parts.find(
    ({ sectionKey, leadRole }) =>
      sectionKey === question.section && leadRole === leadRoleOf(question),
  );
  return found?.id ?? null;
}

/** Moves to the question that the address names, once for each arrival and as soon as it stands here. */
export function useArrivalAtQuestion(arrived: (questionKey: string) => void): void {
  const { hash, key: arrival } = useLocation();
  const done = useRef<string | null>(null);
  useEffect(() => {
    const asked = askedQuestion(hash);
    if (asked === null || done.current === arrival) return;
    const card = document.getElementById(questionId(asked));
    if (!card) return;
    done.current = arrival;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'start' });
    arrived(asked);
  });
}
