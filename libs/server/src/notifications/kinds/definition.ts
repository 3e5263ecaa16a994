import type { OrganisationAction } from '@consilium/domain/access';
import type { Action } from '@consilium/domain/access';
import type { Id, Locale, Texts } from '@consilium/domain/kernel';
import type { AccountPlace, FilePlace } from '@consilium/domain/notifications';

/** A part as a notification may name it. */
export interface NamedPart {
  readonly id: Id;
  readonly section: Texts;
  /** Last day, `YYYY-MM-DD`, or null. */
  readonly dueOn: string | null;
}

/**
 * What a notification about a file may say: names and titles as they are when somebody looks, codes and ids as
 * they were. Nothing here can hold an answer, a rating or a comment.
 */
export interface ItemContext {
  readonly evaluationId: Id;
  readonly title: string;
  readonly reference: string;
  readonly subjectId: Id | null;
  /** Name of the member who caused it, or null when that was the product or has left. */
  readonly actor: string | null;
  /** The parts named by `data.partIds`, in the order of the sections. */
  readonly parts: readonly NamedPart[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a notification about an account may say, names as they are when somebody looks. */
export interface AccountContext {
  readonly organisation: string;
  /** The member or the invitation it is about. */
  readonly subjectId: Id;
  /** Name of that person. */
  readonly person: string;
  readonly actor: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Gives the words of values: the same helpers for inbox and mail. */
export interface Words {
  readonly locale: Locale;
  /** 27 novembre 2026 */
  date(day: string): string;
  /** « A », « B » et « C » */
  sections(parts: readonly NamedPart[]): string;
  /** Why a vote does not count. */
  cancelled(because: string): string;
  /** Name of whoever caused it, or a word that stands for nobody in particular. */
  actor(context: Pick<ItemContext, 'actor'>): string;
  /** Functions in the organisation, by their names. */
  functions(names: readonly string[]): string;
  /** A sentence that some notifications of a kind have and others have not: a text under `phrases`. */
  phrase(key: string, values?: Readonly<Record<string, string>>): string;
}

/** What sets a notification off: recorded events, the reminders of the day, or both. */
export interface Trigger {
  readonly events?: readonly string[];
  readonly daily?: true;
}

/**
 * Everything the product knows about one kind of notification about a file. Consumers go through the registry and
 * never ask for a particular kind; how to add one: docs/adding-a-notification-kind.md.
 */
export interface KindDefinition {
  readonly trigger: Trigger;
  /**
   * One SELECT giving `member_id, evaluation_id, subject_id, dedupe, data` for everyone concerned, from
   * `ev`, the event, or from `day`, a row with `today` and `since` (the day of the reminders before);
   * one of the two is empty.
   * `dedupe` tells one occurrence from another; kind and evaluation are put before it. The fan-out
   * around it leaves out who cannot see the file, who is recused from it, who has left, and who caused it.
   */
  readonly audience: string;
  /** Also told to whoever caused it. */
  readonly includesActor?: true;
  /**
   * What its reader is to do or read: nobody is told, or reads later in the inbox, whom a recusal keeps
   * from it by the policy table. `evaluation.see` where it tells of what is her own.
   */
  readonly opens: Action;
  /** Ways besides the inbox, which always has it. */
  readonly channels: { readonly mail: boolean };
  /** Lines of one kind for one member that may share a mail: each its own, or all of a day. */
  readonly digest: 'each' | 'day';
  /** Where its reader can do something about it. */
  place(context: ItemContext): FilePlace;
  /** What a mail says besides, a text under `mail`: words to keep outside the product. */
  readonly mailAdds?: 'seal';
  /** Values for its texts; `count` chooses the plural. */
  values(context: ItemContext, words: Words): Readonly<Record<string, string | number>>;
  /** A plausible one, for previews and tests. */
  readonly sample: ItemContext;
}

/** Everything the product knows about one kind of notification about accounts and invitations. */
export interface AccountKindDefinition {
  readonly about: 'account';
  readonly trigger: { readonly events: readonly string[] };
  /** One SELECT giving `member_id, subject_id, data` for everyone concerned, from `ev`, the event. */
  readonly audience: string;
  /**
   * Whom it is written to and shown to, then and later: the person it is about, or who may do this in
   * the organisation.
   */
  readonly readers: 'herself' | OrganisationAction;
  /** Also told to whoever caused it. */
  readonly includesActor?: true;
  readonly channels: { readonly mail: boolean };
  place(context: AccountContext): AccountPlace;
  values(context: AccountContext, words: Words): Readonly<Record<string, string | number>>;
  readonly sample: AccountContext;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** A text of the item's data, or an empty one. */
export const textOf = (context: Pick<ItemContext, 'data'>, key: string): string => {
  const value = context.data[key];
  return isText(value) ? value : '';
};

/** Texts of the item's data. */
export const textsOf = (context: Pick<ItemContext, 'data'>, key: string): readonly string[] => {
  const value = context.data[key];
  return Array.isArray(value) ? value.filter(isText) : [];
};

/** A number of the item's data, or 0. */
export const numberOf = (context: ItemContext, key: string): number =>
  Number(context.data[key]) || 0;

/** Earliest last day among the parts, as the reader writes it, or an empty text. */
export const firstDue = (context: ItemContext, words: Words): string => {
  const [first] = context.parts.flatMap(({ dueOn }) => dueOn ?? []).sort();
  return first === undefined ? '' : words.date(first);
};

/** Parts as most kinds speak of them. */
export const partValues = (
  context: ItemContext,
  words: Words,
): Readonly<Record<string, string | number>> => ({
  count: context.parts.length,
  sections: words.sections(context.parts),
  due: firstDue(context, words),
  actor: words.actor(context),
});

/** The answering page, at the part when there is only one. */
export const placeOfParts = ({ evaluationId, parts }: ItemContext): FilePlace => ({
  kind: 'answering',
  evaluationId,
  partId: parts.length === 1 ? (parts[0]?.id ?? null) : null,
});

/** Where the thread named by the subject is read: at its question, else on the file's own page. */
export const placeOfThread = (context: ItemContext): FilePlace => {
  const { evaluationId, subjectId: threadId } = context;
  const questionKey = textOf(context, 'questionKey');
  return questionKey === ''
    ? { kind: 'overview', evaluationId, threadId }
    : { kind: 'answering', evaluationId, questionKey, threadId };
};

/** Where what became of the own vote or proxy is read: whoever is recused has the own declaration left. */
export const placeOfOwnVote = ({ evaluationId, data }: ItemContext): FilePlace => ({
  kind: data['recused'] === true ? 'declaration' : 'opinion',
  evaluationId,
});

/** A sample's common part: fictional, and said so. */
export const sampleContext = (changes: Partial<ItemContext> = {}): ItemContext => ({
  evaluationId: '0197b000-0000-7000-8000-000000000001',
  title: 'Aide à la lecture de radiographies (dispositif fictif)',
  reference: '2026-014',
  subjectId: null,
  actor: 'Camille Roussel',
  parts: [],
  data: {},
  ...changes,
});

/** Parts for samples. */
export const sampleParts: readonly NamedPart[] = [
  {
    id: '0197b000-0000-7000-8000-000000000002',
    section: { fr: 'Besoin et usages', en: 'Need and uses' },
    dueOn: '2026-11-27',
  },
  {
    id: '0197b000-0000-7000-8000-000000000003',
    section: { fr: 'Preuves cliniques', en: 'Clinical evidence' },
    dueOn: '2026-12-04',
  },
];

/** The common part of samples about accounts. */
export const sampleAccount = (changes: Partial<AccountContext> = {}): AccountContext => ({
  organisation: 'Centre hospitalier du Val-Clair (fictif)',
  subjectId: '0197b000-0000-7000-8000-000000000004',
  person: 'Léa Fontaine',
  actor: null,
  data: {},
  ...changes,
});
