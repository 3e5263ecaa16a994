export * from './access.entities';
export * from './gate.service';
export * from './rate-limits';
