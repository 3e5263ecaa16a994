import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Locale } from '@consilium/domain/kernel';
import { wordsOf, type Words } from './words';

/** Members of the demo by the first part of their address. */
export type Persona =
  | 'coordinator'
  | 'chair'
  | 'clinician'
  | 'clinician2'
  | 'it-security'
  | 'biomedical'
  | 'patient'
  | 'dpo'
  | 'buyer'
  | 'director'
  | 'administrator'
  | 'outsider';

/** Screens of a desk and of a narrow phone, in pixels. */
export const desk = 1280;
export const phone = 320;

/** A deadline for what never comes: it costs nothing while all is well, and slow is no failure. */
export const patienceMs = 120_000;

/** Somebody at a browser: what the console complains about is kept, and fails the journey. */
export class Visitor {
  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    /** The texts of this person's language. */
    readonly t: Words,
    readonly complaints: string[] = [],
    private readonly expected: RegExp[] = [],
  ) {
    page.on('pageerror', (error) => this.complain(`${error.message} at ${page.url()}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.complain(`${message.text()} (${message.location().url}) at ${page.url()}`);
      }
    });
  }

  static async arrive(
    browser: Browser,
    url: string,
    locale: Locale,
    width = desk,
  ): Promise<Visitor> {
    const context = await browser.newContext({
      baseURL: url,
      locale: locale === 'fr' ? 'fr-FR' : 'en-GB',
      timezoneId: 'Europe/Paris',
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(patienceMs);
    // The device's choice of language, as an earlier visit would have left it.
    await context.addInitScript((chosen) => {
      if (!localStorage.getItem('consilium.locale'))
        localStorage.setItem('consilium.locale', chosen);
    }, locale);
    return new Visitor(await context.newPage(), context, wordsOf(locale));
  }

  /** The same person at another window of the same browser. */
  async window(): Promise<Visitor> {
    const { context, t, complaints, expected } = this;
    return new Visitor(await context.newPage(), context, t, complaints, expected);
  }

  private complain(words: string): void {
    if (!this.expected.some((pattern) => pattern.test(words))) this.complaints.push(words);
  }

  /** The browser itself writes of failed requests; where a journey makes them fail, it says so. */
  expectComplaint(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** Signs in without the page for it, which has a journey of its own. */
  async become(persona: Persona): Promise<void> {
    const answer = await this.context.request.post('/graphql', {
      headers: { 'x-consilium-csrf': '1' },
      data: {
        query: 'mutation ($email: String!) { impersonate(email: $email) { __typename } }',
        variables: { email: `${persona}@demo.test` },
      },
    });
    const { data } = (await answer.json()) as { data: { impersonate: { __typename: string } } };
    if (data.impersonate.__typename !== 'SignedIn') throw new Error(`nobody is ${persona}`);
  }

  /** Opens an address inside the demo hospital and waits for its heading. */
  async open(path: string, heading?: string): Promise<void> {
    await this.page.goto(path.startsWith('/') ? path : `/o/val-clair${path ? `/${path}` : ''}`);
    if (heading) await this.arrivesAt(heading);
  }

  /** Waits for the page with this heading. */
  async arrivesAt(heading: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }

  button(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: typeof name === 'string' });
  }

  link(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole('link', { name, exact: typeof name === 'string' });
  }

  field(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByLabel(name, { exact: typeof name === 'string' });
  }

  /** Waits until the focus is on something, or on something in it. */
  async isAt(place: Locator): Promise<void> {
    await place.and(this.page.locator(':focus-within')).waitFor();
  }

  /** A sentence that is to appear. */
  async reads(text: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    try {
      await within.getByText(text).filter({ visible: true }).first().waitFor();
    } catch (error) {
      throw new Error(`${text} is not to be read in\n${await this.page.ariaSnapshot()}`, {
        cause: error,
      });
    }
  }

  /**
   * Looks at the screen as a reader with other means does: nothing that axe finds wrong, and no
   * scrolling to the side.
   */
  async look(): Promise<void> {
    // There are no frames to put together, and what is right need not be told element by element.
    const { violations } = await new AxeBuilder({ page: this.page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .analyze();
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target }) => `${id}: ${help} at ${target.join(' ')}`),
    );
    if (found.length > 0) throw new Error(`${this.page.url()}\n${found.join('\n')}`);
    await this.fits();
  }

  /** Nobody has to scroll to the side. */
  async fits(): Promise<void> {
    const over = await this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (over > 0) throw new Error(`${this.page.url()} scrolls to the side by ${over} pixels`);
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
