export { ConfigurationError } from './configuration-error';
export {
  isLoopbackName,
  parseConfiguration,
  parseLaunchConfiguration,
} from './parse-configuration';
export { APP_ROLE, appUrlFor } from './database-urls';
export type {
  BucketConfiguration,
  Configuration,
  DatabaseConfiguration,
  HttpConfiguration,
  LaunchConfiguration,
  LogLevel,
  StorageConfiguration,
} from './configuration';
