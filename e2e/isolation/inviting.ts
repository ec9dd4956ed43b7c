/** What strangers get from invitations, changes of users, and passkeys. */
import { demonstrationId, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { everybody, input, nothing, type Expectation } from './outcomes.ts';

/** Nobody has a passkey with this id. */
const NOBODYS = demonstrationId(79);
/** Whoever administers another organisation finds nothing of ours; the others may not ask. */
const ofAdministrators = (...outcomes: ('refused NOT_FOUND' | 'empty' | 'own')[]) => ({
  organiser: [...outcomes, 'FORBIDDEN'] as const,
  provider: [...outcomes, 'FORBIDDEN'] as const,
  citizen: ['FORBIDDEN'] as const,
});

export const INVITING: Readonly<Record<string, Expectation>> = {
  'Query.invitations': { args: nothing, ...ofAdministrators('empty'), owner: 'provider-admin' },
  'Query.ownAccountsAllowed': { args: nothing, ...ofAdministrators('own'), owner: 'provider-admin' },
  'Query.passkeys': { args: nothing, ...ofAdministrators('empty') },
  // Everybody invites for their own organisation only, so the strangers name ours.
  'Mutation.inviteUser': {
    args: input(() => ({
      organiserId: PIRKANMAA.id,
      roles: ['ADMIN'],
      teamIds: [],
      email: 'vieras@example.fi',
      language: 'FI',
      byOwnAccount: false,
    })),
    ...ofAdministrators('refused NOT_FOUND'),
  },
  'Mutation.inviteUserAgain': {
    args: input(() => ({ userId: PERSONAS.recorder.userId, email: 'vieras@example.fi', language: 'FI', byOwnAccount: false })),
    ...ofAdministrators('refused NOT_FOUND'),
  },
  'Mutation.sendInvitationAgain': {
    args: input(({ invitation }) => ({ invitationId: invitation })),
    ...ofAdministrators('refused NOT_FOUND'),
  },
  'Mutation.withdrawInvitation': {
    args: input(({ invitation }) => ({ invitationId: invitation })),
    ...ofAdministrators('refused NOT_FOUND'),
  },
  'Mutation.changeUser': {
    args: input(() => ({ userId: PERSONAS.recorder.userId, roles: ['ADMIN'], active: false })),
    ...ofAdministrators('refused NOT_FOUND'),
  },
  // It can only decide for the caller's own organisation, so the arguments are ones that it refuses.
  'Mutation.allowOwnAccounts': { args: input(() => ({ idempotencyKey: '', allowed: false })), ...everybody('BAD_USER_INPUT') },
  'Mutation.renamePasskey': { args: input(() => ({ passkeyId: NOBODYS, name: 'x' })), ...ofAdministrators('refused NOT_FOUND') },
  'Mutation.removePasskey': { args: input(() => ({ passkeyId: NOBODYS })), ...ofAdministrators('refused NOT_FOUND') },
};
