/** Invitations, changes of users, and passkeys: GraphQL in, command or query, GraphQL out. Holds no rule and no SQL. */
import type { Id } from '@seteli/kit/ids';
import { counted, firstOf, readPage, toConnection } from '@seteli/kit/pages';
import type { Decision } from '@seteli/kit/result';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/identity';
import * as commands from '../commands/invitation.ts';
import { removePasskey, renamePasskey } from '../commands/passkey.ts';
import { allowOwnAccounts, changeUser } from '../commands/user-change.ts';
import { stateAt, type Invitation } from '../domain/invitation.ts';
import type { User } from '../domain/user.ts';
import { may, requireRight } from '../policy.ts';
import { countInvitations, findInvitation, INVITATION_ORDER, listInvitations } from '../store/invitation.ts';
import { areOwnAccountsAllowed } from '../store/own-account.ts';
import { listPasskeys } from '../store/passkey.ts';
import type { Context } from './context.ts';

async function invitations(_: unknown, { filter, ...page }: api.QueryInvitationsArgs, { actor, database: { reader }, clock }: Context) {
  requireRight(actor, 'inviteUser');
  const [{ organisation }, wanted, now] = [actor, filter ?? {}, clock.now()];
  const rows = await listInvitations(reader, organisation, wanted, now, readPage<Invitation>(INVITATION_ORDER, page));
  return toConnection(rows, page, { order: INVITATION_ORDER, count: () => countInvitations(reader, organisation, wanted, now) });
}

/** A command about an invitation, and its answer as the API gives it. */
const ofInvitation =
  <Input>(carryOut: (context: Context, input: Input) => Promise<Decision<Id>>) =>
  async (_: unknown, { input }: { readonly input: Input }, context: Context) => {
    requireRight(context.actor, 'inviteUser');
    const decision = await carryOut(context, input);
    if (!decision.accepted) return { invitation: null, refusal: decision.refusal };
    return { invitation: await findInvitation(context.database.reader, context.actor.organisation, decision.value), refusal: null };
  };

async function change(_: unknown, { input }: api.MutationChangeUserArgs, context: Context) {
  const { actor, load } = context;
  requireRight(actor, 'changeUser');
  requireIds(input.userId);
  const decision = await changeUser(context, actor, input);
  if (!decision.accepted) return { user: null, refusal: decision.refusal };
  load.userFacts.clear(decision.value);
  return { user: await load.user.clear(decision.value).load(decision.value), refusal: null };
}

async function allow(_: unknown, { input }: api.MutationAllowOwnAccountsArgs, context: Context) {
  requireRight(context.actor, 'allowOwnAccounts');
  const decision = await allowOwnAccounts(context, context.actor, input);
  return decision.accepted
    ? { ownAccountsAllowed: decision.value, refusal: null }
    : { ownAccountsAllowed: null, refusal: decision.refusal };
}

/** Passkeys keep the time of sessions. */
const deskOf = ({ database, sessionClock }: Context) => ({ database, clock: sessionClock });

async function rename(_: unknown, { input }: api.MutationRenamePasskeyArgs, context: Context) {
  const { actor, database } = context;
  requireRight(actor, 'keepPasskeys');
  requireIds(input.passkeyId);
  const decision = await renamePasskey(deskOf(context), actor, input);
  if (!decision.accepted) return { passkey: null, refusal: decision.refusal };
  return { passkey: (await listPasskeys(database.reader, actor.userId)).find(({ id }) => id === decision.value), refusal: null };
}

async function remove(_: unknown, { input }: api.MutationRemovePasskeyArgs, context: Context) {
  const { actor, database } = context;
  requireRight(actor, 'keepPasskeys');
  requireIds(input.passkeyId);
  const decision = await removePasskey(deskOf(context), actor, input);
  return decision.accepted
    ? { passkeys: await listPasskeys(database.reader, actor.userId), refusal: null }
    : { passkeys: null, refusal: decision.refusal };
}

export const invitationQueries = {
  invitations,
  ownAccountsAllowed: async (_: unknown, __: unknown, { actor, database }: Context) => {
    requireRight(actor, 'seeOwnAccounts');
    return await areOwnAccountsAllowed(database.reader, actor.organisation.id);
  },
  passkeys: async (_: unknown, page: api.QueryPasskeysArgs, { actor, database }: Context) => {
    requireRight(actor, 'keepPasskeys');
    return firstOf(await listPasskeys(database.reader, actor.userId), page);
  },
};

export const invitationMutations = {
  inviteUser: ofInvitation<api.InviteUserInput>((context, input) => {
    requireIds(input.organiserId, ...input.teamIds);
    return commands.inviteUser(context, context.actor, input);
  }),
  inviteUserAgain: async (_: unknown, args: api.MutationInviteUserAgainArgs, context: Context) => {
    requireRight(context.actor, 'changeUser');
    return await ofInvitation<api.InviteUserAgainInput>((within, input) => {
      requireIds(input.userId);
      return commands.inviteUserAgain(within, within.actor, input);
    })(_, args, context);
  },
  sendInvitationAgain: ofInvitation<api.SendInvitationAgainInput>((context, input) => {
    requireIds(input.invitationId);
    return commands.sendInvitationAgain(context, context.actor, input);
  }),
  withdrawInvitation: ofInvitation<api.WithdrawInvitationInput>((context, input) => {
    requireIds(input.invitationId);
    return commands.withdrawInvitation(context, context.actor, input);
  }),
  changeUser: change,
  allowOwnAccounts: allow,
  renamePasskey: rename,
  removePasskey: remove,
};

const isOwn = ({ organisation }: Invitation, { actor }: Context): boolean => organisation.id === actor.organisation.id;

const ofInvitee =
  (field: keyof commands.Invitee) =>
  (invitation: Invitation, _: unknown, context: Context): string | null =>
    commands.readInvitee(context, invitation)?.[field] ?? null;

/** What administrators and the user themselves see of a user. */
const ofFacts =
  (field: 'invitedAt' | 'lastSignInAt') =>
  async ({ id }: User, _: unknown, { actor, load }: Context) =>
    id === actor.userId || may(actor, 'seeColleagues') ? ((await load.userFacts.load(id))?.[field] ?? null) : null;

export const invitationTypes = {
  InvitationConnection: counted,
  Invitation: {
    state: (invitation: Invitation, _: unknown, { clock }: Context) => stateAt(invitation, clock.now()),
    organisationKind: ({ organisation }: Invitation) => organisation.kind,
    organisationId: ({ organisation }: Invitation) => organisation.id,
    email: ofInvitee('email'),
    givenNames: ofInvitee('givenNames'),
    familyName: ofInvitee('familyName'),
    teams: async (invitation: Invitation, _: unknown, context: Context) =>
      isOwn(invitation, context) ? (await context.load.team.loadMany(invitation.teamIds)).filter((team) => team !== null) : null,
    user: ({ userId }: Invitation, _: unknown, { load }: Context) => (userId === null ? null : load.user.load(userId)),
    invitedBy: ({ invitedBy }: Invitation, _: unknown, { load }: Context) => load.user.load(invitedBy),
    endedAt: (invitation: Invitation, _: unknown, { clock }: Context) =>
      invitation.endedAt ?? (stateAt(invitation, clock.now()) === 'EXPIRED' ? invitation.expiresAt : null),
  },
};

export const userFactTypes = {
  version: async ({ id }: User, _: unknown, { load }: Context) => (await load.userFacts.load(id))!.version,
  invitedAt: ofFacts('invitedAt'),
  lastSignInAt: ofFacts('lastSignInAt'),
};
