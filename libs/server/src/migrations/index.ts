import { Foundation1795491500000 } from './0001-foundation.migration';
import { Walls1795491600000 } from './0002-walls.migration';
import { Evaluations1795492010000 } from './0010-evaluations.migration';
import { PhaseMoves1795492011000 } from './0011-phase-moves.migration';
import { SupplierReplies1795492020000 } from './0020-supplier-replies.migration';
import { Evidence1795492030000 } from './0030-evidence.migration';
import { Discussion1795492035000 } from './0035-discussion.migration';
import { Consensus1795492040000 } from './0040-consensus.migration';
import { Decisions1795492045000 } from './0045-decisions.migration';
import { Notifications1795492050000 } from './0050-notifications.migration';
import { Reports1795492055000 } from './0055-reports.migration';
import { LookUps1795492056000 } from './0056-look-ups.migration';
import { TemplateMoves1795492060000 } from './0060-template-moves.migration';
import { FileSweep1795492061000 } from './0061-file-sweep.migration';
import { KeptRecords1795492062000 } from './0062-kept-records.migration';
import { FrozenRules1795492064000 } from './0064-frozen-rules.migration';
import { SharedThings1795492066000 } from './0066-shared-things.migration';
import { StrandedSessions1795492067000 } from './0067-stranded-sessions.migration';
import { CountedParts1795492068000 } from './0068-counted-parts.migration';
import { SealedRecords1795492070000 } from './0070-sealed-records.migration';
import { OwnedAccounts1795492071000 } from './0071-owned-accounts.migration';
import { Sessions1795492075000 } from './0075-sessions.migration';
import { SecurityLog1795492077000 } from './0077-security-log.migration';
import { Electorate1795492079000 } from './0079-electorate.migration';
import { Power1795492080000 } from './0080-power.migration';
import { RulesOfFile1795492081000 } from './0081-rules-of-file.migration';
import { CountedVotes1795492083000 } from './0083-counted-votes.migration';
import { SecondPerson1795492084000 } from './0084-second-person.migration';
import { ConditionSteps1795492085000 } from './0085-condition-steps.migration';
import { CheckedSeals1795492087000 } from './0087-checked-seals.migration';
import { Deliveries1795492091000 } from './0091-deliveries.migration';
import { RoundDays1795492092000 } from './0092-round-days.migration';
import { Held1795492095000 } from './0095-held.migration';
import { ConditionHolders1795492100000 } from './0100-condition-holders.migration';
import { CountedElsewhere1795492096000 } from './0096-counted-elsewhere.migration';
import { Practice1795492110000 } from './0110-practice.migration';
import { AdvisersOfConditions1795492120000 } from './0120-advisers-of-conditions.migration';
import { FewRaters1795492140000 } from './0140-few-raters.migration';
import { WordsOfAccount1795492141000 } from './0141-words-of-account.migration';
import { ToldOfAccounts1795492150000 } from './0150-told-of-accounts.migration';
import { FewCounted1795492165000 } from './0165-few-counted.migration';
import { SuspendedInviters1795492166000 } from './0166-suspended-inviters.migration';
import { LastPracticeFile1795492170000 } from './0170-last-practice-file.migration';
import { WholeSheets1795492180000 } from './0180-whole-sheets.migration';
import { MandatesGiven1795492181000 } from './0181-mandates-given.migration';
import { VotesAndWithheld1795492183000 } from './0183-votes-and-withheld.migration';
import { ClosedAccounts1795492186000 } from './0186-closed-accounts.migration';
import { FilesOfSecurity1795492189000 } from './0189-files-of-security.migration';
import type { MigrationInterface } from 'typeorm';
import { bringTo } from './bring-to';

/** In order; a new one goes last. */
export const migrations: (new () => MigrationInterface)[] = [
  Foundation1795491500000,
  Walls1795491600000,
  Evaluations1795492010000,
  PhaseMoves1795492011000,
  SupplierReplies1795492020000,
  Evidence1795492030000,
  Discussion1795492035000,
  Consensus1795492040000,
  Decisions1795492045000,
  Notifications1795492050000,
  Reports1795492055000,
  LookUps1795492056000,
  TemplateMoves1795492060000,
  FileSweep1795492061000,
  KeptRecords1795492062000,
  FrozenRules1795492064000,
  SharedThings1795492066000,
  StrandedSessions1795492067000,
  CountedParts1795492068000,
  SealedRecords1795492070000,
  OwnedAccounts1795492071000,
  Sessions1795492075000,
  SecurityLog1795492077000,
  Electorate1795492079000,
  Power1795492080000,
  RulesOfFile1795492081000,
  CountedVotes1795492083000,
  SecondPerson1795492084000,
  ConditionSteps1795492085000,
  CheckedSeals1795492087000,
  Deliveries1795492091000,
  RoundDays1795492092000,
  Held1795492095000,
  CountedElsewhere1795492096000,
  ConditionHolders1795492100000,
  Practice1795492110000,
  AdvisersOfConditions1795492120000,
  FewRaters1795492140000,
  WordsOfAccount1795492141000,
  ToldOfAccounts1795492150000,
  FewCounted1795492165000,
  SuspendedInviters1795492166000,
  LastPracticeFile1795492170000,
  WholeSheets1795492180000,
  MandatesGiven1795492181000,
  VotesAndWithheld1795492183000,
  ClosedAccounts1795492186000,
  FilesOfSecurity1795492189000,
];

/**
 * Brings the database to this version of the product. Safe to start several times at once: one
 * works, the others wait and find nothing left. Needs the owner's URL.
 *
 * @param only names of migrations, to stop at the version of a backup.
 * @throws {ConfigurationError} one sentence, when the database is of another make or a migration
 * cannot be applied; nothing of that migration is kept.
 */
export const runMigrations = (ownerUrl: string, only?: readonly string[]): Promise<void> =>
  bringTo(ownerUrl, only ? migrations.filter(({ name }) => only.includes(name)) : migrations);
