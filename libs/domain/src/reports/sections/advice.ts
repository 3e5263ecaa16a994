import type { Block } from '../blocks';
import type { SectionContext, SectionDefinition } from '../section';
import type { SnapshotFormalAdvice } from '../snapshot';
import { adviceTone, personInWords } from './words-of';

export const advice: SectionDefinition = {
  key: 'advice',
  order: 120,
  applies: (snapshot) => snapshot.formalAdvice.length > 0,
  build: (snapshot, context) => [
    { kind: 'heading', level: 1, text: context.t('sections.advice') },
    { kind: 'paragraph', text: context.t('advice.intro') },
    ...snapshot.formalAdvice.flatMap((item) => blocks(item, context)),
  ],
};

const blocks = (item: SnapshotFormalAdvice, { t, format }: SectionContext): Block[] => [
  { kind: 'heading', level: 2, text: t(`common:answerRoles.${item.role}`) },
  {
    kind: 'callout',
    tone: adviceTone[item.position],
    title: t('advice.is', { position: t(`advice.position.${item.position}`) }),
    lines: [],
  },
  {
    kind: 'quote',
    text: item.body,
    attribution: t('byAt', { name: personInWords(item.by), at: format.instant(item.givenAt) }),
  },
];
