import type { AnswerRole, Facts, PartState, Subject } from '@consilium/domain/access';
import { decidingQuestions, judgedAnswer } from '@consilium/domain/answers';
import {
  activeQuestionsOf,
  essentialFirst,
  leadRoleOf,
  type AnswersByKey,
  type Question,
  type TemplateDocument,
  type TemplateFacts,
} from '@consilium/domain/templates';
import type { AnswerFieldsFragment, ReadPartQuery } from '../gql/graphql';
import { wordsOf } from '../platform/keeper/draft';
import { serverAnswer, type AnswerDraft, type ServerAnswer, type Words } from './kept-answers';

export type PartData = NonNullable<ReadPartQuery['part']>;

/** What stands on the screen for one question. */
export interface ShownAnswer {
  readonly words: Words;
  /** The newest answer known to be the server's. */
  readonly server: ServerAnswer | null;
  readonly draft: AnswerDraft;
}

export const noWords: Words = { state: 'empty', value: null, comment: '' };

/** The newest of what was read and what a save confirmed, under what is being typed. */
export function shownAnswer(
  read: AnswerFieldsFragment | undefined,
  draft: AnswerDraft,
): ShownAnswer {
  const known = read ? serverAnswer(read) : null;
  const confirmed = draft.status === 'clean' ? draft.answer : null;
  const server = confirmed && (!known || confirmed.version > known.version) ? confirmed : known;
  const words = draft.status === 'clean' ? server : wordsOf(draft);
  return { words: words ?? noWords, server, draft };
}

/** Whether the question changed under the answer, and nobody has touched it since. */
export const isToConfirm = ({ server, draft }: ShownAnswer): boolean =>
  draft.status === 'clean' && (server?.toConfirm ?? false);

/** Facts for conditions and gaps: answers of other parts as read, those of this part as shown. */
export function factsOf(part: PartData, shown: ReadonlyMap<string, ShownAnswer>): TemplateFacts {
  const own = Object.fromEntries([...shown].map(([key, { words }]) => [key, judgedAnswer(words)]));
  return {
    answers: { ...(part.conditionFacts.answers as AnswersByKey), ...own },
    flags: part.conditionFacts.flags as TemplateFacts['flags'],
    addedModules: part.conditionFacts.addedModules,
    evidenceCounts: part.evidenceCounts as Record<string, number>,
    toConfirm: [...shown].filter(([, answer]) => isToConfirm(answer)).map(([key]) => key),
  };
}

export interface PlaceOfPart {
  readonly section: string;
  readonly leadRole: AnswerRole;
}

export const placeOf = (part: PartData): PlaceOfPart => ({
  section: part.sectionKey,
  leadRole: part.leadRole as AnswerRole,
});

/** All questions the part could ever hold. */
export const questionsOf = (document: TemplateDocument, place: PlaceOfPart): Question[] =>
  document.questions.filter(
    (each) => each.section === place.section && leadRoleOf(each) === place.leadRole,
  );

/**
 * The questions that apply while somebody types, essential ones first. Where an answer decides that
 * the reader may not know, the server's word holds.
 */
export function activeHere(
  document: TemplateDocument,
  part: PartData,
  facts: TemplateFacts,
): Question[] {
  const active = new Set(activeQuestionsOf(document, facts).map(({ key }) => key));
  const hidden = new Set(part.conditionFacts.hidden);
  const applies = ({ key }: Question): boolean =>
    decidingQuestions(document, [key]).some((deciding) => hidden.has(deciding))
      ? part.questionKeys.includes(key)
      : active.has(key);
  return essentialFirst(questionsOf(document, placeOf(part)).filter(applies));
}

export const viewerFacts = (part: PartData): Facts => part.facts as Facts;

export const subjectOf = (part: PartData): Subject => ({
  part: { id: part.id, section: part.sectionKey, state: part.state as PartState },
});
