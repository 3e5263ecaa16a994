import { OrganisationResolver } from './organisation.resolver';
import { SessionResolver } from './session.resolver';

export { AnswerRoleType, OrganisationFunctionType, SeatFunctionType } from './roles.types';

export const accessProviders = [SessionResolver, OrganisationResolver];
