import type { SnapshotQuestion, SnapshotSection } from '../snapshot';
import { people, speakers } from './sample-people';
import { sampleSections, type SampleQuestion } from './sample-questions';

function question(item: SampleQuestion, index: number, suffix: string): SnapshotQuestion {
  const [lead = 'coordinator'] = item.roles;
  const author = speakers[lead];
  const key = `${item.key}${suffix}`;
  return {
    key,
    partId: `part-${item.key.split('.')[0] ?? ''}-${lead}`,
    text: item.text,
    roles: item.roles,
    active: true,
    essential: index === 0,
    blocking: item.blocking ?? 'none',
    answers: [
      {
        state: item.answer === null ? 'unknown' : 'value',
        value: item.answer?.fr ?? null,
        text: item.answer ?? { fr: '', en: '' },
        comment: item.comment ?? '',
        role: lead,
        author,
        onBehalfOf: null,
        siteId: null,
        submittedAt: '2026-09-21T16:05:00Z',
        savedAt: '2026-09-21T16:01:00Z',
        version: 3 + (index % 4),
        evidenceIds: (item.evidence ?? []).map((number) => `ev-${number}`),
        reservations: [],
      },
    ],
    supplierReplies: [],
  };
}

/** Sections repeated until they hold the wanted number of questions. */
export function sections(questions: number): SnapshotSection[] {
  const perRound = sampleSections.reduce((sum, section) => sum + section.questions.length, 0);
  const rounds = Math.max(1, Math.ceil(questions / perRound));
  let left = questions;
  return sampleSections.map((section) => {
    const all = Array.from({ length: rounds }, (_, round) =>
      section.questions.map((item, index) =>
        question(item, index, round === 0 ? '' : `-${round + 1}`),
      ),
    ).flat();
    const taken = all.slice(0, Math.min(all.length, Math.max(left, 0)));
    left -= taken.length;
    return {
      key: section.key,
      title: section.title,
      titleStatus: 'reconstructed',
      questions: taken,
    };
  });
}

export function edited(all: SnapshotSection[]): SnapshotSection[] {
  return all.map((section) => ({
    ...section,
    questions: section.questions.map((item): SnapshotQuestion => {
      switch (item.key) {
        case 'Q01.need.patient-view':
          return {
            ...item,
            answers: item.answers.map((answer) => ({
              ...answer,
              author: people.coordinator,
              onBehalfOf: people.patient,
            })),
          };
        case 'Q03.evidence.local-population':
          return {
            ...item,
            answers: item.answers.map((answer) => ({
              ...answer,
              reservations: [
                {
                  by: people.patient,
                  text: 'Je ne souscris pas à « en partie » : rien ne montre que l’outil convient aux patients de plus de 80 ans.',
                },
              ],
            })),
          };
        case 'Q03.evidence.subgroups':
          return {
            ...item,
            supplierReplies: [
              {
                statement:
                  'Les analyses par sous-groupe seront publiées au premier trimestre 2027.',
                statedOn: '2026-09-24',
                recordedBy: people.coordinator,
              },
            ],
          };
        case 'Q06.security.pentest':
          return { ...item, partId: 'part-Q06-it_security-confidential' };
        case 'Q08.patients.refusal':
          return { ...item, active: false };
        default:
          return item;
      }
    }),
  }));
}
