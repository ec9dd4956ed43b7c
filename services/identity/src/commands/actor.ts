/** As whom a user acts, as their access token will say it. */
import type { Actor } from '@seteli/kit/actor';
import type { Tx } from '@seteli/kit/db';
import type { User } from '../domain/user.ts';
import { listMemberships } from '../store/user.ts';

export async function toActor(tx: Tx, { id, organisation, roles, personId }: User): Promise<Actor> {
  const teamIds = (await listMemberships(tx, [id])).map(({ teamId }) => teamId);
  return { userId: id, organisation, roles, teamIds, ...(personId !== null && { personId }) };
}
