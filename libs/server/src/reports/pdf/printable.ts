/**
 * What the fonts inside the PDF writer can draw. PDF/UA forbids a character without a glyph, and the
 * shaper has aborted on rare scripts, so anything else is replaced, visibly, and counted. Found by
 * asking the compiler for each code point in regular, bold and fixed letters; italics, which draw fewer,
 * are for the report's own words.
 */
const ranges: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0xac],
  [0xae, 0x36f],
  [0x370, 0x377],
  [0x37a, 0x37f],
  [0x384, 0x38a],
  [0x38c, 0x38c],
  [0x38e, 0x3a1],
  [0x3a3, 0x477],
  [0x48a, 0x4f9],
  [0x5d0, 0x5ea],
  [0x621, 0x63a],
  [0x640, 0x64a],
  [0x660, 0x669],
  [0x1e00, 0x1e9b],
  [0x1e9e, 0x1ef9],
  [0x1f00, 0x1f15],
  [0x1f18, 0x1f1d],
  [0x1f20, 0x1f45],
  [0x1f48, 0x1f4d],
  [0x1f50, 0x1f57],
  [0x1f5f, 0x1f7d],
  [0x1f80, 0x1fb4],
  [0x1fb6, 0x1fc4],
  [0x2002, 0x200b],
  [0x2010, 0x2027],
  [0x202f, 0x205e],
  [0x2070, 0x2071],
  [0x2074, 0x208e],
  [0x2090, 0x209c],
  [0x20a0, 0x20bf],
  [0x2100, 0x214f],
  [0x2153, 0x2184],
  [0x2190, 0x22ff],
  [0x2300, 0x23cf],
  [0x2460, 0x2473],
  [0x2500, 0x262f],
  [0x2638, 0x2671],
  [0x2713, 0x2718],
  [0x27e6, 0x27eb],
  [0x2a7d, 0x2a7e],
  [0xfb00, 0xfb06],
  [0xfffd, 0xfffd],
];

/**
 * Enough for French and English: what is left when the wider set could not be set, and in drawings. Without
 * U+25CD, for which the engine of drawings seeks a font for ever.
 */
const strictRanges: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0xac],
  [0xae, 0x17f],
  [0x391, 0x3a1],
  [0x3a3, 0x3a9],
  [0x3b1, 0x3c9],
  [0x2010, 0x2014],
  [0x2018, 0x201f],
  [0x2022, 0x2022],
  [0x2026, 0x2026],
  [0x202f, 0x203a],
  [0x20ac, 0x20ac],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
  [0x2264, 0x2265],
  [0x25a0, 0x25cc],
  [0x25ce, 0x25cf],
  [0x2713, 0x2713],
  [0xfffd, 0xfffd],
];

export type Repertoire = 'full' | 'strict';

const repertoires = { full: ranges, strict: strictRanges };

const within = (point: number, allowed: readonly (readonly [number, number])[]): boolean => {
  let low = 0;
  let high = allowed.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = allowed[middle];
    if (range === undefined) return false;
    if (point < range[0]) high = middle - 1;
    else if (point > range[1]) low = middle + 1;
    else return true;
  }
  return false;
};

/** Code points that can be drawn, for the specs. */
export const repertoire = (kind: Repertoire): number[] =>
  repertoires[kind].flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index),
  );

const replacement = '\ufffd';
const breakOpportunity = '\u200b';
/** Words longer than this may be broken: after punctuation, else every `chunk` letters. */
const longWord = 28;
const chunk = 14;
const breaksAfter = /[/\\._@?&=:,;|+~-]/;

/** The word with places where a line may end; the hyphenation of real words stays untouched. */
function breakable(word: string): string {
  const letters = [...word];
  if (letters.length <= longWord) return word;
  let run = 0;
  return letters
    .map((letter, index) => {
      run += 1;
      if (index === letters.length - 1 || (run < chunk && !breaksAfter.test(letter))) return letter;
      run = 0;
      return letter + breakOpportunity;
    })
    .join('');
}

/** Characters replaced so far, over all strings given to it. */
export class Printer {
  replaced = 0;

  constructor(
    private readonly kind: Repertoire,
    /**
     * `lines`: long words get places to break. `whole`: none, for what is read aloud or copied.
     * `drawing`: markup already, in which composing would join a mark to the angle bracket before it.
     */
    private readonly purpose: 'lines' | 'whole' | 'drawing' = 'lines',
  ) {}

  /** The text as it can be set: composed, with visible replacements, line feeds kept. */
  text(value: string): string {
    const composed = this.purpose === 'drawing' ? value : value.normalize('NFC');
    let drawn = '';
    for (const letter of composed.replace(/\r\n?/g, '\n')) {
      if (letter === '\n' || within(letter.codePointAt(0) ?? 0, repertoires[this.kind])) {
        drawn += letter;
      } else if (letter === '\t') {
        drawn += ' ';
      } else {
        drawn += replacement;
        this.replaced += 1;
      }
    }
    return this.purpose === 'lines' ? drawn.replace(/[^\s\u200b]+/g, breakable) : drawn;
  }
}
