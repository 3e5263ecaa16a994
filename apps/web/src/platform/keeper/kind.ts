import type { ApolloClient } from '@apollo/client';
import type { ParseKeys } from 'i18next';
import type { Attempt, Comparison, NotTaken, Versioned, WaitingFor } from './draft';

/** What became of one attempt. */
export type SendResult<S> =
  | { readonly kind: 'saved'; readonly answer: S }
  | { readonly kind: 'conflict'; readonly theirs: S }
  | { readonly kind: 'refused'; readonly refusal: NotTaken }
  | { readonly kind: 'unreachable'; readonly why: WaitingFor };

/** How words in the tray are named, and where they were written: under the organisation’s address. */
export interface TrayLine {
  readonly label: ParseKeys<'shell'>;
  /** What tells things of one label apart; empty where there is but one. */
  readonly name: string;
  readonly path: string;
}

/**
 * One kind of words that people type: `P` says about what they are and whatever sending them needs,
 * `W` are the words, `S` what the server confirms of them.
 */
export interface Kind<P, W, S extends W & Versioned> extends Comparison<W> {
  readonly name: string;
  /** The thing the words are about: two windows that write about it have to be brought together. */
  thing(place: P): string;
  /** Whether the words can be sent as they are; while they cannot they are only kept. */
  ready(words: W): boolean;
  /** Sends one attempt; whatever goes wrong is an outcome, never an error. */
  send(client: ApolloClient, place: P, attempt: Attempt<W>): Promise<SendResult<S>>;
  /** As text to be copied from the tray. */
  text(words: W): string;
  line(place: P): TrayLine;
}

/** A kind of which the keeper needs to know nothing more. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- stands for every kind at once
export type AnyKind = Kind<any, any, any>;
