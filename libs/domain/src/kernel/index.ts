export * from './date-order';
export * from './days';
export * from './fault-codes';
export * from './ids';
export * from './refusal-codes';
export * from './refusals';
export * from './texts';
export * from './canonical';
