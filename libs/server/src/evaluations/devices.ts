import type { Id } from '@consilium/domain/kernel';
import type { FileDetails } from '@consilium/domain/evaluations';
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

/** The device version of these names, known already or made now; two at once make one. */
export async function findOrAddDeviceVersion(
  tx: WriteTransaction,
  { deviceName, manufacturer, version }: DeviceNames,
): Promise<Id> {
  const { organisationId } = tx.actor;
  await tx.rows(
    `insert into device (organisation_id, id, name, manufacturer) values ($1, $2, $3, $4)
     on conflict (organisation_id, manufacturer, name) do nothing`,
    [organisationId, tx.newId(), deviceName, manufacturer],
  );
  await tx.rows(
    `insert into device_version (organisation_id, id, device_id, version, profile)
     select $1, $2, d.id, $3, $4::jsonb from device d where d.name = $5 and d.manufacturer = $6
     on conflict (organisation_id, device_id, version) do nothing`,
    [organisationId, tx.newId(), version, JSON.stringify(nothingKnown), deviceName, manufacturer],
  );
  const [row] = await tx.rows<{ id: Id }>(
    `select v.id from device_version v
       join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
      where d.name = $1 and d.manufacturer = $2 and v.version = $3`,
    [deviceName, manufacturer, version],
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

/** Writes what is known about a device and its version; what is absent stays as it is. */
export async function describeDevice(
  tx: WriteTransaction,
  deviceVersionId: Id,
  details: Pick<FileDetails, 'intendedPurpose' | 'udi' | 'riskClass' | 'certificateExpiresOn'>,
  profile: DeviceProfile | null,
): Promise<void> {
  const { intendedPurpose, udi, riskClass, certificateExpiresOn } = details;
  await tx.rows(
    `update device_version set udi = coalesce($2, udi), risk_class = coalesce($3, risk_class),
       certificate_expires_on = case when $4 then $5::date else certificate_expires_on end,
       profile = coalesce($6::jsonb, profile)
     where id = $1`,
    [
      deviceVersionId,
      udi ?? null,
      riskClass ?? null,
      certificateExpiresOn !== undefined,
      certificateExpiresOn ?? null,
      profile && JSON.stringify(profile),
    ],
  );
  if (intendedPurpose === undefined) return;
  await tx.rows(
    `update device d set intended_purpose = $2 from device_version v
      where v.id = $1 and d.organisation_id = v.organisation_id and d.id = v.device_id`,
    [deviceVersionId, intendedPurpose],
  );
}

/** Files still open to change that rest on a device version: its profile opens questions of theirs. */
export async function openFilesOf(tx: WriteTransaction, deviceVersionId: Id): Promise<Id[]> {
  const rows = await tx.rows<{ id: Id }>(
    `select id from evaluation where device_version_id = $1 and not sealed
       and phase not in ('draft', 'closed', 'cancelled', 'withdrawn') order by id`,
    [deviceVersionId],
  );
  return rows.map(({ id }) => id);
}
