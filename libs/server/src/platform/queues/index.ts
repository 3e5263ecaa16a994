export * from './jobs';
export * from './queues';
export * from './relay';
export * from './repeating';
