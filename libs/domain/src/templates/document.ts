import * as v from 'valibot';
import { answerRoles } from '../access';
import { locales } from '../kernel';
import { blockerTestSchema, conditionSchema } from './conditions';
import { keySchema, sectionKeySchema, textsSchema } from './keys';
import { questionKinds, questionTypes, type QuestionType } from './question-types';

/** What a fact is about: decides what candidates share, what a site answers, what is asked again. */
export const subjects = ['need', 'device', 'site', 'contract'] as const;
export type Subject = (typeof subjects)[number];

/** May the supplier pre-fill it; `ask_again` is also blank at each re-evaluation. */
export const supplierMarks = ['no', 'yes', 'ask_again'] as const;
export type SupplierMark = (typeof supplierMarks)[number];

/** `screening` decides the scope, `core` is always evaluated, `module` opens by its condition. */
export const sectionKinds = ['screening', 'core', 'module'] as const;
export type SectionKind = (typeof sectionKinds)[number];

/** Where a title comes from; `reconstructed` must be checked against the guide before it is quoted. */
export const titleStatuses = ['reconstructed', 'own', 'verified'] as const;

export const blockerLevels = ['soft', 'hard', 'scope'] as const;
export type BlockerLevel = (typeof blockerLevels)[number];

/** When a condition linked to a blocker must be met, where the template fixes it. */
export const blockerGates = ['before_go_live'] as const;
export type BlockerGate = (typeof blockerGates)[number];

// Each kind validates its own configuration, so that a new type changes nothing here.
const questionTypeSchema = v.union(
  questionKinds.map((kind) =>
    v.strictObject({ kind: v.literal(kind), config: questionTypes[kind].config }),
  ),
) as unknown as v.GenericSchema<QuestionType>;

const roles = v.pipe(
  v.array(v.picklist(answerRoles)),
  v.minLength(1),
  v.check((list) => new Set(list).size === list.length, 'a role is named twice'),
);

const blockerSchema = v.strictObject({
  level: v.picklist(blockerLevels),
  when: blockerTestSchema,
  gate: v.optional(v.picklist(blockerGates)),
});

const questionSchema = v.strictObject({
  key: keySchema,
  section: sectionKeySchema,
  text: textsSchema,
  /** The same question without jargon, beside the expert wording. */
  plain: v.optional(textsSchema),
  help: textsSchema,
  /** What usually proves the answer. */
  evidence: textsSchema,
  /** Who answers; the first leads, and the question lies in that role's part. */
  roles,
  type: questionTypeSchema,
  condition: v.optional(conditionSchema),
  /** Judged in this order; the first that holds is the state, `hard` before `soft` by habit. */
  blockers: v.array(blockerSchema),
  about: v.picklist(subjects),
  supplier: v.picklist(supplierMarks),
  /** On the essential path: shown first, expected even where the rest is optional. */
  essential: v.boolean(),
  /** The frameworks the item maps to, as short codes; a mapping, not a quotation. */
  source: v.pipe(v.string(), v.nonEmpty()),
});

const statementSchema = v.strictObject({
  key: keySchema,
  section: sectionKeySchema,
  text: textsSchema,
  plain: textsSchema,
  help: textsSchema,
  evidence: textsSchema,
  /** Whose members rate it. */
  roles,
  source: v.pipe(v.string(), v.nonEmpty()),
});

const sectionSchema = v.strictObject({
  key: sectionKeySchema,
  kind: v.picklist(sectionKinds),
  title: textsSchema,
  titleStatus: v.picklist(titleStatuses),
  /** Where the theme of the title comes from, when that is known. */
  titleSource: v.optional(v.string()),
  /** When the section applies; its questions apply only with it. */
  condition: v.optional(conditionSchema),
  /** Each assigned member answers alone; answers are revealed when all are in. */
  independent: v.boolean(),
});

export const templateDocumentSchema = v.strictObject({
  /** Version of this shape, not of the content. */
  schema: v.literal(1),
  key: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
  version: v.pipe(v.string(), v.regex(/^[0-9]+(\.[0-9]+)*$/)),
  title: textsSchema,
  locales: v.pipe(v.array(v.picklist(locales)), v.length(locales.length)),
  /** Whose words these are and what they may not be taken for. */
  provenance: textsSchema,
  /** Whether questions off the essential path may stay unanswered without being a gap. */
  unessential: v.picklist(['expected', 'optional']),
  /** The scale of the statements: whole numbers from total disagreement to total agreement. */
  rating: v.strictObject({
    min: v.literal(1),
    max: v.literal(9),
    lowest: textsSchema,
    highest: textsSchema,
  }),
  sections: v.pipe(v.array(sectionSchema), v.minLength(1)),
  questions: v.pipe(v.array(questionSchema), v.minLength(1), v.maxLength(1000)),
  /** Statements to rate; a list of their own, never questions. */
  statements: v.array(statementSchema),
});

/** A published version of a template: immutable, content-hashed, pinned by each evaluation. */
export type TemplateDocument = v.InferOutput<typeof templateDocumentSchema>;
export type Section = TemplateDocument['sections'][number];
export type Question = TemplateDocument['questions'][number];
export type Statement = TemplateDocument['statements'][number];
export type Blocker = Question['blockers'][number];
