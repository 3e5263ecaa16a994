export * from './pdf';
export * from './reports.entities';
export * from './reports.facts';
export * from './reports.service';
export * from './queue-reports';
export * from './build-report';
export * from './load-snapshot';
