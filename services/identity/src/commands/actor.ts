/** As whom a user acts, as their access token will say it. */
import type { Actor } from '@seteli/kit/actor';
import type { Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import type { User } from '../domain/user.ts';
import { listMemberships, momentOfToken } from '../store/user.ts';

/** What a token says, and the moment at which that was so: what changes later makes the token void. */
export type Grant = { readonly actor: Actor; readonly issuedAt: Instant };

/** The user must be held: nobody changes until the transaction ends what they may do. */
export async function toGrant(tx: Tx, { id, organisation, roles, personId }: User): Promise<Grant> {
  const teamIds = (await listMemberships(tx, [id])).map(({ teamId }) => teamId);
  const actor = { userId: id, organisation, roles, teamIds, ...(personId !== null && { personId }) };
  return { actor, issuedAt: await momentOfToken(tx, id) };
}
