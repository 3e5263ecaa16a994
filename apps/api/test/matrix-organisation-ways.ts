import type { OrganisationAction } from '@consilium/domain/access';
import { operationId } from '@consilium/testing';
import { doing, seeing, type Way } from './matrix-asking';

const member = (more: Record<string, unknown>) => ({ profession: 'nurse', functions: [], ...more });

/** Every action in the organisation with its request. */
export const organisationWays: Partial<Record<OrganisationAction, Way>> = {
  'organisation.see': seeing(
    'organisation',
    '{ id }',
    () => ({}),
    () => true,
  ),
  'organisation.manage': doing('saveSite', () => ({ siteId: operationId(), name: 'Site' }), [
    'not_found',
  ]),
  'people.see': seeing<unknown[]>(
    'people',
    '{ memberId }',
    () => ({}),
    (seen) => seen.length > 0,
  ),
  'people.manage': doing(
    'changeMember',
    () => member({ memberId: operationId(), displayName: 'X', active: true }),
    ['not_found', 'member_unknown'],
  ),
  'people.invite': doing(
    'invite',
    () => member({ email: `${operationId()}@invite.test`, displayName: 'X' }),
    ['email_taken'],
  ),
  'people.import': {
    targets: () => [{ subject: {}, values: {} }],
    ask: async (client) => {
      const { importPeople } = await client.ask<{ importPeople: { code?: string } }>(
        `mutation ($operation: ID!, $text: String!) {
          importPeople(operationId: $operation, text: $text) { ... on Refused { code } } }`,
        {
          operation: operationId(),
          text: `nom;adresse;profession\nX;${operationId()}@import.test;Infirmier`,
        },
      );
      return importPeople.code ?? null;
    },
  },
  'committee.see': seeing<unknown[]>(
    'committees',
    '{ id }',
    () => ({}),
    (seen) => seen.length > 0,
  ),
  'committee.manage': doing(
    'saveCommittee',
    () => ({
      committeeId: operationId(),
      name: 'Comité',
      noticeDays: 5,
      quorumShare: 0.5,
      requiredRoles: [],
    }),
    ['not_found'],
  ),
  'panel.grant': doing(
    'grantSeat',
    () => ({
      evaluationId: operationId(),
      memberId: operationId(),
      profession: 'nurse',
      answerRoles: [],
      functions: [],
      votes: false,
      reason: 'Motif',
    }),
    ['not_found'],
  ),
  'template.see': seeing<unknown[]>(
    'templateVersions',
    '{ id }',
    () => ({}),
    (seen) => seen.length > 0,
  ),
  'template.publish': doing('publishLibraryTemplate', () => ({})),
  'device.see': seeing<unknown[]>(
    'devices',
    '{ id }',
    () => ({}),
    (seen) => seen.length > 0,
  ),
  'evaluation.request': doing(
    'requestEvaluation',
    () => ({
      title: 'Demande',
      need: '',
      deviceName: 'Appareil',
      manufacturer: 'Fictif',
      version: '1',
      committeeId: operationId(),
    }),
    ['not_found'],
  ),
  'practice.delete': doing('deletePracticeFile', () => ({ evaluationId: operationId() }), [
    'not_found',
  ]),
  'portfolio.see': seeing(
    'portfolio',
    '{ today }',
    () => ({}),
    () => true,
  ),
  'inbox.see': seeing(
    'inbox',
    '{ endCursor }',
    () => ({}),
    () => true,
  ),
  'inbox.mark': doing('markAllRead', () => ({})),
  'security.see': seeing(
    'securityLog',
    '{ next }',
    () => ({ filter: {} }),
    () => true,
  ),
  'mailbox.see': seeing(
    'mailHealth',
    '{ waiting }',
    () => ({}),
    () => true,
  ),
  'file.upload': {
    targets: () => [{ subject: {}, values: {} }],
    ask: async (client) => {
      const response = await fetch(`${client.url}/api/files`, {
        method: 'POST',
        headers: {
          cookie: client.sessionCookie,
          'x-consilium-csrf': '1',
          'x-consilium-organisation': 'chu',
          'content-type': 'application/octet-stream',
          'x-file-name': 'lettre.txt',
        },
        body: 'Bonjour',
      });
      if (response.status === 201) return null;
      const { errors } = (await response.json()) as {
        errors: { extensions: { code: string } }[];
      };
      return errors[0]?.extensions.code.toLowerCase() ?? 'unreadable';
    },
  },
};

/** Actions of the organisation's table that no HTTP request can ask for, and why. */
export const organisationWithoutWay: Partial<Record<OrganisationAction, string>> = {
  'organisation.setUp': 'the first visitor is nobody yet; held by the spec of the set-up',
  'invitation.accept': 'only the product itself lets the holder of a link join',
  'inbox.deliver': 'only the product itself tells members',
  'file.sweep': 'only the product itself clears what nobody asks for',
  'security.note': 'only the product itself takes lines over from the audit trail',
  'outbox.relay': 'only the product itself relays events',
};
