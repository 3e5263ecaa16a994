import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '@consilium/testing';

/** A built process of the product: it can be killed at any moment and started again on the same port. */
export class ProductProcess {
  private child: ChildProcess | null = null;

  private constructor(
    private readonly file: string,
    private readonly env: Readonly<Record<string, string>>,
    readonly port: number,
  ) {}

  static async start(
    app: 'api' | 'worker',
    env: Readonly<Record<string, string>>,
    port?: number,
  ): Promise<ProductProcess> {
    const file = fileURLToPath(new URL(`../../../../dist/apps/${app}/main.js`, import.meta.url));
    const started = new ProductProcess(file, env, port ?? (await freePort()));
    await started.startAgain();
    return started;
  }

  async startAgain(): Promise<void> {
    const child = fork(this.file, {
      env: { ...process.env, ...this.env, NODE_ENV: 'production', PORT: String(this.port) },
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child = child;
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`${this.file} ended with ${String(code)} before it was ready`);
    });
    ended.catch(() => undefined);
    await Promise.race([once(child, 'message'), ended]);
  }

  /** Ends it at once, without a chance to finish anything. */
  async kill(): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}
