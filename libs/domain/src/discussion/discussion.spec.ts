import {
  editComment,
  editWindow,
  mayEdit,
  mayWithdraw,
  parseBody,
  type KeptComment,
} from './index';

const posted = new Date('2026-11-24T10:00:00Z');
const kept: KeptComment = {
  authorId: 'anne',
  body: 'Vu',
  postedAt: posted,
  withdrawnAt: null,
  version: 1,
};
const after = (ms: number): Date => new Date(posted.getTime() + ms);

describe('comments', () => {
  it('are trimmed, never empty, and at most 4,000 characters', () => {
    expect(parseBody(' a\r\nb ')).toBe('a\nb');
    expect(parseBody(' \n ')).toMatchObject({ code: 'comment_empty' });
    expect(parseBody('a'.repeat(4_001))).toMatchObject({ code: 'text_too_long' });
    expect(parseBody('a\u0000')).toMatchObject({ code: 'control_characters' });
  });

  it('can be mended by their author until the quarter of an hour is over', () => {
    expect(mayEdit(kept, 'anne', after(editWindow))).toBeNull();
    expect(mayEdit(kept, 'anne', after(editWindow + 1))).toMatchObject({
      code: 'comment_too_late',
    });
    expect(mayEdit(kept, 'bob', posted)).toMatchObject({ code: 'not_author' });
  });

  it('grow their version with each change, from the version that was looked at', () => {
    const input = { body: ' Bien vu ', baseVersion: 1 };
    expect(editComment(kept, input, 'anne', after(1))).toMatchObject({
      body: 'Bien vu',
      version: 2,
    });
    expect(editComment(kept, { ...input, baseVersion: 0 }, 'anne', after(1))).toMatchObject({
      code: 'stale_version',
    });
  });

  it('are withdrawn once, at any time, by their author', () => {
    expect(mayWithdraw(kept, 'anne')).toBeNull();
    expect(mayWithdraw(kept, 'bob')).toMatchObject({ code: 'not_author' });
    const gone = { ...kept, withdrawnAt: posted };
    expect(mayWithdraw(gone, 'anne')).toMatchObject({ code: 'comment_withdrawn' });
    expect(mayEdit(gone, 'anne', posted)).toMatchObject({ code: 'comment_withdrawn' });
  });
});
