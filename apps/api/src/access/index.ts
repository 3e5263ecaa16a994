import { OrganisationResolver } from './organisation.resolver';
import { SecurityResolver } from './security.resolver';
import { SessionResolver } from './session.resolver';

export { DocumentClearance, DocumentClearanceInput } from './clearance.types';
export { registerSecurityExport } from './security-export.routes';
export { AnswerRoleType, OrganisationFunctionType, SeatFunctionType } from './roles.types';

export const accessProviders = [SessionResolver, SecurityResolver, OrganisationResolver];
