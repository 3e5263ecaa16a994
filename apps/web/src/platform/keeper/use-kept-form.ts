import { useEffect, useMemo, useRef } from 'react';
import { useLocation } from 'react-router';
import { sentAs, type Operation, type SentOperation } from '../use-operation';
import { baseOf, wordsOf, type Versioned } from './draft';
import type { Kind } from './kind';
import { useKeep, useKeeper } from './use-keeper';

/** Forms whose words are kept until the person sends them; `shell:kept.forms` names them. */
export type FormName =
  | 'request'
  | 'interests'
  | 'advice'
  | 'opinion'
  | 'meeting'
  | 'dissent'
  | 'decision'
  | 'thread'
  | 'comment';

interface FormPlace {
  readonly form: FormName;
  /** What the form is about: of two forms of one name only the same thing is brought together. */
  readonly of: string;
  /** Address of the page. */
  readonly path: string;
}

interface FormWords {
  readonly fields: object;
  /** What was sent of it, should the answer have been lost. */
  readonly sent: SentOperation | null;
}

/** What somebody would miss of a form: its texts, without choices and identifiers. */
const textsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return /\s/.test(value.trim()) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
};

export const formKind: Kind<FormPlace, FormWords, FormWords & Versioned> = {
  name: 'form',
  thing: ({ form, of }) => `${form}.${of}`,
  same: (a, b) => JSON.stringify(a.fields) === JSON.stringify(b.fields),
  // A person sends a form; until then it is only kept.
  ready: () => false,
  send: async () => ({ kind: 'unreachable', why: 'session' }),
  text: ({ fields }) => textsOf(fields).join('\n\n'),
  line: ({ form, path }) => ({ label: `kept.forms.${form}`, name: '', path }),
};

export interface KeptForm<Fields> {
  readonly fields: Fields;
  /** The version to name when saving. */
  readonly baseVersion: number;
  readonly changed: boolean;
  /** Another version was saved after these words were begun. */
  readonly stale: boolean;
  /** What the same person wrote in another window that is gone. */
  readonly other: { readonly fields: Fields; readonly since: string } | null;
  /** Ids for what the form sends; they are kept with the words. */
  readonly operation: Operation;
  set(changes: Partial<Fields>): void;
  /** These words are saved as this version; what is saved has yet to be read again. */
  savedAs(version: number): void;
  /** Goes on with these words on top of what is saved now. */
  keepMine(): void;
  /** Goes on with one of two texts, or with both combined. */
  choose(fields: Fields): void;
  /** Drops these words: after they were saved, or for what is saved. */
  forget(): void;
}

/**
 * The fields of a form begun on one version of what is saved. Until they are sent they stay on this
 * device under the person's own name: a reload, a refusal, a lost connection or an ended session takes
 * nothing away.
 */
export function useKeptForm<Fields extends object>(
  form: FormName,
  of: string,
  saved: { readonly version: number; readonly fields: Fields },
): KeptForm<Fields> {
  const keeper = useKeeper();
  const keep = useKeep(formKind);
  const { pathname } = useLocation();
  const place = useMemo(() => ({ form, of, path: pathname }), [form, of, pathname]);
  useEffect(() => keeper.look(formKind, place), [keeper, place]);

  const draft = keep.draftOf(place);
  const kept = wordsOf(draft);
  const fields = { ...saved.fields, ...kept?.fields };
  const base = kept ? baseOf(draft) : saved.version;
  const other = draft.status === 'conflict' && draft.other.from === 'window' ? draft.other : null;

  const last = useRef<SentOperation | null>(null);
  const known = { words: { fields: saved.fields, sent: null }, version: saved.version };
  const now = () => wordsOf(keep.draftOf(place));
  const sending = (sent: SentOperation | null): void => {
    last.current = sent;
    const words = now();
    if (words) keep.typed(place, { ...words, sent }, known);
  };
  return {
    fields,
    baseVersion: base,
    changed: kept !== null,
    stale: saved.version > base,
    other: other && {
      fields: { ...saved.fields, ...other.words.fields },
      since: other.since,
    },
    operation: {
      of: (input) => {
        const sent = sentAs(input, now()?.sent ?? last.current);
        sending(sent);
        return { operationId: sent.id, ...input };
      },
      end: () => sending(null),
    },
    set: (changes) => {
      const words = now();
      const next = { ...saved.fields, ...words?.fields, ...changes };
      keep.typed(place, { fields: next, sent: words?.sent ?? null }, known);
    },
    savedAs: (version) => keep.rebase(place, version),
    keepMine: () => keep.rebase(place, saved.version),
    choose: (chosen) => keep.resolve(place, { fields: chosen, sent: null }),
    forget: () => {
      last.current = null;
      keep.discard(place);
    },
  };
}
