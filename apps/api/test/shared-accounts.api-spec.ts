import { openScene, type Scene } from './scene';

describe('an account that opens two hospitals, over HTTP', () => {
  let scene: Scene;
  let shared: string;

  beforeAll(async () => {
    scene = await openScene();
    // The buyer of one hospital is a member of the other too.
    const added = await scene.change(
      'director',
      'addMember',
      {
        email: scene.chu.emails.buyer,
        displayName: 'Acheteuse partagée',
        profession: 'buyer',
        functions: [],
        initialPassword: 'une autre phrase de passe',
        locale: 'fr',
      },
      { hospital: scene.other },
    );
    shared = (
      await scene.rows<{ id: string }>(
        `select id from member where organisation_id = $1 and display_name = 'Acheteuse partagée'`,
        [scene.other.id],
      )
    )[0]!.id;
    expect(added.__typename).not.toBe('Refused');
  });
  afterAll(() => scene?.close());

  const reset = () =>
    scene.change('director', 'resetPassword', {
      memberId: scene.chu.members.buyer,
      password: 'une phrase toute neuve',
    });
  const setActive = (active: boolean) =>
    scene.change(
      'director',
      'changeMember',
      {
        memberId: shared,
        displayName: 'Acheteuse partagée',
        profession: 'buyer',
        functions: [],
        active,
      },
      { hospital: scene.other },
    );
  const organisations = async () =>
    (
      await (
        await scene.as('buyer')
      ).send<{ viewer: { memberships: { slug: string }[] } | null }>(
        '{ viewer { memberships { slug } } }',
      )
    ).data?.viewer?.memberships.map(({ slug }) => slug) ?? null;

  it('is left open in one by who closes it in the other, which has its say back then', async () => {
    expect(await organisations()).toEqual(['chu', 'other']);
    expect(await reset()).toMatchObject({ code: 'account_shared' });
    expect((await setActive(false)).__typename).not.toBe('Refused');
    expect(await organisations()).toEqual(['chu']);
    // A membership that was ended there no longer keeps a new password from being given here.
    expect((await reset()).__typename).not.toBe('Refused');
  });

  it('is closed altogether by the last of them', async () => {
    const clinician = await scene.as('clinician');
    const { memberId } = { memberId: scene.chu.members.clinician };
    await scene.change('director', 'changeMember', {
      memberId,
      displayName: 'clinician',
      profession: 'radiologist',
      functions: [],
      active: false,
    });
    const left = await scene.rows(
      'select 1 from session s join account a on a.id = s.account_id where a.email = $1',
      [scene.chu.emails.clinician],
    );
    expect(left).toEqual([]);
    const { data } = await clinician.send<{ viewer: unknown }>('{ viewer { email } }');
    expect(data?.viewer ?? null).toBeNull();
  });
});
