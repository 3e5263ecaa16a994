import { eventually } from './support/eventually';
import { answerFromMyWork, fieldOf } from './support/questions';
import { useStage } from './support/stage';

const stage = useStage();

const title = 'Détection de fractures sur radiographies aux urgences';
const need = 'Q05.training.hours';

describe('those who manage', () => {
  it('find what is late in the list, and keep the filter in the address', async () => {
    const camille = await stage().member('coordinator', 'fr');
    const { t, page } = camille;
    await camille.open('evaluations', t('dashboards:portfolio.title'));
    await camille.look();
    await camille.field(t('dashboards:portfolio.onlyLate')).click();
    const rows = page
      .getByRole('table')
      .getByRole('row')
      .filter({ has: page.getByRole('cell') });
    await camille.reads(t('dashboards:portfolio.shown', { count: 1 }));
    await eventually(() => rows.count(), 1);
    await rows.filter({ hasText: title }).waitFor();
    await camille.look();
    await page.reload();
    await camille.reads(t('dashboards:portfolio.shown', { count: 1 }));
    await camille.field(t('dashboards:portfolio.text')).fill('dispositif introuvable');
    await camille.reads(t('dashboards:portfolio.nothingFound'));
    await camille.look();
    await camille.button(t('dashboards:portfolio.reset')).click();
    await camille.link(title).waitFor();
    await camille.field(t('dashboards:portfolio.phase')).selectOption('ended');
    await camille.link('Application de suivi du sommeil').waitFor();
    await camille.link(title).waitFor({ state: 'detached' });
  });

  it('remind just those who are late, whose mail leads to the exact place', async () => {
    const camille = await stage().member('coordinator', 'en');
    const { t, page } = camille;
    await camille.open('evaluations', t('dashboards:portfolio.title'));
    await camille.link(title).click();
    await camille.arrivesAt(t('dashboards:overview.title'));
    await camille.look();
    const late = page.getByRole('region', { name: t('dashboards:overview.late') });
    await late.getByRole('listitem').filter({ hasText: 'Inès Garnier' }).first().waitFor();
    await camille.button(t.counted('dashboards:overview.remind'), late).click();
    await camille.reads(t.like('dashboards:overview.reminded'), late);
    await camille.look();

    const ines = await stage().member('biomedical', 'fr');
    await ines.open('inbox', ines.t('notifications:inbox.title'));
    await ines
      .link(ines.t.counted('notifications:kinds.part_reminded.text', { actor: 'Camille Roussel' }))
      .first()
      .waitFor();
    await ines.look();
    await ines.link(ines.t('notifications:mailbox.title')).click();
    await ines.arrivesAt(ines.t('notifications:mailbox.title'));
    await ines.look();
    const mails = ines.page.getByRole('listitem').filter({ has: ines.page.getByRole('heading') });
    const mail = mails.filter({ hasText: title }).first();
    await mail.getByRole('button').first().click();
    await ines.look();
    await mail
      .getByRole('link', { name: /\/answer/ })
      .first()
      .click();
    await ines.arrivesAt(ines.t('answers:title'));
    await ines.reads(title);
    await ines.page.getByRole('heading', { level: 2, name: /^Q0[25] – / }).waitFor();
  });

  it('see progress come in without doing anything', async () => {
    const camille = await stage().member('coordinator', 'en');
    const { t, page } = camille;
    await camille.open('evaluations', t('dashboards:portfolio.title'));
    await camille.link(title).click();
    await camille.arrivesAt(t('dashboards:overview.title'));
    const bar = page.getByRole('progressbar', { name: t('dashboards:overview.answered') });
    const before = Number(await bar.getAttribute('aria-valuenow'));

    const karim = await stage().member('clinician', 'fr');
    await answerFromMyWork(karim, 'Q05');
    await fieldOf(karim, need).fill('4');
    await karim.reads(karim.t.like('ui:saveState.saved'));

    await page
      .locator(`[role="progressbar"][aria-valuenow="${before + 1}"]`)
      .filter({ visible: true })
      .first()
      .waitFor();
    await camille.look();
  });
});
