export * from './actor';
export * from './data-source';
export * from './facts-registry';
export * from './stored-operation';
export * from './tenant.entity';
export * from './transaction';
export * from './unit-of-work';
export * from './unstorable-text';
