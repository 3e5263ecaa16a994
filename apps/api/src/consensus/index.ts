import { ConsensusResolver } from './consensus.resolver';

export { FileHeadType, ObjectionType } from './digest.types';

export const consensusProviders = [ConsensusResolver];
