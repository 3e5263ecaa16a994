export * from './template-library';
export * from './templates.entities';
