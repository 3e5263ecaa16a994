import fc from 'fast-check';
import {
  composeReport,
  type Block,
  type ReportDocument,
  type SinceSeal,
} from '@consilium/domain/reports';
import {
  minimalSnapshot,
  sampleSince,
  sampleSnapshot,
  withWords,
} from '@consilium/domain/reports/samples';
import { repertoire } from './printable';
import { renderPdf } from './render-pdf';
import { compileTypst, TypstError } from './typst-process';

const compose = (
  snapshot = sampleSnapshot(),
  locale: 'fr' | 'en' = 'fr',
  since?: SinceSeal,
): ReportDocument =>
  composeReport(snapshot, {
    locale,
    snapshotHash: 'a3'.repeat(32),
    createdAt: '2026-10-20T15:00:00Z',
    verifyUrl: 'https://consilium.hopital.example/verify',
    since,
  });

const holding = (blocks: Block[]): ReportDocument => ({ ...compose(minimalSnapshot()), blocks });
const heading: Block = { kind: 'heading', level: 1, text: 'Titre' };

describe('a report as PDF', () => {
  it.each(['fr', 'en'] as const)('is accessible and complete, in %s', async (locale) => {
    const pdf = await renderPdf(compose(sampleSnapshot(), locale));
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.bytes.includes('pdfuaid:part')).toBe(true);
    expect(pdf.bytes.includes(`/Lang (${locale}`)).toBe(true);
    // Where the audit looks for it: the text itself lies compressed.
    expect(pdf.bytes.includes('a3'.repeat(32))).toBe(true);
    expect(pdf.pages).toBeGreaterThan(12);
    expect(pdf.replacedCharacters).toBe(0);
    expect(pdf.repertoire).toBe('full');
  });

  it('has the same bytes for the same input', async () => {
    const [once, again] = await Promise.all([renderPdf(compose()), renderPdf(compose())]);
    expect(once.bytes.equals(again.bytes)).toBe(true);
  });

  it('holds sixty questions, and a draft with none', async () => {
    expect((await renderPdf(compose(sampleSnapshot({ questions: 62 })))).pages).toBeGreaterThan(20);
    expect((await renderPdf(compose(minimalSnapshot()))).pages).toBeGreaterThanOrEqual(4);
  });

  it('refuses a drawing without a text in its place', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9"/></svg>';
    const figure: Block = {
      kind: 'figure',
      svg,
      alt: 'Un trait.',
      caption: '',
      width: 1,
      table: null,
    };
    await expect(renderPdf(holding([heading, figure]))).resolves.toMatchObject({ pages: 1 });
    const { alt: _, ...silent } = figure;
    const failed = renderPdf(holding([heading, silent as Block]));
    await expect(failed).rejects.toThrow(/missing alt text/);
  });

  it('refuses a heading that skips a level', async () => {
    const skipped = renderPdf(holding([heading, { kind: 'heading', level: 3, text: 'Trop bas' }]));
    await expect(skipped).rejects.toThrow(/skipped from heading level 1 to 3/);
  });

  it('keeps the summary for the director on one page, however much was written', async () => {
    const words = 'Une phrase assez longue pour remplir une ligne de la page, et même davantage. ';
    const long = withWords(sampleSnapshot(), () => words.repeat(30));
    const opinion = long.opinion && {
      ...long.opinion,
      conditions: [
        ...long.opinion.conditions,
        ...long.opinion.conditions,
        ...long.opinion.conditions,
      ],
    };
    const [went] = sampleSince.conditions;
    const since = {
      ...sampleSince,
      conditions: [1, 2, 3, 4, 5, 6].map((number) => ({
        ...went!,
        number,
        steps: went!.steps.map((step) => ({ ...step, by: words })),
      })),
    };
    const report = compose(
      { ...long, opinion, blockers: [...long.blockers, ...long.blockers] },
      'fr',
      since,
    );
    const [cover, summary] = report.sections;
    const pdf = await renderPdf(holding([...(cover?.blocks ?? []), ...(summary?.blocks ?? [])]));
    expect(pdf.pages).toBe(2);
  });
});

describe('characters', () => {
  it('of the repertoire are all drawn, in regular, bold and fixed letters', async () => {
    const words = repertoire('full').map((point) => String.fromCodePoint(point));
    const text = words.join(' ');
    const pdf = await renderPdf(
      holding([
        { kind: 'heading', level: 1, text },
        { kind: 'paragraph', text },
        { kind: 'entry', label: '', title: text, badge: null, fields: [{ label: text, text }] },
        {
          kind: 'table',
          caption: '',
          columns: [{ header: text, width: 1, mono: true }],
          rows: words.map((word) => [`a${word}b`]),
        },
      ]),
    );
    expect(pdf.repertoire).toBe('full');
  });

  it('of drawings are each drawn alone, in regular and bold letters', async () => {
    const escaped = (letter: string) => ('&<>"'.includes(letter) ? '' : letter);
    const texts = [...repertoire('strict').map((point) => String.fromCodePoint(point)), '\u25cd'];
    const drawing = (['normal', 'bold'] as const).flatMap((weight) =>
      texts.map((text) => `<text x="9" y="9" font-weight="${weight}">${escaped(text)}</text>`),
    );
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 99" width="99" height="99" font-family="'Libertinus Serif', Georgia, serif">${drawing.join('')}</svg>`;
    const figure = compose().blocks.find((block) => block.kind === 'figure')!;
    const pdf = await renderPdf(holding([heading, { ...figure, svg }]), { timeoutMs: 20_000 });
    // The engine seeks a font for this one for ever.
    expect(pdf.replacedCharacters).toBe(2);
  });

  it('that no font draws are replaced, counted and told of', async () => {
    const document = holding([heading, { kind: 'paragraph', text: 'Nom\u00a0: 王 \u0007 \ud800' }]);
    expect(await renderPdf(document)).toMatchObject({ replacedCharacters: 3, repertoire: 'full' });
  });

  it('of any kind, and any Typst, neither break nor run', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({
        unit: fc.integer({ min: 0, max: 0x5ff }).map((point) => String.fromCodePoint(point)),
        maxLength: 80,
      }),
      fc.string({
        unit: fc.constantFrom(
          ...'שלابaé1() \n\t\r\0',
          '\u0301',
          '\u0338',
          '\u200d',
          '\u202e',
          '\u2066',
        ),
        maxLength: 60,
      }),
      fc.constantFrom(
        '#import "@preview/x:1.0.0"',
        '#panic("ran")',
        '$x$',
        '@ref',
        '= a',
        '\\',
        '`raw`',
        '*b* _i_',
        '// /*',
        '#{ ]',
        '{{count}}',
        '',
        'a'.repeat(5000),
        '漢'.repeat(300),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(hostile),
        fc.constantFrom('fr', 'en'),
        async (stream, locale) => {
          const words = stream[Symbol.iterator]();
          const snapshot = withWords(sampleSnapshot(), () => String(words.next().value));
          const pdf = await renderPdf(compose(snapshot, locale as 'fr' | 'en'));
          expect(pdf.pages).toBeGreaterThan(5);
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
  });
});

describe('the compiler', () => {
  it('is stopped when it takes too long, and leaves this process alone', async () => {
    const job = { template: '#let x = range(0, 9)', report: {}, timestamp: 0 };
    await expect(compileTypst(job, 1)).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('says what is wrong with a template', async () => {
    const failed = compileTypst({ template: '#unknown', report: {}, timestamp: 0 });
    await expect(failed).rejects.toBeInstanceOf(TypstError);
    await expect(failed).rejects.toMatchObject({
      kind: 'refused',
      diagnostics: ['unknown variable: unknown'],
    });
  });
});
