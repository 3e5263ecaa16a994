export * from './inbox-days';
export * from './places';
export * from './reminders';
