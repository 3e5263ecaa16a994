import type { Locator, WebSocketRoute } from 'playwright-core';
import { demoPassword } from '@consilium/server/demo';
import { answerFromMyWork, cardOf, fieldOf } from './support/questions';
import { useStage } from './support/stage';
import type { Visitor } from './support/visitor';

const stage = useStage();

const words = 'Q02.reg.identification';

const saved = (visitor: Visitor) => visitor.reads(visitor.t.like('ui:saveState.saved'));

/** Waits until a field holds a text, without touching it. */
async function holds(field: Locator, text: string): Promise<void> {
  await field.waitFor();
  await field
    .page()
    .waitForFunction(
      (wanted) =>
        [...document.querySelectorAll<HTMLTextAreaElement>('textarea')].some(
          ({ value }) => value === wanted,
        ),
      text,
    );
}

/** The session ends. The page learns of it only after `meanwhile`, whatever it asks for until then. */
async function sessionEnds({ page }: Visitor, meanwhile: () => Promise<void>): Promise<void> {
  let release = (): void => undefined;
  const done = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/graphql', async (route) => {
    await done;
    await route.fallback();
  });
  await page.context().clearCookies();
  await meanwhile();
  release();
}

/** The page is covered; the person signs in there and then. */
async function signsInAgain(
  visitor: Visitor,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<void> {
  const { t, page } = visitor;
  const covered = page.getByRole('dialog', { name: t('shell:sessionEnded.title') });
  await covered.waitFor();
  await meanwhile();
  await visitor.field(t('shell:signIn.password'), covered).fill(demoPassword);
  await page.keyboard.press('Enter');
}

describe('what is typed', () => {
  it('stays from two windows that are closed without a network: both texts, side by side', async () => {
    const ines = await stage().member('biomedical', 'fr');
    const { t } = ines;
    await answerFromMyWork(ines, 'Q02');
    const address = ines.page.url();
    const other = await ines.window();
    await other.page.goto(address);
    await fieldOf(other, words).waitFor();

    ines.expectComplaint(/ERR_INTERNET_DISCONNECTED/);
    await ines.page.context().setOffline(true);
    for (const [window, text] of [
      [ines, 'Écrit dans la première fenêtre.'],
      [other, 'Écrit dans la seconde fenêtre.'],
    ] as const) {
      await fieldOf(window, words).fill(text);
      await window.reads(t('ui:saveState.offline'));
    }
    const later = await ines.window();
    await ines.page.close();
    await other.page.close();

    await later.page.context().setOffline(false);
    await later.page.goto(address);
    const chooser = cardOf(later, words).getByRole('group', { name: t('ui:conflict.titleOwn') });
    await later.reads('Écrit dans la première fenêtre.', chooser);
    await later.reads('Écrit dans la seconde fenêtre.', chooser);
    await later.look();
    await later.page.setViewportSize({ width: 320, height: 900 });
    await later.look();
    await later.button(t('ui:conflict.combine'), chooser).click();
    await later.field(t('ui:conflict.combined')).fill('Un texte des deux fenêtres.');
    await later.button(t('ui:conflict.saveCombined')).click();
    await saved(later);
    await later.page.reload();
    await holds(fieldOf(later, words), 'Un texte des deux fenêtres.');
  });

  it('is sent again under its operation id when the answer to it never comes', async () => {
    const ines = await stage().member('biomedical', 'en');
    const { t, page } = ines;
    await answerFromMyWork(ines, 'Q02');
    const sent: string[] = [];
    await page.route('**/graphql', async (route) => {
      const body = route.request().postDataJSON() as {
        operationName: string;
        variables: { input: { operationId: string } };
      };
      if (body.operationName !== 'SaveAnswer') return route.continue();
      sent.push(body.variables.input.operationId);
      // The first is done, but nobody ever hears of it.
      if (sent.length === 1) await route.fetch();
      else await route.continue();
    });
    await fieldOf(ines, words).fill('Nobody answers.');
    await page.getByRole('heading', { level: 1 }).click();
    await ines.reads(t('ui:saveState.late'));
    await saved(ines);
    expect(new Set(sent).size).toBe(1);
    expect(sent.length).toBeGreaterThan(1);
    await page.reload();
    await holds(fieldOf(ines, words), 'Nobody answers.');
  });

  it('is joined by what others changed while the live connection was away, within five seconds', async () => {
    const reader = await stage().visitor('en');
    let cut = false;
    const open = new Set<WebSocketRoute>();
    await reader.page.routeWebSocket(/\/graphql$/, (socket) => {
      if (cut) return void socket.close({ code: 1012 });
      open.add(socket);
      socket.connectToServer();
    });
    await reader.become('biomedical');
    await answerFromMyWork(reader, 'Q02');
    const writer = await stage().member('biomedical', 'fr');
    await answerFromMyWork(writer, 'Q02');

    cut = true;
    for (const socket of open) await socket.close({ code: 1012 });
    await fieldOf(writer, words).fill('Écrit pendant la coupure.');
    await saved(writer);
    await reader.reads(reader.t.like('shell:connection.away'));
    await reader.look();

    cut = false;
    const before = Date.now();
    await holds(fieldOf(reader, words), 'Écrit pendant la coupure.');
    expect(Date.now() - before).toBeLessThan(5_000);
    await reader.page
      .getByText(reader.t.like('shell:connection.away'))
      .waitFor({ state: 'hidden' });
  });

  it('stays under an ended session, and leaves when the same person is back', async () => {
    const ines = await stage().member('biomedical', 'fr', 320);
    const { page } = ines;
    await answerFromMyWork(ines, 'Q02');
    await sessionEnds(ines, () => fieldOf(ines, words).fill('Écrit après la fin de la session.'));
    await signsInAgain(ines, async () => {
      expect(await fieldOf(ines, words).isVisible()).toBe(false);
      await ines.look();
    });
    await saved(ines);
    await page.reload();
    await holds(fieldOf(ines, words), 'Écrit après la fin de la session.');
  });

  it('finds the page whole when the person is back: what could not be read meanwhile is read then', async () => {
    const ines = await stage().member('biomedical', 'en');
    await answerFromMyWork(ines, 'Q02');
    await sessionEnds(ines, () => fieldOf(ines, words).click());
    await signsInAgain(ines);
    await ines.reads(ines.t('evidence:none'));
    await ines.page
      .getByText(ines.t('refusals:not_signed_in'))
      .first()
      .waitFor({ state: 'hidden' });
  });
});
