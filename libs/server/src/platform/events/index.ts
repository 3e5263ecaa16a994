export * from './content-digest';
export * from './events.entities';
export * from './seal-events';
export * from './vouched';
