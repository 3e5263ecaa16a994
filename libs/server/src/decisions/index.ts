export * from './decisions.entities';
export * from './decisions.facts';
export * from './decisions.guards';
export * from './decisions.service';
export * from './judgement';
export * from './meetings.service';
export * from './opinions.service';
export * from './snapshots';
