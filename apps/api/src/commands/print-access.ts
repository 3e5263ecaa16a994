import { writeFileSync } from 'node:fs';
import {
  actions,
  columns,
  organisationActions,
  organisationColumns,
  organisationPolicy,
  policy,
  type Cell,
} from '@consilium/domain/access';

/** Writes the policy tables as a page people can read and review: `print-access <file>`. */
const cell = (value: Cell): string => {
  if (value === 'never') return '–';
  if (value === 'always') return 'yes';
  return value.map((predicate) => predicate.name).join(' ∧ ');
};
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

const text = `# Access

Printed from the policy tables in \`libs/domain/src/access/policy.ts\`; do not edit. One allowing cell
is enough, the last column beats them all, and an actor to whom no column applies finds nothing.

## On one evaluation

${table(
  ['action', ...columns, 'unless'],
  actions.map((action) => [
    `\`${action}\``,
    ...columns.map((column) => cell(policy[action][column])),
    policy[action].unless.map((predicate) => predicate.name).join(' ∨ ') || '–',
  ]),
)}

## In the organisation

${table(
  ['action', ...organisationColumns],
  organisationActions.map((action) => [
    `\`${action}\``,
    ...organisationColumns.map((column) => cell(organisationPolicy[action][column])),
  ]),
)}
`;
const [file] = process.argv.slice(2);
if (file) writeFileSync(file, text);
else process.stdout.write(text);
