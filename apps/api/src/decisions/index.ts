import { DecisionsResolver } from './decisions.resolver';
import { LeavingResolver } from './leaving.resolver';

export const decisionsProviders = [DecisionsResolver, LeavingResolver];
