import type { Configuration } from '../../platform/configuration';
import { clearUnfinishedDemo, seedDemo } from '../seed';

/**
 * Makes the demo where nothing is yet, or what an earlier start left of it when it was cut off. The
 * whole server is loaded for that only: later starts are quicker without it.
 */
export async function prepareDemo(configuration: Configuration): Promise<void> {
  if (!(await clearUnfinishedDemo(configuration.database.ownerUrl))) return;
  const { composeServer } = await import('../../composition');
  const server = await composeServer(configuration, 'worker');
  try {
    await seedDemo(server);
  } finally {
    await server.close();
  }
}
