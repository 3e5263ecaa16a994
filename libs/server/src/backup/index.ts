export { BackupError } from './backup-error';
export { leftOut } from './left-out';
export { restoreBackup, type BackupRestored } from './restore-backup';
export { writeBackup, type BackupMade } from './write-backup';
