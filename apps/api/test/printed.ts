import {
  composeReport,
  nothingSince,
  readerOfVersion,
  type DividedExport,
  type ReportVersion,
} from '@consilium/domain/reports';
import { isRefusal } from '@consilium/domain/kernel';
import { systemActor } from '@consilium/server/platform/database';
import { sealList } from '@consilium/server/platform/seals';
import { exportOf, loadSnapshot, readSeal, takenApart } from '@consilium/server/reports';
import type { ApiClient } from '@consilium/testing';
import type { Scene } from './scene';

const takenAt = new Date('2026-12-01T08:00:00Z');
const byId = <T extends { kind: string; id: string }>(all: readonly T[]): T[] =>
  all.toSorted((one, other) => `${one.kind} ${one.id}`.localeCompare(`${other.kind} ${other.id}`));

/**
 * What a report of a file would hold for somebody who may open it, and the export beside it, as they
 * would be made now; null for whom there is none. Salts, digests and what follows from them differ each
 * time: they are left out, and how many they are is not.
 */
export async function printedFor(
  scene: Scene,
  client: ApiClient,
  evaluationId: string,
  version: ReportVersion,
): Promise<unknown> {
  const { data } = await client.send<{ reports: { refusal: object | null } | null }>(
    'query ($id: ID!) { reports(evaluationId: $id) { refusal { code } } }',
    { id: evaluationId },
  );
  if (!data.reports || data.reports.refusal) return null;
  const { unitOfWork, templates } = scene.started.server;
  const made = await unitOfWork.readSnapshot(
    systemActor(scene.chu.id, 'test', 'test'),
    async (tx) => {
      const snapshot = await loadSnapshot(tx, templates, evaluationId, { takenAt });
      return snapshot && { snapshot, kept: sealList(await takenApart(tx, snapshot)) };
    },
  );
  if (!made) throw new Error('no snapshot');
  const report = composeReport(made.snapshot, {
    locale: 'fr',
    snapshotHash: '0'.repeat(64),
    createdAt: takenAt.toISOString(),
    reader: readerOfVersion(version),
  });
  const exported = exportOf(readSeal(made.kept), version, {
    erasures: [],
    figures: [],
    recorded: nothingSince,
  });
  if (isRefusal(exported)) throw new Error(exported.code);
  const { header, entries, withheld, digests } = exported as DividedExport;
  return {
    report,
    header: { ...header, chain: null },
    entries: byId(entries).map(({ kind, id, content }) => ({ kind, id, content })),
    withheld: byId(withheld).map(({ kind, id, why }) => ({ kind, id, why })),
    digests: digests.length,
  };
}
