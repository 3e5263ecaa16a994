import type { Locale } from '@consilium/domain/kernel';
import { desk, phone, type Persona, type Visitor } from './visitor';
import { wordsOf } from './words';

const languages = (['fr', 'en'] as const).map((locale) => {
  const t = wordsOf(locale);
  return { locale, name: t(`common:locales.${locale}`), loading: t('ui:states.loading') };
});

/** A file of the demo by its phase. */
const files = {
  requested: 'Aide à la lecture des électrocardiogrammes de repos',
  outOfScope: 'Application de suivi du sommeil',
  collecting: 'Détection de fractures sur radiographies aux urgences',
  rating: 'Tri des radiographies thoraciques de nuit',
  decided: 'Aide à la lecture des mammographies de dépistage',
} as const;
export type DemoFile = keyof typeof files;

/** A page in one language at one width. */
interface View {
  readonly locale: Locale;
  readonly width: number;
}

/** In one language at a desk and in the other on a narrow phone; the next page the other way round. */
export const crossed = (index: number): readonly View[] => {
  const [here, there] = index % 2 === 0 ? (['fr', 'en'] as const) : (['en', 'fr'] as const);
  return [
    { locale: here, width: desk },
    { locale: there, width: phone },
  ];
};

/** In both languages at every width that we promise. */
export const everyView = (): readonly View[] =>
  languages.flatMap(({ locale }) =>
    [phone, 768, 1440].map((width) => ({ locale, width }) satisfies View),
  );

/** The addresses of a file's pages. */
export async function pagesOf(
  visitor: Visitor,
  file: DemoFile,
  pages: readonly string[],
): Promise<string[]> {
  await visitor.open('evaluations?phase=all', visitor.t('dashboards:portfolio.title'));
  const link = await visitor.link(files[file]).getAttribute('href');
  if (!link) throw new Error(`no file is called ${files[file]}`);
  const address = link.replace('/o/val-clair/', '');
  return pages.map((page) => (page ? `${address}/${page}` : address));
}

async function speak({ page }: Visitor, locale: Locale): Promise<void> {
  if ((await page.locator('html').getAttribute('lang')) === locale) return;
  const name = languages.find((one) => one.locale === locale)!.name;
  await page.getByRole('button', { name }).click();
  await page.locator(`html[lang="${locale}"]`).waitFor();
}

async function settled({ page }: Visitor): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (const { loading } of languages) await page.getByText(loading).waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
}

/** Every page as this person sees it, in these views: nothing axe finds wrong, no scrolling to the side. */
export async function lookAt(
  visitor: Visitor,
  addresses: readonly string[],
  viewsOf: (index: number) => readonly View[],
): Promise<void> {
  for (const [index, address] of addresses.entries()) {
    await visitor.open(address);
    for (const { locale, width } of viewsOf(index)) {
      await visitor.page.setViewportSize({ width, height: 900 });
      await settled(visitor);
      await speak(visitor, locale);
      await settled(visitor);
      await visitor.look();
    }
  }
}

/** Who meets which pages of a file. */
export type Walk = readonly [DemoFile, Persona, readonly string[]];
