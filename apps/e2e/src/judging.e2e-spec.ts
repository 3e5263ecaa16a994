import { eventually } from './support/eventually';
import { openFile } from './support/files';
import { template } from './support/questions';
import { useStage } from './support/stage';
import type { Persona, Visitor } from './support/visitor';

const stage = useStage();

const title = 'Tri des radiographies thoraciques de nuit';
const statements = template.statements.filter(({ section }) => /^Q\d\d$/.test(section));

/** Moves the file on from its overview. */
async function move(visitor: Visitor, name: string): Promise<void> {
  const { t, page } = visitor;
  const label = t(`evaluations:moves.${name}`);
  await visitor.button(label).click();
  const dialog = page.getByRole('dialog', { name: label });
  await visitor.look();
  await visitor.button(t('common:confirm'), dialog).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Says yes in the dialog that repeats what was asked for. */
async function confirm(visitor: Visitor, label: string): Promise<void> {
  await visitor.button(label).click();
  const dialog = visitor.page.getByRole('dialog', { name: label });
  await dialog.waitFor();
  await visitor.look();
  await visitor.button(label, dialog).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Closes an open round before its time, which needs a reason. */
async function closeRound(visitor: Visitor, number: number, reason: string): Promise<void> {
  const { t, page } = visitor;
  await visitor.button(t('consensus:screen.rounds.close', { number })).click();
  const dialog = page.getByRole('dialog');
  await visitor.button(t('consensus:screen.rounds.closeConfirm'), dialog).click();
  await visitor.reads(t('ui:reason.missing'));
  await dialog.getByRole('textbox').fill(reason);
  await visitor.look();
  await visitor.button(t('consensus:screen.rounds.closeConfirm'), dialog).click();
  await dialog.waitFor({ state: 'hidden' });
}

const cardOf = ({ page }: Visitor, key: string) => page.locator(`[id="statement-${key}"]`);

/** Rates every statement from the sheet that waits in My work. */
async function rateAll(visitor: Visitor, value: (index: number) => number): Promise<void> {
  const { t } = visitor;
  await visitor.open('', t('dashboards:work.title'));
  await visitor
    .link(t('dashboards:work.kinds.rate', { round: 1 }))
    .first()
    .click();
  await visitor.arrivesAt(t('consensus:screen.sheet.title', { number: 1 }));
  await visitor.look();
  for (const [index, { key }] of statements.entries()) {
    await cardOf(visitor, key)
      .getByRole('radio', { name: new RegExp(`^${value(index)}(,|$)`) })
      .check();
  }
  await visitor.reads(t('consensus:screen.sheet.finished'));
  await visitor.look();
}

describe('judging', () => {
  it('does not begin before every part is in, and says how many are awaited', async () => {
    const camille = await stage().member('coordinator', 'fr');
    const { t } = camille;
    await openFile(camille, 'Détection de fractures sur radiographies aux urgences');
    await camille.reads(t.counted('refusals:parts_missing'));
    await eventually(
      () => camille.button(t('evaluations:moves.open_rating')).getAttribute('aria-disabled'),
      'true',
    );
    await camille.link(t('evaluations:screen.nav.rounds')).click();
    await camille.arrivesAt(t('consensus:screen.rounds.title'));
    await camille.reads(t('refusals:not_rating'));
    await camille.look();
  });

  it('is blind while the round is open, and tells everybody everything once it closes', async () => {
    const karim = await stage().member('clinician', 'en');
    await rateAll(karim, (index) => 7 + (index % 3));
    await openFile(karim, title, 'consensus');
    await karim.arrivesAt(karim.t('consensus:screen.results.title'));
    await karim.reads(karim.t('consensus:screen.results.openHint'));
    expect(await karim.page.getByRole('table').count()).toBe(0);
    await karim.look();

    const mireille = await stage().member('patient', 'fr');
    await rateAll(mireille, (index) => (index === 6 ? 2 : 8));

    const camille = await stage().member('coordinator', 'fr');
    const { t } = camille;
    await openFile(camille, title, 'rounds');
    await camille.reads(t('consensus:screen.rounds.finished', { finished: 4, count: 6 }));
    await camille.reads('Léa Fontaine');
    await camille.look();
    await closeRound(camille, 1, 'Séance avancée d’un jour.');
    await camille.link(t('consensus:screen.rounds.toResults')).click();
    await camille.arrivesAt(t('consensus:screen.results.title'));
    await camille.look();

    // The reader who waited sees them without doing anything.
    await karim.page.getByRole('table').first().waitFor();
    await karim.reads(karim.t('consensus:screen.results.heat'));
    await karim.look();
  });

  it('is taken up again in another round, with the group’s distribution before each rater', async () => {
    const camille = await stage().member('coordinator', 'en');
    const { t } = camille;
    await openFile(camille, title, 'rounds');
    await camille.page.getByText(t('consensus:screen.rounds.another')).click();
    await camille.look();
    await camille.button(t('consensus:screen.rounds.openNumber', { number: 2 })).click();
    await camille.reads(t('consensus:screen.rounds.blind'));
    await camille.look();

    const karim = await stage().member('clinician', 'fr');
    await karim.open('', karim.t('dashboards:work.title'));
    await karim.link(karim.t('dashboards:work.kinds.rate', { round: 2 })).click();
    await karim.arrivesAt(karim.t('consensus:screen.sheet.title', { number: 2 }));
    await karim.reads(karim.t.like('consensus:screen.sheet.before', { round: 1 }));
    await cardOf(karim, statements[0]!.key).getByRole('radio', { name: '8' }).check();
    await karim.reads(karim.t.like('ui:saveState.saved'));
    await karim.look();

    await closeRound(camille, 2, 'One statement was all there was to take up.');
    await karim.reads(karim.t('consensus:screen.sheet.closed'));
  });

  it('ends in a meeting, an opinion put to the vote and adopted, and a decision beside it', async () => {
    const camille = await stage().member('coordinator', 'fr');
    const { t, page } = camille;
    await openFile(camille, title);
    await move(camille, 'start_deliberating');
    await camille.link(t('evaluations:screen.nav.decision')).click();
    await camille.arrivesAt(t('decisions:screen.title'));
    await camille.look();
    await camille.link(t('decisions:screen.meetings.add')).click();
    await camille.arrivesAt(t('decisions:screen.meetings.newTitle'));
    await camille.button(t('decisions:screen.meetings.allPresent')).click();
    await camille
      .field(t('decisions:screen.meetings.minutes'))
      .fill('Le dossier a été présenté ; aucun point n’est resté ouvert.');
    await camille.look();
    await camille.button(t('decisions:screen.meetings.save')).click();
    await camille.arrivesAt(t('decisions:screen.title'));
    await camille.look();

    await camille.link(t('evaluations:screen.nav.overview')).click();
    await move(camille, 'open_opinion');
    await camille.link(t('evaluations:screen.nav.decision')).click();
    await camille.arrivesAt(t('decisions:screen.title'));
    await camille.link(t('decisions:screen.opinion.propose')).click();
    await camille.arrivesAt(t('decisions:screen.opinion.title'));
    await camille.button(t('decisions:screen.opinion.save')).click();
    await camille.link(t('decisions:screen.opinion.outcomeMissing')).click();
    await camille.look();
    await page
      .getByRole('radio', { name: t('decisions:outcomes.favourable'), exact: true })
      .check();
    await camille
      .field(t('decisions:screen.opinion.reasons'))
      .fill('Le besoin est établi et les preuves suffisent.');
    const meetings = camille.field(t('decisions:screen.opinion.meeting'));
    await meetings.selectOption({ index: 1 });
    await camille.look();
    await camille.button(t('decisions:screen.opinion.save')).click();
    await camille.arrivesAt(t('decisions:screen.title'));
    await confirm(camille, t('decisions:screen.opinion.openVote'));
    await camille.look();

    const voters: readonly Persona[] = [
      'chair',
      'clinician',
      'clinician2',
      'it-security',
      'biomedical',
      'patient',
    ];
    for (const [index, persona] of voters.entries()) {
      const voter = await stage().member(persona, index % 2 === 0 ? 'en' : 'fr');
      const choice = persona === 'patient' ? 'abstain' : 'for';
      await openFile(voter, title, 'decision');
      await voter.page.getByRole('radio', { name: voter.t(`decisions:votes.${choice}`) }).check();
      await voter.button(voter.t('decisions:screen.vote.cast')).click();
      await voter.reads(
        voter.t('decisions:screen.vote.castDone', { choice: voter.t(`decisions:votes.${choice}`) }),
      );
      if (persona === 'patient') await voter.look();
    }
    await camille.reads(t('decisions:screen.vote.carried'));

    const helene = await stage().member('chair', 'en');
    await openFile(helene, title, 'decision');
    await helene.button(helene.t('decisions:screen.meetings.validate')).click();
    await helene.reads(helene.t('decisions:screen.adoption.ready'));
    await helene.look();
    await confirm(helene, helene.t('decisions:screen.adoption.adopt'));
    await helene.reads(
      helene.t.like('decisions:screen.records.adopted', { name: 'Pr Hélène Marchand' }),
    );
    await helene.look();

    const sophie = await stage().member('director', 'fr');
    await openFile(sophie, title, 'decision');
    await sophie.link(sophie.t('decisions:screen.decision.record')).click();
    await sophie.arrivesAt(sophie.t('decisions:screen.decision.title'));
    await sophie.look();
    await sophie.button(sophie.t('decisions:screen.decision.record')).click();
    await sophie.link(sophie.t('decisions:screen.decision.choiceMissing')).click();
    await sophie.page
      .getByRole('radio', { name: sophie.t('decisions:decisions.approved'), exact: true })
      .check();
    await confirm(sophie, sophie.t('decisions:screen.decision.record'));
    await sophie.arrivesAt(sophie.t('decisions:screen.title'));
    await sophie.reads(sophie.t('decisions:screen.decision.follows'));
    await sophie.look();

    // The opinion and the decision: two records, each with its seal, mailed to the members.
    await camille.reads(t('decisions:screen.decision.follows'));
    await camille.reads(t('decisions:screen.seals.intro'));
    await eventually(() => page.getByText(/^[0-9a-f]{64}$/).count(), 2);
    await camille.look();
  });
});
