import 'reflect-metadata';
import { parseConfiguration } from '@consilium/server/platform/configuration';
import { composeServer, runProcess } from '@consilium/server/composition';
import { builtWebFolder, startApplication } from './application';

await runProcess(async () => {
  const configuration = parseConfiguration(process.env);
  const server = await composeServer(configuration, 'api');
  const { host, port } = configuration.http;
  const application = await startApplication(server, { host, port, webFolder: builtWebFolder() });
  server.logger.info({ url: application.url }, 'the API serves');
  return {
    graceMs: configuration.shutdownGraceMs,
    close: async () => {
      await application.close();
      await server.close();
    },
  };
});
