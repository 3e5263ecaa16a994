import type { SinceSeal } from '../since-seal';
import { people } from './sample-people';

/** What was recorded about the sample after its seal. */
export const sampleSince: SinceSeal = {
  conditions: [
    {
      number: 2,
      text: 'Analyse d’impact relative à la protection des données validée',
      owner: people.dpo.name,
      dueOn: null,
      gate: 'before_go_live',
      months: null,
      state: 'met',
      steps: [
        {
          step: 'declared',
          by: people.dpo.name,
          at: '2026-11-03T10:00:00Z',
          note: 'Analyse validée le 2 novembre.',
          documents: [
            {
              id: 'ev-20',
              title: 'Analyse d’impact signée',
              sha256: 'cd'.repeat(32),
              clearance: { level: 'roles', roles: ['dpo'] },
              addedBySeat: 's10',
            },
            {
              id: 'ev-21',
              title: 'Procès-verbal de recette',
              sha256: 'ef'.repeat(32),
              clearance: { level: 'panel' },
              addedBySeat: 's10',
            },
          ],
        },
        {
          step: 'confirmed',
          by: people.chair.name,
          at: '2026-11-05T11:00:00Z',
          note: '',
          documents: [],
        },
      ],
    },
  ],
  panelChanges: [
    {
      kind: 'granted',
      person: people.coordinator,
      replaced: null,
      before: null,
      after: { profession: '', answerRoles: ['buyer'], functions: ['observer'], votes: false },
      reason: 'Personne d’autre ne peut suivre le marché.',
      by: people.coordinator,
      at: '2026-11-06T08:00:00Z',
      self: true,
    },
  ],
  lateRecusals: [
    {
      person: people.biomedical,
      foundAt: '2026-11-10T08:00:00Z',
      spoke: true,
      rated: true,
      voted: false,
      answers: [],
    },
  ],
};
