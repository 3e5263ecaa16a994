import type { Texts } from '../../kernel';
import type { SnapshotAnswerRole, SnapshotQuestion } from '../snapshot';

/** A question of the sample with its answer; a null answer is an unknown one. */
export interface SampleQuestion {
  readonly key: string;
  readonly text: Texts;
  readonly roles: readonly SnapshotAnswerRole[];
  readonly blocking?: SnapshotQuestion['blocking'];
  readonly answer: Texts | null;
  readonly comment?: string;
  readonly evidence?: readonly number[];
}

export interface SampleSection {
  readonly key: string;
  readonly title: Texts;
  readonly questions: readonly SampleQuestion[];
}

const both = (text: string): Texts => ({ fr: text, en: text });
const yes: Texts = { fr: 'Oui', en: 'Yes' };
const partial: Texts = { fr: 'En partie', en: 'In part' };

export const sampleSections: readonly SampleSection[] = [
  {
    key: 'Q01',
    title: {
      fr: 'À quel besoin répond l’achat, et pour quels usages ?',
      en: 'Which need does the purchase meet, and for which uses?',
    },
    questions: [
      {
        key: 'Q01.need.problem',
        text: {
          fr: 'Quel problème clinique ou organisationnel précis veut-on résoudre ?',
          en: 'Which precise clinical or organisational problem is to be solved?',
        },
        roles: ['clinician', 'coordinator'],
        blocking: 'soft',
        answer: both(
          'Le délai de relecture des tracés Holter dépasse trois semaines. Une aide au tri des épisodes d’arythmie permettrait de relire d’abord les tracés urgents, sans remplacer la lecture médicale.',
        ),
        comment: 'Chiffres du service de cardiologie, premier semestre 2026.',
        evidence: [0],
      },
      {
        key: 'Q01.need.volume',
        text: {
          fr: 'Combien de patients ou d’actes par an seraient concernés ?',
          en: 'How many patients or acts per year would be concerned?',
        },
        roles: ['clinician', 'coordinator'],
        answer: { fr: '2 450 actes par an', en: '2,450 acts per year' },
      },
      {
        key: 'Q01.need.success-criteria',
        text: {
          fr: 'À quels indicateurs chiffrés, avec quels seuils, saura-t-on que l’achat est réussi ?',
          en: 'Which measurable indicators, with which thresholds, will show success?',
        },
        roles: ['clinician', 'biomedical', 'coordinator'],
        blocking: 'soft',
        answer: both(
          'Délai médian de relecture : 21 jours aujourd’hui, 7 jours visés à six mois.\nPart des épisodes graves signalés en moins de 24 h : 62 % aujourd’hui, 95 % visés.',
        ),
      },
      {
        key: 'Q01.need.patient-view',
        text: {
          fr: 'Le besoin est-il partagé par les patients, et quelles attentes ou craintes expriment-ils ?',
          en: 'Do patients share this need, and what do they expect or fear?',
        },
        roles: ['patient_representative'],
        answer: both(
          'Oui pour l’attente : trois semaines sans résultat inquiètent. La crainte est qu’un tracé « vert » ne soit plus relu par personne.',
        ),
      },
    ],
  },
  {
    key: 'Q03',
    title: {
      fr: 'Que valent les preuves de performance et de bénéfice ?',
      en: 'What is the evidence of performance and benefit worth?',
    },
    questions: [
      {
        key: 'Q03.evidence.sensitivity',
        text: {
          fr: 'Quelle sensibilité a été mesurée pour les arythmies graves, sur quelle population ?',
          en: 'Which sensitivity was measured for severe arrhythmia, in which population?',
        },
        roles: ['clinician', 'biomedical'],
        blocking: 'hard',
        answer: {
          fr: '96,2 % (IC 95 % : 94,1 à 97,8 ; n = 1 204)',
          en: '96.2 % (95 % CI: 94.1 to 97.8; n = 1,204)',
        },
        comment:
          'Étude multicentrique conduite hors de France ; peu de patients de plus de 80 ans, qui sont la moitié des nôtres.',
        evidence: [1, 2],
      },
      {
        key: 'Q03.evidence.local-population',
        text: {
          fr: 'Les études portent-elles sur une population comparable à la nôtre ?',
          en: 'Do the studies cover a population comparable with ours?',
        },
        roles: ['clinician'],
        blocking: 'hard',
        answer: partial,
        comment: 'Une vérification locale sur 200 tracés relus en double aveugle est nécessaire.',
      },
      {
        key: 'Q03.evidence.subgroups',
        text: {
          fr: 'Les performances sont-elles données par âge, sexe et présence d’un stimulateur ?',
          en: 'Is performance given by age, sex and presence of a pacemaker?',
        },
        roles: ['clinician', 'patient_representative'],
        blocking: 'soft',
        answer: null,
        comment: 'Demandé au fournisseur le 3 septembre, relancé le 17.',
      },
    ],
  },
  {
    key: 'Q06',
    title: {
      fr: 'Le système d’information peut-il l’accueillir en sécurité ?',
      en: 'Can the information system host it securely?',
    },
    questions: [
      {
        key: 'Q06.security.hosting',
        text: {
          fr: 'Les données de santé sont-elles hébergées par un hébergeur certifié HDS ?',
          en: 'Are health data hosted by a certified health-data host?',
        },
        roles: ['it_security', 'dpo'],
        blocking: 'hard',
        answer: yes,
        evidence: [3],
      },
      {
        key: 'Q06.security.authentication',
        text: {
          fr: 'L’authentification passe-t-elle par l’annuaire de l’établissement ?',
          en: 'Does sign-in use the hospital’s directory?',
        },
        roles: ['it_security'],
        blocking: 'soft',
        answer: partial,
        comment:
          'OpenID Connect prévu en version 3.3 ; comptes locaux d’ici là, revus chaque mois.',
      },
      {
        key: 'Q06.security.pentest',
        text: {
          fr: 'Un test d’intrusion de moins de douze mois est-il fourni ?',
          en: 'Is a penetration test of less than twelve months provided?',
        },
        roles: ['it_security'],
        answer: yes,
        evidence: [4],
      },
    ],
  },
  {
    key: 'Q08',
    title: {
      fr: 'Les patients sont-ils informés et leurs droits respectés ?',
      en: 'Are patients informed and their rights respected?',
    },
    questions: [
      {
        key: 'Q08.patients.information',
        text: {
          fr: 'Comment le patient est-il informé de l’usage d’un apprentissage automatique et de son résultat ?',
          en: 'How is the patient informed of the use of machine learning and of its result?',
        },
        roles: ['patient_representative', 'clinician'],
        blocking: 'hard',
        answer: both(
          'Une affiche et une fiche d’une page, remises à la pose de l’enregistreur ; le médecin commente le résultat.',
        ),
        evidence: [5],
      },
      {
        key: 'Q08.patients.refusal',
        text: {
          fr: 'Un patient peut-il refuser sans perte de chance ?',
          en: 'Can a patient refuse without loss of opportunity?',
        },
        roles: ['patient_representative'],
        answer: yes,
      },
    ],
  },
  {
    key: 'Q10',
    title: {
      fr: 'Que coûte-t-il, et peut-on en sortir ?',
      en: 'What does it cost, and can we leave it?',
    },
    questions: [
      {
        key: 'Q10.cost.total',
        text: {
          fr: 'Quel est le coût complet sur la durée prévue ?',
          en: 'What is the full cost over the planned duration?',
        },
        roles: ['buyer', 'coordinator'],
        answer: {
          fr: '184 000 € TTC sur 4 ans (soit 46 000 € par an)',
          en: '€184,000 including VAT over 4 years (€46,000 per year)',
        },
        evidence: [6],
      },
      {
        key: 'Q10.contract.reversibility',
        text: {
          fr: 'La réversibilité des données est-elle prévue, dans quel format et à quel coût ?',
          en: 'Is data reversibility planned, in which format and at which cost?',
        },
        roles: ['buyer', 'it_security'],
        blocking: 'soft',
        answer: both(
          'Export DICOM et CSV sans frais dans les trois mois qui suivent la fin du marché.',
        ),
      },
    ],
  },
];

export interface SampleStatement {
  readonly key: string;
  readonly sectionKey: string;
  readonly text: Texts;
  readonly plainText: Texts;
  /** Ratings by profession, in the order of `ratedProfessions`. */
  readonly ratings: Readonly<Record<string, readonly number[]>>;
}

export const sampleStatements: readonly SampleStatement[] = [
  {
    key: 'Q01.consensus.statement',
    sectionKey: 'Q01',
    text: {
      fr: 'Le besoin est réel, partagé et assez précis pour juger un achat.',
      en: 'The need is real, shared and precise enough to judge a purchase.',
    },
    plainText: {
      fr: 'Nous avons vraiment besoin de cet outil et nous savons pour quoi.',
      en: 'We really need this tool and we know what for.',
    },
    ratings: {
      cardiologue: [8, 9, 8],
      'infirmière de pratique avancée': [8, 9],
      'ingénieur biomédical': [7, 8],
      'responsable de la sécurité des systèmes d’information': [7],
      'représentant des patients': [8, 7],
    },
  },
  {
    key: 'Q03.consensus.statement',
    sectionKey: 'Q03',
    text: {
      fr: 'Les preuves suffisent pour croire à un bénéfice chez nos patients.',
      en: 'The evidence is enough to believe in a benefit for our patients.',
    },
    plainText: {
      fr: 'Les études montrent que l’outil aide vraiment des patients comme les nôtres.',
      en: 'The studies show that the tool really helps patients like ours.',
    },
    ratings: {
      cardiologue: [8, 9, 9],
      'infirmière de pratique avancée': [5, 8],
      'ingénieur biomédical': [6, 5],
      'responsable de la sécurité des systèmes d’information': [],
      'représentant des patients': [2, 1],
    },
  },
  {
    key: 'Q06.consensus.statement',
    sectionKey: 'Q06',
    text: {
      fr: 'Le produit peut être hébergé et protégé par notre système d’information.',
      en: 'The product can be hosted and protected by our information system.',
    },
    plainText: {
      fr: 'Nos ordinateurs et nos équipes peuvent protéger les données.',
      en: 'Our computers and teams can protect the data.',
    },
    ratings: {
      cardiologue: [7, 7, 6],
      'infirmière de pratique avancée': [7],
      'ingénieur biomédical': [7, 6],
      'responsable de la sécurité des systèmes d’information': [5],
      'représentant des patients': [7],
    },
  },
  {
    key: 'Q08.consensus.statement',
    sectionKey: 'Q08',
    text: {
      fr: 'Les patients sont informés loyalement et peuvent refuser.',
      en: 'Patients are informed fairly and can refuse.',
    },
    plainText: {
      fr: 'On me dit qu’une machine a aidé, et je peux dire non.',
      en: 'I am told that a machine helped, and I can say no.',
    },
    ratings: {
      cardiologue: [8, 8, 7],
      'infirmière de pratique avancée': [8, 7],
      'ingénieur biomédical': [7, 7],
      'responsable de la sécurité des systèmes d’information': [8],
      'représentant des patients': [7, 8],
    },
  },
  {
    key: 'Q10.consensus.statement',
    sectionKey: 'Q10',
    text: {
      fr: 'Le coût complet est connu et proportionné au bénéfice attendu.',
      en: 'The full cost is known and in proportion to the expected benefit.',
    },
    plainText: {
      fr: 'Le prix est clair et vaut ce que l’outil apporte.',
      en: 'The price is clear and worth what the tool brings.',
    },
    ratings: {
      cardiologue: [7, 6, 7],
      'infirmière de pratique avancée': [6, 6],
      'ingénieur biomédical': [5, 6],
      'responsable de la sécurité des systèmes d’information': [6],
      'représentant des patients': [6],
    },
  },
];
