import { SessionResolver } from './session.resolver';

export const accessProviders = [SessionResolver];
