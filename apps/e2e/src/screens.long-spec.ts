import { everyView, lookAt, pagesOf, type Walk } from './support/screens';
import { useStage } from './support/stage';

const stage = useStage();

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
  'admin/people/import',
  'admin/invitations',
  'admin/committees',
  'admin/organisation',
  'admin/security',
  'panels',
] as const;

const walks: readonly Walk[] = [
  ['requested', 'coordinator', ['', 'details', 'scope', 'panel', 'decision']],
  ['outOfScope', 'coordinator', ['', 'scope']],
  ['collecting', 'coordinator', filePages],
  ['rating', 'clinician', ['', 'answer', 'rounds', 'rounds/1', 'consensus', 'report']],
  ['decided', 'chair', ['', 'answer', 'evidence', 'interests', 'advice', 'rounds', 'rounds/1']],
  ['decided', 'chair', ['consensus', 'decision', 'report']],
  ['decided', 'director', ['decision', 'decision/record', 'report']],
];

describe('every screen, in both languages at every width', () => {
  it('of the hospital, for the director', async () => {
    await lookAt(await stage().member('director', 'fr'), roomPages, everyView);
  });

  it.each(walks)('of a file that is %s, for the %s', async (file, persona, pages) => {
    const visitor = await stage().member(persona, 'fr');
    await lookAt(visitor, await pagesOf(visitor, file, pages), everyView);
  });
});
