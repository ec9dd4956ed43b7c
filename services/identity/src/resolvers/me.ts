/** Who asks: for whom they act and may act, and their sessions. GraphQL out; decides nothing. */
import { forbidden } from '@seteli/kit/errors';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/identity';
import { endOtherSessions, endOwnSession } from '../commands/session.ts';
import { lastsSince, isOver, sessionExpiry, type Session } from '../domain/session.ts';
import { actingUsers, type Organisation } from '../domain/user.ts';
import { listLivingSessions } from '../store/session.ts';
import { listUsersOfPerson } from '../store/user.ts';
import type { Context } from './context.ts';

const SESSIONS_SHOWN = 50;

export async function me({ actor, load }: Context) {
  const user = await load.user.load(actor.userId);
  // A token outlives its user only after a restore of the database.
  if (!user) throw forbidden();
  // Awaited here: a compiled query does not await promises inside an object.
  const person = actor.personId ? await load.person.load(actor.personId) : null;
  return { user, organisation: actor.organisation, person, assurance: actor.assurance ?? null };
}

async function choices(_: unknown, __: unknown, { actor, database, load }: Context) {
  const person = actor.personId ? await load.person.load(actor.personId) : null;
  return person ? actingUsers(person, await listUsersOfPerson(database.reader, person.id)) : [];
}

async function sessions(_: unknown, __: unknown, { actor, database, sessionClock }: Context) {
  if (!actor.personId) return [];
  const now = sessionClock.now();
  const found = await listLivingSessions(database.reader, actor.personId, lastsSince(now), SESSIONS_SHOWN);
  return found.filter((each) => !isOver(each, now));
}

const desk = ({ database, sessionClock }: Context) => ({ database, clock: sessionClock });

/** A system has no session to end. */
function personBehind({ actor }: Context): string {
  if (!actor.personId) throw forbidden();
  return actor.personId;
}

async function end(_: unknown, { input: { sessionId } }: api.MutationEndSessionArgs, context: Context) {
  requireIds(sessionId);
  const decision = await endOwnSession(desk(context), personBehind(context), sessionId);
  return decision.accepted ? { sessionId, refusal: null } : { sessionId: null, refusal: decision.refusal };
}

async function endOthers(_: unknown, __: unknown, context: Context) {
  return { ended: await endOtherSessions(desk(context), personBehind(context), context.actor.sessionId), refusal: null };
}

export const sessionMutations = { endSession: end, endOtherSessions: endOthers };

export const meTypes = {
  Me: { choices, sessions },
  ActingOrganisation: {
    name: ({ id, kind }: Organisation, _: unknown, { load }: Context) =>
      kind === 'PLATFORM' ? null : load.organisationName.load({ id, kind }),
  },
  Session: {
    endsAt: (session: Session) => sessionExpiry(session),
    current: ({ id }: Session, _: unknown, { actor }: Context) => id === actor.sessionId,
  },
};
