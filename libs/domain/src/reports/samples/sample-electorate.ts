import type { SnapshotElectorate } from '../snapshot';
import { people } from './sample-people';

const administrator = { seatId: null, name: 'Solène Marchal', profession: '' };
const nurse = { ...people.nurse };

/** Who counted in the sample: one place given to a substitute, one vacant, one second person. */
export const sampleElectorate: SnapshotElectorate = {
  frozenAt: '2026-09-24T07:30:00Z',
  places: [
    ...[people.chair, people.clinician, people.requester].map((holder) => ({
      frozen: { name: holder.name, profession: holder.profession },
      holder,
      state: 'held' as const,
      heldUntil: null,
    })),
    {
      frozen: { name: 'Yann Perrot', profession: nurse.profession },
      holder: nurse,
      state: 'held',
      heldUntil: null,
    },
    {
      frozen: { name: people.patient2.name, profession: people.patient2.profession },
      holder: people.patient2,
      state: 'account_closed',
      heldUntil: null,
    },
  ],
  changes: [
    {
      kind: 'substituted',
      person: nurse,
      replaced: { seatId: 's13', name: 'Yann Perrot', profession: nurse.profession },
      before: null,
      after: {
        profession: nurse.profession,
        answerRoles: ['clinician'],
        functions: [],
        votes: true,
      },
      reason: 'Le titulaire a quitté l’établissement.',
      by: people.chair,
      at: '2026-09-28T09:00:00Z',
      self: false,
    },
    {
      kind: 'vacated',
      person: people.patient2,
      replaced: null,
      before: {
        profession: people.patient2.profession,
        answerRoles: ['patient_representative'],
        functions: ['teller'],
        votes: true,
      },
      after: {
        profession: people.patient2.profession,
        answerRoles: [],
        functions: [],
        votes: false,
      },
      reason: 'A demandé à être déchargé.',
      by: administrator,
      at: '2026-10-15T08:00:00Z',
      self: false,
    },
  ],
  secondPersons: [
    {
      person: people.buyer,
      level: 'major',
      proposedBy: people.chair,
      proposedAt: '2026-10-01T08:00:00Z',
      confirmedBy: people.director,
      confirmedAt: '2026-10-02T16:40:00Z',
      drawn: false,
    },
  ],
};
