export * from './work.queries';
export * from './portfolio.queries';
export * from './overview.queries';
export * from './news.queries';
