import consensus from '../../messages/fr/consensus.json' with { type: 'json' };
import dashboards from '../../messages/fr/dashboards.json' with { type: 'json' };
import discussion from '../../messages/fr/discussion.json' with { type: 'json' };
import evidence from '../../messages/fr/evidence.json' with { type: 'json' };
import reports from '../../messages/fr/reports.json' with { type: 'json' };
import shell from '../../messages/fr/shell.json' with { type: 'json' };
import ui from '../../messages/fr/ui.json' with { type: 'json' };
import { messages } from '../../messages';

type Texts = { readonly [key: string]: string | Texts };

/** Every text below, by its key. */
const textsOf = (texts: Texts, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string'
      ? [[`${path}${key}`, text] as [string, string]]
      : textsOf(text, `${path}${key}.`),
  );
const french = textsOf({
  ...messages.fr,
  consensus,
  dashboards,
  discussion,
  evidence,
  reports,
  shell,
  ui,
} as unknown as Texts);

// A name, a rule or a question may begin with a vowel, and no text knows: "de Aïcha" is wrong.
const names =
  'name|names|person|people|actor|inviter|vacant|replaced|heir|who|by|question|rule|section|organisation';
const elided = new RegExp(
  String.raw`(?<!\p{L})(de|du|que|jusque|lorsque|puisque|le|la|ne) \{\{(${names})\}\}`,
  'iu',
);

describe('the French texts', () => {
  it('put no word that would have to be elided before a name', () => {
    expect(french.length).toBeGreaterThan(2_000);
    expect('Lien de {{name}}').toMatch(elided);
    expect(french.filter(([, text]) => elided.test(text))).toEqual([]);
  });

  it('put no noun in the plural after a number that may be one', () => {
    // "1 membres sur 6": the plural follows the total, which is the count of the text.
    const first = /\{\{(?!count)\w+\}\} (?!sur)\p{L}+s\b[^{]* sur \{\{/u;
    expect('{{done}} membres sur {{count}}').toMatch(first);
    expect(french.filter(([, text]) => first.test(text))).toEqual([]);
  });

  it('call one thing by one word', () => {
    // commission, énoncé, référentiel, vote, établissement
    const others =
      /(?<!\p{L})(comité|affirmation|grille|scrutin|organisation(?!\}\}))s?(?!\p{L})/iu;
    expect('Le comité vote').toMatch(others);
    expect('Bienvenue : {{organisation}}').not.toMatch(others);
    expect(french.filter(([, text]) => others.test(text))).toEqual([]);
  });

  it('keep marks that stand apart on the line of their word', () => {
    expect(french.filter(([, text]) => / [:;?!»]|« /.test(text))).toEqual([]);
  });
});
