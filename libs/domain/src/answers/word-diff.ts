/** A run of words that two versions share, or that only one has. */
export interface DiffRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

// Beyond this many words on a side the table would be slow; such texts are shown whole.
const mostWords = 1500;

const wordsOf = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? [];

/** How a text became another, word by word; spaces stay with the runs they stand in. */
export function diffWords(before: string, after: string): DiffRun[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const [old, next] = [wordsOf(before), wordsOf(after)];
  if (old.length > mostWords || next.length > mostWords) {
    return joined([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
  }
  const common = longestCommon(old, next);
  const runs: DiffRun[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < next.length) {
    const [left, right] = [old[i], next[j]];
    if (left !== undefined && left === right) {
      runs.push({ kind: 'same', text: left });
      i += 1;
      j += 1;
    } else if (
      right === undefined ||
      (left !== undefined && at(common, i + 1, j) >= at(common, i, j + 1))
    ) {
      runs.push({ kind: 'removed', text: left ?? '' });
      i += 1;
    } else {
      runs.push({ kind: 'added', text: right });
      j += 1;
    }
  }
  return joined(withoutLoneSpaces(joined(runs)));
}

/** A space that two changes share is no common text: it goes with both. */
const withoutLoneSpaces = (runs: readonly DiffRun[]): DiffRun[] => {
  const result: DiffRun[] = [];
  let [removed, added] = ['', ''];
  const flush = (): void => {
    result.push({ kind: 'removed', text: removed }, { kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  runs.forEach(({ kind, text }, index) => {
    const between = index > 0 && index < runs.length - 1 && text.trim() === '';
    if (kind !== 'added' && (kind === 'removed' || between)) removed += text;
    if (kind !== 'removed' && (kind === 'added' || between)) added += text;
    if (kind === 'same' && !between) {
      flush();
      result.push({ kind, text });
    }
  });
  flush();
  return result;
};

const at = (table: readonly Uint16Array[], i: number, j: number): number => table[i]?.[j] ?? 0;

/** Length of the longest common run of words from each pair of places to the ends. */
function longestCommon(old: readonly string[], next: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint16Array(next.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const row = table[i];
    if (!row) continue;
    for (let j = next.length - 1; j >= 0; j -= 1) {
      row[j] =
        old[i] === next[j]
          ? at(table, i + 1, j + 1) + 1
          : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

const joined = (runs: readonly DiffRun[]): DiffRun[] =>
  runs.reduce<DiffRun[]>((all, run) => {
    const last = all.at(-1);
    if (run.text === '') return all;
    if (last?.kind !== run.kind) return [...all, run];
    return [...all.slice(0, -1), { kind: run.kind, text: last.text + run.text }];
  }, []);
