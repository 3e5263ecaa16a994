export * from './template-library';
export * from './template-versions.service';
export * from './templates.entities';
