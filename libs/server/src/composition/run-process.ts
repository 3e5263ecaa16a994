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
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  process.on('disconnect', () => void stop());
  try {
    running = await start();
    process.send?.({ ready: true });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
