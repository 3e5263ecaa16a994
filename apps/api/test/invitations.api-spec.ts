import { createHash } from 'node:crypto';
import {
  ApiClient,
  operationId,
  startMailSink,
  testPassword,
  type Persona,
} from '@consilium/testing';
import { openScene, type Scene } from './scene';

interface Invited {
  readonly code?: string;
  readonly details?: Record<string, unknown>;
  readonly mailed?: boolean;
  readonly people?: { invitationId: string; email: string; link: string | null }[];
}
interface Entered {
  readonly code?: string;
  readonly message?: string;
  readonly viewer?: {
    email: string;
    locale: string;
    memberships: { slug: string; functions: string[] }[];
  };
}

const ownPassword = 'trois barques vertes';
const invitedFields = `{ ... on Refused { code details }
  ... on PeopleInvited { mailed people { invitationId email link } } }`;
const tokenOf = (link: string | null | undefined): string => new URL(link ?? '').hash.slice(1);

/** What everybody in these stories does. */
const acts = (scene: Scene) => {
  const stranger = () => new ApiClient(scene.application.url);
  const invite = async (
    who: Persona,
    email: string,
    { functions = [] as string[], operation = operationId(), hospital = scene.chu } = {},
  ): Promise<Invited> => {
    const client = await scene.as(who, hospital);
    const { invite } = await client.ask<{ invite: Invited }>(
      `mutation ($input: InviteInput!) { invite(input: $input) ${invitedFields} }`,
      {
        input: {
          operationId: operation,
          email,
          displayName: 'Ines Diaz',
          profession: 'nurse',
          functions,
          locale: 'fr',
        },
      },
    );
    return invite;
  };
  return {
    stranger,
    invite,
    /** A fresh link for the address. */
    link: async (
      email: string,
      hospital = scene.chu,
      functions: string[] = [],
    ): Promise<string> => {
      const { people, code } = await invite('director', email, { hospital, functions });
      if (!people?.[0]) throw new Error(`not invited: ${code}`);
      return tokenOf(people[0].link);
    },
    idOf: async (email: string): Promise<string> =>
      (await scene.rows<{ id: string }>('select id from invitation where email = $1', [email]))[0]!
        .id,
    again: async (who: Persona, invitationId: string): Promise<Invited> =>
      (
        await (
          await scene.as(who)
        ).ask<{ inviteAgain: Invited }>(
          `mutation ($op: ID!, $id: ID!) { inviteAgain(operationId: $op, invitationId: $id) ${invitedFields} }`,
          { op: operationId(), id: invitationId },
        )
      ).inviteAgain,
    revoke: (who: Persona, invitationId: string) =>
      scene.change(who, 'revokeInvitation', { invitationId }),
    offer: async (token: string): Promise<Record<string, unknown>> =>
      (
        await stranger().ask<{ invitation: Record<string, unknown> }>(
          `query ($token: String!) { invitation(token: $token) { __typename
             ... on Refused { code message details }
             ... on InvitationOffer { organisation inviter email displayName locale } } }`,
          { token },
        )
      ).invitation,
    accept: async (
      token: string,
      {
        client = stranger(),
        password = ownPassword as string | null,
        displayName = 'Inès Díaz',
      } = {},
    ): Promise<Entered> =>
      (
        await client.ask<{ acceptInvitation: Entered }>(
          `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
             ... on Refused { code message }
             ... on SignedIn { viewer { email locale memberships { slug functions } } } } }`,
          { input: { token, displayName, password, locale: 'en' } },
        )
      ).acceptInvitation,
    importPeople: async (text: string, operation = operationId()): Promise<Invited> =>
      (
        await (
          await scene.as('director')
        ).ask<{ importPeople: Invited }>(
          `mutation ($op: ID!, $text: String!) { importPeople(operationId: $op, text: $text) ${invitedFields} }`,
          { op: operation, text },
        )
      ).importPeople,
  };
};

describe('inviting people where no mail server is configured, over HTTP', () => {
  let scene: Scene;
  let act: ReturnType<typeof acts>;

  beforeAll(async () => {
    scene = await openScene();
    act = acts(scene);
  });
  afterAll(() => scene?.close());

  const count = async (sql: string, values: unknown[] = []): Promise<number> =>
    (await scene.rows<{ n: number }>(`select count(*)::int as n from ${sql}`, values))[0]!.n;

  it('ends with the right of who invited: what she may no longer give, nobody takes', async () => {
    const friend = await scene.addMember('inviter', ['administrator', 'coordinator']);
    const client = await scene.signIn(friend.email);
    const inviting = async (email: string, functions: string[]): Promise<string> => {
      const { invite } = await client.ask<{ invite: Invited }>(
        `mutation ($input: InviteInput!) { invite(input: $input) ${invitedFields} }`,
        {
          input: {
            operationId: operationId(),
            email,
            displayName: 'Une autre',
            profession: 'nurse',
            functions,
            locale: 'fr',
          },
        },
      );
      return tokenOf(invite.people?.[0]?.link);
    };
    const [power, plain, last] = [
      await inviting('second-self@chu.test', ['administrator']),
      await inviting('colleague@chu.test', []),
      await inviting('third@chu.test', []),
    ];
    const becomes = (functions: string[], active = true) =>
      scene.change('director', 'changeMember', {
        memberId: friend.id,
        displayName: 'inviter',
        profession: 'nurse',
        functions,
        active,
      });
    expect((await becomes(['coordinator'])).code).toBeUndefined();
    expect(await act.accept(power)).toMatchObject({ code: 'link_not_valid' });
    expect((await act.accept(plain)).viewer).toMatchObject({ email: 'colleague@chu.test' });
    expect((await becomes(['coordinator'], false)).code).toBeUndefined();
    expect(await act.accept(last)).toMatchObject({ code: 'link_not_valid' });
    expect(await count(`event where type = 'invitation.revoked'`)).toBe(2);
  });

  it('gives the link once, to who invites, and keeps it nowhere', async () => {
    const operation = operationId();
    const first = await act.invite('director', 'Ines@CHU.test', { operation });
    const [person] = first.people ?? [];
    expect(first.mailed).toBe(false);
    expect(person).toMatchObject({
      email: 'ines@chu.test',
      link: expect.stringContaining('/invitation#'),
    });
    const token = tokenOf(person?.link);
    const repeated = await act.invite('director', 'Ines@CHU.test', { operation });
    expect(repeated.people).toEqual([{ ...person, link: null }]);
    expect(await count('mail')).toBe(0);
    const kept = await scene.rows<{ text: string }>(
      `select (select string_agg(o::text, '') from operation o) ||
         (select string_agg(e::text, '') from event e) || (select string_agg(i::text, '') from invitation i) as text`,
    );
    expect(kept[0]?.text).toContain(person!.invitationId);
    expect(kept[0]?.text).not.toContain(token);
    expect(await act.offer(token)).toEqual({
      __typename: 'InvitationOffer',
      organisation: 'Hôpital chu',
      inviter: 'director',
      email: 'ines@chu.test',
      displayName: 'Ines Diaz',
      locale: 'fr',
    });
    // Nobody has joined, and she cannot be given a seat yet.
    expect(await count('member where email = $1', ['ines@chu.test'])).toBe(0);
  });

  it('lets a new person join with a password of her own, once', async () => {
    const token = await act.link('neuf@chu.test', scene.chu, ['observer']);
    expect(await act.accept(token, { password: 'trop court' })).toMatchObject({
      code: 'password_too_weak',
    });
    const entered = await act.accept(token);
    expect(entered.viewer).toEqual({
      email: 'neuf@chu.test',
      locale: 'en',
      memberships: [{ slug: 'chu', functions: ['observer'] }],
    });
    const [member] = await scene.rows(
      'select display_name, locale, profession, active from member where email = $1',
      ['neuf@chu.test'],
    );
    expect(member).toEqual({
      display_name: 'Inès Díaz',
      locale: 'en',
      profession: 'nurse',
      active: true,
    });
    expect(
      await count(`event e join member m on m.id = e.subject_id
        where e.type = 'member.joined' and m.email = 'neuf@chu.test'`),
    ).toBe(1);
    expect(await act.accept(token, { password: 'une tout autre phrase' })).toMatchObject({
      code: 'link_not_valid',
    });
    await new ApiClient(scene.application.url).signIn('neuf@chu.test', ownPassword);
    expect(await act.invite('director', 'neuf@chu.test')).toMatchObject({ code: 'email_taken' });
  });

  it('says the same of forged, used, renewed and revoked links, and who holds one learns no more', async () => {
    const used = await act.link('servi@chu.test');
    await act.accept(used);
    const renewed = await act.link('renouvele@chu.test');
    const { people } = await act.again('director', await act.idOf('renouvele@chu.test'));
    const revoked = await act.link('retire@chu.test');
    await act.revoke('director', await act.idOf('retire@chu.test'));
    const answers = await Promise.all(
      ['', 'x'.repeat(5000), 'é\u0001', used, renewed, revoked].map(async (token) => [
        await act.offer(token),
        (await act.accept(token)).code,
      ]),
    );
    for (const answer of answers) {
      expect(answer).toEqual([
        {
          __typename: 'Refused',
          code: 'link_not_valid',
          message: 'This link is not valid, or no longer. Ask whoever gave it to you for another.',
          details: {},
        },
        'link_not_valid',
      ]);
    }
    expect((await act.accept(tokenOf(people?.[0]?.link))).viewer?.email).toBe('renouvele@chu.test');
    expect(await act.again('director', await act.idOf('servi@chu.test'))).toMatchObject({
      code: 'invitation_accepted',
    });
    expect(await act.revoke('director', await act.idOf('servi@chu.test'))).toMatchObject({
      code: 'invitation_accepted',
    });
  });

  it('offers to ask for another when it has expired, and a new link works', async () => {
    const token = await act.link('tard@chu.test');
    const [{ days } = { days: 0 }] = await scene.rows<{ days: number }>(
      `select extract(day from expires_at - created_at)::int as days from invitation where email = 'tard@chu.test'`,
    );
    expect(days).toBe(21);
    await scene.rows(`update invitation set expires_at = now() where email = 'tard@chu.test'`);
    expect(await act.offer(token)).toMatchObject({ code: 'invitation_expired' });
    expect(await act.accept(token)).toMatchObject({ code: 'invitation_expired' });
    const ask = async (of: string) =>
      (
        await act
          .stranger()
          .ask<{ askForInvitation: { code?: string; ok?: boolean } }>(
            'mutation ($token: String!) { askForInvitation(token: $token) { ... on Done { ok } ... on Refused { code } } }',
            { token: of },
          )
      ).askForInvitation;
    expect(await ask(token)).toEqual({ ok: true });
    expect(await ask(token)).toEqual({ ok: true });
    expect(await ask('inventé')).toEqual({ code: 'link_not_valid' });
    expect(await count(`event where type = 'invitation.asked'`)).toBe(1);
    await scene.started.deliver();
    const told = await scene.rows(
      `select m.recipient, m.subject from mail m join inbox_item i on m.dedupe_key = 'inbox:' || i.id
        where i.kind = 'invitation_asked'`,
    );
    expect(told).toEqual([
      {
        recipient: scene.chu.emails.director,
        subject: 'Nouvelle invitation demandée\u00a0: Hôpital chu',
      },
    ]);
    const listed = await scene.ask<{ email: string; state: string; asked: boolean }[]>(
      'coordinator',
      'invitations',
      {},
      '{ email state asked }',
    );
    expect(listed.find(({ email }) => email === 'tard@chu.test')).toEqual({
      email: 'tard@chu.test',
      state: 'expired',
      asked: true,
    });
    const { people } = await act.again('coordinator', await act.idOf('tard@chu.test'));
    expect((await act.accept(tokenOf(people?.[0]?.link))).viewer?.email).toBe('tard@chu.test');
  });

  it('leaves an account its owner’s: she joins by signing in, and the inviter learns nothing of it', async () => {
    const { other, chu } = scene;
    const known = await act.invite('director', other.emails.clinician);
    const unknown = await act.invite('director', 'personne@ailleurs.test');
    const shape = ({ people, ...rest }: Invited) => ({
      ...rest,
      people: people?.map(({ link, ...one }) => [Object.keys(one), link?.length]),
    });
    expect(shape(known)).toEqual(shape(unknown));
    const token = tokenOf(known.people?.[0]?.link);
    expect(Object.keys(await act.offer(token))).toEqual(
      Object.keys(await act.offer(tokenOf(unknown.people?.[0]?.link))),
    );
    expect(await act.accept(token, { password: 'choisi par quelqu’un' })).toMatchObject({
      code: 'invitation_account_exists',
    });
    expect(
      await act.accept(token, { client: await scene.as('buyer', other), password: null }),
    ).toMatchObject({
      code: 'invitation_for_another',
    });
    expect(
      await count('member where organisation_id = $1 and email = $2', [
        chu.id,
        other.emails.clinician,
      ]),
    ).toBe(0);
    const herself = await scene.as('clinician', other);
    const joined = await act.accept(token, { client: herself, password: null });
    expect(joined.viewer?.memberships.map(({ slug }) => slug)).toEqual(['chu', 'other']);
    // By her password too, without a session; her language stays.
    const buyer = await act.link(other.emails.buyer);
    expect((await act.accept(buyer, { password: testPassword })).viewer).toMatchObject({
      email: other.emails.buyer,
      locale: 'fr',
    });
    await new ApiClient(scene.application.url).signIn(other.emails.buyer, testPassword);
  });

  it('gives a hospital no way into another by an address it invited first', async () => {
    const email = 'victime@chu.test';
    // B holds the link and makes the account itself, with a password of its own.
    const atB = await act.link(email, scene.other);
    const intruder = act.stranger();
    await act.accept(atB, { client: intruder, password: 'mot connu de B seul' });
    const atA = await act.link(email);
    const { viewer } = await intruder.ask<{ viewer: { memberships: { slug: string }[] } }>(
      '{ viewer { memberships { slug } } }',
    );
    expect(viewer.memberships.map(({ slug }) => slug)).toEqual(['other']);
    // Who has A's link and not B's password does not get in either, and nothing is half done.
    expect(await act.accept(atA)).toMatchObject({ code: 'invitation_account_exists' });
    expect(
      await count('member where organisation_id = $1 and email = $2', [scene.chu.id, email]),
    ).toBe(0);
  });

  it('lets one of two acceptances win', async () => {
    const token = await act.link('deux@chu.test');
    const answers = await Promise.all(
      ['premier mot de passe', 'second mot de passe'].map((password) =>
        act.accept(token, { password }),
      ),
    );
    expect(answers.filter(({ viewer }) => viewer)).toHaveLength(1);
    expect(answers.find(({ viewer }) => !viewer)?.code).toMatch(
      /link_not_valid|invitation_account_exists/,
    );
    expect(await count('member where email = $1', ['deux@chu.test'])).toBe(1);
    expect(await count('account where email = $1', ['deux@chu.test'])).toBe(1);
    // From two hospitals at once: one account, and the other hospital is not joined by its password.
    const both = await Promise.all([
      act.link('deux-fois@chu.test'),
      act.link('deux-fois@chu.test', scene.other),
    ]);
    const twice = await Promise.all([
      act.accept(both[0], { password: 'premier mot de passe' }),
      act.accept(both[1], { password: 'second mot de passe' }),
    ]);
    expect(twice.filter(({ viewer }) => viewer)).toHaveLength(1);
    expect(await count('member where email = $1', ['deux-fois@chu.test'])).toBe(1);
  });

  it('lets one of two invitations of an address win', async () => {
    const answers = await Promise.all([
      act.invite('director', 'meme@chu.test'),
      act.invite('coordinator', 'MEME@chu.test'),
    ]);
    expect(answers.map(({ code }) => code ?? 'invited').sort()).toEqual([
      'invitation_waiting',
      'invited',
    ]);
  });

  it('has coordinators invite to plain membership only, by whatever way', async () => {
    expect(await act.invite('coordinator', 'simple@chu.test')).toMatchObject({ mailed: false });
    expect(
      await act.invite('coordinator', 'promu@chu.test', { functions: ['observer'] }),
    ).toMatchObject({
      code: 'grant_needs_administrator',
    });
    await act.link('chef@chu.test', scene.chu, ['administrator']);
    const id = await act.idOf('chef@chu.test');
    expect(await act.again('coordinator', id)).toMatchObject({ code: 'grant_needs_administrator' });
    expect(await act.revoke('coordinator', id)).toMatchObject({
      code: 'grant_needs_administrator',
    });
    expect(await act.invite('clinician', 'x@chu.test')).toMatchObject({ code: 'not_permitted' });
    expect(await scene.ask('clinician', 'invitations', {}, '{ id }')).toEqual([]);
    // Beyond the wall it is like one that does not exist.
    const beyond = await scene.change(
      'director',
      'revokeInvitation',
      { invitationId: id },
      { hospital: scene.other },
    );
    expect(beyond.code).toBe('not_found');
  });

  it('imports a list whole or not at all', async () => {
    const header = 'nom;adresse;profession;fonctions;langue';
    const operation = operationId();
    const list = `${header}\nAnne;anne@liste.test;Infirmier;;\nBob;bob@liste.test;Nurse;coordinateur;anglais`;
    const imported = await act.importPeople(list, operation);
    expect(imported.people?.map(({ email }) => email)).toEqual([
      'anne@liste.test',
      'bob@liste.test',
    ]);
    const repeated = await act.importPeople(list, operation);
    expect(repeated.people?.map(({ link }) => link)).toEqual([null, null]);
    expect((await act.accept(tokenOf(imported.people?.[1]?.link))).viewer?.memberships).toEqual([
      { slug: 'chu', functions: ['coordinator'] },
    ]);
    const [bob] = await scene.rows('select profession, locale from invitation where email = $1', [
      'bob@liste.test',
    ]);
    expect(bob).toEqual({ profession: 'nurse', locale: 'en' });
    const before = await count('invitation');
    const faulty: [string, Record<string, unknown>][] = [
      [
        `${header}\nOk;ok@liste.test;M;;\n=1+1;b@liste.test;M;;`,
        { line: 3, column: 'name', fault: 'people_file_formula' },
      ],
      [
        `${header}\nOk;ok@liste.test;M;;\nOk;OK@liste.test;M;;`,
        { line: 3, column: 'email', fault: 'people_file_twice' },
      ],
      [
        `${header}\nOk;ok@liste.test;M;;\nC;${scene.chu.emails.chair};M;;`,
        { line: 3, column: 'email', fault: 'email_taken' },
      ],
      [
        `${header}\nOk;ok@liste.test;M;;\nA;anne@liste.test;M;;`,
        { line: 3, column: 'email', fault: 'invitation_waiting' },
      ],
      [
        `${header}\nOk;ok@liste.test;M;roi;`,
        { line: 2, column: 'functions', fault: 'people_file_function' },
      ],
    ];
    for (const [text, details] of faulty) {
      expect(await act.importPeople(text)).toMatchObject({ code: 'people_file_faulty', details });
    }
    const many = (n: number) =>
      `nom;adresse;profession\n${Array.from({ length: n }, (_, i) => `P;p${i}@m.test;M`).join('\n')}`;
    expect(await act.importPeople(many(10_000))).toMatchObject({ code: 'people_file_too_long' });
    expect(await act.importPeople('PK\u0003\u0004')).toMatchObject({ code: 'people_file_empty' });
    expect(await count('invitation')).toBe(before);
    expect((await act.importPeople(many(1_000))).people).toHaveLength(1_000);
  });

  it('opens nothing to whose password somebody else set, until it is changed', async () => {
    const { chu } = scene;
    await scene.rows('update account set must_change = true where email = $1', [chu.emails.dpo]);
    const client = new ApiClient(scene.application.url, 'chu');
    await client.signIn(chu.emails.dpo, testPassword);
    const { viewer } = await client.ask<{ viewer: Record<string, unknown> }>(
      '{ viewer { passwordDue memberships { slug } } }',
    );
    expect(viewer).toEqual({ passwordDue: true, memberships: [] });
    const refused = await client.send('{ people { memberId } }');
    expect(refused.errors?.[0]).toMatchObject({
      message:
        'Votre mot de passe a été choisi par quelqu’un d’autre. Remplacez-le par un mot de passe que vous seul connaissez pour continuer.',
      extensions: { code: 'PASSWORD_CHANGE_DUE' },
    });
    const upload = await fetch(`${scene.application.url}/api/files`, {
      method: 'POST',
      headers: {
        cookie: client.sessionCookie,
        'x-consilium-csrf': '1',
        'x-consilium-organisation': 'chu',
        'content-type': 'application/octet-stream',
        'x-file-name': 'a.txt',
      },
      body: 'x',
    });
    expect(upload.status).toBe(403);
    // Joining elsewhere has to wait too: others may know this password.
    const token = await act.link(chu.emails.dpo, scene.other);
    expect(await act.accept(token, { client, password: null })).toMatchObject({
      code: 'password_change_due',
    });
    expect(await act.accept(token, { password: testPassword })).toMatchObject({
      code: 'password_change_due',
    });
    const change = await client.ask<{ changePassword: { ok: boolean } }>(
      `mutation ($next: String!) { changePassword(current: "${testPassword}", next: $next) { ... on Done { ok } } }`,
      { next: ownPassword },
    );
    expect(change.changePassword.ok).toBe(true);
    const after = new ApiClient(scene.application.url, 'chu');
    await after.signIn(chu.emails.dpo, ownPassword);
    expect((await after.send('{ people { memberId } }')).errors).toBeUndefined();
  });
});

describe('inviting people where mails are sent, over HTTP', () => {
  it('takes the link to the invited person and to nobody else', async () => {
    const sink = await startMailSink();
    const scene = await openScene({ SMTP_URL: sink.url });
    try {
      const act = acts(scene);
      const invited = await act.invite('director', 'ines@ailleurs.test');
      expect(invited).toMatchObject({ mailed: true, people: [{ link: null }] });
      const known = await act.invite('director', scene.other.emails.clinician);
      expect(known).toMatchObject({ mailed: true, people: [{ link: null }] });
      await scene.started.startBackground();
      const end = Date.now() + 20_000;
      while (sink.taken.length < 2) {
        if (Date.now() > end) throw new Error('the mails did not come');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const textTo = (to: string): string => sink.taken.find((mail) => mail.to === to)?.text ?? '';
      const link = /http\S+\/invitation#\S+/.exec(textTo('ines@ailleurs.test'))?.[0];
      const hidden = (text: string): string => text.replace(/#\S+/, '#');
      expect(hidden(textTo('ines@ailleurs.test'))).toBe(
        hidden(textTo(scene.other.emails.clinician)),
      );
      const kept = () =>
        scene.rows<{ secret: string | null; body: string }>(
          'select secret, body from mail where recipient = $1 and sent_at is not null',
          ['ines@ailleurs.test'],
        );
      let rows = await kept();
      while (rows.length === 0) rows = await kept();
      expect(rows).toEqual([{ secret: null, body: expect.not.stringContaining(tokenOf(link)) }]);
      const [{ token_hash: hash } = { token_hash: Buffer.alloc(0) }] = await scene.rows<{
        token_hash: Buffer;
      }>(`select token_hash from invitation where email = 'ines@ailleurs.test'`);
      expect(hash).toEqual(createHash('sha256').update(tokenOf(link)).digest());
      expect((await act.accept(tokenOf(link))).viewer?.email).toBe('ines@ailleurs.test');
    } finally {
      await scene.close();
      await sink.close();
    }
  });
});
