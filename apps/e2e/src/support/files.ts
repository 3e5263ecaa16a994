import type { Visitor } from './visitor';

/** From the list to a file's overview, and from there to one of its pages. */
export async function openFile(visitor: Visitor, title: string, place?: string): Promise<void> {
  const { t, page } = visitor;
  await visitor.open('evaluations', t('dashboards:portfolio.title'));
  await visitor.link(title).click();
  await visitor.arrivesAt(t('dashboards:overview.title'));
  if (!place) return;
  await visitor.link(t(`evaluations:screen.nav.${place}`)).click();
  await page.waitForURL((url) => url.pathname.endsWith(`/${place}`));
  // The address changes before the page does, and the overview has links of the same words.
  await page
    .getByRole('heading', { level: 1, name: t('dashboards:overview.title') })
    .waitFor({ state: 'hidden' });
}
