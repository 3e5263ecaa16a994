import { ConsensusResolver } from './consensus.resolver';

export { FileHeadType, ObjectionType } from './consensus.types';

export const consensusProviders = [ConsensusResolver];
