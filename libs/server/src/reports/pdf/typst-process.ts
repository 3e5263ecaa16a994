import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

/** What the compiler is given: one template, one document of data. */
export interface TypstJob {
  readonly template: string;
  /** Read by the template as report.json. */
  readonly report: unknown;
  /** Seconds since 1970, written into the file as its date. */
  readonly timestamp: number;
}

export interface TypstResult {
  readonly bytes: Buffer;
  readonly pages: number;
}

/** The compiler refused the document or died on it. */
export class TypstError extends Error {
  constructor(
    /** `refused`: with diagnostics. `crashed`: the process died. `timeout`: it was stopped. */
    readonly kind: 'refused' | 'crashed' | 'timeout',
    readonly diagnostics: readonly string[],
  ) {
    super(`the PDF compiler ${kind}: ${diagnostics.slice(0, 5).join('; ')}`);
    this.name = 'TypstError';
  }
}

/**
 * Runs in a process of its own: compiling is synchronous, needs 200 MB for a moment, and a defect in
 * native code there must end neither the worker nor the jobs beside it. Plain CommonJS, given by -e,
 * so that it works from source and from a bundle alike.
 */
const program = String.raw`
const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk));
process.stdin.on('end', () => {
  const job = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  const { NodeCompiler } = require(job.compiler);
  const workspace = '/consilium-report';
  const fail = (diagnostics) => {
    process.stderr.write(JSON.stringify({ diagnostics }));
    process.exitCode = 3;
  };
  const compiler = NodeCompiler.create({ workspace });
  compiler.addSource(workspace + '/main.typ', job.template);
  compiler.mapShadow(workspace + '/report.json', Buffer.from(JSON.stringify(job.report)));
  const compiled = compiler.compile({ mainFilePath: workspace + '/main.typ' });
  const error = compiled.takeError();
  if (error || !compiled.result) {
    const found = error ? compiler.fetchDiagnostics(error) : [];
    return fail(found.map((entry) => String(entry.message)));
  }
  const pages = compiled.result.numOfPages;
  let bytes;
  try {
    bytes = compiler.pdf(compiled.result, {
      pdfStandard: 'ua-1',
      creationTimestamp: job.timestamp,
    });
  } catch (refusal) {
    const text = String(refusal && refusal.message);
    const messages = [...text.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]);
    return fail(messages.length > 0 ? messages : [text]);
  }
  process.stdout.write(JSON.stringify({ pages }) + '\n');
  process.stdout.write(bytes);
});
`;

const compilerPath = (): string =>
  createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-node-compiler');

const newline = 0x0a;

/**
 * Compiles to PDF/UA-1: the compiler itself refuses a figure without alternative text, a skipped
 * heading level or a character without a glyph.
 * @throws TypstError
 */
export async function compileTypst(job: TypstJob, timeoutMs = 60_000): Promise<TypstResult> {
  const input = JSON.stringify({ ...job, compiler: compilerPath() });
  const { code, stdout, stderr, timedOut } = await run(input, timeoutMs);
  if (timedOut) throw new TypstError('timeout', [`stopped after ${timeoutMs} ms`]);
  if (code === 0) {
    const end = stdout.indexOf(newline);
    const { pages } = JSON.parse(stdout.subarray(0, end).toString('utf8')) as { pages: number };
    return { bytes: stdout.subarray(end + 1), pages };
  }
  if (code === 3) {
    const { diagnostics } = JSON.parse(stderr.slice(stderr.indexOf('{"diagnostics"'))) as {
      diagnostics: string[];
    };
    throw new TypstError('refused', diagnostics);
  }
  throw new TypstError('crashed', [stderr.trim().slice(-2000)]);
}

interface Finished {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly timedOut: boolean;
}

function run(input: string, timeoutMs: number): Promise<Finished> {
  return new Promise((resolve, reject) => {
    // An empty environment: nothing of the server's secrets is within reach of native code.
    const child = spawn(process.execPath, ['-e', program], { env: {}, stdio: 'pipe' });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({
        code,
        stdout: Buffer.concat(out),
        stderr: Buffer.concat(err).toString('utf8'),
        timedOut,
      });
    });
    // The process may be gone before it has read everything; `close` tells the rest.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
