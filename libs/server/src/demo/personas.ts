import type { AnswerRole, OrganisationFunction, SeatFunction } from '@consilium/domain/access';

/** A fictional person of the demo, as the sign-in page shows her. */
export interface DemoPersona {
  readonly email: string;
  readonly displayName: string;
  readonly profession: string;
  readonly organisation: string;
  readonly organisationFunctions: readonly OrganisationFunction[];
  /** Her seat on the demo committee; absent when she has none. */
  readonly seat?: {
    readonly answerRoles: readonly AnswerRole[];
    readonly functions: readonly SeatFunction[];
    readonly votes: boolean;
  };
}

/** Password of every demo account, shown on the sign-in page. */
export const demoPassword = 'consilium-demo';

export const demoHospital = 'CHU Val-Clair (démonstration)';
export const otherDemoHospital = 'Hôpital des Ormes (démonstration)';

const person = (
  email: string,
  displayName: string,
  profession: string,
  organisationFunctions: readonly OrganisationFunction[],
  seat?: DemoPersona['seat'],
): DemoPersona => ({
  email: `${email}@demo.test`,
  displayName,
  profession,
  organisation: demoHospital,
  organisationFunctions,
  ...(seat ? { seat } : {}),
});

/**
 * Ten members of the demo committee, an administrator who acts on no file and so may give others what
 * they do there, and one person of another hospital; all fictional.
 */
export const demoPersonas: readonly DemoPersona[] = [
  person('coordinator', 'Camille Roussel', 'quality_officer', ['coordinator'], {
    answerRoles: ['coordinator'],
    functions: ['coordinator'],
    votes: false,
  }),
  person('chair', 'Pr Hélène Marchand', 'physician', [], {
    answerRoles: ['clinician'],
    functions: ['chair'],
    votes: true,
  }),
  person('clinician', 'Dr Karim Benali', 'radiologist', [], {
    answerRoles: ['clinician'],
    functions: ['requester'],
    votes: true,
  }),
  person('clinician2', 'Léa Fontaine', 'radiographer', [], {
    answerRoles: ['clinician'],
    functions: [],
    votes: true,
  }),
  person('it-security', 'Thomas Leroy', 'security_officer', [], {
    answerRoles: ['it_security'],
    functions: [],
    votes: true,
  }),
  person('biomedical', 'Inès Garnier', 'biomedical_engineer', [], {
    answerRoles: ['biomedical'],
    functions: [],
    votes: true,
  }),
  person('patient', 'Mireille Dubois', 'patient_representative', [], {
    answerRoles: ['patient_representative'],
    functions: [],
    votes: true,
  }),
  person('dpo', 'Nadia Ferreira', 'data_protection_officer', [], {
    answerRoles: ['dpo'],
    functions: [],
    votes: false,
  }),
  person('buyer', 'Julien Petit', 'buyer', [], {
    answerRoles: ['buyer'],
    functions: [],
    votes: false,
  }),
  person('administrator', 'Paul Girard', 'it_engineer', ['administrator']),
  person('director', 'Sophie Lambert', 'director', ['decision_maker', 'administrator'], {
    answerRoles: [],
    functions: ['decision_maker'],
    votes: false,
  }),
  {
    email: 'outsider@demo.test',
    displayName: 'Marc Olivier',
    profession: 'quality_officer',
    organisation: otherDemoHospital,
    organisationFunctions: ['coordinator', 'administrator'],
  },
];
