import * as v from 'valibot';

/** A question or statement key, `section.topic.item`. Stable; a retired key is never used again. */
export const keySchema = v.pipe(
  v.string(),
  v.regex(/^[A-Z][A-Z0-9]{1,9}(\.[a-z0-9]+(-[a-z0-9]+)*){2}$/),
  v.maxLength(80),
);

/** A section key: Q01, S00, AI. A module bears the key of its section. */
export const sectionKeySchema = v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9]{1,9}$/));

export { codeSchema, textsSchema } from './question-types/schemas';

/** Yes/no facts of the device profile that conditions may read; absent means unknown. */
export const deviceFlags = [
  'personal_data_leaves_site',
  'hardware_included',
  'ionising_radiation',
] as const;
export type DeviceFlag = (typeof deviceFlags)[number];
