import type {
  SnapshotAnswerRole,
  SnapshotFunction,
  SnapshotInterest,
  SnapshotPerson,
  SnapshotSeat,
} from '../snapshot';

export const person = (seatId: string, name: string, profession: string): SnapshotPerson => ({
  seatId,
  name,
  profession,
});

export const people = {
  coordinator: person('s01', 'Claire Demarest', 'cadre de santé'),
  chair: person('s02', 'Pr Antoine Belloc', 'cardiologue'),
  clinician: person('s03', 'Dr Inès Faure', 'cardiologue'),
  requester: person('s04', 'Dr Noé Lambret', 'cardiologue'),
  nurse: person('s05', 'Maëlle Quintin', 'infirmière de pratique avancée'),
  security: person('s06', 'Hervé Sautet', 'responsable de la sécurité des systèmes d’information'),
  biomedical: person('s07', 'Léa Morvan', 'ingénieur biomédical'),
  patient: person('s08', 'Françoise Œuvrard', 'représentant des patients'),
  patient2: person('s09', 'Joël Kieffer', 'représentant des patients'),
  dpo: person('s10', 'Nadia Cherif', 'déléguée à la protection des données'),
  buyer: person('s11', 'Paul Estève', 'acheteur'),
  director: person('s12', 'Hélène Aubry', 'directrice'),
} as const;

export const speakers: Readonly<Record<SnapshotAnswerRole, SnapshotPerson>> = {
  clinician: people.clinician,
  it_security: people.security,
  biomedical: people.biomedical,
  patient_representative: people.patient,
  dpo: people.dpo,
  buyer: people.buyer,
  coordinator: people.coordinator,
};

const seat = (
  who: SnapshotPerson,
  answerRoles: SnapshotAnswerRole[],
  functions: SnapshotFunction[],
  votes: boolean,
  interest?: { declared: SnapshotInterest; assessment: 'minor' | 'major'; reason: string },
): SnapshotSeat => ({
  id: who.seatId ?? '',
  name: who.name,
  profession: who.profession,
  answerRoles,
  functions,
  votes,
  seatedFrom: '2026-06-01',
  seatedTo: null,
  declaration: {
    declaredAt: '2026-09-01T08:12:00Z',
    nothingToDeclare: interest === undefined,
    interests: interest ? [interest.declared] : [],
    confirmedAgainst: ['manufacturer', 'distributor', 'competitor'],
    assessment: interest?.assessment ?? 'none',
    assessmentReason: interest?.reason ?? '',
    assessedBy: people.chair,
    assessedAt: '2026-09-02T15:40:00Z',
  },
});

export const seats: SnapshotSeat[] = [
  seat(people.coordinator, ['coordinator'], ['coordinator'], false),
  seat(people.chair, ['clinician'], ['chair'], true),
  seat(people.clinician, ['clinician'], [], true, {
    declared: {
      kind: 'speaking',
      party: 'manufacturer',
      with: 'Fictronik Santé',
      description:
        'Honoraires d’orateur (1 200 €) pour une journée de formation sans lien avec le produit évalué.',
      fromYear: 2024,
      toYear: 2024,
    },
    assessment: 'minor',
    reason:
      'Lien ponctuel, ancien de deux ans, sans rapport avec le produit : participation admise et publiée.',
  }),
  seat(people.requester, ['clinician'], ['requester'], true),
  seat(people.nurse, ['clinician'], [], true),
  seat(people.security, ['it_security'], [], true),
  seat(people.biomedical, ['biomedical'], [], true),
  seat(people.patient, ['patient_representative'], [], true),
  seat(people.patient2, ['patient_representative'], [], true),
  seat(people.dpo, ['dpo'], [], false),
  seat(people.buyer, ['buyer'], [], false, {
    declared: {
      kind: 'family',
      party: 'manufacturer',
      with: 'Fictronik Services',
      description: 'Le frère de l’intéressé dirige cette filiale du fabricant.',
      fromYear: 2021,
      toYear: null,
    },
    assessment: 'major',
    reason: 'Intérêt personnel direct : déport pour tout le dossier.',
  }),
  seat(people.director, [], ['decision_maker'], false),
];
