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

/** Null when `bytes` more fit into what a person and her organisation may bring in within a day. */
export function checkUploadQuota(
  quota: UploadQuota,
  lately: UploadedLately,
  bytes: number,
): Refusal | null {
  const left = (max: number, used: number): number =>
    Math.max(0, Math.floor((max * megabyte - used) / megabyte));
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
