export * from './templates.entities';
