/**
 * Keeps beside the facts of a service for whom a user acted and by which right, so that no reader follows the user's id
 * into another service.
 */
import { and, getTableColumns, sql } from 'drizzle-orm';
import type { Actor } from './actor.ts';
import { asRecordset, type Tx } from './db.ts';
import { actorName } from './tables.ts';

const { organisationKind, organisationId, roles } = getTableColumns(actorName);

/**
 * Keeps the actors in the transaction in which they do something that names them. It neither writes nor locks a row
 * that is already right: many may act as one system at a time.
 */
export async function keepActors(tx: Tx, actors: readonly Pick<Actor, 'userId' | 'organisation' | 'roles'>[]): Promise<void> {
  const rows = new Map(
    actors.map(({ userId: id, organisation, roles: held }) => [
      id,
      { id, organisationKind: organisation.kind, organisationId: organisation.id, roles: [...held] },
    ]),
  );
  const inOrder = [...rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await tx.execute(sql`
    insert into ${actorName} select n.* from ${asRecordset(actorName, inOrder)} n
     where not exists (select from ${actorName} where ${and(
       sql`${actorName.id} = n.id`,
       sql`(${organisationKind}, ${organisationId}, ${roles}) = (n.organisation_kind, n.organisation_id, n.roles)`,
     )})
    on conflict (id) do update
       set organisation_kind = excluded.organisation_kind, organisation_id = excluded.organisation_id, roles = excluded.roles`);
}
