import path from 'node:path';
import { ConfigurationError, parseConfiguration, parseLaunchConfiguration } from './index';

const DATABASE_URL = 'postgresql://owner:secret@db.example/consilium';

function refusal(environment: Record<string, string>): string {
  try {
    parseConfiguration({ DATABASE_URL, ...environment });
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('accepted');
}

describe('configuration', () => {
  it('works with nothing set, on this machine only, with the demo', () => {
    const configuration = parseLaunchConfiguration({});
    expect(configuration).toEqual({
      http: {
        host: '127.0.0.1',
        port: 3000,
        publicUrl: 'http://127.0.0.1:3000',
        furtherNames: [],
        trustProxy: ['loopback'],
      },
      mailFrom: 'Consilium <consilium@localhost>',
      dataFolder: path.resolve('.data'),
      storage: { kind: 'folder', folder: path.resolve('.data/files') },
      demo: true,
      introspection: true,
      uploads: { personMegabytes: 1_000, organisationMegabytes: 10_000 },
      sessionIdleMinutes: 480,
      logLevel: 'info',
      shutdownGraceMs: 5000,
    });
  });

  it('reads every variable', () => {
    expect(
      parseConfiguration({
        PORT: '8080',
        HOST: '0.0.0.0',
        PUBLIC_URL: 'https://consilium.hospital.example/',
        TRUST_PROXY: '2',
        DATABASE_URL,
        DATABASE_APP_URL: 'postgres://consilium_app@db.example/consilium',
        REDIS_URL: 'redis://cache.example:6379',
        SMTP_URL: 'smtps://mail.example',
        MAIL_FROM: 'evaluations@hospital.example',
        CONSILIUM_DATA: '/srv/consilium',
        STORAGE_URL: 'file:///srv/files%20of%20consilium',
        CONSILIUM_DEMO: '0',
        ALLOWED_HOSTS: 'consilium.local, 10.0.0.4,fd00::1',
        GRAPHQL_INTROSPECTION: '1',
        SESSION_IDLE_MINUTES: '30',
        UPLOAD_MB_PER_PERSON: '50',
        UPLOAD_MB_PER_ORGANISATION: '500',
        LOG_LEVEL: 'warn',
        SHUTDOWN_GRACE_MS: '1000',
        HEARTBEAT_FILE: '/tmp/heartbeat',
      }),
    ).toEqual({
      http: {
        host: '0.0.0.0',
        port: 8080,
        publicUrl: 'https://consilium.hospital.example',
        furtherNames: ['consilium.local', '10.0.0.4', '[fd00::1]'],
        trustProxy: 2,
      },
      database: {
        ownerUrl: DATABASE_URL,
        appUrl: 'postgres://consilium_app@db.example/consilium',
        appRole: 'consilium_app',
      },
      redisUrl: 'redis://cache.example:6379',
      smtpUrl: 'smtps://mail.example',
      mailFrom: 'evaluations@hospital.example',
      dataFolder: '/srv/consilium',
      storage: { kind: 'folder', folder: '/srv/files of consilium' },
      demo: false,
      introspection: true,
      uploads: { personMegabytes: 50, organisationMegabytes: 500 },
      sessionIdleMinutes: 30,
      logLevel: 'warn',
      shutdownGraceMs: 1000,
      heartbeatFile: '/tmp/heartbeat',
    });
  });

  it('has no mail server where SMTP_URL is off', () => {
    expect(parseConfiguration({ DATABASE_URL, SMTP_URL: 'off' })).not.toHaveProperty('smtpUrl');
  });

  it('counts an empty variable as absent', () => {
    expect(parseLaunchConfiguration({ PORT: '', REDIS_URL: '' })).toEqual(
      parseLaunchConfiguration({}),
    );
  });

  it('lets one address serve both pools by starting sessions in the app role', () => {
    const { database } = parseConfiguration({ DATABASE_URL: `${DATABASE_URL}?sslmode=require` });
    expect(database.appUrl).toBe(
      `${DATABASE_URL}?sslmode=require&options=-c%20role%3Dconsilium_app`,
    );
  });

  it('gives an IPv6 host its brackets in links', () => {
    expect(parseLaunchConfiguration({ HOST: '::1' }).http.publicUrl).toBe('http://[::1]:3000');
  });

  it('believes the proxies it is told of, by number or by address, and otherwise nobody beyond', () => {
    const trusted = (text: string) =>
      parseLaunchConfiguration({ TRUST_PROXY: text }).http.trustProxy;
    expect(trusted('off')).toBe(false);
    expect(trusted('1')).toBe(1);
    expect(trusted('10.0.0.4, 10.1.0.0/16,fd00::/8')).toEqual([
      '10.0.0.4',
      '10.1.0.0/16',
      'fd00::/8',
    ]);
    for (const wrong of ['0', 'true', '*', '10.0.0.4/33', '10.0.0.4/16/2', 'proxy.example', ',']) {
      expect(refusal({ TRUST_PROXY: wrong })).toBe(
        'TRUST_PROXY must be off, a number of proxies from 1 to 9, or their addresses: 10.0.0.4, 10.1.0.0/16.',
      );
    }
  });

  it('keeps the demo off a real database and off the network unless asked, and refuses it there', () => {
    expect(parseConfiguration({ DATABASE_URL }).demo).toBe(false);
    expect(parseLaunchConfiguration({ HOST: '0.0.0.0' }).demo).toBe(false);
    expect(parseConfiguration({ DATABASE_URL, CONSILIUM_DEMO: '1' }).demo).toBe(true);
  });

  it.each([
    [{ HOST: '0.0.0.0' }, 'HOST is 0.0.0.0'],
    [{ HOST: '10.0.0.4' }, 'HOST is 10.0.0.4'],
    [
      { PUBLIC_URL: 'https://consilium.hospital.example' },
      'PUBLIC_URL names another host than this machine',
    ],
    [
      { PUBLIC_URL: 'http://127.0.0.1.nip.io:3000' },
      'PUBLIC_URL names another host than this machine',
    ],
    [{ TRUST_PROXY: '1' }, 'TRUST_PROXY names a proxy'],
    [{ TRUST_PROXY: 'loopback,10.0.0.4' }, 'TRUST_PROXY names a proxy'],
    [{ ALLOWED_HOSTS: 'consilium.local' }, 'ALLOWED_HOSTS names another host'],
  ])('refuses the demo with %j, and leaves it off where nobody asked for it', (way, why) => {
    expect(refusal({ ...way, CONSILIUM_DEMO: '1' })).toBe(
      `CONSILIUM_DEMO lets anyone act as any member, so it must be 0 or absent when ${why}.`,
    );
    expect(parseLaunchConfiguration(way).demo).toBe(false);
  });

  it('opens the demo where every way in is this machine’s own', () => {
    for (const way of [
      {},
      { HOST: '::1' },
      { HOST: 'localhost', PUBLIC_URL: 'http://localhost:3000' },
      { TRUST_PROXY: 'off', ALLOWED_HOSTS: 'localhost,127.0.0.2' },
    ]) {
      expect(parseLaunchConfiguration({ ...way, CONSILIUM_DEMO: '1' }).demo).toBe(true);
    }
  });

  it('describes its schema in the demo and in development, elsewhere by one switch', () => {
    const told = (environment: Record<string, string>) =>
      parseConfiguration({ DATABASE_URL, ...environment }).introspection;
    expect(told({})).toBe(false);
    expect(told({ NODE_ENV: 'production' })).toBe(false);
    expect(told({ NODE_ENV: 'development' })).toBe(true);
    expect(told({ CONSILIUM_DEMO: '1', NODE_ENV: 'production' })).toBe(true);
    expect(told({ GRAPHQL_INTROSPECTION: '1' })).toBe(true);
    expect(told({ GRAPHQL_INTROSPECTION: '0', NODE_ENV: 'development' })).toBe(false);
  });

  it('demands a database address where nothing can bring a server', () => {
    expect(() => parseConfiguration({})).toThrow(/^DATABASE_URL is missing: /);
    expect(() => parseLaunchConfiguration({ DATABASE_APP_URL: DATABASE_URL })).toThrow(
      /^DATABASE_APP_URL is of use only beside DATABASE_URL/,
    );
  });

  it.each([
    ['PORT', '0', 'PORT must be a whole number from 1 to 65535.'],
    ['PORT', '70000', 'PORT must be a whole number from 1 to 65535.'],
    ['PORT', '3000x', 'PORT must be a whole number from 1 to 65535.'],
    ['HOST', 'not a host', 'HOST must be a host name or an IP address.'],
    [
      'PUBLIC_URL',
      'ftp://x',
      'PUBLIC_URL must be an address that starts with http:// or https://.',
    ],
    [
      'DATABASE_URL',
      'mysql://x/y',
      'DATABASE_URL must be an address that starts with postgres:// or postgresql://.',
    ],
    ['REDIS_URL', 'cache', 'REDIS_URL must be an address that starts with redis:// or rediss://.'],
    ['SMTP_URL', '25', 'SMTP_URL must be off, or an address that starts with smtp:// or smtps://.'],
    ['CONSILIUM_DEMO', 'yes', 'CONSILIUM_DEMO must be 1 or 0.'],
    ['SESSION_IDLE_MINUTES', '4', 'SESSION_IDLE_MINUTES must be a whole number from 5 to 20160.'],
    ['GRAPHQL_INTROSPECTION', 'on', 'GRAPHQL_INTROSPECTION must be 1 or 0.'],
    [
      'ALLOWED_HOSTS',
      'https://consilium.local',
      'ALLOWED_HOSTS must be host names without a scheme or a port: consilium.hospital.example, 10.0.0.4.',
    ],
    ['SHUTDOWN_GRACE_MS', '-1', 'SHUTDOWN_GRACE_MS must be a whole number from 0 to 600000.'],
  ])('refuses %s=%s in one sentence that names it', (name, value, sentence) => {
    expect(refusal({ [name]: value })).toBe(sentence);
  });

  it('reads a bucket from STORAGE_URL', () => {
    const storage = (url: string) =>
      parseConfiguration({ DATABASE_URL, CONSILIUM_DATA: '/srv/c', STORAGE_URL: url }).storage;
    expect(
      storage('s3://key:p%2Fw%40%20@store:9000/consilium-files?region=eu-west-3&tls=0'),
    ).toEqual({
      kind: 'bucket',
      endpoint: 'http://store:9000',
      bucket: 'consilium-files',
      region: 'eu-west-3',
      accessKey: 'key',
      secretKey: 'p/w@ ',
      arrivals: '/srv/c/arriving',
    });
    expect(storage('s3://key:secret@s3.hospital.example/files')).toMatchObject({
      endpoint: 'https://s3.hospital.example',
      region: 'us-east-1',
    });
    expect(storage('s3://key:secret@[::1]:9000/files?tls=1')).toMatchObject({
      endpoint: 'https://[::1]:9000',
    });
  });

  it.each([
    's3://bucket',
    's3://hunter1:hunter2@store/',
    's3://hunter1:hunter2@store/Not_A_Bucket',
    's3://hunter1:hunter2@store/bucket/below',
    's3://hunter1@store/bucket',
    's3://:hunter2@store/bucket',
    's3://hunter1:hunter2@/bucket',
    's3://hunter1:hunter2@store/bucket?tls=no',
    's3://hunter1:hunter2@store/bucket?ssl=0',
    's3://hunter1:hunter2@store/bucket?region=a%20b',
    's3://hunter1:hunter2%zz@store/bucket',
    'https://hunter1:hunter2@store/bucket',
    'file://',
    'file:///srv/%zz',
  ])('refuses STORAGE_URL=%s without repeating it', (url) => {
    expect(refusal({ STORAGE_URL: url })).toBe(
      'STORAGE_URL must be the address of a folder, file:///srv/consilium/files, or of a bucket, s3://KEY:SECRET@host:port/bucket?region=us-east-1&tls=1.',
    );
  });

  it('never repeats a value, which may hold a password', () => {
    expect(refusal({ DATABASE_URL: 'mysql://u:hunter2@x/y' })).not.toContain('hunter2');
    expect(refusal({ MAIL_FROM: 'nobody' })).toMatch(/^MAIL_FROM must be a mail address/);
    expect(refusal({ LOG_LEVEL: 'loud' })).toMatch(/^LOG_LEVEL must be one of fatal/);
  });
});
