import type { Locator } from 'playwright-core';
import { demoPassword } from '@consilium/server/demo';
import { useStage } from './support/stage';
import type { Visitor } from './support/visitor';

const stage = useStage();

const title = 'Détection de fractures sur radiographies aux urgences';

/** Whether something looks otherwise with the focus than without, itself or what is drawn for it. */
const focusShows = (target: Locator): Promise<boolean> =>
  target.evaluate(async (one) => {
    const look = async () => {
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
      return [one, ...(one.parentElement?.children ?? []), one.parentElement ?? one]
        .map((each) => {
          const { outline, boxShadow, borderColor, clipPath } = getComputedStyle(each);
          return [outline, boxShadow, borderColor, clipPath].join();
        })
        .join(';');
    };
    const focused = await look();
    (one as HTMLElement).blur();
    const blurred = await look();
    (one as HTMLElement).focus();
    return focused !== blurred;
  });

/** Tabs on until something has the focus, which has to be seen there. */
async function tabTo({ page }: Visitor, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((one) => one === document.activeElement)) {
      if (!(await focusShows(target))) throw new Error(`no focus to be seen on ${String(target)}`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${String(target)}`);
}

describe('by the keyboard alone, on a narrow screen', () => {
  it('a patient representative signs in, answers and writes to others', async () => {
    const mireille = await stage().visitor('fr', 320);
    const { t, page } = mireille;
    const { keyboard } = page;
    await page.goto('/');
    await mireille.arrivesAt(t('shell:signIn.title'));
    await mireille.look();
    await tabTo(mireille, mireille.field(t('shell:signIn.email')));
    await keyboard.type('patient@demo.test');
    await keyboard.press('Tab');
    await keyboard.type(demoPassword);
    await keyboard.press('Enter');
    await mireille.arrivesAt(t('dashboards:work.title'));
    await mireille.look();

    // Past the header in one step.
    await page.reload();
    await mireille.arrivesAt(t('dashboards:work.title'));
    await keyboard.press('Tab');
    await tabTo(mireille, mireille.link(t('shell:skipToContent')));
    await keyboard.press('Enter');
    const task = page
      .getByRole('listitem')
      .filter({ hasText: title })
      .getByRole('link', { name: t.like('dashboards:work.kinds.answer') })
      .first();
    await tabTo(mireille, task);
    await keyboard.press('Enter');
    await mireille.arrivesAt(t('answers:title'));
    await mireille.look();

    // Past the list of parts in one step, too.
    await tabTo(mireille, mireille.link(t('answers:nav.skip')));
    await keyboard.press('Enter');
    await page.locator('#questions:focus').waitFor();

    // From question to question by one key; the field is the next stop.
    await keyboard.press('j');
    const first = page.locator('section[data-focused]');
    await first.waitFor();
    await first.and(page.locator(':focus')).waitFor();
    await tabTo(mireille, first.getByRole('radio').first());
    await keyboard.press('Space');
    await mireille.reads(t.like('ui:saveState.saved'));
    await keyboard.press('ArrowDown');
    await mireille.reads(t.like('ui:saveState.saved'));
    await first.getByRole('radio').nth(1).and(page.locator(':checked')).waitFor();
    await mireille.look();

    // Beside the question, a message.
    await tabTo(mireille, first.getByRole('link', { name: t('answers:question.panels') }));
    await keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: t('answers:panels.title') });
    await tabTo(mireille, mireille.button(t('discussion:new.open'), panel));
    await keyboard.press('Enter');
    await tabTo(mireille, mireille.field(t('discussion:new.body'), panel));
    await keyboard.type('Qui l’expliquera aux patients ?');
    await tabTo(mireille, mireille.button(t('discussion:new.submit'), panel));
    await keyboard.press('Enter');
    await mireille.reads(t('discussion:new.done'), panel);
    await mireille.look();
  });

  it('lists its keys on “?” and lets them go by Escape', async () => {
    const ines = await stage().member('biomedical', 'en', 320);
    const { t, page } = ines;
    await ines.open('', t('dashboards:work.title'));
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: t('shell:shortcuts.title') });
    await dialog.waitFor();
    await ines.look();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });
});
