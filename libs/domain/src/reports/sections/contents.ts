import type { SectionDefinition } from '../section';

export const contents: SectionDefinition = {
  key: 'contents',
  order: 30,
  unnumbered: true,
  applies: () => true,
  build: (_snapshot, { t }) => [
    { kind: 'contents', title: t('sections.contents') },
    { kind: 'page-break' },
  ],
};
