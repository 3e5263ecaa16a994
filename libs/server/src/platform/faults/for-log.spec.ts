import { errorForLog } from './for-log';

const marked = 'GEHEIM-7f3a';
const error = (message: string, more: object = {}): Error =>
  Object.assign(new Error(message), more);

describe('an error as it is logged', () => {
  it.each([
    [
      'a unique key of PostgreSQL',
      error('duplicate key value violates unique constraint "UQ_1"', {
        name: 'QueryFailedError',
        severity: 'ERROR',
        code: '23505',
        detail: `Key (email)=(${marked}) already exists.`,
        query: `insert into account values ('${marked}')`,
        parameters: [marked],
        driverError: { detail: marked },
        constraint: 'UQ_1',
        table: 'account',
      }),
    ],
    [
      'a value that PostgreSQL cannot read',
      error(`invalid input syntax for type uuid: "${marked}"`, {
        severity: 'ERROR',
        code: '22P02',
      }),
    ],
    ['a text that is no JSON', new SyntaxError(`Unexpected token, "${marked}" is not valid JSON`)],
    [
      'a mail server',
      error(`550 <${marked}@x.test> unknown`, { response: marked, responseCode: 550 }),
    ],
    ['a variable of GraphQL', error(`Variable got ${marked}`, { extensions: {} })],
    ['a message that quotes', error(`no part is called "${marked}" here\n${marked}`)],
    ['something behind it', error('it failed', { cause: error(`x "${marked}"`) })],
    ['no error at all', marked],
  ])('holds nothing of what was written: %s', (_what, given) => {
    expect(JSON.stringify(errorForLog(given))).not.toContain(marked);
  });

  it('says what it was, of what kind and where', () => {
    const logged = errorForLog(
      error('x', { severity: 'ERROR', code: '23505', constraint: 'UQ_1', routine: '_bt_check' }),
    );
    expect(logged).toMatchObject({
      type: 'Error',
      code: '23505',
      constraint: 'UQ_1',
      routine: '_bt_check',
      stack: expect.stringMatching(/^at .*for-log\.spec/),
    });
    expect(errorForLog(error('the store did not answer')).message).toBe('the store did not answer');
  });
});
