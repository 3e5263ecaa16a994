import { Column, Entity, ForeignKey, Unique } from 'typeorm';
import { Organisation } from '../access';
import { TenantEntity } from '../platform/database/tenant.entity';

/** A published template: one immutable document. An evaluation pins one and keeps it. */
@Entity()
@ForeignKey(() => Organisation, ['organisationId'], ['id'])
@Unique(['organisationId', 'templateKey', 'version'])
export class TemplateVersion extends TenantEntity {
  @Column('text')
  templateKey: string;

  @Column('text')
  version: string;

  /** Hash of the canonical document, hexadecimal. */
  @Column('text')
  contentHash: string;

  @Column('text', { default: 'sha-256' })
  hashAlg: string;

  /** The exact canonical text that was hashed (RFC 8785). */
  @Column('text')
  document: string;

  @Column('timestamptz', { default: () => 'now()' })
  publishedAt: Date;
}

export const templatesEntities = [TemplateVersion];
