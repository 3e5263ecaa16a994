import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from './launcher';

interface Service {
  image?: string;
  build?: object;
  restart?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  mem_limit?: string;
  pids_limit?: number;
  healthcheck?: { test: unknown };
  environment?: Record<string, string>;
}

const read = (name: string): string => fs.readFileSync(path.join(root, name), 'utf8');
const files = ['docker-compose.yml', 'infra/proxy/docker-compose.yml'];
const services = files.flatMap((name) =>
  Object.entries(
    (parse(read(name), { merge: true }) as { services: Record<string, Service> }).services,
  ),
);

describe('the files of production', () => {
  it('name every service', () => {
    expect(services.map(([name]) => name).sort()).toEqual(
      ['api', 'postgres', 'prepare', 'proxy', 'redis', 'storage', 'worker'].sort(),
    );
  });

  it.each(services)('bound what %s can do to the machine', (_name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: expect.stringMatching(/^\d+[mg]$/),
      pids_limit: expect.any(Number),
    });
    expect(service.restart).toMatch(/^(?:unless-stopped|no)$/);
  });

  // podman-compose 1.0 takes the words of a list for one word; both read a sentence alike.
  it.each(services.filter(([name]) => name !== 'prepare'))('ask %s how it is', (_name, service) => {
    expect(typeof service.healthcheck?.test).toBe('string');
  });

  it('name images by a version that does not move', () => {
    const named = services.flatMap(([, { image }]) => image ?? []);
    const bases = [...read('infra/Dockerfile').matchAll(/^FROM (\S+:\S+)/gm)].map(
      ([, one]) => one!,
    );
    expect(named.length + bases.length).toBeGreaterThan(4);
    for (const image of [...named, ...bases]) {
      expect(image).toMatch(/^[\w./-]+:\d+\.\d+(?:\.\d+)?(?:-[\w-]+)?$/);
    }
  });

  it.each(files)(
    'of %s read alike in every program: no default inside another, none empty',
    (name) => {
      const uses = [...read(name).matchAll(/\$\{([^}]*)\}/g)].map(([, use]) => use!);
      expect(uses.length).toBeGreaterThan(0);
      for (const use of uses) expect(use).toMatch(/^[A-Z_]+(?::-[^$]+|:\?[^$]+)$/);
    },
  );

  it('lead pages to https, and keep the API from answering without it', () => {
    const proxy = read('infra/proxy/Caddyfile');
    expect(proxy).toContain('auto_https disable_redirects');
    expect(proxy).toContain(
      'header >Strict-Transport-Security "max-age=31536000; includeSubDomains"',
    );
    const plain = /^http:\/\/ \{\n([^]*?)^\}/m.exec(proxy)?.[1] ?? '';
    expect(plain).not.toContain('reverse_proxy');
    expect(plain).toMatch(/method GET HEAD\n\s+not path \/api \/api\/\* \/graphql /);
    expect(plain).toMatch(/redir @pages \{\$PUBLIC_URL\}\{uri\} permanent\n\s+respond .* 403/);
  });

  it('start with no secret but those that are given', () => {
    const secrets = /PASSWORD|PUBLIC_URL/;
    for (const name of files) {
      for (const [, use] of read(name).matchAll(/\$\{([^}]*)\}/g)) {
        if (secrets.test(use!)) expect(use).toMatch(/^[A-Z_]+:\?/);
      }
    }
    const given = read('.env.example');
    expect(given.match(/^#[A-Z]+_PASSWORD=$/gm)).toHaveLength(5);
    expect(given).not.toMatch(/^[A-Z]+_PASSWORD/m);
  });
});
