import { ConfigurationError } from '../platform/configuration';
import { errorForLog } from '../platform/faults';

interface Running {
  /** How long work under way may take to end, in milliseconds. */
  readonly graceMs: number;
  close(): Promise<void>;
}

/**
 * Runs one process of the product until it is told to stop: by SIGTERM, SIGINT, or the end of the
 * launcher that started it. What cannot start says why in one sentence.
 */
export async function runProcess(start: () => Promise<Running>): Promise<void> {
  let running: Running | null = null;
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), running?.graceMs ?? 0).unref();
    await running?.close().catch(() => undefined);
    process.exit(0);
  };
  // Node's own way would print the error with all that hangs on it: statements, values, words.
  const die = (error: unknown): void => {
    process.stderr.write(`${JSON.stringify({ level: 60, err: errorForLog(error) })}\n`);
    process.exit(1);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  process.on('disconnect', () => void stop());
  try {
    running = await start();
    process.send?.({ ready: true });
  } catch (error) {
    const sentence =
      error instanceof ConfigurationError ? error.message : JSON.stringify(errorForLog(error));
    process.stderr.write(`${sentence}\n`);
    process.exit(1);
  }
}
