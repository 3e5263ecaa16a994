import * as v from 'valibot';
import type { QuestionTypeDefinition } from './definition';
import { isRecord, wrongAnswer } from './problem';
import { answerWord } from './words';

/** Whether the document asked for was handed over; the document itself is attached evidence. */
interface FileValue {
  readonly provided: boolean;
}

/** A document. "Provided" is believed only when something is attached. */
export const file: QuestionTypeDefinition<Record<string, never>, FileValue> = {
  name: { fr: 'Document', en: 'Document' },
  widget: 'file',
  estimateSeconds: 120,
  pseudoAnswers: ['missing'],
  config: v.strictObject({}),
  parseAnswer: (_config, input) =>
    isRecord(input) && typeof input['provided'] === 'boolean'
      ? { provided: input['provided'] }
      : wrongAnswer('wrong_shape'),
  isEmpty: () => false,
  missing: (_config, { provided }, { evidenceCount }) =>
    provided && evidenceCount === 0 ? ['evidence_required'] : [],
  is: (_config, { provided }, pseudo, { evidenceCount }) =>
    pseudo === 'missing' && (!provided || evidenceCount === 0),
  summary: (_config, { provided }, locale) =>
    answerWord(locale, provided ? 'fileProvided' : 'fileNotProvided'),
  exportText: (_config, { provided }) => (provided ? 'provided' : 'not_provided'),
  choices: () => [],
  codes: () => [],
  sampleConfig: () => ({}),
  sample: (_config, random) => ({ provided: random() < 0.5 }),
};
