import { eventually } from './support/eventually';
import {
  answerFromMyWork,
  cardOf,
  choiceOf,
  fieldOf,
  questionOf,
  sectionTitle,
} from './support/questions';
import { useStage } from './support/stage';
import type { Visitor } from './support/visitor';

const stage = useStage();

const words = 'Q02.reg.identification';
const title = 'Détection de fractures sur radiographies aux urgences';

async function saved(visitor: Visitor): Promise<void> {
  await visitor.reads(visitor.t.like('ui:saveState.saved'));
}

/** The browser writes of what it could not fetch while it was offline. */
async function offline(visitor: Visitor): Promise<void> {
  visitor.expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  await visitor.page.context().setOffline(true);
  await visitor.reads(visitor.t('shell:offline.title'));
}

async function online(visitor: Visitor): Promise<void> {
  await visitor.page.context().setOffline(false);
}

describe('answering', () => {
  it('keeps every word: saved while typing, after a reload, without a network', async () => {
    const ines = await stage().member('biomedical', 'fr');
    const { t, page } = ines;
    await ines.open('', t('dashboards:work.title'));
    await ines.look();
    await answerFromMyWork(ines, 'Q02');
    await ines.look();

    await fieldOf(ines, words).fill('IUD-ID de base 376012345OSTEO');
    await saved(ines);
    await page.reload();
    await ines.reads(t('answers:part.draft'));
    await eventually(() => fieldOf(ines, words).inputValue(), 'IUD-ID de base 376012345OSTEO');

    await offline(ines);
    await fieldOf(ines, words).fill('IUD-ID de base 376012345OSTEO, version 3.2');
    await ines.reads(t('ui:saveState.offline'));
    await ines.look();
    await online(ines);
    await saved(ines);
    await page.reload();
    await ines.reads(t('answers:part.draft'));
    await eventually(
      () => fieldOf(ines, words).inputValue(),
      'IUD-ID de base 376012345OSTEO, version 3.2',
    );
  });

  it('shows both texts when two wrote the same answer, and lets them be combined', async () => {
    const desk = await stage().member('biomedical', 'fr');
    const phone = await stage().member('biomedical', 'en', 320);
    await answerFromMyWork(desk, 'Q02');
    await answerFromMyWork(phone, 'Q02');
    await phone.look();

    await offline(desk);
    await fieldOf(desk, words).fill('Écrit au bureau, hors ligne.');
    await desk.reads(desk.t('ui:saveState.offline'));
    await fieldOf(phone, words).fill('Written on the phone.');
    await saved(phone);
    await online(desk);

    const chooser = cardOf(desk, words).getByRole('group', { name: desk.t('ui:conflict.title') });
    await desk.reads('Écrit au bureau, hors ligne.', chooser);
    await desk.reads('Written on the phone.', chooser);
    await desk.look();
    await desk.button(desk.t('ui:conflict.combine'), chooser).click();
    await desk.field(desk.t('ui:conflict.combined')).fill('Un seul texte, des deux mains.');
    await desk.button(desk.t('ui:conflict.saveCombined')).click();
    await saved(desk);

    await phone.page.waitForFunction(
      (text) => [...document.querySelectorAll('textarea')].some(({ value }) => value === text),
      'Un seul texte, des deux mains.',
    );
    await phone.look();
  });

  it('asks what follows from an answer, and takes “unknown” for an answer', async () => {
    const ines = await stage().member('biomedical', 'en');
    const { t, page } = ines;
    await answerFromMyWork(ines, 'Q02');
    const expiry = cardOf(ines, 'Q02.reg.certificate-expiry');
    const text = questionOf('Q02.reg.certificate-expiry').text.en;

    await choiceOf(ines, 'Q02.reg.class', 'I').check();
    await ines.reads(t('answers:question.removed', { count: 1, text }));
    await expiry.waitFor({ state: 'detached' });
    await choiceOf(ines, 'Q02.reg.class', 'IIa').check();
    await ines.reads(t('answers:question.added', { count: 1, text }));
    await expiry.waitFor();

    await cardOf(ines, 'Q02.reg.legal-basis').getByLabel(t('answers:question.unknown')).check();
    await saved(ines);
    await page.reload();
    await ines.reads(t('answers:part.draft'));
    const unknown = cardOf(ines, 'Q02.reg.legal-basis').getByLabel(t('answers:question.unknown'));
    await unknown.and(page.locator(':checked')).waitFor();
  });

  it('leads from gap to gap, is handed in with a reason, and comes back with one, live', async () => {
    const ines = await stage().member('biomedical', 'fr');
    const { t, page } = ines;
    await answerFromMyWork(ines, 'Q02');
    await ines.button(t('answers:submit.button')).click();
    const gaps = page.getByRole('alert').filter({ has: page.getByRole('link') });
    await gaps.waitFor();
    await ines.isAt(gaps);
    await ines.look();
    await gaps
      .getByRole('link', { name: questionOf('Q02.reg.certificate-expiry').text.fr })
      .click();
    await ines.isAt(cardOf(ines, 'Q02.reg.certificate-expiry'));

    await ines.button(t('answers:submit.withGaps')).click();
    const dialog = page.getByRole('dialog', { name: t('answers:submit.withGapsTitle') });
    await ines.button(t('answers:submit.confirm'), dialog).click();
    await ines.reads(t('ui:reason.other'));
    await ines.look();
    await ines
      .field(t.like('answers:submit.withGapsLabel'), dialog)
      .fill('Certificat en cours de renouvellement.');
    await ines.button(t('answers:submit.confirm'), dialog).click();
    await ines.reads(t('answers:submit.done'));
    await ines.reads(
      t('answers:part.gapsReason', { reason: 'Certificat en cours de renouvellement.' }),
    );
    await ines.look();

    await ines.open('inbox', t('notifications:inbox.title'));
    await ines.button(t('notifications:inbox.markAllRead')).click();
    await ines.link(t('shell:inbox')).waitFor();
    await ines.look();

    const camille = await stage().member('coordinator', 'en');
    await camille.open('evaluations', camille.t('dashboards:portfolio.title'));
    await camille.link(title).click();
    await camille.arrivesAt(camille.t('dashboards:overview.title'));
    await camille.look();
    const row = camille.page.getByRole('row', { name: sectionTitle(camille, 'Q02') });
    await row
      .getByRole('cell', { name: /Inès Garnier/ })
      .getByRole('link')
      .click();
    await camille.arrivesAt(camille.t('answers:title'));
    await camille.button(camille.t('answers:submit.return')).click();
    const asked = camille.page.getByRole('dialog', {
      name: camille.t('answers:submit.returnTitle'),
    });
    await camille.look();
    await camille
      .field(camille.t.like('answers:submit.returnLabel'), asked)
      .fill('The certificate has arrived.');
    await camille.button(camille.t('answers:submit.returnConfirm'), asked).click();
    await camille.reads(camille.t('answers:submit.returned'));
    await camille.look();

    await ines.link(t('shell:inboxUnread', { count: 1 })).waitFor();
    await ines
      .link(
        t('notifications:kinds.part_returned.text', {
          actor: 'Camille Roussel',
          sections: t('notifications:quoted', { text: sectionTitle(ines, 'Q02') }),
        }),
      )
      .click();
    await ines.arrivesAt(t('answers:title'));
    await ines.reads('The certificate has arrived.');
    await ines.look();
  });
});
