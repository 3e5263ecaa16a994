import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  holds,
  lineOfFinding,
  linesOf,
  parseHead,
  parseMail,
  parseReport,
  unknownOf,
  verifyChains,
  type Witness,
} from '@consilium/server/audit';
import {
  ConfigurationError,
  parseLaunchConfiguration,
} from '@consilium/server/platform/configuration';
import { makeDataSource } from '@consilium/server/platform/database';
import {
  connectionFailure,
  findEmbeddedPostgres,
} from '@consilium/server/platform/postgres-embedded';
import { openStores } from '@consilium/server/platform/storage';
import { sentenceOf } from '../sentence-of';

const usage = `verify-audit [--head <n>:<digest>] [--report <export.json | report.pdf | hash>] [--mail <mail.eml>] [--without-files]
  each of the first three may be given several times`;

interface Asked {
  readonly witnesses: readonly Witness[];
  readonly withFiles: boolean;
}

/** What was asked on the command line. Throws a sentence for what cannot be read or holds no hash. */
function asked(): Asked {
  const many = { type: 'string', multiple: true } as const;
  const { values } = (() => {
    try {
      return parseArgs({
        options: { head: many, report: many, mail: many, 'without-files': { type: 'boolean' } },
      });
    } catch (error) {
      throw new ConfigurationError(`${(error as Error).message}\n${usage}`);
    }
  })();
  const heads = (values.head ?? []).map((text) => {
    const head = parseHead(text);
    if (!head) throw new ConfigurationError(`--head ${text} is no <n>:<digest>.\n${usage}`);
    return head;
  });
  const reports = (values.report ?? []).flatMap((name) => {
    const isHash = /^[0-9a-f]{64}$/i.test(name);
    const found = parseReport(`--report ${name}`, isHash ? name : contentOf(name));
    if (!found || found.length === 0) {
      throw new ConfigurationError(
        `--report ${name} names no hash, or is an export that does not give its own.`,
      );
    }
    return found;
  });
  const mails = (values.mail ?? []).flatMap((name) => {
    const found = parseMail(`--mail ${name}`, contentOf(name));
    if (found.length === 0) throw new ConfigurationError(`--mail ${name} names no hash.`);
    return found;
  });
  return { witnesses: [...heads, ...reports, ...mails], withFiles: !values['without-files'] };
}

function contentOf(name: string): string {
  try {
    const bytes = readFileSync(name);
    return bytes.toString(bytes.subarray(0, 5).toString() === '%PDF-' ? 'latin1' : 'utf8');
  } catch (error) {
    throw new ConfigurationError(`${name} cannot be read: ${(error as Error).message}`);
  }
}

/**
 * Audits every organisation: its chain of events, what the events vouch for, its seals and its files,
 * and what was written down outside. Exit code 1 when something does not hold. Reads only, as the
 * product's own login, beside a running Consilium or on the server of DATABASE_URL.
 */
async function verifyAudit(): Promise<boolean> {
  const { witnesses, withFiles } = asked();
  const { database, dataFolder, storage } = parseLaunchConfiguration(process.env);
  const appUrl = database?.appUrl ?? findEmbeddedPostgres(dataFolder)?.appUrl;
  if (!appUrl) {
    throw new ConfigurationError(
      `Consilium does not run on ${dataFolder}: start it, or set CONSILIUM_DATA or DATABASE_URL.`,
    );
  }
  const dataSource = makeDataSource(
    { url: appUrl, poolSize: 1, applicationName: 'consilium-verify' },
    [],
  );
  const variable = database ? 'DATABASE_APP_URL or DATABASE_URL' : 'CONSILIUM_DATA';
  await dataSource.initialize().catch((error: unknown) => {
    throw connectionFailure(error, variable, appUrl);
  });
  let clean = true;
  const unknown = new Set(witnesses);
  try {
    const files = withFiles ? { storage: (await openStores(storage)).files } : {};
    for await (const report of verifyChains(dataSource, { ...files, witnesses })) {
      process.stdout.write(`${linesOf(report).join('\n')}\n`);
      clean &&= holds(report);
      for (const witness of report.known) unknown.delete(witness);
    }
  } finally {
    await dataSource.destroy();
  }
  for (const witness of unknown) {
    process.stdout.write(`outside:\n${lineOfFinding(unknownOf(witness))}\n`);
  }
  return clean && unknown.size === 0;
}

try {
  if (!(await verifyAudit())) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 2;
}
