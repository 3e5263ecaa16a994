import { makeRecoveryLink } from '@consilium/server/access';
import {
  ApiClient,
  operationId,
  startMailSink,
  testPassword,
  type MailSink,
} from '@consilium/testing';
import { openScene, type Scene } from './scene';

const tokenOf = (link: string | null | undefined): string => new URL(link ?? '').hash.slice(1);
const chosen = 'mille feuilles au vent';

interface Reply {
  readonly ok?: boolean;
  readonly code?: string;
  readonly email?: string;
  readonly suspends?: boolean;
  readonly link?: string | null;
}

const ask = (scene: Scene, email: string, client = new ApiClient(scene.application.url)) =>
  client.send<{ askForPassword: Reply }>(
    'mutation ($email: String!) { askForPassword(email: $email) { ... on Done { ok } ... on Refused { code } } }',
    { email },
  );
const offer = async (scene: Scene, token: string): Promise<Reply> =>
  (
    await new ApiClient(scene.application.url).ask<{ resetLink: Reply }>(
      'query ($token: String!) { resetLink(token: $token) { ... on ResetOffer { email suspends } ... on Refused { code } } }',
      { token },
    )
  ).resetLink;
const choose = async (scene: Scene, token: string, password = chosen): Promise<Reply> =>
  (
    await new ApiClient(scene.application.url).ask<{ choosePassword: Reply }>(
      `mutation ($token: String!, $password: String!) { choosePassword(token: $token, password: $password) {
         ... on Done { ok } ... on Refused { code } } }`,
      { token, password },
    )
  ).choosePassword;

interface AccountLine {
  readonly kind: string;
  readonly about: string;
  readonly path: string;
  readonly text: string;
  readonly evaluationId: string | null;
}

/** Lines of the inbox that are about no file, newest first. */
const accountLines = async (client: ApiClient): Promise<AccountLine[]> => {
  const { inbox } = await client.ask<{ inbox: { items: AccountLine[] } }>(
    '{ inbox(first: 100) { items { kind about path text evaluationId } } }',
  );
  return inbox.items.filter(({ about }) => about !== 'file');
};

describe('a password replaced by an administrator’s link, over HTTP', () => {
  let scene: Scene;
  /** The chu's clinician, as a member of the other hospital. */
  let shared: string;

  beforeAll(async () => {
    scene = await openScene();
    const [row] = await scene.rows<{ id: string }>(
      `insert into member (organisation_id, id, account_id, display_name, email, locale, profession, functions)
       select $1, gen_random_uuid(), id, 'Partagée', email, 'fr', 'nurse', '{administrator}'
         from account where email = $2 returning id`,
      [scene.other.id, scene.chu.emails.clinician],
    );
    shared = row!.id;
  });
  afterAll(() => scene?.close());

  const makeLink = async (memberId: string, hospital = scene.chu): Promise<Reply> => {
    const client = await scene.as('director', hospital);
    const { makeResetLink } = await client.ask<{ makeResetLink: Reply }>(
      `mutation ($op: ID!, $id: ID!) { makeResetLink(operationId: $op, memberId: $id) {
         ... on ResetLinkMade { link } ... on Refused { code } } }`,
      { op: operationId(), id: memberId },
    );
    return makeResetLink;
  };
  const enter = async (password: string) => {
    const client = new ApiClient(scene.application.url, 'chu');
    await client.signIn(scene.chu.emails.clinician, password);
    const { viewer } = await client.ask<{
      viewer: {
        memberships: { slug: string }[];
        waiting: { slug: string; organisation: string }[];
      };
    }>('{ viewer { memberships { slug } waiting { slug organisation } } }');
    return { client, open: viewer.memberships.map(({ slug }) => slug), waiting: viewer.waiting };
  };
  const change = (name: string, values: Record<string, unknown>, hospital = scene.chu) =>
    scene.change('director', name, values, { hospital });
  const setActive = (active: boolean) =>
    change('changeMember', {
      memberId: scene.chu.members.clinician,
      displayName: 'clinician',
      profession: 'radiologist',
      functions: [],
      active,
    });

  it('closes the person’s other hospitals until one of theirs confirms, also where she was let go', async () => {
    const { chu, other } = scene;
    const before = await enter(testPassword);
    expect(before.open).toEqual(['chu', 'other']);
    expect((await setActive(false)).__typename).not.toBe('Refused');
    // The other hospital takes her account over.
    const { link } = await makeLink(shared, other);
    expect(await offer(scene, tokenOf(link))).toEqual({
      email: chu.emails.clinician,
      suspends: true,
    });
    expect(await choose(scene, tokenOf(link), 'trop court')).toEqual({ code: 'password_too_weak' });
    for (const known of ['Hôpital other 2026', 'Partagée 123456', chu.emails.clinician]) {
      expect(await choose(scene, tokenOf(link), known)).toEqual({ code: 'password_personal' });
    }
    const inviter = [chu.members.clinician, shared];
    await scene.rows(
      `insert into invitation (organisation_id, id, email, display_name, profession, locale, functions,
         invited_by, token_hash, created_at, expires_at)
       select organisation_id, gen_random_uuid(), 'moi@ailleurs.test', 'Moi', 'nurse', 'fr', '{}', id,
         decode(replace(id::text, '-', ''), 'hex'), now(), now() + interval '9 days'
         from member where id = any($1)`,
      [inviter],
    );
    expect(await choose(scene, tokenOf(link))).toEqual({ ok: true });
    // Where she waits to be confirmed, whom she invited waits in vain; on record.
    expect(
      await scene.rows(
        `select i.invited_by, e.organisation_id from invitation i
           left join event e on e.subject_id = i.id and e.type = 'invitation.revoked'
          where i.revoked_at is not null`,
      ),
    ).toEqual([{ invited_by: chu.members.clinician, organisation_id: chu.id }]);
    expect(
      (await before.client.send('{ people { memberId } }')).errors?.[0]?.extensions,
    ).toMatchObject({
      code: 'NOT_SIGNED_IN',
    });
    expect(await choose(scene, tokenOf(link))).toEqual({ code: 'link_not_valid' });
    expect((await setActive(true)).__typename).not.toBe('Refused');
    const taken = await enter(chosen);
    expect(taken.open).toEqual(['other']);
    expect(taken.waiting).toEqual([{ slug: 'chu', organisation: 'Hôpital chu' }]);
    expect(
      (await taken.client.send('{ people { memberId } }')).errors?.[0]?.extensions,
    ).toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    const people = await scene.ask<{ memberId: string; suspended: boolean }[]>(
      'director',
      'people',
      { includeInactive: true },
      '{ memberId suspended }',
    );
    expect(people.filter(({ suspended }) => suspended).map(({ memberId }) => memberId)).toEqual([
      chu.members.clinician,
    ]);
    const recorded = await scene.rows<{
      organisation_id: string;
      subject_id: string;
      data: unknown;
    }>(`select organisation_id, subject_id, data from event where type = 'member.password_reset'`);
    expect(recorded).toHaveLength(2);
    expect(recorded).toEqual(
      expect.arrayContaining([
        {
          organisation_id: other.id,
          subject_id: shared,
          data: { origin: 'administrator', here: true, suspended: false },
        },
        {
          organisation_id: chu.id,
          subject_id: chu.members.clinician,
          data: { origin: 'administrator', here: false, suspended: true },
        },
      ]),
    );
    // She is told in both, the administrator who has to confirm her too, and nobody twice.
    const tellings = async () => {
      await scene.started.deliver();
      return scene.rows<{ recipient: string; about: string }>(
        `select m.recipient, i.kind as about, m.body ~ 'reste fermé' as suspended
           from mail m join inbox_item i on m.dedupe_key = 'inbox:' || i.id
          where i.evaluation_id is null order by 1, 2, 3`,
      );
    };
    const expected = [
      { recipient: chu.emails.clinician, about: 'password_reset', suspended: false },
      { recipient: chu.emails.clinician, about: 'password_reset', suspended: true },
      { recipient: chu.emails.director, about: 'person_to_confirm', suspended: false },
    ];
    const administrators = (told: { about: string; recipient: string }[]) =>
      told.filter(
        ({ about, recipient }) =>
          about !== 'person_to_confirm' || recipient === chu.emails.director,
      );
    expect(administrators(await tellings())).toEqual(expected);
    await scene.rows(
      `insert into outbox_item (organisation_id, event_id, type, created_at)
       select organisation_id, id, type, now() from event where type = 'member.password_reset'
       on conflict do nothing`,
    );
    expect(administrators(await tellings())).toEqual(expected);
    const confirmed = await change('confirmMember', { memberId: chu.members.clinician });
    expect(confirmed.__typename).not.toBe('Refused');
    const back = await enter(chosen);
    expect(back.open).toEqual(['chu', 'other']);
    // What she was told waits in both inboxes, also what happened while this one was closed to her.
    await scene.started.deliver();
    const inChu = await accountLines(back.client);
    expect(inChu).toMatchObject([
      { kind: 'membership_confirmed', about: 'account', path: 'account', evaluationId: null },
      { kind: 'password_reset', about: 'account', path: 'account' },
    ]);
    expect(inChu[0]?.text).toBe(
      'director a confirmé que c’est bien vous\u00a0: Hôpital chu vous est de nouveau ouvert.',
    );
    const elsewhere = new ApiClient(scene.application.url, 'other');
    await elsewhere.signIn(chu.emails.clinician, chosen);
    expect((await accountLines(elsewhere)).map(({ kind }) => kind)).toEqual([
      'password_reset',
      'reset_link_made',
    ]);
    expect(await accountLines(await scene.as('director'))).toMatchObject([
      { kind: 'person_to_confirm', about: 'people', path: `admin/people/${chu.members.clinician}` },
    ]);
    expect(await accountLines(await scene.as('coordinator'))).toEqual([]);
  });

  it('is not to be had for a stranger, beyond the wall, or twice', async () => {
    const { chu, other } = scene;
    expect(await makeLink(other.members.buyer)).toEqual({ code: 'not_found' });
    expect(await makeLink('x')).toEqual({ code: 'not_found' });
    const coordinator = await scene.change('coordinator', 'makeResetLink', {
      memberId: chu.members.buyer,
    });
    expect(coordinator.code).toBe('not_permitted');
    expect((await change('confirmMember', { memberId: other.members.buyer })).code).toBe(
      'not_found',
    );
    const first = await makeLink(chu.members.buyer);
    const second = await makeLink(chu.members.buyer);
    expect(await offer(scene, tokenOf(first.link))).toEqual({ code: 'link_not_valid' });
    await scene.rows('update password_reset set expires_at = now() where origin = $1', [
      'administrator',
    ]);
    expect(await choose(scene, tokenOf(second.link))).toEqual({ code: 'link_not_valid' });
    const third = tokenOf((await makeLink(chu.members.buyer)).link);
    const both = await Promise.all([
      choose(scene, third),
      choose(scene, third, 'une phrase de plus'),
    ]);
    expect(both.map(({ code }) => code ?? 'done').sort()).toEqual(['done', 'link_not_valid']);
    for (const forged of ['', 'x', third.slice(1), 'é'.repeat(9000)]) {
      expect(await offer(scene, forged)).toEqual({ code: 'link_not_valid' });
    }
  });

  it('is recovered on the server when nobody else can help, which confirms her everywhere', async () => {
    const { chu } = scene;
    const url = scene.started.server.configuration.http.publicUrl;
    const make = (email: string) => makeRecoveryLink(scene.started.ownerUrl, url, email);
    expect(await make(chu.emails.buyer)).toBeNull();
    expect(await make('personne@chu.test')).toBeNull();
    await scene.rows('update member set suspended_at = now() where id = $1', [
      chu.members.director,
    ]);
    const link = await make(` ${chu.emails.director.toUpperCase()} `);
    expect(link?.startsWith(`${url}/reset#`)).toBe(true);
    expect(await offer(scene, tokenOf(link))).toEqual({
      email: chu.emails.director,
      suspends: false,
    });
    expect(await choose(scene, tokenOf(link))).toEqual({ ok: true });
    const director = new ApiClient(scene.application.url, 'chu');
    await director.signIn(chu.emails.director, chosen);
    expect((await director.send('{ people { memberId } }')).errors).toBeUndefined();
  });

  it('says the same to whoever asks where no mail is sent, and writes nothing', async () => {
    const answers = [
      await ask(scene, scene.chu.emails.dpo),
      await ask(scene, 'personne@nulle.test'),
    ];
    expect(answers.map(({ data }) => data.askForPassword)).toEqual([{ ok: true }, { ok: true }]);
    expect(await scene.rows(`select 1 from password_reset where origin = 'mail'`)).toEqual([]);
    expect(await scene.rows('select 1 from mail where secret is not null')).toEqual([]);
  });
});

describe('a lost password where mails are sent, over HTTP', () => {
  let scene: Scene;
  let sink: MailSink;

  beforeAll(async () => {
    sink = await startMailSink();
    scene = await openScene({ SMTP_URL: sink.url });
    await scene.started.startBackground();
  });
  afterAll(async () => {
    await scene?.close();
    await sink?.close();
  });

  const mailTo = async (to: string): Promise<string> => {
    const end = Date.now() + 20_000;
    for (;;) {
      const mail = sink.taken.find((one) => one.to === to);
      if (mail) return mail.text ?? '';
      if (Date.now() > end) throw new Error('the mail did not come');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('is replaced by its owner alone, through a mail that says nothing to strangers', async () => {
    const { chu } = scene;
    const buyer = await scene.as('buyer');
    const known = await ask(scene, chu.emails.buyer.toUpperCase());
    const unknown = await ask(scene, 'personne@nulle.test');
    expect({ ...known, headers: null }).toEqual({ ...unknown, headers: null });
    // Asking leaves as much behind where nobody has the address.
    expect(
      await scene.rows('select account_id is null as nobody from password_reset order by 1'),
    ).toEqual([{ nobody: false }, { nobody: true }]);
    const link = /http\S+\/reset#\S+/.exec(await mailTo(chu.emails.buyer))?.[0];
    expect(sink.taken.map(({ to }) => to)).toEqual([chu.emails.buyer]);
    const token = tokenOf(link);
    expect(await offer(scene, token)).toEqual({ email: chu.emails.buyer, suspends: false });
    expect(await choose(scene, token)).toEqual({ ok: true });
    expect((await buyer.send('{ people { memberId } }')).errors?.[0]?.extensions['code']).toBe(
      'NOT_SIGNED_IN',
    );
    await new ApiClient(scene.application.url).signIn(chu.emails.buyer, chosen);
    expect(await choose(scene, token)).toEqual({ code: 'link_not_valid' });
    const kept = await scene.rows(`select secret from mail where dedupe_key like 'reset:%'`);
    expect(kept).toEqual([{ secret: null }]);
    const administrator = await scene.change('director', 'makeResetLink', {
      memberId: chu.members.buyer,
    });
    expect(administrator.code).toBe('reset_by_mail');
  });

  it('is asked for a bounded number of times', async () => {
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < 12; i += 1) {
      codes.push((await ask(scene, 'cible@nulle.test')).data.askForPassword.code);
    }
    expect(codes.at(-1)).toBe('too_many_attempts');
    expect((await ask(scene, 'pas une adresse')).data.askForPassword.code).toBe('email_malformed');
  });
});
