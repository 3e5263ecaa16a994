import fs from 'node:fs';
import path from 'node:path';
import { makeSetUpCode } from '@consilium/server/access';
import { demoPassword } from '@consilium/server/demo';
import { createTestDatabase, runFolder, startMailSink, type MailSink } from '@consilium/testing';
import { eventually } from './support/eventually';
import { useStage } from './support/stage';
import type { Visitor } from './support/visitor';
import { wordsOf } from './support/words';

let sink: MailSink;

// The API of this stage sends no mail, so that links are shown; its worker does, for another API.
const stage = useStage(async () => {
  sink = await startMailSink();
  return { SMTP_URL: sink.url };
});
afterAll(async () => {
  await sink?.close();
});

const chosen = 'mille feuilles au vent';
const chosenAfter = 'une pomme sur le toit bleu';

/** Signs in on the page for it. */
async function signIn(visitor: Visitor, email: string, password: string): Promise<void> {
  const { t } = visitor;
  await visitor.page.goto('/sign-in');
  await visitor.arrivesAt(t('shell:signIn.title'));
  await visitor.field(t('shell:signIn.email')).fill(email);
  await visitor.field(t('shell:signIn.password')).fill(password);
  await visitor.page.keyboard.press('Enter');
  await visitor.page.waitForURL(({ pathname }) => pathname !== '/sign-in');
}

/** Invites one person from the form; gives the link that is shown once. */
async function invite(
  administrator: Visitor,
  organisation: string,
  name: string,
  email: string,
): Promise<string> {
  const { t, page } = administrator;
  await administrator.open(`/o/${organisation}/admin/people/new`, t('access:invite.title'));
  await administrator.field(t('access:person.name')).fill(name);
  await administrator.field(t('access:person.email')).fill(email);
  await page.getByRole('combobox', { name: t('access:person.profession') }).fill('radiologue');
  await administrator.button(t('access:invite.submit')).click();
  const link = administrator.field(t('access:invite.link', { name }));
  await link.waitFor();
  await administrator.look();
  return link.inputValue();
}

/** The page of a member, from the list of people. */
async function openPerson(administrator: Visitor, organisation: string, name: string) {
  await administrator.open(`/o/${organisation}/admin`, administrator.t('access:people.title'));
  await administrator.link(name).click();
  await administrator.arrivesAt(name);
}

describe('an account', () => {
  it('begins with an invitation whose link is shown once, and its owner chooses the password', async () => {
    const paul = await stage().member('administrator', 'fr');
    const link = await invite(paul, 'val-clair', 'Nora Lemaire', 'nora@demo.test');
    await paul.page.reload();
    await paul.arrivesAt(paul.t('access:invite.title'));
    expect(await paul.page.content()).not.toContain(link);
    await paul.open('admin/invitations', paul.t('access:invitations.title'));
    await paul.reads('nora@demo.test');
    expect(await paul.page.content()).not.toContain(link);

    const nora = await stage().visitor('en');
    await nora.page.goto(link);
    await nora.arrivesAt(nora.t.like('access:invitation.titleOf'));
    await nora.field(nora.t('access:person.password')).fill('aaaaaaaaaaaa');
    await nora.button(nora.t('access:invitation.join')).click();
    await nora.reads(nora.t('refusals:password_predictable'));
    await nora.look();
    await nora.field(nora.t('access:person.password')).fill(chosen);
    await nora.button(nora.t('access:invitation.join')).click();
    await nora.arrivesAt(nora.t('dashboards:work.title'));

    // Whoever invited reads of it; the link is of no more use.
    await paul.open('inbox', paul.t('notifications:inbox.title'));
    // The arrivals of the whole demo stand together.
    const what = paul.t('notifications:kinds.person_joined.name');
    await paul.page.getByText(paul.t.counted('notifications:inbox.together', { what })).click();
    await paul
      .link(paul.t('notifications:kinds.person_joined.text', { person: 'Nora Lemaire' }))
      .first()
      .waitFor();
    await paul.look();
    const late = await stage().visitor('fr');
    await late.page.goto(link);
    await late.reads(late.t('refusals:link_not_valid'));
    await late.look();
  });

  it('is taken along to another hospital by its owner alone, who signs in', async () => {
    const marc = await stage().member('outsider', 'fr');
    const link = await invite(marc, 'les-ormes', 'Léa Fontaine', 'clinician2@demo.test');
    const lea = await stage().visitor('fr');
    const { t } = lea;
    await lea.page.goto(link);
    await lea.arrivesAt(t.like('access:invitation.titleOf'));
    await lea.field(t('access:person.password')).fill(chosen);
    await lea.button(t('access:invitation.join')).click();
    await lea.reads(t('refusals:invitation_account_exists'));
    await lea.field(t('access:person.password')).fill(demoPassword);
    await lea.button(t('access:invitation.join')).click();
    await lea.arrivesAt(t('dashboards:work.title'));
    expect(new URL(lea.page.url()).pathname).toBe('/o/les-ormes');
  });

  it('gets a new password by an administrator’s link, and the other hospital asks who it is', async () => {
    const paul = await stage().member('administrator', 'fr');
    const name = 'Léa Fontaine';
    await openPerson(paul, 'val-clair', name);
    await paul.button(paul.t('access:person.reset')).click();
    const shown = paul.field(paul.t('access:person.resetLink', { name }));
    await shown.waitFor();
    await paul.look();

    const lea = await stage().visitor('fr');
    const { t } = lea;
    await lea.page.goto(await shown.inputValue());
    await lea.reads(t('access:reset.suspends'));
    await lea.look();
    await lea.field(t('access:account.next')).fill(chosen);
    await lea.button(t('access:account.passwordSubmit')).click();
    await lea.reads(t('access:reset.done'));
    await signIn(lea, 'clinician2@demo.test', chosen);
    await lea.open('inbox', t('notifications:inbox.title'));
    await lea.reads(t('notifications:phrases.passwordReset.administrator'));
    await lea.look();

    const marc = await stage().member('outsider', 'en');
    await openPerson(marc, 'les-ormes', name);
    await marc.reads(marc.t('access:confirm.text', { name }));
    await marc.look();
    await marc.button(marc.t('access:confirm.submit', { name })).click();
    await marc.button(marc.t('access:confirm.submit', { name })).waitFor({ state: 'detached' });
    await lea.page.goto('/o/les-ormes/inbox');
    await lea.arrivesAt(t('notifications:inbox.title'));
    await lea.reads(t.like('notifications:kinds.membership_confirmed.text'));
  });

  it('gets a new password by mail where mails are sent', async () => {
    const api = await stage().anotherApi({ SMTP_URL: sink.url });
    try {
      const nadia = await stage().visitorOf(api.url, 'fr');
      const { t, page } = nadia;
      await page.goto('/sign-in');
      await nadia.link(t('shell:signIn.forgotten')).click();
      await nadia.arrivesAt(t('access:forgotten.title'));
      await nadia.field(t('access:person.email')).fill('dpo@demo.test');
      await nadia.button(t('access:forgotten.submit')).click();
      await nadia.reads(t('access:forgotten.asked', { email: 'dpo@demo.test' }));
      await nadia.look();
      const link = () =>
        sink.taken.flatMap(({ text }) => /http\S+\/reset#\S+/.exec(text)?.[0] ?? [])[0];
      await eventually(async () => link() !== undefined, true);
      await page.goto(link()!);
      await nadia.field(t('access:account.next')).fill(chosen);
      await nadia.button(t('access:account.passwordSubmit')).click();
      await nadia.reads(t('access:reset.done'));
      await page.goto(link()!);
      await page.reload();
      await nadia.reads(t('refusals:link_not_valid'));
      await signIn(nadia, 'dpo@demo.test', chosen);
      await nadia.arrivesAt(t('dashboards:work.title'));
      // Nobody is left before a server that is gone.
      expect(await stage().clear()).toEqual([]);
    } finally {
      await api.close();
    }
  });

  it('whose password another once set opens nothing before its owner changes it', async () => {
    await stage().owner(`update account set must_change = true where email = 'buyer@demo.test'`);
    const julien = await stage().visitor('fr', 320);
    const { t, page } = julien;
    await signIn(julien, 'buyer@demo.test', demoPassword);
    await julien.arrivesAt(t('access:due.title'));
    await julien.look();
    await page.getByRole('button', { name: 'EN English' }).click();
    await julien.arrivesAt(wordsOf('en')('access:due.title'));
    await page.getByRole('button', { name: 'FR Français' }).click();
    await page.goto('/o/val-clair/evaluations');
    await julien.arrivesAt(t('access:due.title'));
    await julien.field(t('access:account.current')).fill(demoPassword);
    await julien.field(t('access:account.next')).fill(chosenAfter);
    await julien.button(t('access:account.passwordSubmit')).click();
    await julien.arrivesAt(t('shell:signIn.title'));
    await signIn(julien, 'buyer@demo.test', chosenAfter);
    await julien.arrivesAt(t('dashboards:work.title'));
  });

  it('shows where it is signed in, and ends another browser’s session alone', async () => {
    const here = await stage().member('biomedical', 'fr');
    const there = await stage().member('biomedical', 'en');
    await there.open('', there.t('dashboards:work.title'));
    await here.open('account', here.t('access:account.title'));
    await here.look();
    const ends = here.page.getByRole('button', {
      name: here.t.like('access:account.endSessionOf'),
    });
    await ends.first().click();
    await here.reads(here.t('access:account.sessionEnded'));
    await ends.waitFor({ state: 'detached' });
    await there.page.getByRole('dialog', { name: there.t('shell:sessionEnded.title') }).waitFor();
    await there.look();
    await here.page.reload();
    await here.arrivesAt(here.t('access:account.title'));
  });
});

describe('a list of people', () => {
  it('says line and column of each error before anybody is invited, then gives the links once', async () => {
    const paul = await stage().member('administrator', 'en', 320);
    const { t } = paul;
    await paul.open('admin/people/import', t('access:import.title'));
    const lines = paul.field(t('access:import.paste'));
    await lines.fill(
      'name;email;profession\nJean Valois;jean@;radiologist\n=cmd();x@demo.test;nurse',
    );
    const faults = paul.page.getByRole('table', { name: t('access:import.faultsTitle') });
    for (const row of ['Line 2 Address', 'Line 3 Name']) {
      await faults
        .getByRole('row', { name: new RegExp(row.replaceAll(' ', '[\\s\\S]*')) })
        .waitFor();
    }
    await paul.look();
    const submit = paul.button(t('access:import.submit', { count: 0 }));
    expect(await submit.getAttribute('aria-disabled')).toBe('true');
    await lines.fill(
      'name;email;profession\nJean Valois;jean@demo.test;radiologist\nAda Roux;ada@demo.test;nurse',
    );
    await paul.button(t('access:import.submit', { count: 2 })).click();
    await paul.reads(t('access:import.done', { count: 2 }));
    await paul.button(t('access:import.download')).waitFor();
    await paul.look();
  });
});

describe('a new server', () => {
  it('is set up with the printed code, and its founder invites who coordinates', async () => {
    const database = await createTestDatabase();
    const dataFolder = fs.mkdtempSync(path.join(runFolder(), 'founding-'));
    const code = await makeSetUpCode(database.ownerUrl);
    const api = await stage().anotherApi({ CONSILIUM_DEMO: '0' }, { database, dataFolder });
    try {
      const anne = await stage().visitorOf(api.url, 'fr');
      const { t, page } = anne;
      await page.goto('/');
      await anne.arrivesAt(t('access:firstAdministrator.title'));
      await anne.look();
      const say = (name: string, words: string) => anne.field(t(`access:${name}`)).fill(words);
      await say('firstAdministrator.code', 'AAAA-AAAA');
      await say('organisation.name', 'CHU Nord');
      await say('person.ownName', 'Anne Martin');
      await say('person.profession', 'directeur');
      await say('person.email', 'anne@nord.test');
      await say('person.password', chosen);
      await say('committee.foundingAct', 'décision du directeur nº 2026-12');
      await say('committee.foundedOn', '2026-01-12');
      await anne.field(t('access:firstAdministrator.coordinatorOther')).check();
      await say('firstAdministrator.coordinatorName', 'Camille Nord');
      await say('firstAdministrator.coordinatorEmail', 'camille@nord.test');
      await say('firstAdministrator.coordinatorProfession', 'responsable qualité');
      await anne.look();
      const submit = anne.button(t('access:firstAdministrator.submit'));
      await submit.click();
      await anne.reads(t('refusals:set_up_code_wrong'));
      await say('firstAdministrator.code', code ?? '');
      await submit.click();
      await anne.arrivesAt(t('access:firstAdministrator.welcome'));
      await anne.look();
      const link = anne.field(t('access:invite.link', { name: 'Camille Nord' }));

      const camille = await stage().visitorOf(api.url, 'en');
      await camille.page.goto(await link.inputValue());
      await camille.arrivesAt(camille.t.like('access:invitation.titleOf'));
      await camille.field(camille.t('access:person.password')).fill(chosenAfter);
      await camille.button(camille.t('access:invitation.join')).click();
      await camille.arrivesAt(camille.t('dashboards:work.title'));
      expect(new URL(camille.page.url()).pathname).toBe('/o/chu-nord');
      await camille.look();
      // Nobody is left before a server that is gone.
      expect(await stage().clear()).toEqual([]);
    } finally {
      await api.close();
      await database.drop();
    }
  });
});
