/** Which questions a person answers; many per seat. */
export const answerRoles = [
  'clinician',
  'it_security',
  'biomedical',
  'patient_representative',
  'dpo',
  'buyer',
  'coordinator',
] as const;
export type AnswerRole = (typeof answerRoles)[number];

/** What a seat may do for the file as a whole; many per seat, rights are their union. */
export const seatFunctions = [
  'coordinator',
  'chair',
  'requester',
  'ethics_lead',
  'teller',
  'decision_maker',
  'observer',
] as const;
export type SeatFunction = (typeof seatFunctions)[number];

/** Functions held for the whole organisation; they reach every evaluation of it. */
export const organisationFunctions = [
  'administrator',
  'coordinator',
  'decision_maker',
  'observer',
] as const;
export type OrganisationFunction = (typeof organisationFunctions)[number];

export const guestKinds = ['expert', 'supplier'] as const;
export type GuestKind = (typeof guestKinds)[number];
