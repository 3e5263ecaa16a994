import { createHash } from 'node:crypto';
import type { Id } from '@consilium/domain/kernel';
import type { ReadTransaction } from '../platform/database';
import { fileKey, type FileStorage } from '../platform/storage';
import type { Checked, Finding } from './findings';

/** Reads every file that was not purged from the store, and compares its bytes with its hash. */
export async function checkFiles(
  tx: ReadTransaction,
  storage: FileStorage,
  organisationId: Id,
): Promise<Checked> {
  const files = await tx.rows<{ id: Id; sha256: string }>(
    'select id, sha256 from stored_file where purged_at is null order by id',
  );
  const findings: Finding[] = [];
  for (const { id, sha256 } of files) {
    const found = { thing: 'bytes of a file', id, event: null };
    const bytes = await storage.open(fileKey(organisationId, id));
    if (!bytes) {
      findings.push({ ...found, fault: 'deleted' });
      continue;
    }
    const hash = createHash('sha256');
    for await (const chunk of bytes) hash.update(chunk as Buffer);
    if (hash.digest('hex') !== sha256) findings.push({ ...found, fault: 'altered' });
  }
  return { findings, compared: files.length, removed: [], undigested: 0 };
}
