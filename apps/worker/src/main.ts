import 'reflect-metadata';
import { composeServer, runProcess, startBackground } from '@consilium/server/composition';
import { parseConfiguration } from '@consilium/server/platform/configuration';

await runProcess(async () => {
  const configuration = parseConfiguration(process.env);
  const server = await composeServer(configuration, 'worker');
  const background = await startBackground(server);
  server.logger.info('the worker works');
  return {
    graceMs: configuration.shutdownGraceMs,
    close: async () => {
      await background.close();
      await server.close();
    },
  };
});
