import { eventually } from './support/eventually';
import { openFile } from './support/files';
import { choiceOf, questionOf } from './support/questions';
import { useStage } from './support/stage';
import type { Visitor } from './support/visitor';

const stage = useStage();

const title = 'Tri des lésions cutanées en consultation avancée';
const device = 'DermaLoupe (dispositif fictif)';

/** Asked once more, and said yes to. */
async function confirm(visitor: Visitor, question: string, yes: string): Promise<void> {
  const dialog = visitor.page.getByRole('dialog', { name: question });
  await dialog.waitFor();
  await visitor.look();
  await visitor.button(yes, dialog).click();
  await dialog.waitFor({ state: 'hidden' });
}

/**
 * Answers "yes" or "no" to questions of the part on screen by the keyboard, and waits until all are
 * kept: questions that come and go would move a choice away under the pointer.
 */
async function answer(visitor: Visitor, answers: Readonly<Record<string, string>>): Promise<void> {
  for (const [key, code] of Object.entries(answers)) {
    const choice = choiceOf(visitor, key, code);
    await choice.press('Space');
    await choice.and(visitor.page.locator(':checked')).waitFor();
  }
  await visitor.reads(visitor.t.like('ui:saveState.saved'));
}

describe('a file from its request to collecting', () => {
  it('is asked for in a form that says what is missing and loses nothing', async () => {
    const karim = await stage().member('clinician', 'en');
    const { t, page } = karim;
    await karim.open('evaluations', t('dashboards:portfolio.title'));
    await karim.link(t('dashboards:portfolio.new')).click();
    await karim.arrivesAt(t('evaluations:screen.request.title'));
    await karim.look();
    await karim.field(t('evaluations:screen.request.name')).fill(title);
    await karim.button(t('evaluations:screen.request.submit')).click();
    await karim.look();
    await karim.link(t('evaluations:screen.missing.need')).click();
    await page.keyboard.type('Skin lesions wait three months for a dermatologist.');
    await karim.reads(t('shell:kept.unsaved'));
    await page.reload();
    await karim.arrivesAt(t('evaluations:screen.request.title'));
    await eventually(() => karim.field(t('evaluations:screen.request.name')).inputValue(), title);
    await karim.field(t('evaluations:screen.request.deviceName')).fill(device);
    await karim.field(t('evaluations:screen.request.manufacturer')).fill('Peaulys (fictional)');
    await karim.field(t('evaluations:screen.request.version')).fill('0.9');
    await karim.field(t('evaluations:screen.request.specialties')).fill('dermatologie');
    await karim.button(t('evaluations:screen.request.submit')).click();
    await karim.arrivesAt(t('dashboards:overview.title'));
    await karim.reads(t('evaluations:phases.draft'));
    await karim.look();
  });

  it('is screened: given out by role, answered, found in scope criterion by criterion', async () => {
    const camille = await stage().member('coordinator', 'fr');
    const { t, page } = camille;
    await openFile(camille, title);
    await camille.button(t('evaluations:moves.submit_request')).click();
    await confirm(camille, t('evaluations:moves.submit_request'), t('common:confirm'));
    await camille.reads(t('evaluations:phases.screening'));
    await camille.look();

    await camille.link(t('evaluations:screen.nav.panel')).click();
    await camille.arrivesAt(t('evaluations:screen.panel.title'));
    // Whoever holds the role has the part already.
    const parts = page.getByRole('table', { name: t('evaluations:screen.parts.caption') });
    for (const name of ['Camille Roussel', 'Dr Karim Benali', 'Inès Garnier']) {
      await parts.getByRole('row', { name: new RegExp(name) }).waitFor();
    }
    await camille.look();

    await camille.link(t('evaluations:screen.nav.scope')).click();
    await camille.arrivesAt(t('evaluations:screen.scope.title'));
    await camille.reads(t('refusals:scope_not_settled'));
    await camille.look();
    await camille.link(questionOf('S00.scope.medical-device').text.fr).click();
    await camille.arrivesAt(t('answers:title'));
    await answer(camille, {
      'S00.scope.medical-device': 'yes',
      'S00.scope.ce-marking': 'yes',
      'S00.scope.professional-user': 'yes',
      'S00.scope.prescribing': 'no',
      'S00.scope.telemonitoring': 'no',
      'S00.scope.national-route': 'no',
    });

    const karim = await stage().member('clinician', 'en');
    await openFile(karim, title, 'answer');
    await answer(karim, { 'S00.scope.medical-act': 'yes' });
    await choiceOf(karim, 'S00.scope.functions', 'diagnosis').check();
    await karim.reads(karim.t.like('ui:saveState.saved'));
    await karim.look();

    await openFile(camille, title, 'scope');
    await camille.arrivesAt(t('evaluations:screen.scope.title'));
    await camille.reads(
      t('evaluations:screen.scope.result', {
        label: t('evaluations:screen.scope.outcome'),
        words: t('evaluations:scope.outcomes.in_scope'),
      }),
    );
    await camille.look();
    await camille.button(t('evaluations:screen.scope.settleIn')).click();
    await confirm(camille, t('evaluations:screen.scope.settleIn'), t('common:confirm'));
    await camille.link(t('evaluations:screen.scope.assignNow')).waitFor();
    await camille.reads(t('evaluations:phases.collecting'));
    await camille.look();
  });

  it('gets its parts given out with a date, and tells those who have them', async () => {
    const camille = await stage().member('coordinator', 'en');
    const { t, page } = camille;
    await openFile(camille, title, 'panel');
    await camille.arrivesAt(t('evaluations:screen.panel.title'));
    await camille.button(t.counted('evaluations:screen.parts.propose')).click();
    const parts = page.getByRole('table', { name: t('evaluations:screen.parts.caption') });
    const buyers = parts.getByRole('row', { name: /Julien Petit/ });
    await buyers.first().waitFor();
    await buyers.first().getByRole('checkbox').check();
    await page.getByLabel(t('evaluations:screen.parts.due')).fill('2031-03-15');
    await camille.look();
    await camille.button(t('evaluations:screen.parts.assign', { count: 1 })).click();
    await camille.reads(t('evaluations:screen.parts.done'));
    await buyers.filter({ hasText: '2031' }).first().waitFor();
    await camille.look();

    const julien = await stage().member('buyer', 'fr');
    await julien.open('', julien.t('dashboards:work.title'));
    await julien.page.getByRole('listitem').filter({ hasText: title }).first().waitFor();
    await julien.look();
  });

  it('has interests declared towards it, weighed by the chair, never one’s own', async () => {
    const lea = await stage().member('clinician2', 'fr');
    const { t } = lea;
    await openFile(lea, title, 'interests');
    await lea.arrivesAt(t('evaluations:screen.interests.title'));
    await lea.look();
    await lea.button(t('evaluations:screen.interests.sign')).click();
    await lea.link(t('evaluations:screen.interests.choose')).click();
    await lea.field(t('evaluations:screen.interests.yes')).check();
    await lea.field(t('evaluations:screen.interests.with')).fill('Peaulys');
    await lea
      .field(t('evaluations:screen.interests.description'))
      .fill('Une formation payée en 2024.');
    await lea.field(t('evaluations:screen.interests.from')).fill('2024');
    for (const party of ['manufacturer', 'distributor', 'competitor']) {
      await lea.field(t(`evaluations:screen.interests.confirmParties.${party}`)).check();
    }
    await lea.look();
    await lea.button(t('evaluations:screen.interests.sign')).click();
    await lea.reads(t('evaluations:screen.interests.signed'));
    await lea.reads(t('evaluations:screen.interests.allHidden'));
    await lea.look();

    const helene = await stage().member('chair', 'en');
    await openFile(helene, title, 'interests');
    await helene.arrivesAt(helene.t('evaluations:screen.interests.title'));
    await helene.field(helene.t('evaluations:screen.interests.no')).check();
    for (const party of ['manufacturer', 'distributor', 'competitor']) {
      await helene.field(helene.t(`evaluations:screen.interests.confirmParties.${party}`)).check();
    }
    await helene.button(helene.t('evaluations:screen.interests.sign')).click();
    await helene.reads(helene.t('refusals:own_declaration'));
    await helene.button(/Léa Fontaine/).click();
    await helene.page
      .getByRole('radio', { name: helene.t('evaluations:declarations.levels.minor') })
      .check();
    await helene.look();
    await helene.button(helene.t('evaluations:screen.interests.saveAssessment')).click();
    await helene.link(helene.t('evaluations:screen.interests.reasonMissing')).click();
    await helene.page.keyboard.type('Training only, before the request.');
    await helene.button(helene.t('evaluations:screen.interests.saveAssessment')).click();
    await helene.reads(helene.t('evaluations:declarations.statuses.assessed_minor'));
    await helene.look();
    await lea.reads(t('evaluations:declarations.statuses.assessed_minor'));
  });

  it('takes the formal advice of who has to give it, word for word', async () => {
    const thomas = await stage().member('it-security', 'fr');
    const { t, page } = thomas;
    await openFile(thomas, title, 'advice');
    await thomas.arrivesAt(t('evaluations:screen.advice.title'));
    await thomas.look();
    await thomas.button(t('evaluations:screen.advice.submit')).click();
    await thomas.link(t('evaluations:screen.advice.bodyMissing')).click();
    await page.keyboard.type('Réseau séparé exigé avant tout essai.');
    await thomas.page
      .getByRole('radio', { name: t('evaluations:advice.positions.with_reservations') })
      .check();
    await thomas.button(t('evaluations:screen.advice.submit')).click();
    await confirm(
      thomas,
      t('evaluations:screen.advice.submit'),
      t('evaluations:screen.advice.submit'),
    );
    await thomas.reads(t('evaluations:screen.advice.done'));
    await thomas.reads('Réseau séparé exigé avant tout essai.', page.getByRole('article'));
    await thomas.look();

    const julien = await stage().member('buyer', 'en');
    await openFile(julien, title, 'advice');
    await julien.arrivesAt(julien.t('evaluations:screen.advice.title'));
    await julien.reads('Réseau séparé exigé avant tout essai.');
    await julien.reads(julien.t('evaluations:screen.advice.notYours'));
    await julien.look();
  });
});
