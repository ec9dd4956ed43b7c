/** As whom a user acts, as their access token says it. */
import type { Actor } from '@seteli/kit/actor';
import type { Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import type { Session } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import { listMemberships, momentOfToken } from '../store/user.ts';

/** The content of a token, and the moment at which it was true. A later change voids the token. */
export type Grant = { readonly actor: Actor; readonly issuedAt: Instant };

/** The caller holds the user: until the transaction ends nobody changes what they may do. */
export async function toGrant(tx: Tx, { id, organisation, roles, personId }: User, session?: Session): Promise<Grant> {
  const teamIds = (await listMemberships(tx, [id])).map(({ teamId }) => teamId);
  const behind = personId === null ? {} : { personId, assurance: session?.assurance, sessionId: session?.id };
  const actor = { userId: id, organisation, roles, teamIds, ...behind };
  return { actor, issuedAt: await momentOfToken(tx, id) };
}
