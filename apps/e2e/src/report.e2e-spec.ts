import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { findProgram } from '@consilium/testing';
import { eventually } from './support/eventually';
import { useStage } from './support/stage';

const stage = useStage();

const title = 'Aide à la lecture des mammographies de dépistage';

/** The words of one page, where a program that reads PDF is installed. */
async function wordsOnPage(file: string, number: number): Promise<string | null> {
  const program = findProgram('pdftotext');
  if (!program) return null;
  const { stdout } = await promisify(execFile)(program, [
    '-f',
    `${number}`,
    '-l',
    `${number}`,
    file,
    '-',
  ]);
  return stdout.replaceAll(/\s+/g, ' ');
}

describe('the report of a decided file', () => {
  it('is asked for, seen being made, and fetched: tagged, summed up on page 2, with its hash', async () => {
    const camille = await stage().member('coordinator', 'fr');
    const { t, page } = camille;
    await camille.open('evaluations', t('dashboards:portfolio.title'));
    await camille.field(t('dashboards:portfolio.phase')).selectOption('all');
    await camille.link(title).click();
    await camille.arrivesAt(t('dashboards:overview.title'));
    await camille.look();
    await camille.link(t('evaluations:screen.nav.report')).click();
    await camille.arrivesAt(t('reports:screen.title'));
    const lines = page
      .getByRole('list', { name: t('reports:screen.listCaption') })
      .getByRole('article');
    await lines.first().waitFor();
    await eventually(() => lines.count(), 1);
    await camille.look();

    // What is shown of the making is kept as it comes: a fast machine passes through it quickly.
    await page.evaluate(() => {
      const seen = ((window as unknown as { seen: string[] }).seen = []);
      new MutationObserver(() => {
        for (const bar of document.querySelectorAll('[role="progressbar"]'))
          (seen as string[]).push(bar.getAttribute('aria-valuetext') ?? bar.textContent ?? '');
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    await camille.button(t('reports:screen.generateEn')).click();
    await camille.reads(t('reports:screen.asked'));
    const made = lines.filter({ hasText: t('reports:screen.languages.en') });
    await made.getByText(t('reports:screen.states.ready')).waitFor();
    await camille.look();
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen.length).toBeGreaterThan(0);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      made.getByRole('link', { name: t.like('reports:screen.downloadOf') }).click(),
    ]);
    const file = await download.path();
    const bytes = await readFile(file);
    await made.getByText(t('reports:screen.hash')).click();
    const hashes = await made.getByText(/^[0-9a-f]{64}$/).allTextContents();
    expect(hashes).toHaveLength(2);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hashes[1]);
    const [exported] = await Promise.all([
      page.waitForEvent('download'),
      made.getByRole('link', { name: t.like('reports:screen.exportOf') }).click(),
    ]);
    const { hash } = JSON.parse(await readFile(await exported.path(), 'utf8')) as { hash: string };
    expect(hash).toBe(hashes[0]);
    await camille.look();

    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const raw = bytes.toString('latin1');
    expect(raw).toContain('/StructTreeRoot');
    expect(raw).toMatch(/\/Lang\s*\(en/);
    const summary = await wordsOnPage(file, 2);
    if (summary === null) return;
    const { t: english } = await stage().visitor('en');
    expect(summary).toContain(english('reports:sections.summary'));
    expect(summary).toContain(
      english('reports:summary.decision', {
        outcome: english('decisions:decisions.approved_with_conditions'),
      }),
    );
    expect(summary.replaceAll(' ', '')).toContain(hashes[0]);
  });

  it('is for those of the panel, and says so to nobody else', async () => {
    const karim = await stage().member('clinician', 'en');
    const { t, page } = karim;
    await karim.open('evaluations', t('dashboards:portfolio.title'));
    await karim.field(t('dashboards:portfolio.phase')).selectOption('all');
    await karim.link(title).click();
    await karim.link(t('evaluations:screen.nav.report')).click();
    await karim.arrivesAt(t('reports:screen.title'));
    const link = page.getByRole('link', { name: t.like('reports:screen.downloadOf') }).first();
    const address = await link.getAttribute('href');
    await karim.look();
    const marc = await stage().member('outsider', 'en');
    const foreign = await marc.page
      .context()
      .request.get(address!.replace('val-clair', 'les-ormes'));
    expect(foreign.status()).toBe(404);
  });
});
