import { refuse, type Refusal } from '../kernel';

/** What may be brought in, in megabytes within twenty-four hours. */
export interface UploadQuota {
  readonly personMegabytes: number;
  readonly organisationMegabytes: number;
}

/** Files that one person may be sending at the same moment. */
export const uploadsAtOnce = 6;

/** Bytes brought in within the last twenty-four hours. */
export interface UploadedLately {
  readonly byPerson: number;
  readonly byOrganisation: number;
}

const megabyte = 1_000_000;

/** What a person can still bring in within a day, and whose limit it is. */
export interface UploadAllowance {
  readonly of: 'person' | 'organisation';
  readonly maxMegabytes: number;
  /** Whole megabytes, rounded down. */
  readonly leftMegabytes: number;
}

const left = (max: number, used: number): number =>
  Math.max(0, Math.floor((max * megabyte - used) / megabyte));

/**
 * The narrower of the two limits. What the others brought in is told only where it narrows what she may:
 * the refusal would tell it then.
 */
export function uploadAllowance(quota: UploadQuota, lately: UploadedLately): UploadAllowance {
  const own = left(quota.personMegabytes, lately.byPerson);
  const shared = left(quota.organisationMegabytes, lately.byOrganisation);
  return shared < own
    ? { of: 'organisation', maxMegabytes: quota.organisationMegabytes, leftMegabytes: shared }
    : { of: 'person', maxMegabytes: quota.personMegabytes, leftMegabytes: own };
}

/** Null when `bytes` more fit into what a person and her organisation may bring in within a day. */
export function checkUploadQuota(
  quota: UploadQuota,
  lately: UploadedLately,
  bytes: number,
): Refusal | null {
  if (lately.byPerson + bytes > quota.personMegabytes * megabyte) {
    return refuse('upload_quota_person', {
      max: quota.personMegabytes,
      left: left(quota.personMegabytes, lately.byPerson),
    });
  }
  if (lately.byOrganisation + bytes > quota.organisationMegabytes * megabyte) {
    return refuse('upload_quota_organisation', {
      max: quota.organisationMegabytes,
      left: left(quota.organisationMegabytes, lately.byOrganisation),
    });
  }
  return null;
}
