import { InvitationsResolver } from './invitations.resolver';
import { OrganisationResolver } from './organisation.resolver';
import { PasswordsResolver } from './passwords.resolver';
import { SecurityResolver } from './security.resolver';
import { SessionResolver } from './session.resolver';

export { DocumentClearance, DocumentClearanceInput } from './clearance.types';
export { registerSecurityExport } from './security-export.routes';
export {
  AccountStateType,
  AnswerRoleType,
  OrganisationFunctionType,
  SeatFunctionType,
} from './roles.types';

export const accessProviders = [
  SessionResolver,
  SecurityResolver,
  OrganisationResolver,
  InvitationsResolver,
  PasswordsResolver,
];
