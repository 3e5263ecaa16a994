import type { Id } from '@consilium/domain/kernel';
import type { DeviceDescription } from '@consilium/domain/evaluations';
import type { WriteTransaction } from '../platform/database';
import type { DeviceProfile } from './evaluations.entities';

/** What identifies a device version. */
export interface DeviceNames {
  readonly deviceName: string;
  readonly manufacturer: string;
  readonly version: string;
}

const nothingKnown: DeviceProfile = {
  personal_data_leaves_site: null,
  hardware_included: null,
  ionising_radiation: null,
};

/**
 * The device version of these names, known already or made now; two at once make one. Practice files
 * name devices of their own, so that nothing they say is in the register.
 */
export async function findOrAddDeviceVersion(
  tx: WriteTransaction,
  { deviceName, manufacturer, version }: DeviceNames,
  practice: boolean,
): Promise<Id> {
  const { organisationId } = tx.actor;
  await tx.rows(
    `insert into device (organisation_id, id, name, manufacturer, practice)
     values ($1, $2, $3, $4, $5) on conflict (organisation_id, manufacturer, name, practice) do nothing`,
    [organisationId, tx.newId(), deviceName, manufacturer, practice],
  );
  await tx.rows(
    `insert into device_version (organisation_id, id, device_id, version, profile)
     select $1, $2, d.id, $3, $4::jsonb from device d
      where d.name = $5 and d.manufacturer = $6 and d.practice = $7
     on conflict (organisation_id, device_id, version) do nothing`,
    [
      organisationId,
      tx.newId(),
      version,
      JSON.stringify(nothingKnown),
      deviceName,
      manufacturer,
      practice,
    ],
  );
  const [row] = await tx.rows<{ id: Id }>(
    `select v.id from device_version v
       join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
      where d.name = $1 and d.manufacturer = $2 and v.version = $3 and d.practice = $4`,
    [deviceName, manufacturer, version, practice],
  );
  if (!row) throw new Error('the device version was not made');
  return row.id;
}

/** Takes away a version that no file names any more, and its device when it was the last. */
export async function dropUnused(tx: WriteTransaction, deviceVersionId: Id): Promise<void> {
  const [gone] = await tx.rows<{ device_id: Id }>(
    `delete from device_version v where v.id = $1 and not exists (select 1 from evaluation e
       where e.organisation_id = v.organisation_id and e.device_version_id = v.id)
     returning v.device_id`,
    [deviceVersionId],
  );
  if (!gone) return;
  await tx.rows(
    `delete from device d where d.id = $1 and not exists (select 1 from device_version v
       where v.organisation_id = d.organisation_id and v.device_id = d.id)`,
    [gone.device_id],
  );
}

/** SQL: what the manufacturer claims for the version aliased `v` of the device aliased `d`. */
export const purposeOf = 'coalesce(v.intended_purpose, d.intended_purpose)';

/**
 * SQL: whether a file past its draft rests on the version aliased `v`, other than the one given (a SQL
 * expression; null counts them all).
 */
export const describedElsewhere = (file: string): string => `exists (select 1 from evaluation x
  where x.organisation_id = v.organisation_id and x.device_version_id = v.id
    and x.phase <> 'draft' and x.id is distinct from ${file})`;

/** What is known of a version, and whether it may be changed from one file; the version stays locked. */
export async function descriptionFor(
  tx: WriteTransaction,
  deviceVersionId: Id,
  evaluationId: Id,
): Promise<{ known: DeviceDescription; elsewhere: boolean }> {
  await tx.rows('select 1 from device_version where id = $1 for update', [deviceVersionId]);
  const [row] = await tx.rows<
    Omit<DeviceDescription, 'personalDataLeavesSite' | 'hardwareIncluded' | 'ionisingRadiation'> & {
      profile: DeviceProfile;
      elsewhere: boolean;
    }
  >(
    `select ${purposeOf} as "intendedPurpose", v.udi, v.risk_class as "riskClass",
       v.certificate_expires_on::text as "certificateExpiresOn", v.profile,
       ${describedElsewhere('$2::uuid')} as elsewhere
     from device_version v
     join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
     where v.id = $1`,
    [deviceVersionId, evaluationId],
  );
  if (!row) throw new Error(`no device version ${deviceVersionId}`);
  const { profile, elsewhere, ...texts } = row;
  return {
    known: {
      ...texts,
      personalDataLeavesSite: profile.personal_data_leaves_site,
      hardwareIncluded: profile.hardware_included,
      ionisingRadiation: profile.ionising_radiation,
    },
    elsewhere,
  };
}

/** Writes what is known of a device version. */
export async function describeVersion(
  tx: WriteTransaction,
  deviceVersionId: Id,
  description: DeviceDescription,
): Promise<void> {
  const profile: DeviceProfile = {
    personal_data_leaves_site: description.personalDataLeavesSite,
    hardware_included: description.hardwareIncluded,
    ionising_radiation: description.ionisingRadiation,
  };
  await tx.rows(
    `update device_version set intended_purpose = $2, udi = $3, risk_class = $4,
       certificate_expires_on = $5, profile = $6::jsonb where id = $1`,
    [
      deviceVersionId,
      description.intendedPurpose,
      description.udi,
      description.riskClass,
      description.certificateExpiresOn,
      JSON.stringify(profile),
    ],
  );
}
