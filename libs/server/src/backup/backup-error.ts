/** Why a backup cannot be made or restored, in one sentence for who runs the command. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

export const cutShort = (): BackupError =>
  new BackupError('The backup ends before its end: it was cut, and nothing of it was restored.');

export const altered = (): BackupError =>
  new BackupError('The backup is not as it was written: it was altered, and nothing was restored.');
