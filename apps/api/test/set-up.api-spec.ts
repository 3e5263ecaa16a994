import 'reflect-metadata';
import { makeSetUpCode } from '@consilium/server/access';
import { ApiClient, startTestServer, type TestServer } from '@consilium/testing';
import { startApplication, type Application } from '../src/application';

interface Answer {
  readonly code?: string;
  readonly viewer?: { memberships: { slug: string; functions: string[] }[] };
  readonly coordinator?: { email: string; link: string | null } | null;
}

describe('setting the product up, over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let code: string;

  beforeAll(async () => {
    started = await startTestServer();
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
    code = (await makeSetUpCode(started.ownerUrl)) ?? '';
  });
  afterAll(async () => {
    await application?.close();
    await started?.close();
  });

  const setUp = async (
    changes: Record<string, unknown> = {},
    client = new ApiClient(application.url, 'chu-nord'),
  ): Promise<Answer> => {
    const { setUp } = await client.ask<{ setUp: Answer }>(
      `mutation ($input: SetUpInput!) { setUp(input: $input) { ... on Refused { code }
         ... on SetUpDone { viewer { memberships { slug functions } } coordinator { email link } } } }`,
      {
        input: {
          code,
          organisation: 'CHU Nord',
          slug: 'chu-nord',
          timeZone: 'Europe/Paris',
          administrator: 'Anne Martin',
          email: 'anne@nord.test',
          password: 'trois barques vertes',
          foundingAct: 'Décision du directeur n° 12',
          foundedOn: '2026-01-15',
          ...changes,
        },
      },
    );
    return setUp;
  };

  it('asks for the code of the start, for the act and its day, and leaves nothing half done', async () => {
    const refusals: [Record<string, unknown>, string][] = [
      [{ code: 'AAAA-AAAA-AAAA-AAAA' }, 'set_up_code_wrong'],
      [{ code: '' }, 'set_up_code_wrong'],
      [{ foundingAct: '  ' }, 'founding_act_missing'],
      [{ foundedOn: '2026-02-30' }, 'date_impossible'],
      [{ foundedOn: '2999-01-01' }, 'dates_out_of_order'],
      [
        { coordinator: { displayName: 'Marc', email: 'marc', profession: 'nurse' } },
        'email_malformed',
      ],
    ];
    for (const [changes, expected] of refusals) {
      expect(await setUp(changes)).toEqual({ code: expected });
    }
    expect(await started.server.gate.isEmpty()).toBe(true);
  });

  it('slows who guesses, and not who holds the code elsewhere', async () => {
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < 11; i += 1) codes.push((await setUp({ code: `guess ${i}` })).code);
    expect(codes.at(-1)).toBe('too_many_attempts');
    await started.server.dataSource.query('delete from attempt_count');
  });

  it('founds once, with a coordinator who joins by her own act, and shows the act', async () => {
    const clients = ['anne', 'zoe'].map(() => new ApiClient(application.url, 'chu-nord'));
    const coordinatorInput = {
      displayName: 'Marc Roy',
      email: 'marc@nord.test',
      profession: 'nurse',
    };
    const answers = await Promise.all(
      clients.map((client, at) =>
        setUp({ email: `visiteur${at}@nord.test`, coordinator: coordinatorInput }, client),
      ),
    );
    const winner = answers.findIndex(({ viewer }) => viewer);
    expect(answers[1 - winner]?.code).toBe('already_set_up');
    const [won, administrator] = [answers[winner]!, clients[winner]!];
    expect(won.viewer?.memberships).toEqual([{ slug: 'chu-nord', functions: ['administrator'] }]);
    const { committees } = await administrator.ask<{ committees: unknown[] }>(
      '{ committees { foundingAct foundedOn } }',
    );
    expect(committees).toEqual([
      { foundingAct: 'Décision du directeur n° 12', foundedOn: '2026-01-15' },
    ]);
    const toDo = async () => {
      const read = await administrator.ask<{
        organisation: { stepsLeft: string[] };
        committees: { warnings: string[] }[];
      }>('{ organisation { stepsLeft } committees { warnings } }');
      return [read.organisation.stepsLeft, read.committees[0]!.warnings];
    };
    // The coordinator is invited: nobody coordinates before she has joined.
    expect(await toDo()).toEqual([['committee'], ['no_chair', 'no_coordinator', 'nobody_votes']]);
    const coordinator = new ApiClient(application.url, 'chu-nord');
    const token = new URL(won.coordinator?.link ?? '').hash.slice(1);
    const { acceptInvitation } = await coordinator.ask<{ acceptInvitation: Answer }>(
      `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
         ... on SignedIn { viewer { memberships { slug functions } } } } }`,
      {
        input: { token, displayName: 'Marc Roy', password: 'mille feuilles au vent', locale: 'fr' },
      },
    );
    expect(acceptInvitation.viewer?.memberships).toEqual([
      { slug: 'chu-nord', functions: ['coordinator'] },
    ]);
    expect(await toDo()).toEqual([['committee'], ['no_chair', 'nobody_votes']]);
    // What is left to do is an administrator's.
    expect(await coordinator.ask('{ organisation { stepsLeft } }')).toEqual({
      organisation: { stepsLeft: [] },
    });
    expect(await makeSetUpCode(started.ownerUrl)).toBeNull();
  });
});
