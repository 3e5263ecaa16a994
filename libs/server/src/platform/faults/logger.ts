import { destination, pino, type DestinationStream, type Logger } from 'pino';
import { errorForLog } from './for-log';

/**
 * The product's log, of one process: lines of JSON on its output. Errors are written without words,
 * names or values of anybody; a disk without room costs lines and nothing else.
 */
export function makeLogger(name: string, level: string, stream?: DestinationStream): Logger {
  const output = stream ?? destination({ fd: 1, sync: true });
  // Unheard, a line that cannot be written would end the process.
  if ('on' in output) (output as ReturnType<typeof destination>).on('error', () => undefined);
  return pino(
    { name, level, serializers: { err: (error: unknown) => errorForLog(error) } },
    output,
  );
}
