import { refusalCodes, type RefusalCode } from './refusal-codes';

export type RefusalDetails = Readonly<Record<string, string | number | boolean>>;

/**
 * A request that was understood and not carried out: nothing has been written.
 * `code` names the sentence shown to the person (`refusals.<code>` of the message catalogue).
 */
export class Refusal {
  constructor(
    readonly code: RefusalCode,
    readonly details: RefusalDetails = {},
  ) {}
}

export const refuse = (code: RefusalCode, details?: RefusalDetails): Refusal =>
  new Refusal(code, details);

export const isRefusal = (value: unknown): value is Refusal => value instanceof Refusal;

export const isRefusalCode = (value: unknown): value is RefusalCode =>
  (refusalCodes as readonly unknown[]).includes(value);

/** Leaves deep code with a refusal; the unit of work turns it back into the returned value. */
export class RefusedError extends Error {
  constructor(readonly refusal: Refusal) {
    super(`refused: ${refusal.code}`);
    this.name = 'RefusedError';
  }
}
