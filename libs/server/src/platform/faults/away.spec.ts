import { ServiceAway, troubleBehind } from './away';

const error = (message: string, more: object = {}): Error =>
  Object.assign(new Error(message), more);

describe('what kept something from being done', () => {
  it.each([
    ['connection refused', error('connect ECONNREFUSED 10.0.0.1:5432', { code: 'ECONNREFUSED' })],
    ['administrator shut it down', error('terminating connection', { code: '57P01' })],
    ['connection lost on the way', error('Connection terminated unexpectedly')],
    ['an instruction that took too long', error('canceling statement', { code: '57014' })],
    ['too many connections', error('sorry, too many clients already', { code: '53300' })],
    ['several addresses, none answers', error('', { errors: [error('', { code: 'EAI_AGAIN' })] })],
    ['wrapped by another error', error('QueryFailed', { cause: error('x', { code: '08006' }) })],
  ])('is the database: %s', (_why, given) => {
    expect(troubleBehind(given)).toEqual({ away: 'database' });
  });

  it.each([
    error("Stream isn't writeable and enableOfflineQueue options is false"),
    error('Connection is closed.'),
    error('Reached the max retries per request limit', { name: 'MaxRetriesPerRequestError' }),
    error('MISCONF Redis is configured to save RDB snapshots'),
    error('LOADING Redis is loading the dataset in memory'),
    new ServiceAway('queues', 'no answer'),
  ])('is the queues: %s', (given) => {
    expect(troubleBehind(given)).toEqual({ away: 'queues' });
  });

  it.each([error('EIO: i/o error', { code: 'EIO' }), new ServiceAway('storage', 'no answer')])(
    'is the store of files: %s',
    (given) => {
      expect(troubleBehind(given)).toEqual({ away: 'storage' });
    },
  );

  it.each([
    error('could not extend file "base/1/2": No space left on device', { code: '53100' }),
    error('ENOSPC: no space left on device, write', { code: 'ENOSPC' }),
    error('quota', { code: 'EDQUOT' }),
    new ServiceAway('storage', 'kept nothing', { cause: error('x', { code: 'ENOSPC' }) }),
  ])('is a disk without room: %s', (given) => {
    expect(troubleBehind(given)).toEqual({ full: true });
  });

  it.each([
    error('duplicate key', { code: '23505' }),
    error('deadlock detected', { code: '40P01' }),
    error('Cannot read properties of undefined'),
    'a text',
    null,
    undefined,
  ])('is neither: %s', (given) => {
    expect(troubleBehind(given)).toBeNull();
  });
});
