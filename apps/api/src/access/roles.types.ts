import {
  accountStates,
  answerRoles,
  organisationFunctions,
  seatFunctions,
} from '@consilium/domain/access';
import { closedList } from '../platform/closed-list';

export const AccountStateType = closedList(
  'AccountState',
  accountStates,
  'Whether the organisation is open to a member; who is suspended or closed is nowhere expected.',
);
export const AnswerRoleType = closedList(
  'AnswerRole',
  answerRoles,
  'Which questions a person answers; a seat may hold many.',
);
export const SeatFunctionType = closedList(
  'SeatFunction',
  seatFunctions,
  'What a seat may do for the file as a whole; rights are the union.',
);
export const OrganisationFunctionType = closedList(
  'OrganisationFunction',
  organisationFunctions,
  'Functions held for the whole organisation.',
);
