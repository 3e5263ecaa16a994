import 'reflect-metadata';
import { createClient as createSocket } from 'graphql-ws';
import { Client } from 'pg';
import { WebSocket } from 'ws';
import { MailboxService } from '@consilium/server/notifications';
import {
  buildHospital,
  operationId,
  startTestServer,
  type Persona,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { countStatements } from './count-statements';
import { inboxQuery, notificationsRoom, type Line } from './notifications-room';
import { standing } from './standing';

const markRead = `mutation ($operationId: ID!, $ids: [ID!]!) {
  markRead(operationId: $operationId, ids: $ids) {
    __typename ... on InboxMarked { ids unread } ... on Refused { code } } }`;
const mailboxQuery = `{ mailbox { whose more mails { recipient subject body locale state } }
  mailHealth { waiting failed keptHere } }`;

describe('inbox and mailbox over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let owner: Client;
  let chu: TestHospital;
  let file: TestEvaluation;
  const { as, inbox, mine, record } = notificationsRoom(() => ({
    started,
    application,
    owner,
    chu,
    file,
  }));

  beforeAll(async () => {
    started = await startTestServer();
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    chu = await buildHospital(started.ownerUrl, 'chu');
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
  });
  beforeEach(async () => {
    file = await chu.addEvaluation();
  });
  afterAll(async () => {
    await application?.close();
    await owner?.end();
    await started?.close();
  });

  /** Lines that lead into no file. */
  const inboxOfAccounts = async (persona: Persona) =>
    (await inbox(persona, { first: 100 })).items.filter(
      ({ path }) => !path.startsWith('evaluations/'),
    );

  describe('the inbox', () => {
    const assigned = (persona: Persona, part: string) =>
      record({
        type: 'part.assigned',
        subject: { kind: 'evaluation', id: file.id },
        data: { partIds: [file.parts[part]], seatIds: [file.seats[persona]] },
      });

    it('is marked by its owner alone, line by line or whole', async () => {
      await assigned('buyer', 'Q08/buyer');
      await assigned('clinician', 'Q01/clinician');
      await started.deliver();
      const before = await inbox('clinician');
      const [line] = await mine('clinician');
      const mark = async (persona: Persona, ids: (string | undefined)[]) =>
        (await (await as(persona)).ask(markRead, { operationId: operationId(), ids }))['markRead'];
      expect(await mark('biomedical', [line?.id])).toMatchObject({ ids: [] });
      expect(await mark('clinician', [line?.id])).toEqual({
        __typename: 'InboxMarked',
        ids: [line?.id],
        unread: before.unread - 1,
      });
      expect(await mark('clinician', ['x'])).toMatchObject({ code: 'invalid_input' });
      expect((await mine('clinician'))[0]?.readAt).toEqual(expect.any(String));
      await (
        await as('clinician')
      ).ask(
        `mutation ($operationId: ID!) { markAllRead(operationId: $operationId) { __typename } }`,
        { operationId: operationId() },
      );
      expect((await inbox('clinician', { unreadOnly: true })).items).toEqual([]);
      expect((await inbox('clinician')).unread).toBe(0);
    });

    it('pages through everything once, unread first, in as many statements for one line as for many', async () => {
      for (const part of ['Q01/clinician', 'Q01/clinician', 'Q01/clinician', 'Q01/clinician']) {
        await assigned('clinician', part);
      }
      await started.deliver();
      const [first] = await mine('clinician');
      await (await as('clinician')).ask(markRead, { operationId: operationId(), ids: [first?.id] });
      const whole = (await inbox('clinician', { first: 100 })).items;
      const seen: Line[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof inbox>> = await inbox('clinician', {
          first: 3,
          after,
        });
        seen.push(...page.items);
        after = page.endCursor;
      } while (after !== null);
      expect(seen).toEqual(whole);
      const unreadAgain = whole.findIndex(({ readAt }) => readAt !== null);
      expect(whole.slice(unreadAgain).every(({ readAt }) => readAt !== null)).toBe(true);

      const statements = (count: number): Promise<number> =>
        countStatements(() => inbox('clinician', { first: count }));
      await statements(4);
      expect(await statements(4)).toBe(await statements(1));
    });

    it('speaks the language asked for, and refuses a broken cursor', async () => {
      await assigned('clinician', 'Q01/clinician');
      await started.deliver();
      const [english] = (await inbox('clinician', { locale: 'en', first: 1 })).items;
      expect(english?.text).toMatch(/^A part has been assigned to you: “/);
      const client = await as('clinician');
      for (const variables of [{ after: 'bm8' }, { first: 0 }, { first: 101 }]) {
        const { errors } = await client.send(inboxQuery, variables);
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
      }
    });

    it('forgets files that its owner may no longer see, in lines and in the count', async () => {
      await assigned('buyer', 'Q08/buyer');
      await started.deliver();
      const before = await inbox('buyer');
      expect(await mine('buyer')).toHaveLength(1);
      await owner.query(`update seat set seated_to = '2021-01-01' where id = $1`, [
        file.seats.buyer,
      ]);
      expect(await mine('buyer')).toEqual([]);
      expect((await inbox('buyer')).unread).toBe(before.unread - 1);
    });

    it('tells of functions given and taken, and of invited people only while one invites', async () => {
      const change = async (persona: Persona, functions: string[]) => {
        const { changeMember } = await (
          await as('director')
        ).ask<{ changeMember: { __typename: string } }>(
          `mutation ($input: ChangeMemberInput!) { changeMember(input: $input) { __typename } }`,
          {
            input: {
              operationId: operationId(),
              memberId: chu.members[persona],
              displayName: persona,
              profession: 'physician',
              functions,
              active: true,
            },
          },
        );
        expect(changeMember.__typename).not.toBe('Refused');
        await started.deliver();
      };
      const [known] = await inboxOfAccounts('chair');
      expect(known).toBeUndefined();
      await change('chair', ['coordinator']);
      await change('chair', ['coordinator']);
      expect((await inboxOfAccounts('chair')).map(({ text }) => text)).toEqual([
        'director a changé vos fonctions dans l’établissement. Reçues\u00a0: Coordinateur.',
      ]);
      // Who invited is told of the arrival, as long as she may invite.
      await owner.query(
        `insert into invitation (organisation_id, id, email, display_name, locale, profession, functions,
           token_hash, invited_by, created_at, expires_at, accepted_at)
         values ($1, gen_random_uuid(), 'neuve@chu.test', 'Neuve', 'fr', 'nurse', '{}', 'x', $2, now(), now(), now())`,
        [chu.id, chu.members.chair],
      );
      const {
        rows: [invitation],
      } = await owner.query<{ id: string }>(
        `select id from invitation where email = 'neuve@chu.test'`,
      );
      await record(
        {
          evaluationId: null,
          type: 'member.joined',
          subject: { kind: 'member', id: chu.members.buyer },
          data: { invitationId: invitation?.id },
        },
        null,
      );
      await started.deliver();
      const told = await inbox('chair', { first: 100 });
      expect(told.items[0]).toMatchObject({
        kind: 'person_joined',
        path: `admin/people/${chu.members.buyer}`,
      });
      await change('chair', []);
      const after = await inbox('chair', { first: 100 });
      expect(after.items.filter(({ kind }) => kind === 'person_joined')).toEqual([]);
      // One line gone, one come: the function taken.
      expect(after.unread).toBe(told.unread);
      expect(await inboxOfAccounts('buyer')).toEqual([]);
    });

    it('changes live for its owner and nobody else', async () => {
      type Heard = { readonly ids: readonly string[]; readonly unread: number };
      const heard = { clinician: [] as Heard[], biomedical: [] as Heard[] };
      const errors: unknown[] = [];
      const both = standing(started.server.live, 2);
      const listeners = await Promise.all(
        (['clinician', 'biomedical'] as const).map(async (persona) => {
          const cookie = (await as(persona)).sessionCookie;
          const socket = createSocket({
            url: `${application.url.replace('http', 'ws')}/graphql`,
            connectionParams: { organisation: chu.slug },
            webSocketImpl: class extends WebSocket {
              constructor(url: string, protocols: string) {
                super(url, protocols, { headers: { cookie, origin: application.url } });
              }
            },
          });
          const stop = socket.subscribe(
            { query: 'subscription { inboxChanged { ids unread } }' },
            {
              next: ({ data }) => heard[persona].push(data?.['inboxChanged'] as Heard),
              error: (error) => errors.push(error),
              complete: () => undefined,
            },
          );
          return async () => {
            stop();
            await socket.dispose();
          };
        }),
      );
      await both;
      const { unread } = await inbox('clinician');
      await assigned('clinician', 'Q01/clinician');
      await started.deliver();
      const [line] = await mine('clinician');
      const told = async (persona: 'clinician' | 'biomedical', id: string) => {
        for (let tries = 0; tries < 250; tries += 1) {
          const found = heard[persona].find(({ ids }) => ids.includes(id));
          if (found) return found;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        throw new Error(`${persona} was not told of ${id}`);
      };
      expect((await told('clinician', line!.id)).unread).toBe(unread + 1);
      // The other one listens: she hears of her own.
      await assigned('biomedical', 'Q02/biomedical');
      await started.deliver();
      await told('biomedical', (await mine('biomedical'))[0]!.id);
      expect(errors).toEqual([]);
      expect(heard.biomedical.flatMap(({ ids }) => ids)).not.toContain(line!.id);
      await Promise.all(listeners.map((end) => end()));
    });
  });

  describe('the mailbox', () => {
    it('is the administrator’s where there is no mail server, and hidden from members', async () => {
      await record({
        type: 'round.opened',
        subject: { kind: 'round', id: file.id },
        data: { n: 1 },
      });
      await started.deliver();
      const kept = await (await as('director')).ask<Record<string, never>>(mailboxQuery);
      expect(kept['mailbox']).toMatchObject({ whose: 'everyone' });
      expect(kept['mailHealth']).toMatchObject({ failed: 0, keptHere: true });
      const member = await (await as('clinician')).ask(mailboxQuery);
      expect(member).toEqual({ mailbox: null, mailHealth: null });
    });

    it('holds the own mails of each member in the demo', async () => {
      const { server } = started;
      const demo = { ...server.configuration, demo: true };
      const actor = {
        principal: { kind: 'person' as const, id: chu.members.clinician },
        organisationId: chu.id,
        organisationFunctions: [],
        correlationId: 'test',
      };
      const own = await server.unitOfWork.read(actor, (tx) =>
        new MailboxService(demo).mailbox(tx, 100),
      );
      expect(own).toMatchObject({ whose: 'own' });
      const recipients = 'mails' in own ? own.mails.map(({ recipient }) => recipient) : [];
      expect(new Set(recipients)).toEqual(new Set([chu.emails.clinician]));
    });
  });
});
