import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { Client } from 'pg';
import { v4 } from 'uuid';
import type { Id } from '@consilium/domain/kernel';
import { composeLibraryTemplate } from '@consilium/domain/templates';
import { InvitationLinks, InvitationsService } from '../access';
import type { Server } from '../composition/server';
import type { Actor } from '../platform/database';
import { canonicalTemplateOf, publishTemplate } from '../templates';
import { earlierEditionOf, earlierPublishedAt } from './earlier-template';
import { decided, halfAnswered, inRound, outOfScope, requested } from './files';
import {
  demoHospital,
  demoPassword,
  demoPersonas,
  otherDemoHospital,
  type DemoPersona,
} from './personas';
import { must, Stage } from './stage';

const demoSlug = 'val-clair';
const lastDemoSlug = 'les-ormes';

/** What accounts of the demo begin with; nobody knows it. */
const firstPassword = randomBytes(24).toString('base64url');

const founderOf = (organisation: string): DemoPersona => {
  const founder = demoPersonas.find(
    (persona) =>
      persona.organisation === organisation &&
      persona.organisationFunctions.includes('administrator'),
  );
  if (!founder) throw new Error(`nobody founds ${organisation}`);
  return founder;
};

/**
 * Fills an empty database with two fictional hospitals and files in several phases; does nothing
 * when any organisation exists. All of it is done by the fictional people through the product's own
 * doors, so that the demo cannot show what the product would refuse.
 */
export async function seedDemo(server: Server): Promise<void> {
  if (!(await server.gate.isEmpty())) return;
  const committeeId = await foundHospital(server, demoHospital, demoSlug);
  const stage = await seatCommittee(server, committeeId);
  await publishPasswords(server, demoHospital);
  await requested(stage);
  await outOfScope(stage);
  await halfAnswered(stage);
  await inRound(stage);
  await decided(stage);
  await foundHospital(server, otherDemoHospital, lastDemoSlug);
  await publishPasswords(server, otherDemoHospital);
}

/**
 * Gives the people of a demo hospital the one password that the sign-in page prints. No door of the
 * product would accept it: it is public.
 */
async function publishPasswords(server: Server, organisation: string): Promise<void> {
  const hashed = await hash(demoPassword);
  const emails = demoPersonas
    .filter((persona) => persona.organisation === organisation)
    .map(({ email }) => email);
  await server.dataSource.query(
    `select consilium_set_password(known.account_id, $2)
       from unnest($1::text[]) email cross join lateral consilium_credentials(email) known`,
    [emails, hashed],
  );
}

/**
 * Empties the database when an earlier start was cut off in the middle of the demo: nobody can have
 * worked in it, since the product opens only once the demo is whole. The second hospital, founded
 * last, says that it is. Returns whether the database is empty, and the demo still to be made.
 */
export async function clearUnfinishedDemo(ownerUrl: string): Promise<boolean> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ empty: boolean; unfinished: boolean }>(
      `select not exists (select 1 from organisation) as empty,
         exists (select 1 from organisation where slug = $1)
         and not exists (select 1 from organisation where slug = $2) as unfinished`,
      [demoSlug, lastDemoSlug],
    );
    if (rows[0]?.unfinished !== true) return rows[0]?.empty === true;
    const tables = await owner.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname = 'public' and tablename <> 'migrations'`,
    );
    await owner.query(`truncate ${tables.rows.map(({ name }) => name).join(', ')}`);
    return true;
  } finally {
    await owner.end();
  }
}

async function foundHospital(
  server: Server,
  organisation: string,
  slug: string,
): Promise<{ organisationId: Id; memberId: Id; committeeId: Id }> {
  const founder = founderOf(organisation);
  const input = {
    organisation,
    slug,
    timeZone: 'Europe/Paris',
    administrator: founder.displayName,
    email: founder.email,
    password: firstPassword,
    locale: 'fr',
    profession: founder.profession,
    foundingAct: 'Décision du directeur n° 2025-47 (fictive)',
    foundedOn: '2025-12-08',
  };
  return must(await server.access.setUp.foundAnother(input, 'demo'));
}

/** Invited by the administrator, and joining by an own act, as everybody does. */
async function join(server: Server, administrator: Actor, persona: DemoPersona): Promise<Id> {
  // Handed over, whether or not a mail server is configured: nobody reads the mail of a demo.
  const { http } = server.configuration;
  const invitations = new InvitationsService(server.unitOfWork, new InvitationLinks({ http }));
  const { link } = must(
    await invitations.invite(administrator, {
      operationId: v4(),
      email: persona.email,
      displayName: persona.displayName,
      profession: persona.profession,
      functions: persona.organisationFunctions,
      locale: 'fr',
    }),
  );
  if (!link) throw new Error('an invitation of the demo went by mail');
  const token = new URL(link).hash.slice(1);
  const { memberId } = must(
    await server.access.acceptance.accept(
      { token, displayName: persona.displayName, locale: 'fr', password: firstPassword },
      null,
      { from: 'demo', device: undefined },
      'demo',
    ),
  );
  return memberId;
}

async function seatCommittee(
  server: Server,
  founded: { organisationId: Id; memberId: Id; committeeId: Id },
): Promise<Stage> {
  const founder = founderOf(demoHospital);
  const administrator: Actor = {
    principal: { kind: 'person', id: founded.memberId },
    organisationId: founded.organisationId,
    organisationFunctions: ['administrator'],
    correlationId: 'demo',
  };
  const members = new Map([[founder.email, founded.memberId]]);
  for (const persona of demoPersonas) {
    if (persona.organisation !== demoHospital || persona.email === founder.email) continue;
    const memberId = await join(server, administrator, persona);
    members.set(persona.email, memberId);
  }
  must(
    await server.access.people.changeMember(administrator, {
      operationId: v4(),
      memberId: founded.memberId,
      displayName: founder.displayName,
      profession: founder.profession,
      functions: founder.organisationFunctions,
      active: true,
    }),
  );
  for (const name of ['Site Nord', 'Site Sud']) {
    must(await server.access.organisation.saveSite(administrator, { operationId: v4(), name }));
  }
  for (const persona of demoPersonas) {
    const memberId = members.get(persona.email);
    if (!persona.seat || !memberId) continue;
    must(
      await server.access.committees.saveSeat(administrator, {
        operationId: v4(),
        committeeId: founded.committeeId,
        memberId,
        profession: persona.profession,
        answerRoles: persona.seat.answerRoles,
        // Whoever requests a file is its requester; on the committee nobody is.
        functions: persona.seat.functions.filter((name) => name !== 'requester'),
        votes: persona.seat.votes,
        mandateFrom: '2026-01-01',
      }),
    );
  }
  const template = composeLibraryTemplate();
  const document = earlierEditionOf(template);
  const id = must(
    await server.unitOfWork.actInOrganisation(
      administrator,
      'template.publish',
      { operationId: v4() },
      (tx) => publishTemplate(tx, canonicalTemplateOf(document), earlierPublishedAt),
    ),
  );
  const { today } = await server.unitOfWork.read(administrator, (tx) =>
    server.access.organisation.organisation(tx),
  );
  return new Stage(server, founded.organisationId, members, template, { id, document }, today);
}
