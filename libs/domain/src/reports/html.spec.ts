import fc from 'fast-check';
import { composeReport, type ComposeOptions } from './compose';
import { renderHtml, renderHtmlPage } from './html';
import { minimalSnapshot, sampleSnapshot, withWords } from './samples';

const options: ComposeOptions = {
  locale: 'fr',
  snapshotHash: 'ab'.repeat(32),
  createdAt: '2026-10-20T15:00:00Z',
};

describe('the preview', () => {
  const page = renderHtmlPage(composeReport(sampleSnapshot(), options));

  it('is a page in the language of the report, with the hash', () => {
    expect(page.startsWith('<!doctype html>\n<html lang="fr">')).toBe(true);
    expect(page).toContain(`<code>${'ab'.repeat(32)}</code>`);
  });

  it('links each entry of the contents to its heading', () => {
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(30);
    for (const id of links) expect(page).toContain(` id="${id}"`);
  });

  it('gives tables captions and scopes, images a text', () => {
    expect(page.match(/<table>/g)?.length).toBe(page.match(/<caption>/g)?.length);
    expect(page).toContain('<th scope="col">');
    expect(page).toContain('<th scope="row">');
    for (const [, alt] of page.matchAll(/<img src="[^"]+" alt="([^"]*)">/g)) {
      expect(alt?.length).toBeGreaterThan(20);
    }
  });

  it('starts at the level of the page around it', () => {
    const { blocks } = composeReport(minimalSnapshot(), options);
    expect(renderHtml(blocks)).not.toContain('<h1');
    expect(renderHtml(blocks, { topLevel: 3 })).not.toContain('<h2');
  });

  it('has no other elements and attributes for any words', () => {
    const shape = (html: string): string[] =>
      [
        ...new Set([...html.matchAll(/<[^>]*?>/g)].map(([tag]) => tag.replace(/="[^"]*"/g, '='))),
      ].sort();
    const known = new Set(shape(page));
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<script>alert(1)</script>', '" onerror="x', "'><img src=x>", '<b>', '&lt;'),
    );
    fc.assert(
      fc.property(fc.infiniteStream(hostile), (stream) => {
        const words = stream[Symbol.iterator]();
        const snapshot = withWords(sampleSnapshot(), () => String(words.next().value));
        for (const tag of shape(renderHtmlPage(composeReport(snapshot, options)))) {
          expect(known).toContain(tag);
        }
      }),
      { numRuns: 25 },
    );
  });
});
