import { changeOf } from './file-changes';

describe('signals', () => {
  it('tell of progress and never of ratings or ballots', () => {
    expect(changeOf('progress.changed')).toBe('progress');
    expect(changeOf('part.changed')).toBe('parts');
    expect(changeOf('evaluation.deleted')).toBe('phase');
    expect(changeOf('rating.cast')).toBeNull();
    expect(changeOf('vote.cast')).toBeNull();
    expect(changeOf('thread.changed')).toBeNull();
    expect(changeOf('round.anything')).toBeNull();
    expect(changeOf('constructor')).toBeNull();
  });
});
