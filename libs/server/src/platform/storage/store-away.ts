import { ServiceAway } from '../faults';

/** What the system said of a folder or a disk; paths stay out of it. */
const storeFault = (error: unknown): unknown => {
  const { code, syscall } = Object(error) as { code?: unknown; syscall?: unknown };
  return typeof syscall === 'string'
    ? new ServiceAway('storage', `files cannot be kept or read here: ${String(code)}`, {
        cause: error,
      })
    : error;
};

/** The same; what the disk or the folder refuses is told as the store's absence. */
export const onDisk = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw storeFault(error);
  });
