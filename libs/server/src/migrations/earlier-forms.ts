/**
 * A form in which a migration was applied before its text was changed. Databases that have it are
 * accepted: what they lack is made good by a later migration.
 */
export interface EarlierForm {
  readonly migration: string;
  /** Hash of the SQL of that form. */
  readonly hash: string;
  /** Says whether a database that keeps no hashes yet has this form. */
  readonly found: string;
  /** What lets the pending migrations be applied to it; none when they can be as they are. */
  readonly before?: readonly string[];
}

export const earlierForms: readonly EarlierForm[] = [
  {
    // Without the right to move the last day of a round; granted by 0092.
    migration: 'FrozenRules1795492064000',
    hash: '80f494ae6b8a4324a1c4fc6d261a7570e1307e8a52f0dcd997a7fed213a6aa5b',
    found: `select not has_column_privilege('consilium_app', 'round', 'closes_on', 'update') as found`,
  },
  {
    // Added the salt of supplier replies, which 0020, written later, adds instead.
    migration: 'Discussion1795492035000',
    hash: 'e9db0bef82bbe6bd17952cb71564560595f07e61708cd8d11691f0c67e11d07b',
    found: `select exists (select 1 from pg_attribute where attrelid = 'supplier_reply'::regclass
        and attname = 'salt' and not attisdropped)
      and not exists (select 1 from migrations where name = 'SupplierReplies1795492020000') as found`,
    before: [
      'revoke update, delete on supplier_reply from consilium_app',
      `insert into migrations (timestamp, name) values (1795492020000, 'SupplierReplies1795492020000')`,
    ],
  },
];
