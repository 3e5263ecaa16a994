export * from './evidence.consumer';
export * from './evidence.entities';
export * from './evidence.facts';
export * from './evidence.queries';
export * from './evidence.service';
export * from './files.service';
export * from './vouched';
