import type { Texts } from '../../kernel';
import { snapshotSchema, type EvaluationSnapshot } from '../snapshot';
import { edited, sections } from './sample-answers';
import { evidence, hash } from './sample-evidence';
import { sampleElectorate } from './sample-electorate';
import { people, seats, speakers } from './sample-people';
import { sampleJudgement } from './sample-judgement';
import { round } from './sample-rounds';

const both = (text: string): Texts => ({ fr: text, en: text });

/** A complete, decided file about a device that does not exist. French texts, every branch used. */
export function sampleSnapshot(options: { questions?: number } = {}): EvaluationSnapshot {
  const all = edited(sections(options.questions ?? 14));
  const first = round(1, null);
  return {
    schema: snapshotSchema,
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
      moves: [
        {
          move: 'submit_request',
          at: '2026-08-26T09:10:00Z',
          by: people.coordinator,
          reason: null,
        },
        {
          move: 'start_collecting',
          at: '2026-08-31T10:00:00Z',
          by: people.coordinator,
          reason: null,
        },
        {
          move: 'reopen_collecting',
          at: '2026-09-26T09:30:00Z',
          by: people.chair,
          reason: 'Le fabricant a remis une version corrigée du schéma des flux.',
        },
        { move: 'open_rating', at: '2026-09-28T07:00:00Z', by: people.coordinator, reason: null },
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
    electorate: sampleElectorate,
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
    ...sampleJudgement(),
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
  const { electorate: _notKept, ...full } = sampleSnapshot();
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
