import 'reflect-metadata';
import { composeServer, runProcess, startBackground } from '@consilium/server/composition';
import { parseConfiguration } from '@consilium/server/platform/configuration';
import { startHeartbeat } from './heartbeat';

await runProcess(async () => {
  const configuration = parseConfiguration(process.env);
  const server = await composeServer(configuration, 'worker');
  const background = await startBackground(server);
  const heartbeat =
    configuration.heartbeatFile &&
    startHeartbeat(configuration.heartbeatFile, async () =>
      Object.values(await server.checks()).every((state) => state === 'up'),
    );
  server.logger.info('the worker works');
  return {
    graceMs: configuration.shutdownGraceMs,
    close: async () => {
      if (heartbeat) await heartbeat.stop();
      await background.close();
      await server.close();
    },
  };
});
