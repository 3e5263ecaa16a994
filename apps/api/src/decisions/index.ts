import { DecisionsResolver } from './decisions.resolver';

export const decisionsProviders = [DecisionsResolver];
