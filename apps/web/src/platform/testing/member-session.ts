import type { Membership, SessionSource, Viewer } from '../session';

/** Somebody signed in as a member of one hospital, who reads English. */
export const memberViewer = (membership: Partial<Membership> = {}): Viewer => ({
  accountId: 'a1',
  email: 'member@chu.test',
  locale: 'en',
  passwordDue: false,
  waiting: [],
  memberships: [
    {
      memberId: 'm1',
      slug: 'chu',
      organisation: 'CHU',
      timeZone: 'Europe/Paris',
      displayName: 'Anne Admin',
      profession: 'nurse',
      functions: [],
      ...membership,
    },
  ],
});

/** The session of that member, of which pages ask who is signed in, and nothing else. */
export const memberSession = (membership: Partial<Membership> = {}): SessionSource =>
  ({ viewer: async () => memberViewer(membership) }) as unknown as SessionSource;
