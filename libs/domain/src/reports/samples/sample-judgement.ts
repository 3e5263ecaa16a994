import type { EvaluationSnapshot } from '../snapshot';
import { people, person, seats } from './sample-people';

/** What the panel, its chair and the director made of the file. */
export const sampleJudgement = (): Pick<
  EvaluationSnapshot,
  'blockers' | 'formalAdvice' | 'meetings' | 'opinion' | 'decision'
> => ({
  blockers: [
    {
      questionKey: 'Q03.evidence.local-population',
      question: {
        fr: 'Les études portent-elles sur une population comparable à la nôtre ?',
        en: 'Do the studies cover a population comparable with ours?',
      },
      partId: 'part-Q03-clinician',
      effect: 'hard',
      reason: 'partial',
      answer: { fr: 'En partie', en: 'In part' },
      override: {
        by: people.chair,
        at: '2026-10-13T11:30:00Z',
        reason:
          'La vérification locale sur 200 tracés, exigée avant la mise en service, répond à la lacune ; l’outil ne fait que trier et chaque tracé reste relu.',
      },
    },
    {
      questionKey: 'Q03.evidence.subgroups',
      question: {
        fr: 'Les performances sont-elles données par âge, sexe et présence d’un stimulateur ?',
        en: 'Is performance given by age, sex and presence of a pacemaker?',
      },
      partId: 'part-Q03-clinician',
      effect: 'unknown',
      reason: 'unknown',
      answer: { fr: 'Inconnu', en: 'Unknown' },
      override: null,
    },
  ],
  formalAdvice: [
    {
      role: 'it_security',
      by: people.security,
      position: 'with_reservations',
      body: 'Favorable, sous réserve :\n1. que les comptes locaux soient revus chaque mois jusqu’à la bascule vers l’annuaire ;\n2. que le contre-test d’intrusion soit renouvelé à chaque version majeure.\n\nLe cloisonnement du flux vers l’hébergeur est conforme à notre politique.',
      givenAt: '2026-10-01T09:15:00Z',
    },
    {
      role: 'dpo',
      by: people.dpo,
      position: 'pending',
      body: 'L’analyse d’impact est en cours. Elle devra être validée avant la mise en service.',
      givenAt: '2026-10-05T10:00:00Z',
    },
  ],
  meetings: [
    {
      heldAt: '2026-10-13T12:00:00Z',
      mode: 'in_meeting',
      attendance: seats.map((item) => ({
        person: person(item.id, item.name, item.profession),
        presence:
          item.id === 's11'
            ? 'recused'
            : item.id === 's09'
              ? 'represented'
              : item.id === 's06'
                ? 'remote'
                : item.id === 's12'
                  ? 'absent'
                  : 'present',
        representedBy: item.id === 's09' ? people.patient.name : null,
      })),
      minutes:
        'Le président rappelle le résultat des deux tours. Mme Œuvrard maintient que les preuves ne portent pas sur les patients âgés. Le Dr Faure propose la vérification locale ; elle est retenue comme réserve.\n\nM. Estève, déporté, n’a pris part ni aux échanges ni au vote.',
      minutesValidated: { by: people.chair, at: '2026-10-14T08:00:00Z' },
    },
  ],
  opinion: {
    outcome: 'favourable_with_conditions',
    reasons:
      'Le besoin est réel et partagé. La performance est démontrée sur le critère principal, mais chez des patients plus jeunes que les nôtres. Le risque est contenu : l’outil trie, il ne diagnostique pas, et chaque tracé reste relu par un cardiologue.',
    reasonsByQuestion: [
      {
        questionKey: 'Q03.evidence.local-population',
        text: 'La population étudiée est plus jeune que la nôtre.',
      },
    ],
    adoptedAt: '2026-10-13T12:00:00Z',
    adoptedBy: people.chair,
    conditions: [
      {
        text: 'Vérification locale sur 200 tracés relus en double aveugle, dont au moins 100 de patients de plus de 80 ans',
        owner: 'Dr Inès Faure',
        dueOn: '2027-01-31',
        gate: 'before_go_live',
        months: null,
        proof: 'rapport de relecture, sensibilité d’au moins 94 %',
        state: 'open',
        questionKeys: ['Q03.evidence.local-population'],
      },
      {
        text: 'Analyse d’impact relative à la protection des données validée',
        owner: 'Nadia Cherif',
        dueOn: null,
        gate: 'before_go_live',
        months: null,
        proof: 'avis du DPO',
        state: 'declared',
        questionKeys: [],
        steps: [
          {
            step: 'declared',
            by: 'Nadia Cherif',
            at: '2026-10-19T10:00:00Z',
            note: 'Analyse validée.',
            documents: ['ev-1'],
          },
        ],
      },
      {
        text: 'Résultats par sous-groupe fournis par le fabricant',
        owner: 'Claire Demarest',
        dueOn: '2027-04-30',
        gate: 'within_months',
        months: 6,
        proof: 'publication ou rapport',
        state: 'open',
        questionKeys: ['Q03.evidence.subgroups'],
      },
      {
        text: 'Revue mensuelle des comptes locaux jusqu’au raccordement à l’annuaire',
        owner: 'Hervé Sautet',
        dueOn: '2027-02-28',
        gate: 'within_months',
        months: 4,
        proof: 'compte rendu de revue',
        state: 'open',
        questionKeys: [],
      },
    ],
    pilot: null,
    missingElements: [],
    quorum: {
      members: 8,
      present: 8,
      required: 4,
      reached: true,
      requiredRoles: [
        { role: 'clinician', present: true },
        { role: 'it_security', present: true },
        { role: 'patient_representative', present: true },
      ],
    },
    ballot: {
      kind: 'open',
      for: 6,
      against: 1,
      abstain: 1,
      castingVote: false,
      votes: [
        { person: people.chair, choice: 'for' },
        { person: people.clinician, choice: 'for' },
        { person: people.requester, choice: 'for' },
        { person: people.nurse, choice: 'for' },
        { person: people.security, choice: 'for' },
        { person: people.biomedical, choice: 'for' },
        { person: people.patient, choice: 'against' },
        { person: people.patient2, choice: 'abstain' },
      ],
    },
    minorityOpinions: [
      {
        by: people.patient,
        at: '2026-10-13T15:20:00Z',
        text: 'Je vote contre. Acheter avant d’avoir vérifié sur nos patients âgés, c’est leur demander d’essuyer les plâtres. La réserve aurait dû précéder la signature et non la mise en service.',
      },
    ],
  },
  decision: {
    outcome: 'approved_with_conditions',
    decidedBy: people.director,
    decidedAt: '2026-10-20T14:00:00Z',
    reason:
      'Je suis l’avis de la commission. La vérification locale est ajoutée au marché comme condition suspensive de la mise en service.',
    differsFromOpinion: false,
    withoutOpinion: false,
  },
});
