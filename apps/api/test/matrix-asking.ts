import type { Subject } from '@consilium/domain/access';
import { operationId, type ApiClient, type TestEvaluation } from '@consilium/testing';
import { reading, variablesOf, writing } from './documents';

/** A file with one thing of every kind that can be acted on. */
export interface MatrixFile extends TestEvaluation {
  readonly round: string;
  readonly thread: string;
  readonly filed: string;
  readonly document: string;
  /** In the library, for the whole panel. */
  readonly sharedDocument: string;
  readonly meeting: string;
  readonly opinion: string;
  readonly condition: string;
  /** Recused late, open to be answered. */
  readonly lateRecusal: string;
  /** An assessment already settled, for which the second clinician was drawn. */
  readonly proposal: string;
  /** Given to the clinician, open. */
  readonly openPart: string;
  /** Given to the clinician, handed in. */
  readonly submittedPart: string;
  /** Given to nobody, reserved to the DPO. */
  readonly reservedPart: string;
  readonly roundClosed: boolean;
  /** Member of the buyer's seat. */
  readonly buyer: string;
  /** Seat of who asks; a seat of somebody else where there is none. */
  readonly own: string;
  readonly advises: 'it_security' | 'dpo';
}

/** One thing an action is tried on. */
export interface Target {
  readonly subject: Subject;
  readonly values: Record<string, unknown>;
}

/** What came back: null when allowed, else the code; `hidden` where a read simply leaves it out. */
export type Verdict = string | null;

/** How one action is asked for over HTTP. */
export interface Way {
  targets(file: MatrixFile): readonly Target[];
  ask(client: ApiClient, target: Target, file: MatrixFile): Promise<Verdict>;
}

const codeOf = (error: { extensions: Record<string, unknown> } | undefined): Verdict => {
  const { code, refusal } = error?.extensions ?? {};
  return typeof refusal === 'string'
    ? refusal
    : typeof code === 'string'
      ? code.toLowerCase()
      : null;
};

/** A mutation. `beyond` is what its own rules answer once the policy has let it through. */
export const doing = (
  name: string,
  targets: (file: MatrixFile) => readonly Target[] | Record<string, unknown>,
  beyond: readonly string[] = [],
): Way => ({
  targets: (file) => {
    const found = targets(file);
    return Array.isArray(found)
      ? (found as Target[])
      : [{ subject: {}, values: found as Record<string, unknown> }];
  },
  ask: async (client, { values }) => {
    const { data, errors } = await client.send<Record<string, { code?: string }>>(
      writing(name),
      variablesOf(name, values, operationId()),
    );
    if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    const code = data[name]?.code ?? null;
    return code !== null && beyond.includes(code) ? null : code;
  },
});

type Seen = Record<string, unknown> | Record<string, unknown>[] | null;

/** A query; `verdict` says from its answer whether the thing was shown. */
export const seeing = <T = Seen>(
  name: string,
  selection: string,
  variables: (file: MatrixFile) => Record<string, unknown>,
  verdict: (seen: T, target: Target) => boolean | 'not_found',
  targets: (file: MatrixFile) => readonly Target[] = () => [{ subject: {}, values: {} }],
): Way => ({
  targets,
  ask: async (client, target, file) => {
    const { data, errors } = await client.send<Record<string, T>>(reading(name, selection), {
      ...variables(file),
      ...target.values,
    });
    if (errors) return codeOf(errors[0]);
    const seen = data[name];
    if (seen === null || seen === undefined) return 'not_found';
    const shown = verdict(seen, target);
    return shown === 'not_found' ? shown : shown ? null : 'hidden';
  },
});
