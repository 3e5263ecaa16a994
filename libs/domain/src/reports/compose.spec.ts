import fc from 'fast-check';
import { canonicalJson } from '../kernel';
import type { Block, HeadingBlock } from './blocks';
import { coordinatorReader, panelReader } from './clearance';
import { composeReport, type ComposeOptions } from './compose';
import { minimalSnapshot, sampleSince, sampleSnapshot, withWords } from './samples';
import { orderedSections, reportSections, type ReportSectionKey } from './sections';
import type { EvaluationSnapshot } from './snapshot';

const options: ComposeOptions = {
  locale: 'fr',
  snapshotHash: 'ab'.repeat(32),
  createdAt: '2026-10-20T15:00:00Z',
};
const keysOf = (snapshot: EvaluationSnapshot): string[] =>
  composeReport(snapshot, options).sections.map(({ key }) => key);
const wordsOf = (snapshot: EvaluationSnapshot, more: Partial<ComposeOptions> = {}): string =>
  JSON.stringify(composeReport(snapshot, { ...options, ...more }).blocks);

const flatten = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block) => (block.kind === 'one-page' ? flatten(block.blocks) : [block]));

describe('the registry of sections', () => {
  it('names each section as it is registered, in one order', () => {
    const entries = Object.entries(reportSections);
    expect(entries.length).toBeGreaterThanOrEqual(10);
    for (const [key, definition] of entries) expect(definition.key).toBe(key);
    expect(new Set(entries.map(([, { order }]) => order)).size).toBe(entries.length);
    expect(orderedSections.slice(0, 3).map(([key]) => key)).toEqual([
      'cover',
      'summary',
      'contents',
    ]);
  });
});

describe('a decided file', () => {
  it.each(['fr', 'en'] as const)('has every section, in %s', (locale) => {
    const report = composeReport(sampleSnapshot(), { ...options, locale, since: sampleSince });
    expect(report.sections.map(({ key }) => key)).toEqual(orderedSections.map(([key]) => key));
    expect(report.lang).toBe(locale);
    expect(JSON.stringify(report.blocks)).not.toMatch(/\{\{|undefined|NaN|\[object/);
  });

  it('starts with the title page and the page for the director', () => {
    const [first, second] = composeReport(sampleSnapshot(), options).blocks;
    expect(first).toMatchObject({ kind: 'cover', title: 'CardioFlux Démo 3.2' });
    expect(second?.kind).toBe('one-page');
  });

  it('prints each answer with its role and the profession of its author', () => {
    const answers = composeReport(sampleSnapshot(), options).sections.find(
      ({ key }) => key === 'answers',
    );
    const entries = answers?.blocks.filter((block) => block.kind === 'entry') ?? [];
    expect(entries.length).toBe(13);
    const open = entries.filter((entry) => !entry.fields.some(({ style }) => style === 'masked'));
    for (const entry of open) {
      const meta = entry.fields.filter(({ style }) => style === 'meta').map(({ text }) => text);
      expect(meta[0]).toMatch(/ \(.+\), rôle\u00a0: .+/);
    }
  });

  it('has headings that follow one another without a gap', () => {
    const levels = flatten(composeReport(sampleSnapshot(), options).blocks)
      .filter((block): block is HeadingBlock => block.kind === 'heading')
      .map(({ level }) => level);
    expect(levels[0]).toBe(1);
    levels.forEach((level, index) => {
      expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    });
  });

  it('is composed alike twice, and tells each section as it starts', () => {
    const seen: string[] = [];
    const once = composeReport(sampleSnapshot(), {
      ...options,
      onSection: ({ key, index, total, title }) => {
        expect(title).not.toBe('');
        seen.push(`${key} ${index}/${total}`);
      },
    });
    expect(composeReport(sampleSnapshot(), options)).toEqual(once);
    expect(seen[0]).toBe('cover 1/18');
    expect(seen.at(-1)).toBe('integrity 18/18');
  });

  it('says professions of the common list in the language of the report', () => {
    const full = sampleSnapshot();
    const seats = full.panel.seats.map((seat) => ({ ...seat, profession: 'cardiologist' }));
    const snapshot = { ...full, panel: { ...full.panel, seats } };
    expect(wordsOf(snapshot)).toContain('Cardiologue');
    expect(wordsOf(snapshot, { locale: 'en' })).toContain('Cardiologist');
  });
});

describe('a snapshot', () => {
  it('is plain JSON with one canonical form', () => {
    for (const snapshot of [sampleSnapshot(), minimalSnapshot()]) {
      expect(JSON.parse(canonicalJson(snapshot))).toEqual(snapshot);
    }
  });
});

describe('a draft', () => {
  it('has the sections that need nothing but a file', () => {
    expect(keysOf(minimalSnapshot())).toEqual([
      'cover',
      'summary',
      'contents',
      'device',
      'request',
      'method',
      'integrity',
    ]);
    expect(wordsOf(minimalSnapshot())).toContain('Il ne vaut ni avis ni décision');
  });

  const full = sampleSnapshot();
  const cases: [ReportSectionKey, Partial<EvaluationSnapshot>][] = [
    ['panel', { panel: full.panel }],
    ['electorate', { electorate: full.electorate! }],
    ['answers', { sections: full.sections }],
    ['evidence', { evidence: full.evidence }],
    ['discussion', { threads: full.threads }],
    ['ratings', { rounds: full.rounds }],
    ['blockers', { blockers: full.blockers }],
    ['blockers', { sections: full.sections }],
    ['advice', { formalAdvice: full.formalAdvice }],
    ['opinion', { opinion: full.opinion }],
    ['opinion', { meetings: full.meetings }],
    ['decision', { decision: full.decision }],
    ['decision', { reEvaluationOn: full.reEvaluationOn }],
    ['plainSummary', { plainSummary: full.plainSummary }],
    ['plainSummary', { opinion: full.opinion }],
  ];
  it.each(cases)('has %s once there is something to print in it', (key, part) => {
    expect(keysOf(minimalSnapshot())).not.toContain(key);
    expect(keysOf({ ...minimalSnapshot(), ...part })).toContain(key);
  });
});

describe('an open round', () => {
  it('shows no rating, whatever the snapshot holds', () => {
    const full = sampleSnapshot();
    const leaking = {
      ...full,
      plainSummary: null,
      rounds: full.rounds.map((round) => ({ ...round, closedAt: null })),
    };
    const closed = {
      ...leaking,
      rounds: full.rounds.map((round) => ({ ...round, closedAt: null, statements: [] })),
    };
    expect(wordsOf(leaking)).toBe(wordsOf(closed));
  });
});

describe('clearance', () => {
  const secrets = [
    'pentest-synthese-confidentiel.pdf',
    'offre-prix-2026.xlsx',
    'Deux failles corrigées',
  ];

  it('masks what the panel may not read, says so in place and lists it', () => {
    const report = composeReport(sampleSnapshot(), { ...options, reader: panelReader });
    const words = JSON.stringify(report.blocks);
    for (const secret of secrets) expect(words).not.toContain(secret);
    expect(report.masks.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      'evidence P5',
      'evidence P7',
      'part Q06 – Le système d’information peut-il l’accueillir en sécurité ? (Sécurité informatique)',
      'interests Dr Inès Faure',
      'interests Paul Estève',
    ]);
    const log = JSON.stringify(report.sections.at(-1)?.blocks);
    for (const { label } of report.masks) expect(log).toContain(JSON.stringify(label).slice(1, -1));
    expect(words.match(/\[Masqué/g)?.length).toBe(3);
  });

  it('does not tell the panel whether anything is said about what is reserved', () => {
    const full = sampleSnapshot();
    const silent = {
      ...full,
      threads: full.threads.filter(({ anchor }) => anchor.id !== 'ev-4'),
    };
    expect(silent.threads.length).toBe(full.threads.length - 1);
    const seen = { reader: panelReader };
    expect(wordsOf(full, seen)).toBe(wordsOf(silent, seen));
    const whole = { reader: coordinatorReader };
    expect(wordsOf(full, whole)).not.toBe(wordsOf(silent, whole));
  });

  it('tells the panel that an interest was declared and how it weighed, in nobody’s words', () => {
    const full = sampleSnapshot();
    const seen = wordsOf(full, { reader: panelReader });
    const all = wordsOf(full, { reader: coordinatorReader });
    const { declaration, name } = full.panel.seats.find(
      (seat) => (seat.declaration?.interests.length ?? 0) > 0,
    )!;
    const { interests, assessmentReason } = declaration!;
    for (const text of [interests[0]!.description, assessmentReason]) {
      expect(all).toContain(JSON.stringify(text).slice(1, -1));
      expect(seen).not.toContain(JSON.stringify(text).slice(1, -1));
    }
    expect(seen).toContain(name);
    expect(seen).toContain('Texte réservé à la coordination');
  });

  it('keeps the hash of a masked document', () => {
    const masked = sampleSnapshot().evidence[4];
    expect(wordsOf(sampleSnapshot(), { reader: panelReader })).toContain(masked?.sha256);
  });

  it('opens by role, by authorship, and wholly to the coordinator', () => {
    const all = wordsOf(sampleSnapshot(), { reader: coordinatorReader });
    for (const secret of secrets) expect(all).toContain(secret);
    expect(all).not.toContain('[Masqué');
    const security = { seatIds: [], answerRoles: ['it_security'], coordinator: false } as const;
    const byRole = wordsOf(sampleSnapshot(), { reader: security });
    expect(byRole).toContain(secrets[0]);
    expect(byRole).not.toContain(secrets[1]);
    const author = { seatIds: ['s11'], answerRoles: [], coordinator: false };
    expect(wordsOf(sampleSnapshot(), { reader: author })).toContain(secrets[1]);
  });

  it('lets no text of a masked answer into any section', () => {
    const full = sampleSnapshot();
    const secret = 'mot-secret-7f3a';
    const texts = { fr: secret, en: secret };
    const snapshot: EvaluationSnapshot = {
      ...full,
      sections: full.sections.map((section) => ({
        ...section,
        questions: section.questions.map((question) =>
          question.key === 'Q06.security.pentest'
            ? {
                ...question,
                answers: question.answers.map((answer) => ({
                  ...answer,
                  text: texts,
                  value: secret,
                  comment: secret,
                })),
                supplierReplies: [
                  {
                    statement: secret,
                    statedOn: '2026-09-24',
                    recordedBy: { seatId: null, name: 'X', profession: '' },
                  },
                ],
              }
            : question,
        ),
      })),
      blockers: full.blockers.map((blocker) => ({
        ...blocker,
        questionKey: 'Q06.security.pentest',
        answer: texts,
      })),
    };
    expect(wordsOf(snapshot)).not.toContain(secret);
    expect(wordsOf(snapshot, { reader: coordinatorReader })).toContain(secret);
  });
});

describe('any words', () => {
  it('compose, and stay what they are', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.string({ unit: 'binary' })), (stream) => {
        const words = stream[Symbol.iterator]();
        const snapshot = withWords(sampleSnapshot(), () => String(words.next().value));
        const report = composeReport(snapshot, { ...options, since: sampleSince });
        expect(report.sections.length).toBe(orderedSections.length);
        expect(report.blocks[0]?.kind).toBe('cover');
      }),
      { numRuns: 25 },
    );
  });

  it('of every closed list have a text in both languages', () => {
    const full = sampleSnapshot();
    const { opinion, decision } = full;
    if (!opinion || !decision) throw new Error('the sample is decided');
    const outcomes = [
      'favourable',
      'favourable_with_conditions',
      'pilot',
      'deferred',
      'unfavourable',
      'out_of_scope',
    ] as const;
    const decisions = [
      'approved',
      'approved_with_conditions',
      'pilot',
      'sent_back',
      'refused',
    ] as const;
    const phases = ['draft', 'screening', 're_rating', 'in_use', 'cancelled', 'withdrawn'] as const;
    for (const locale of ['fr', 'en'] as const) {
      for (const outcome of outcomes) {
        for (const taken of [...decisions, null]) {
          const report = composeReport(
            {
              ...full,
              opinion: {
                ...opinion,
                outcome,
                ballot: { ...opinion.ballot, kind: 'secret', castingVote: true, votes: [] },
                quorum: { ...opinion.quorum, reached: false },
                missingElements: ['x'],
                pilot: { protocol: 'p', endsOn: '2027-01-01', stopRules: 's' },
              },
              decision: taken && {
                ...decision,
                outcome: taken,
                differsFromOpinion: true,
                withoutOpinion: true,
              },
            },
            { ...options, locale },
          );
          expect(report.blocks.length).toBeGreaterThan(50);
        }
      }
      for (const phase of phases) {
        const snapshot = { ...minimalSnapshot(), evaluation: { ...full.evaluation, phase } };
        expect(composeReport(snapshot, { ...options, locale }).blocks.length).toBeGreaterThan(5);
      }
    }
  });
});

it('says of a decision that departs from the opinion so: beside it, on page 2 and in plain words', () => {
  const full = sampleSnapshot();
  const times = (differsFromOpinion: boolean): number =>
    wordsOf(
      { ...full, decision: { ...full.decision!, differsFromOpinion } },
      { locale: 'en' },
    ).split('departs from the opinion').length - 1;
  expect(times(true)).toBe(3);
  expect(times(false)).toBe(0);
});
