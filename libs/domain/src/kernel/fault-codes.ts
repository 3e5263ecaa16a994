/**
 * What the API answers besides refusals, which it writes in capitals: faults of the machine and
 * requests that are none. Closed: the client has a sentence of its own for each.
 */
export const faultCodes = [
  'INTERNAL',
  'UNAVAILABLE',
  'DISK_FULL',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'TOO_LARGE',
  'TOO_SLOW',
  'TOO_COSTLY',
  'FOREIGN_ORIGIN',
  'UNKNOWN_NAME',
  'DEMO_ELSEWHERE',
] as const;

export type FaultCode = (typeof faultCodes)[number];

export const isFaultCode = (value: unknown): value is FaultCode =>
  faultCodes.some((code) => code === value);
