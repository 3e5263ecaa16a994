export * from './discussion.entities';
export * from './discussion.facts';
export * from './discussion.guards';
export * from './discussion.queries';
export * from './discussion.service';
export { freeThreads, freeThreadsOfGone } from './free-threads';
