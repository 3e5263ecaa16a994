import { demoHospital, demoPassword, otherDemoHospital } from '@consilium/server/demo';
import { useStage } from './support/stage';

const stage = useStage();

/** The account's own menu, opened. */
async function signOut(visitor: Awaited<ReturnType<ReturnType<typeof stage>['visitor']>>) {
  const { t } = visitor;
  await visitor.page.getByRole('button', { name: t.like('shell:account') }).click();
  await visitor.button(t('shell:signOut')).click();
  await visitor.arrivesAt(t('shell:signIn.title'));
}

describe('signing in', () => {
  it('says why not, lets in with the password, and back out', async () => {
    const karim = await stage().visitor('fr');
    const { t, page } = karim;
    await page.goto('/o/val-clair/evaluations');
    await karim.arrivesAt(t('shell:signIn.title'));
    await karim.reads(t('shell:signIn.returnNotice'));
    await karim.look();

    await karim.button(t('shell:signIn.submit')).click();
    await karim.link(t('shell:signIn.emailMissing')).click();
    await karim.look();
    await page.keyboard.type('clinician@demo.test');
    await karim.field(t('shell:signIn.password')).fill('not the password');
    await page.keyboard.press('Enter');
    await karim.reads(t('refusals:wrong_credentials'));
    await karim.look();

    await karim.field(t('shell:signIn.password')).fill(demoPassword);
    await page.keyboard.press('Enter');
    await karim.arrivesAt(t('dashboards:portfolio.title'));
    await karim.look();

    await signOut(karim);
    await page.goBack();
    await karim.arrivesAt(t('shell:signIn.title'));
  });

  it('becomes a member of the demo with one click, in the language that was chosen', async () => {
    const visitor = await stage().visitor('fr');
    const { page } = visitor;
    await page.goto('/');
    await visitor.arrivesAt(visitor.t('shell:signIn.title'));
    await page.getByRole('button', { name: 'EN English' }).click();
    await visitor.arrivesAt('Sign in');
    await visitor.look();
    await page.reload();
    await visitor.arrivesAt('Sign in');
    await page.getByRole('button', { name: /Mireille Dubois/ }).click();
    await visitor.arrivesAt('My work');
    await visitor.look();
    await page.reload();
    await visitor.arrivesAt('My work');
    await page.locator('html[lang="en"]').waitFor();

    await page.getByRole('button', { name: 'FR Français' }).click();
    await visitor.arrivesAt(visitor.t('dashboards:work.title'));
    await signOut(visitor);
  });

  it('shows another hospital nothing, not even that there is something', async () => {
    const camille = await stage().member('coordinator', 'fr');
    await camille.open('evaluations', camille.t('dashboards:portfolio.title'));
    const title = 'Tri des radiographies thoraciques de nuit';
    const address = await camille.link(title).getAttribute('href');
    expect(address).toMatch(/^\/o\/val-clair\/evaluations\/[0-9a-f-]{36}$/);

    const marc = await stage().member('outsider', 'en');
    const { t, page } = marc;
    await marc.open('/', t('dashboards:work.title'));
    await marc.reads(otherDemoHospital);
    await marc.look();
    await marc.open('/o/les-ormes/evaluations', t('dashboards:portfolio.title'));
    await marc.reads(t('dashboards:portfolio.emptyTitle'));
    await marc.look();
    for (const foreign of [
      address!,
      `${address}/answer`,
      address!.replace('val-clair', 'les-ormes'),
      `${address!.replace('val-clair', 'les-ormes')}/decision`,
    ]) {
      await marc.open(foreign, t('shell:notFound.title'));
      expect(await page.getByText(title).count()).toBe(0);
      expect(await page.getByText(demoHospital).count()).toBe(0);
    }
    await marc.look();
  });
});
