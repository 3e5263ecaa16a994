export * from './access.entities';
export * from './committees.service';
export * from './gate.service';
export * from './organisation.service';
export * from './passwords';
export * from './people.service';
export * from './rate-limits';
export * from './set-up.service';
