/** Who asks: for whom they act and may act, and their sessions. GraphQL out; decides nothing. */
import { forbidden } from '@seteli/kit/errors';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/identity';
import { endOwnSession, endSessions } from '../commands/session.ts';
import { lastsSince, isOver, sessionExpiry, type Session } from '../domain/session.ts';
import { actingUsers, type Organisation } from '../domain/user.ts';
import { listChoices } from '../loads/choices.ts';
import { findMandate } from '../store/mandate.ts';
import { listLivingSessions } from '../store/session.ts';
import { listUsersOfPerson } from '../store/user.ts';
import type { Context } from './context.ts';

const SESSIONS_SHOWN = 50;

export async function me({ actor, database, load }: Context) {
  // Awaited here: a compiled query does not await promises inside an object.
  const [user, person, mandate] = await Promise.all([
    load.user.load(actor.userId),
    actor.personId ? load.person.load(actor.personId) : null,
    actor.acting ? findMandate(database.reader, actor.acting.mandateId) : null,
  ]);
  // A token outlives its user only after a restore of the database.
  if (!user) throw forbidden();
  return { user, organisation: actor.organisation, person, mandate: mandate ?? null, assurance: actor.assurance ?? null };
}

async function choices(_: unknown, __: unknown, { actor, database: { reader }, load, sessionClock }: Context) {
  const person = actor.personId ? await load.person.load(actor.personId) : null;
  if (!person) return [];
  const users = actingUsers(person, await listUsersOfPerson(reader, person.id));
  // A passkey of an organisation opens nothing else of the person.
  const within = actor.assurance === 'OWN' ? users.filter(({ id }) => id === actor.userId) : users;
  const found = await listChoices(reader, within, sessionClock.now());
  return found.map(({ user: { organisation, roles }, mandate }) => ({
    organisation,
    roles: mandate?.roles ?? roles,
    mandate: mandate ?? null,
  }));
}

async function sessions(_: unknown, __: unknown, { actor, database, sessionClock }: Context) {
  if (!actor.personId) return [];
  const now = sessionClock.now();
  const found = await listLivingSessions(database.reader, actor.personId, lastsSince(now), SESSIONS_SHOWN);
  return found.filter((each) => !isOver(each, now));
}

const desk = ({ database, sessionClock }: Context) => ({ database, clock: sessionClock });

/** A system has no session to end. */
function personBehind({ actor }: Context) {
  const { personId } = actor;
  if (!personId) throw forbidden();
  return { ...actor, personId };
}

async function end(_: unknown, { input }: api.MutationEndSessionArgs, context: Context) {
  requireIds(input.sessionId);
  const decision = await endOwnSession(desk(context), personBehind(context), input);
  return decision.accepted ? { sessionId: decision.value, refusal: null } : { sessionId: null, refusal: decision.refusal };
}

async function endAll(_: unknown, { input }: api.MutationEndSessionsArgs, context: Context) {
  const decision = await endSessions(desk(context), personBehind(context), input);
  return decision.accepted ? { ended: decision.value, refusal: null } : { ended: null, refusal: decision.refusal };
}

export const sessionMutations = { endSession: end, endSessions: endAll };

export const meTypes = {
  Me: { choices, sessions },
  ActingOrganisation: {
    name: ({ id, kind }: Organisation, _: unknown, { load }: Context) =>
      kind === 'PLATFORM' ? null : load.organisationName.load({ id, kind }),
  },
  Session: {
    endsAt: (session: Session) => sessionExpiry(session),
    app: async ({ appId }: Session, _: unknown, { load }: Context) =>
      appId === null ? null : ((await load.app.load(appId))?.names ?? null),
    current: ({ id }: Session, _: unknown, { actor }: Context) => id === actor.sessionId,
  },
};
