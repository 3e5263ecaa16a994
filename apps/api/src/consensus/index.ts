import { ConsensusResolver } from './consensus.resolver';

export const consensusProviders = [ConsensusResolver];
