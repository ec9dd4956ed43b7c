/** Well-formed arguments of the fields about invitations, changes of users, and passkeys. */
import { PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { input, key, pageIn, UNKNOWN, type Asked } from './asked.ts';

const way = { email: 'kutsuttu@example.fi', language: 'SV', byOwnAccount: false };

export const INVITING: Readonly<Record<string, Asked>> = {
  'Query.invitations': { by: 'organiser-admin', args: () => ({ filter: { states: ['INVITED', 'EXPIRED'] }, ...pageIn('invitations') }) },
  'Query.passkeys': { by: 'granter', args: () => ({ first: 5 }) },
  'Mutation.inviteUser': input('organiser-admin', () => ({
    idempotencyKey: key(),
    organiserId: PIRKANMAA.id,
    roles: ['CASE_HANDLER'],
    teamIds: [UNKNOWN],
    ...way,
    givenNames: 'Outo',
    familyName: 'Syöte',
  })),
  'Mutation.inviteUserAgain': input('organiser-admin', () => ({ idempotencyKey: key(), userId: UNKNOWN, ...way })),
  'Mutation.sendInvitationAgain': input('organiser-admin', () => ({ idempotencyKey: key(), invitationId: UNKNOWN, expectedVersion: 1 })),
  'Mutation.withdrawInvitation': input('organiser-admin', () => ({ idempotencyKey: key(), invitationId: UNKNOWN, expectedVersion: 1 })),
  // Some of these make the user passive, and nobody else here acts as this one.
  'Mutation.changeUser': input('other-organiser-admin', () => ({
    idempotencyKey: key(),
    userId: PERSONAS['other-case-handler'].userId,
    roles: ['CASE_HANDLER'],
    active: true,
    expectedVersion: 1,
  })),
  'Mutation.allowOwnAccounts': input('organiser-admin', () => ({ idempotencyKey: key(), allowed: false })),
  'Mutation.renamePasskey': input('granter', () => ({ idempotencyKey: key(), passkeyId: UNKNOWN, name: 'Puhelin' })),
  'Mutation.removePasskey': input('granter', () => ({ idempotencyKey: key(), passkeyId: UNKNOWN })),
};
