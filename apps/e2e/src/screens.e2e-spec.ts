import { useStage } from './support/stage';
import { desk, phone, type Persona, type Visitor } from './support/visitor';

const stage = useStage();

/** A file of the demo by its phase, and what is to be seen of it. */
const files = {
  requested: 'Aide à la lecture des électrocardiogrammes de repos',
  outOfScope: 'Application de suivi du sommeil',
  collecting: 'Détection de fractures sur radiographies aux urgences',
  rating: 'Tri des radiographies thoraciques de nuit',
  decided: 'Aide à la lecture des mammographies de dépistage',
} as const;

const filePages = [
  '',
  'details',
  'dates',
  'template',
  'scope',
  'panel',
  'panel/new',
  'answer',
  'evidence',
  'interests',
  'advice',
  'rounds',
  'rounds/1',
  'consensus',
  'decision',
  'decision/meetings/new',
  'decision/opinion',
  'decision/record',
  'report',
] as const;

const roomPages = [
  '',
  'evaluations?phase=all',
  'evaluations/new',
  'templates',
  'inbox',
  'mailbox',
  'account',
  'admin',
  'admin/people/new',
  'admin/committees',
  'admin/organisation',
] as const;

async function addressOf(visitor: Visitor, title: string): Promise<string> {
  await visitor.open('evaluations?phase=all', visitor.t('dashboards:portfolio.title'));
  const address = await visitor.link(title).getAttribute('href');
  if (!address) throw new Error(`no file is called ${title}`);
  return address.replace('/o/val-clair/', '');
}

/** Every page as this person sees it: a desk, a narrow phone, nothing axe finds wrong. */
async function lookAt(visitor: Visitor, addresses: readonly string[]): Promise<void> {
  const { page, t } = visitor;
  for (const address of addresses) {
    await visitor.open(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText(t('ui:states.loading')).waitFor({ state: 'detached' });
    await page.waitForLoadState('networkidle');
    await visitor.look();
    await page.setViewportSize({ width: phone, height: 800 });
    await visitor.fits();
    await page.setViewportSize({ width: desk, height: 900 });
  }
}

describe.each(['fr', 'en'] as const)('every screen, in %s', (locale) => {
  it.each<[Persona, readonly string[]]>([['director', roomPages]])(
    'of the hospital, for the %s',
    async (persona, addresses) => {
      await lookAt(await stage().member(persona, locale), addresses);
    },
  );

  it.each<[keyof typeof files, Persona, readonly string[]]>([
    ['requested', 'coordinator', ['', 'details', 'scope', 'panel', 'decision']],
    ['outOfScope', 'coordinator', ['', 'scope']],
    ['collecting', 'coordinator', filePages],
    ['rating', 'clinician', ['', 'answer', 'rounds', 'rounds/1', 'consensus', 'report']],
    [
      'decided',
      'chair',
      [
        '',
        'answer',
        'evidence',
        'interests',
        'advice',
        'rounds',
        'rounds/1',
        'consensus',
        'decision',
        'report',
      ],
    ],
    ['decided', 'director', ['decision', 'decision/record', 'report']],
  ])('of a file that is %s, for the %s', async (file, persona, pages) => {
    const visitor = await stage().member(persona, locale);
    const address = await addressOf(visitor, files[file]);
    await lookAt(
      visitor,
      pages.map((page) => (page ? `${address}/${page}` : address)),
    );
  });
});
