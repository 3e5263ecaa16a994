export * from './roles';
export * from './facts';
export * from './predicates';
export * from './policy';
export * from './passwords';
export * from './people';
export * from './clearance';
