import { refuse, type Refusal } from '../kernel';

/** What is known of a device version; every file that names the version rests on the same words. */
export interface DeviceDescription {
  readonly intendedPurpose: string;
  readonly udi: string;
  readonly riskClass: string;
  readonly certificateExpiresOn: string | null;
  readonly personalDataLeavesSite: boolean | null;
  readonly hardwareIncluded: boolean | null;
  readonly ionisingRadiation: boolean | null;
}

export const descriptionFields = [
  'intendedPurpose',
  'udi',
  'riskClass',
  'certificateExpiresOn',
  'personalDataLeavesSite',
  'hardwareIncluded',
  'ionisingRadiation',
] as const satisfies readonly (keyof DeviceDescription)[];

/** Fields that would read otherwise; what is not given stays as it is. */
export const changesOf = (
  known: DeviceDescription,
  given: Partial<DeviceDescription>,
): (keyof DeviceDescription)[] =>
  descriptionFields.filter((field) => given[field] !== undefined && given[field] !== known[field]);

/**
 * Whether one file may say something else of its device version. Not once another file past its
 * draft names that version: its answers, its ratings and perhaps its seal rest on the description.
 * Another version can be named instead.
 */
export function checkDescription(
  known: DeviceDescription,
  given: Partial<DeviceDescription>,
  describedElsewhere: boolean,
): Refusal | null {
  const fields = describedElsewhere ? changesOf(known, given) : [];
  return fields.length === 0
    ? null
    : refuse('device_described_elsewhere', { fields: fields.join(' ') });
}
