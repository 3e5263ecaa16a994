import type { Texts } from '../../kernel';
import type {
  EvaluationSnapshot,
  SnapshotAnswerRole,
  SnapshotEvidence,
  SnapshotFunction,
  SnapshotPerson,
  SnapshotQuestion,
  SnapshotRound,
  SnapshotSeat,
  SnapshotSection,
} from '../snapshot';
import { sampleIndices } from './sample-indices';
import { sampleSections, sampleStatements, type SampleQuestion } from './sample-questions';

const both = (text: string): Texts => ({ fr: text, en: text });

const person = (seatId: string, name: string, profession: string): SnapshotPerson => ({
  seatId,
  name,
  profession,
});

const people = {
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

const speakers: Readonly<Record<SnapshotAnswerRole, SnapshotPerson>> = {
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
  interest?: { statement: string; assessment: 'minor' | 'major'; reason: string },
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
    statement: interest?.statement ?? '',
    assessment: interest?.assessment ?? 'none',
    assessmentReason: interest?.reason ?? '',
    assessedBy: people.chair,
    assessedAt: '2026-09-02T15:40:00Z',
  },
});

const seats: SnapshotSeat[] = [
  seat(people.coordinator, ['coordinator'], ['coordinator'], false),
  seat(people.chair, ['clinician'], ['chair'], true),
  seat(people.clinician, ['clinician'], [], true, {
    statement:
      'Honoraires d’orateur (1 200 €) versés en 2024 par Fictronik Santé pour une journée de formation sans lien avec le produit évalué.',
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
    statement: 'Le frère de l’intéressé dirige une filiale du fabricant.',
    assessment: 'major',
    reason: 'Intérêt personnel direct : déport pour tout le dossier.',
  }),
  seat(people.director, [], ['decision_maker'], false),
];

const hash = (index: number): string =>
  Array.from({ length: 64 }, (_, at) => ((index * 31 + at * 7 + at * at) % 16).toString(16)).join(
    '',
  );

const document = (
  index: number,
  title: string,
  fileName: string,
  size: number,
  by: SnapshotPerson,
  extra: Partial<SnapshotEvidence> = {},
): SnapshotEvidence => ({
  id: `ev-${index}`,
  title,
  fileName,
  mediaType: 'application/pdf',
  size,
  sha256: hash(index + 1),
  addedAt: '2026-09-08T09:30:00Z',
  addedBy: by,
  documentDate: '2026-03-14',
  validUntil: null,
  purgedAt: null,
  clearance: { level: 'panel' },
  ...extra,
});

const evidence: SnapshotEvidence[] = [
  document(
    0,
    'Note de besoin du service de cardiologie',
    'note-besoin-cardio.pdf',
    184_320,
    people.requester,
  ),
  document(
    1,
    'Étude multicentrique de performance',
    'cardioflux-etude-multicentrique-2025.pdf',
    4_718_592,
    people.clinician,
  ),
  document(
    2,
    'Rapport d’évaluation clinique du fabricant',
    'CER_v3.2_final.pdf',
    9_215_000,
    people.clinician,
    {
      documentDate: '2025-11-30',
    },
  ),
  document(3, 'Certificat HDS de l’hébergeur', 'certificat-hds.pdf', 402_000, people.security, {
    validUntil: '2027-05-16',
  }),
  document(
    4,
    'Synthèse du test d’intrusion',
    'pentest-synthese-confidentiel.pdf',
    780_000,
    people.security,
    {
      clearance: { level: 'roles', roles: ['it_security', 'dpo'] },
    },
  ),
  document(5, 'Fiche d’information des patients', 'fiche-patient-v2.pdf', 96_400, people.patient),
  document(6, 'Offre de prix détaillée', 'offre-prix-2026.xlsx', 51_200, people.buyer, {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    clearance: { level: 'author' },
  }),
];

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
function sections(questions: number): SnapshotSection[] {
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

function edited(all: SnapshotSection[]): SnapshotSection[] {
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

const ratedProfessions = Object.keys(sampleStatements[0]?.ratings ?? {});

function round(number: number, previous: SnapshotRound | null): SnapshotRound {
  const rated = previous
    ? sampleStatements.filter(({ key }) => ['Q03', 'Q10'].some((prefix) => key.startsWith(prefix)))
    : sampleStatements;
  return {
    number,
    openedAt: previous ? '2026-10-06T07:00:00Z' : '2026-09-28T07:00:00Z',
    closedAt: previous ? '2026-10-09T16:00:00Z' : '2026-10-02T16:00:00Z',
    attribution: 'profession',
    invited: 10,
    participated: 10,
    statements: rated.map((statement) => {
      const moved = (rating: number): number =>
        previous && rating >= 5 && rating < 8 ? rating + 1 : rating;
      const byProfession = ratedProfessions.map((profession) => ({
        profession,
        indices: sampleIndices((statement.ratings[profession] ?? []).map(moved), false),
      }));
      const all = ratedProfessions.flatMap((profession) => statement.ratings[profession] ?? []);
      const overall = sampleIndices(all.map(moved));
      return {
        key: statement.key,
        sectionKey: statement.sectionKey,
        text: statement.text,
        plainText: statement.plainText,
        overall,
        byProfession,
        abstentions: {
          outsideCompetence: 10 - all.length > 0 ? 1 : 0,
          notEnoughInformation: Math.max(0, 10 - all.length - 1),
        },
        missing: 0,
        withheldProfessions: 0,
        reach: all.length < 5 ? 'raw' : all.length < 8 ? 'indicative' : 'full',
        comments:
          statement.key === 'Q03.consensus.statement'
            ? [
                {
                  profession: 'représentant des patients',
                  text: 'La moitié de nos patients ont plus de 80 ans ; l’étude n’en compte presque aucun.',
                },
                { profession: 'cardiologue', text: 'Résultats solides sur le critère principal.' },
              ]
            : [],
        previousMedian:
          previous?.statements.find(({ key }) => key === statement.key)?.overall.median ?? null,
        excludedRatings: 0,
      };
    }),
  };
}

/** A complete, decided file about a device that does not exist. French texts, every branch used. */
export function sampleSnapshot(options: { questions?: number } = {}): EvaluationSnapshot {
  const all = edited(sections(options.questions ?? 14));
  const first = round(1, null);
  return {
    schema: 'consilium.evaluation-snapshot/1',
    seal: 'decision',
    takenAt: '2026-10-20T14:05:12Z',
    organisation: {
      id: 'org-1',
      name: 'Centre hospitalier de Valmorel (démonstration)',
      sites: [
        { id: 'site-1', name: 'Site Nord' },
        { id: 'site-2', name: 'Site de la Presqu’île' },
      ],
      timeZone: 'Europe/Paris',
    },
    evaluation: {
      id: 'eval-1',
      title: 'Aide au tri des tracés Holter en cardiologie',
      reference: '2026-014',
      phase: 'decided',
      committee: 'Comité des dispositifs médicaux numériques',
      createdAt: '2026-08-26T09:00:00Z',
      template: {
        key: 'has-2023-generalist',
        version: '1.2.0',
        name: {
          fr: 'HAS 2023 – guide généraliste (reconstitution)',
          en: 'HAS 2023 – generalist guide (reconstruction)',
        },
        contentHash: hash(40),
        hashAlg: 'sha-256',
      },
      predecessor: null,
      phases: [
        {
          phase: 'screening',
          plannedOn: '2026-08-31',
          enteredAt: '2026-08-26T09:10:00Z',
          leftAt: '2026-08-31T10:00:00Z',
        },
        {
          phase: 'collecting',
          plannedOn: '2026-09-25',
          enteredAt: '2026-08-31T10:00:00Z',
          leftAt: '2026-09-28T07:00:00Z',
        },
        {
          phase: 'rating',
          plannedOn: '2026-10-02',
          enteredAt: '2026-09-28T07:00:00Z',
          leftAt: '2026-10-02T16:00:00Z',
        },
        {
          phase: 'deliberating',
          plannedOn: '2026-10-06',
          enteredAt: '2026-10-02T16:00:00Z',
          leftAt: '2026-10-06T07:00:00Z',
        },
        {
          phase: 're_rating',
          plannedOn: '2026-10-09',
          enteredAt: '2026-10-06T07:00:00Z',
          leftAt: '2026-10-09T16:00:00Z',
        },
        {
          phase: 'opinion',
          plannedOn: '2026-10-13',
          enteredAt: '2026-10-09T16:00:00Z',
          leftAt: '2026-10-13T12:00:00Z',
        },
        {
          phase: 'decided',
          plannedOn: '2026-10-20',
          enteredAt: '2026-10-20T14:00:00Z',
          leftAt: null,
        },
      ],
      pauses: [
        {
          from: '2026-09-10T08:00:00Z',
          to: '2026-09-15T08:00:00Z',
          reason: 'certificat CE de la version 3.2 attendu',
        },
      ],
    },
    request: {
      requestedBy: people.requester,
      requestedAt: '2026-08-26T09:00:00Z',
      need: 'Relire plus tôt les tracés Holter qui montrent un épisode grave. Le délai de relecture atteint trois semaines ; deux patients ont été rappelés trop tard au printemps.',
      specialties: [{ fr: 'cardiologie', en: 'cardiology' }],
      siteIds: ['site-1'],
    },
    device: {
      name: 'CardioFlux Démo',
      manufacturer: 'Fictronik Santé (fabricant fictif)',
      version: '3.2',
      udi: '(01)00000000000000(10)DEMO-32',
      riskClass: 'IIa',
      intendedPurpose:
        'Aide au tri des enregistrements Holter de l’adulte : le logiciel signale au cardiologue les tracés qui comportent probablement une arythmie grave. Il ne pose pas de diagnostic.',
      certificate: {
        number: 'DEMO-CE-000123',
        notifiedBody: 'organisme notifié fictif 0000',
        expiresOn: '2028-06-30',
      },
      profile: [
        { label: { fr: 'Apprentissage automatique', en: 'Machine learning' }, value: true },
        {
          label: { fr: 'Données personnelles hors du site', en: 'Personal data leave the site' },
          value: true,
        },
        { label: { fr: 'Matériel inclus', en: 'Hardware included' }, value: false },
        { label: { fr: 'Rayonnements ionisants', en: 'Ionising radiation' }, value: null },
      ],
    },
    scopeTest: {
      outcome: 'in_scope',
      answers: [
        {
          predicate: 'E1',
          question: {
            fr: 'Le fabricant revendique-t-il une finalité médicale ?',
            en: 'Does the manufacturer claim a medical purpose?',
          },
          answer: { fr: 'Oui', en: 'Yes' },
          verdict: 'holds',
        },
        {
          predicate: 'E2',
          question: {
            fr: 'La version proposée porte-t-elle le marquage CE ?',
            en: 'Is the offered version CE marked?',
          },
          answer: { fr: 'Oui', en: 'Yes' },
          verdict: 'holds',
        },
        {
          predicate: 'E3',
          question: {
            fr: 'Les utilisateurs prévus sont-ils des professionnels de santé ?',
            en: 'Are the intended users health professionals?',
          },
          answer: { fr: 'Oui', en: 'Yes' },
          verdict: 'holds',
        },
        {
          predicate: 'E4',
          question: {
            fr: 'L’usage est-il rattaché à un acte médical ou de soin ?',
            en: 'Is the use tied to a medical or care act?',
          },
          answer: { fr: 'Oui', en: 'Yes' },
          verdict: 'holds',
        },
        {
          predicate: 'E5',
          question: {
            fr: 'Quelles fonctions médicales le produit assure-t-il ?',
            en: 'Which medical functions does the product perform?',
          },
          answer: {
            fr: 'aide au diagnostic, aide à la décision médicale',
            en: 'diagnostic aid, medical decision aid',
          },
          verdict: 'holds',
        },
        {
          predicate: 'E6',
          question: {
            fr: 'Le produit est-il un logiciel d’aide à la prescription ou à la dispensation ?',
            en: 'Is the product prescribing or dispensing support software?',
          },
          answer: { fr: 'Non', en: 'No' },
          verdict: 'holds',
        },
        {
          predicate: 'E7',
          question: {
            fr: 'Le produit sert-il à une activité de télésurveillance médicale ?',
            en: 'Is the product used for medical remote monitoring?',
          },
          answer: { fr: 'Non', en: 'No' },
          verdict: 'holds',
        },
        {
          predicate: 'E8',
          question: {
            fr: 'Le produit peut-il déjà faire l’objet d’une évaluation nationale ?',
            en: 'Is the product already eligible for a national evaluation?',
          },
          answer: { fr: 'Non', en: 'No' },
          verdict: 'holds',
        },
      ],
      failed: [],
      settledAt: '2026-08-31T10:00:00Z',
      settledBy: people.coordinator,
      override: null,
    },
    panel: {
      seats,
      recusals: [
        {
          seatId: 's11',
          name: people.buyer.name,
          sections: [],
          reason: 'Lien familial direct avec un dirigeant d’une filiale du fabricant.',
          from: '2026-09-02T15:40:00Z',
          to: null,
          heardFirst: false,
        },
      ],
    },
    sections: all,
    parts: [
      ...new Map(
        all.flatMap((section) =>
          section.questions.map((item) => [item.partId, { section, item }] as const),
        ),
      ).entries(),
    ].map(([id, { section, item }]) => {
      const [leadRole = 'coordinator'] = item.roles;
      const secret = id === 'part-Q06-it_security-confidential';
      return {
        id,
        sectionKey: section.key,
        leadRole,
        assignees: [speakers[leadRole]],
        state: 'submitted',
        dueOn: '2026-09-25',
        submittedAt: '2026-09-21T16:05:00Z',
        submittedBy: speakers[leadRole],
        gapsReason:
          section.key === 'Q03' ? 'réponse du fournisseur attendue sur les sous-groupes' : null,
        clearance: secret ? { level: 'roles', roles: ['it_security', 'dpo'] } : { level: 'panel' },
        returns:
          section.key === 'Q03'
            ? [
                {
                  at: '2026-09-17T10:00:00Z',
                  by: people.coordinator,
                  reason: 'préciser la population étudiée',
                },
              ]
            : [],
      };
    }),
    evidence,
    threads: [
      {
        id: 'th-1',
        kind: 'objection',
        anchor: {
          kind: 'question',
          id: 'Q03.evidence.local-population',
          label: {
            fr: 'Les études portent-elles sur une population comparable à la nôtre ?',
            en: 'Do the studies cover a population comparable with ours?',
          },
        },
        messages: [
          {
            author: people.patient,
            at: '2026-09-22T07:45:00Z',
            text: 'L’étude compte 4 % de patients de plus de 80 ans. Chez nous, c’est un sur deux. Comment peut-on conclure ?',
          },
          {
            author: people.clinician,
            at: '2026-09-22T11:20:00Z',
            text: 'C’est exact. Je propose une vérification locale sur 200 tracés avant la mise en service, relus en double aveugle.',
          },
        ],
        resolved: null,
      },
      {
        id: 'th-2',
        kind: 'question_to_supplier',
        anchor: {
          kind: 'question',
          id: 'Q06.security.authentication',
          label: {
            fr: 'L’authentification passe-t-elle par l’annuaire de l’établissement ?',
            en: 'Does sign-in use the hospital’s directory?',
          },
        },
        messages: [
          {
            author: people.security,
            at: '2026-09-11T09:00:00Z',
            text: 'Quelle date ferme pour OpenID Connect ?',
          },
          {
            author: people.coordinator,
            at: '2026-09-16T14:30:00Z',
            text: 'Réponse du fournisseur : version 3.3, livrée au plus tard le 31 janvier 2027.',
          },
        ],
        resolved: { by: people.security, at: '2026-09-16T15:02:00Z' },
      },
      {
        id: 'th-3',
        kind: 'remark',
        anchor: { kind: 'evidence', id: 'ev-4', label: both('Synthèse du test d’intrusion') },
        messages: [
          {
            author: people.security,
            at: '2026-09-12T08:15:00Z',
            text: 'Deux failles corrigées, contre-test joint.',
          },
        ],
        resolved: { by: people.security, at: '2026-09-12T08:20:00Z' },
      },
    ],
    rounds: [first, round(2, first)],
    blockers: [
      {
        questionKey: 'Q03.evidence.local-population',
        question: {
          fr: 'Les études portent-elles sur une population comparable à la nôtre ?',
          en: 'Do the studies cover a population comparable with ours?',
        },
        partId: 'part-Q03-clinician',
        level: 'hard',
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
        level: 'soft',
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
          questionKey: 'Q03.evidence.local-population',
        },
        {
          text: 'Analyse d’impact relative à la protection des données validée',
          owner: 'Nadia Cherif',
          dueOn: null,
          gate: 'before_go_live',
          months: null,
          proof: 'avis du DPO',
          state: 'open',
          questionKey: null,
        },
        {
          text: 'Résultats par sous-groupe fournis par le fabricant',
          owner: 'Claire Demarest',
          dueOn: '2027-04-30',
          gate: 'within_months',
          months: 6,
          proof: 'publication ou rapport',
          state: 'open',
          questionKey: 'Q03.evidence.subgroups',
        },
        {
          text: 'Revue mensuelle des comptes locaux jusqu’au raccordement à l’annuaire',
          owner: 'Hervé Sautet',
          dueOn: '2027-02-28',
          gate: 'within_months',
          months: 4,
          proof: 'compte rendu de revue',
          state: 'open',
          questionKey: null,
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
        'Je suis l’avis du comité. La vérification locale est ajoutée au marché comme condition suspensive de la mise en service.',
      differsFromOpinion: false,
      withoutOpinion: false,
    },
    reEvaluationOn: '2027-04-20',
    method: {
      scale: { min: 1, max: 9 },
      percentiles: { low: 30, high: 70, interpolation: 'linear' },
      ipras: { constant: 2.35, slope: 1.5 },
      maxTrim: 0,
      indicativeBelow: 8,
      medianOnlyBelow: 5,
      quorumShare: 0.5,
      productVersion: '0.1.0',
    },
    plainSummary: {
      text: 'L’hôpital veut un logiciel qui classe les enregistrements du cœur pour que les plus urgents soient lus d’abord. Un médecin lit toujours chaque enregistrement. Avant de l’utiliser, l’hôpital vérifiera qu’il marche aussi bien chez les personnes âgées.',
      by: people.patient,
      locale: 'fr',
    },
    changeLog: [
      {
        at: '2026-08-26T09:00:00Z',
        by: people.requester.name,
        text: { fr: 'Demande déposée', en: 'Request filed' },
      },
      {
        at: '2026-08-31T10:00:00Z',
        by: people.coordinator.name,
        text: { fr: 'Recevabilité constatée', en: 'Scope settled' },
      },
      {
        at: '2026-10-13T12:00:00Z',
        by: people.chair.name,
        text: { fr: 'Avis adopté et dossier scellé', en: 'Opinion adopted and file sealed' },
      },
      {
        at: '2026-10-20T14:00:00Z',
        by: people.director.name,
        text: { fr: 'Décision enregistrée', en: 'Decision recorded' },
      },
    ],
    sealedBefore: [
      { seal: 'opinion', hash: hash(77), hashAlg: 'sha-256', sealedAt: '2026-10-13T12:00:03Z' },
    ],
  };
}

/** A file that was created a minute ago: nothing is answered, most sections do not apply. */
export function minimalSnapshot(): EvaluationSnapshot {
  const full = sampleSnapshot();
  return {
    ...full,
    seal: 'draft',
    evaluation: { ...full.evaluation, phase: 'draft', phases: [], pauses: [] },
    request: { requestedBy: null, requestedAt: null, need: '', specialties: [], siteIds: [] },
    device: {
      ...full.device,
      udi: '',
      riskClass: '',
      intendedPurpose: '',
      certificate: null,
      profile: [],
    },
    scopeTest: null,
    panel: { seats: [], recusals: [] },
    sections: [],
    parts: [],
    evidence: [],
    threads: [],
    rounds: [],
    blockers: [],
    formalAdvice: [],
    meetings: [],
    opinion: null,
    decision: null,
    reEvaluationOn: null,
    plainSummary: null,
    changeLog: [],
    sealedBefore: [],
  };
}
