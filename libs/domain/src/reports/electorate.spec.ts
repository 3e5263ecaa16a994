import { canonicalJson } from '../kernel';
import type { Block } from './blocks';
import { coordinatorReader } from './clearance';
import { composeReport, type ComposeOptions } from './compose';
import { fileFrom } from './file-from-entries';
import { minimalSnapshot, sampleSince, sampleSnapshot } from './samples';
import { entriesOf, headerOf } from './seal-entries';
import type { EvaluationSnapshot, SnapshotCondition, SnapshotConditionStep } from './snapshot';

const section = (
  key: string,
  more: Partial<ComposeOptions> = {},
  snapshot: EvaluationSnapshot = sampleSnapshot(),
): readonly Block[] => {
  const report = composeReport(snapshot, {
    locale: 'en',
    snapshotHash: 'ab'.repeat(32),
    createdAt: '2026-10-20T15:00:00Z',
    ...more,
  });
  return report.sections.find((one) => one.key === key)?.blocks ?? [];
};
const entries = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === 'entry' ? [block] : []));

describe('who counted, as a report prints it', () => {
  it('names who holds each place, and which is to be filled', () => {
    const [table] = section('electorate').flatMap((one) => (one.kind === 'table' ? [one] : []));
    expect(table?.caption).toBe('5 places in the electorate');
    expect(table?.rows.slice(3).map(([, cell]) => (cell as { text: string }).text)).toEqual([
      'Maëlle Quintin (infirmière de pratique avancée)',
      'the same person\naccount closed, place to be filled',
    ]);
  });

  it('prints of each change who, in whose place, what it carries, why, by whom and when', () => {
    const [substitute, vacated] = entries(section('electorate'));
    expect(substitute).toMatchObject({
      title:
        'Maëlle Quintin (infirmière de pratique avancée), in place of Yann Perrot (infirmière de pratique avancée)',
      badge: { text: 'The substitute sits' },
    });
    expect(substitute?.fields.map(({ text }) => text)).toEqual([
      'Le titulaire a quitté l’établissement.',
      'infirmière de pratique avancée; answers as Clinician; votes',
      'Pr Antoine Belloc (cardiologue), 28 September 2026, 11:00',
    ]);
    expect(vacated?.fields[1]).toMatchObject({
      label: 'The seat carried',
      text: 'représentant des patients; Teller; answers as Patient representative; votes',
    });
  });

  it('names both people of an assessment after an anonymous round, without its reason', () => {
    const words = JSON.stringify(section('electorate'));
    expect(words).toContain('Pr Antoine Belloc\\n1 October 2026, 10:00');
    expect(words).toContain('Hélène Aubry\\n2 October 2026, 18:40');
    expect(words).not.toContain('Intérêt personnel direct');
  });

  it('is a chapter of the seal, which a file sealed before it was kept does not have', () => {
    const chapters = (snapshot: EvaluationSnapshot) =>
      entriesOf(snapshot).flatMap(({ kind, id }) => (kind === 'chapter' ? [id] : []));
    expect(chapters(sampleSnapshot())).toContain('electorate');
    const before = minimalSnapshot();
    expect(chapters(before)).not.toContain('electorate');
    const again = fileFrom(headerOf(before, null), entriesOf(before));
    expect(canonicalJson(again)).toBe(canonicalJson(before));
    expect(section('electorate', {}, before)).toEqual([]);
  });
});

describe('what was recorded after the seal', () => {
  it('stands apart from what the hash covers, with who declared and confirmed', () => {
    const since = section('sinceSeal', { since: sampleSince });
    expect(since[1]).toMatchObject({
      text: expect.stringContaining('does not cover it') as unknown,
    });
    const [condition, change] = entries(since);
    expect(condition?.badge?.text).toBe('Met');
    expect(condition?.fields.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'Owner: Nadia Cherif',
      'Deadline: Before go-live',
      'Declared met: Nadia Cherif, 3 November 2026, 11:00: Analyse validée le 2 novembre.',
      'Attached document D1: [Masked: reserved document – roles: Data protection officer]',
      'Attached document D2: Procès-verbal de recette',
      'Confirmed: Pr Antoine Belloc, 5 November 2026, 12:00',
    ]);
    expect(since).toContainEqual(
      expect.objectContaining({
        rows: [
          ['D1', 'cd'.repeat(32)],
          ['D2', 'ef'.repeat(32)],
        ],
      }),
    );
    expect(change?.fields.map(({ text }) => text)).toContain(
      'The only administrator gave it to herself.',
    );
    expect(section('sinceSeal')).toEqual([]);
  });

  it('gives the title of a reserved document to whoever is cleared, to no other', () => {
    const whole = { since: sampleSince, reader: coordinatorReader };
    expect(JSON.stringify(section('sinceSeal', whole))).toContain('Analyse d’impact signée');
    expect(JSON.stringify(section('sinceSeal', { since: sampleSince }))).not.toContain(
      'Analyse d’impact signée',
    );
  });
});

describe('the sealed pages, once something was recorded after the seal', () => {
  const whole = { since: sampleSince };
  const words = (key: string, more: Partial<ComposeOptions> = {}) =>
    JSON.stringify(section(key, more)).replaceAll('\u00a0', ' ');

  it('say on the page for the director what changed, how it stands, and where it is told', () => {
    expect(words('summary')).not.toContain('since its seal');
    const page = words('summary', whole);
    expect(page).toContain('The file has changed since its seal (last change: 10 November 2026');
    expect(page).toContain('as it was sealed on');
    expect(page).toContain(
      'Since then: 1 condition met; 1 change of the panel; 1 recusal found late. ' +
        'With what was recorded since, 3 conditions are still to be met. See section 13.',
    );
    // What was sealed stays as it was.
    expect(page).toContain('At the seal, 4 conditions were still to be met.');
    expect(page).not.toContain('4 conditions are still');
    const french = words('summary', { ...whole, locale: 'fr' });
    expect(french).toContain('Depuis : 1 réserve levée ; 1 changement de la commission');
    expect(french).toContain('il reste 3 réserves à lever. Voir la section 13.');
  });

  it('name the number that the section bears', () => {
    const { sections } = composeReport(sampleSnapshot(), {
      locale: 'en',
      snapshotHash: 'ab'.repeat(32),
      createdAt: '2026-10-20T15:00:00Z',
      since: sampleSince,
    });
    const headings = sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.kind === 'heading' && block.level === 1 && block.numbered !== false
          ? [block.text]
          : [],
      ),
    );
    expect(headings.indexOf('Since the seal') + 1).toBe(13);
  });

  it('lead there from each list that went on, and from that condition alone', () => {
    const conditions = entries(section('opinion', whole));
    expect(conditions.map(({ badge }) => badge?.text)).toEqual([
      'Open',
      'Declared met (at the seal)',
      'Open',
      'Open',
    ]);
    expect(conditions[1]?.fields[0]).toEqual({
      label: 'Since the seal',
      text: 'Met. See section 13.',
    });
    expect(conditions[0]?.fields[0]?.label).toBe('Owner');
    for (const key of ['opinion', 'decision']) {
      expect(words(key, whole)).toContain('3 conditions are still to be met. See section 13.');
    }
    expect(words('electorate', whole)).toContain('Since then: 1 change of the panel. See section');
    expect(words('opinion', whole)).toContain('Since then: 1 recusal found late. See section 13.');
    expect(words('plainSummary', whole)).toContain('see section 13');
    expect(words('cover', whole)).toContain('10 November 2026, 09:00: section 13');
    // The condition keeps the number it has in the opinion.
    expect(entries(section('sinceSeal', whole))[0]?.label).toBe('2');
    for (const key of ['cover', 'opinion', 'decision', 'electorate', 'plainSummary']) {
      expect(words(key)).not.toMatch(/since the seal|see section 1|since then/i);
    }
  });
});

describe('the page for the director', () => {
  const standing = (more: Partial<ComposeOptions> = {}, snapshot = sampleSnapshot()) =>
    section('summary', more, snapshot)
      .flatMap((block) => (block.kind === 'one-page' ? block.blocks : [block]))
      .flatMap((block) => (block.kind === 'table' ? [block] : []))
      .flatMap(({ rows }) => rows.map((cells) => cells.at(-1)))
      .map((cell) => (typeof cell === 'object' ? cell.text : cell));
  const withConditions = (
    conditions: readonly Partial<SnapshotCondition>[],
    full = sampleSnapshot(),
  ): EvaluationSnapshot => ({
    ...full,
    opinion: {
      ...full.opinion!,
      conditions: conditions.map((one) => ({ ...full.opinion!.conditions[0]!, ...one })),
    },
  });
  const step = (name: SnapshotConditionStep['step'], by: string): SnapshotConditionStep => ({
    step: name,
    by,
    at: '2026-10-19T10:00:00Z',
    note: '',
  });

  it('says of each condition where it stands, and by whose step', () => {
    const all = withConditions([
      { state: 'open', steps: [step('declared', 'Owner'), step('returned', 'Chair')] },
      { state: 'declared', steps: [step('declared', 'Other'), step('declared', 'Owner')] },
      { state: 'met', steps: [step('declared', 'Owner'), step('confirmed', 'Chair')] },
      { state: 'met', steps: [step('declared', 'Owner')] },
      { state: 'waived', steps: [step('declared', 'Owner'), step('waived', 'Director')] },
      { state: 'met', steps: undefined },
    ]);
    expect(standing({}, all)).toEqual([
      'Open',
      'Declared met by Owner, to be confirmed',
      'Met, confirmed by Chair',
      'Met, declared by Owner',
      'Waived by Director',
      'Met',
    ]);
    expect(standing({ locale: 'fr' }, all)).toEqual([
      'À lever',
      'Déclarée levée par Owner, à confirmer',
      'Levée, confirmée par Chair',
      'Levée, déclarée par Owner',
      'Abandonnée par Director',
      'Levée',
    ]);
  });

  it('adds where one stands since the seal, of those that went on alone', () => {
    expect(standing({ since: sampleSince })).toEqual([
      'Open',
      'Declared met (at the seal)\nSince then: Met, confirmed by Pr Antoine Belloc',
      'Open',
      'Open',
    ]);
  });
});

it('counts a condition declared met and not confirmed among those to be met', () => {
  const open = section('decision').find(({ kind }) => kind === 'table');
  expect(open).toMatchObject({ caption: '4 conditions to be met' });
});
