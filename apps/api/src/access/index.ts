import { OrganisationResolver } from './organisation.resolver';
import { SessionResolver } from './session.resolver';

export { DocumentClearance, DocumentClearanceInput } from './clearance.types';
export { AnswerRoleType, OrganisationFunctionType, SeatFunctionType } from './roles.types';

export const accessProviders = [SessionResolver, OrganisationResolver];
