import { PrimaryColumn } from 'typeorm';

/**
 * A row behind an organisation's wall. The organisation is part of the primary key and of every
 * unique and foreign key, because plain keys look past row-level security.
 */
export abstract class TenantEntity {
  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('uuid')
  id: string;
}
