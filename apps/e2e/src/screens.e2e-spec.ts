import { useStage } from './support/stage';
import { desk, phone, type Persona, type Visitor } from './support/visitor';
import { wordsOf } from './support/words';

const stage = useStage();

const languages = (['fr', 'en'] as const).map((locale) => {
  const t = wordsOf(locale);
  return { locale, name: t(`common:locales.${locale}`), loading: t('ui:states.loading') };
});

/** A file of the demo by its phase, and what is to be seen of it. */
const files = {
  requested: 'Aide à la lecture des électrocardiogrammes de repos',
  outOfScope: 'Application de suivi du sommeil',
  collecting: 'Détection de fractures sur radiographies aux urgences',
  rating: 'Tri des radiographies thoraciques de nuit',
  decided: 'Aide à la lecture des mammographies de dépistage',
} as const;

const filePages = [
  '',
  'details',
  'dates',
  'template',
  'scope',
  'panel',
  'panel/new',
  'answer',
  'evidence',
  'interests',
  'advice',
  'rounds',
  'rounds/1',
  'consensus',
  'decision',
  'decision/meetings/new',
  'decision/opinion',
  'decision/record',
  'report',
] as const;

const roomPages = [
  '',
  'evaluations?phase=all',
  'evaluations/new',
  'templates',
  'inbox',
  'mailbox',
  'account',
  'admin',
  'admin/people/new',
  'admin/committees',
  'admin/organisation',
] as const;

async function addressOf(visitor: Visitor, title: string): Promise<string> {
  await visitor.open('evaluations?phase=all', visitor.t('dashboards:portfolio.title'));
  const address = await visitor.link(title).getAttribute('href');
  if (!address) throw new Error(`no file is called ${title}`);
  return address.replace('/o/val-clair/', '');
}

async function speak(
  { page }: Visitor,
  { name, locale }: (typeof languages)[number],
): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.locator(`html[lang="${locale}"]`).waitFor();
}

async function settled({ page }: Visitor): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (const { loading } of languages) await page.getByText(loading).waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
}

/**
 * Every page as this person sees it, in one language at a desk and in the other on a narrow phone:
 * nothing axe finds wrong, and no scrolling to the side. The next page is met the other way round.
 */
async function lookAt(visitor: Visitor, addresses: readonly string[]): Promise<void> {
  const { page } = visitor;
  for (const [index, address] of addresses.entries()) {
    await visitor.open(address);
    await settled(visitor);
    await visitor.look();
    const other = languages[(index + 1) % languages.length]!;
    await page.setViewportSize({ width: phone, height: 800 });
    await visitor.fits();
    await speak(visitor, other);
    await settled(visitor);
    await visitor.look();
    await page.setViewportSize({ width: desk, height: 900 });
  }
}

describe('every screen', () => {
  it.each<[Persona, readonly string[]]>([['director', roomPages]])(
    'of the hospital, for the %s',
    async (persona, addresses) => {
      await lookAt(await stage().member(persona, 'fr'), addresses);
    },
  );

  it.each<[keyof typeof files, Persona, readonly string[]]>([
    ['requested', 'coordinator', ['', 'details', 'scope', 'panel', 'decision']],
    ['outOfScope', 'coordinator', ['', 'scope']],
    ['collecting', 'coordinator', filePages],
    ['rating', 'clinician', ['', 'answer', 'rounds', 'rounds/1', 'consensus', 'report']],
    [
      'decided',
      'chair',
      [
        '',
        'answer',
        'evidence',
        'interests',
        'advice',
        'rounds',
        'rounds/1',
        'consensus',
        'decision',
        'report',
      ],
    ],
    ['decided', 'director', ['decision', 'decision/record', 'report']],
  ])('of a file that is %s, for the %s', async (file, persona, pages) => {
    const visitor = await stage().member(persona, 'fr');
    const address = await addressOf(visitor, files[file]);
    await lookAt(
      visitor,
      pages.map((page) => (page ? `${address}/${page}` : address)),
    );
  });
});
