import { answerFromMyWork, cardOf } from './support/questions';
import { useStage } from './support/stage';
import type { Visitor } from './support/visitor';

const stage = useStage();

const body = 'Qui suit la date de fin du certificat ?';

const panelOf = ({ page, t }: Visitor) =>
  page.getByRole('complementary', { name: t('answers:panels.title') });

describe('the discussion of a question', () => {
  it('tells whom it names at once, is answered, closed and opened again', async () => {
    const julien = await stage().member('buyer', 'en');
    await julien.open('inbox', julien.t('notifications:inbox.title'));
    await julien.button(julien.t('notifications:inbox.markAllRead')).click();
    await julien.link(julien.t('shell:inbox')).waitFor();

    const ines = await stage().member('biomedical', 'fr');
    const { t, page } = ines;
    await answerFromMyWork(ines, 'Q02');
    await cardOf(ines, 'Q02.reg.certificate-expiry').focus();
    const panel = panelOf(ines);
    await ines.reads(t('discussion:none'), panel);
    await ines.button(t('discussion:new.open'), panel).click();
    await ines.button(t('discussion:new.submit'), panel).click();
    await ines.reads(t('discussion:new.empty'), panel);
    await ines.look();

    // Named by the keyboard: the list offers, arrows choose, Enter takes.
    await ines.field(t('discussion:new.body'), panel).focus();
    await page.keyboard.type('@Jul');
    await panel
      .getByRole('listbox', { name: t('discussion:mention.list') })
      .getByRole('option', { name: /Julien Petit/ })
      .waitFor();
    await ines.look();
    await page.keyboard.press('Enter');
    await page.keyboard.type(body);
    await ines.reads(t('discussion:mention.named', { names: 'Julien Petit' }), panel);
    await ines.button(t('discussion:new.submit'), panel).click();
    await ines.reads(t('discussion:new.done'), panel);
    await ines.look();

    await julien.link(julien.t('shell:inboxUnread', { count: 1 })).waitFor();
    await julien
      .link(julien.t('notifications:kinds.mentioned.text', { actor: 'Inès Garnier' }))
      .click();
    await julien.arrivesAt(julien.t('answers:title'));
    const seen = panelOf(julien);
    await julien.reads(body, seen);
    await julien.look();
    await julien.button(julien.t('discussion:reply.open'), seen).click();
    await julien.field(julien.t('discussion:reply.label'), seen).fill('Le service achats.');
    await julien.button(julien.t('discussion:reply.submit'), seen).click();
    await julien.reads(julien.t('discussion:reply.done'), seen);
    await julien.look();

    await ines.reads('Le service achats.', panel);
    await ines.button(t('discussion:resolve.remark'), panel).click();
    await ines.reads(t('discussion:resolve.done'), panel);
    await panel.getByText(t('discussion:resolvedThreads', { count: 1 })).click();
    await ines.look();
    await ines.button(t('discussion:reopen.open'), panel).click();
    await ines.reads(t('discussion:reopen.done'), panel);
    await ines.button(t('discussion:resolve.remark'), panel).waitFor();
  });
});
