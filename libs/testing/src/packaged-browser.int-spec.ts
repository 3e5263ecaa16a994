import { startBrowser } from './browser';
import { packagedBrowser } from './packaged-browser';

describe('the browser that comes by npm', () => {
  it('is unpacked once, whoever asks, and outlives its windows', async () => {
    const [one, other] = await Promise.all([packagedBrowser(), packagedBrowser()]);
    expect(other).toEqual(one);
    const browser = await startBrowser(one);
    try {
      const widths: number[] = [];
      for (let visit = 0; visit < 3; visit += 1) {
        const context = await browser.newContext();
        const page = await context.newPage();
        await page.setContent('<span>Évaluation</span>');
        widths.push(
          await page.locator('span').evaluate((text) => text.getBoundingClientRect().width),
        );
        await context.close();
      }
      // Drawn with a font: the word is as wide as a word, each time.
      expect(widths[0]).toBeGreaterThan(40);
      expect(new Set(widths).size).toBe(1);
      expect(browser.isConnected()).toBe(true);
    } finally {
      await browser.close();
    }
  });
});
