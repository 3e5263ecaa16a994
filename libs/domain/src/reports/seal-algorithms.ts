/** Over the canonical form of the whole snapshot (RFC 8785). */
export const wholeFile = 'sha256';

/** Over the canonical form of a header and a list of digests, one for each entry under its salt. */
export const saltedList = 'sha256-salted-list-1';

/** Ways in which a file is or was sealed. */
export const sealAlgorithms = [wholeFile, saltedList] as const;
export type SealAlgorithm = (typeof sealAlgorithms)[number];
