/**
 * The name of an actor, as readers may know it. Facts name a user by their id. Each service keeps beside its facts for
 * whom the user acted and by which right, so that no reader follows the id into another service. Only identity keeps
 * the names of people.
 */
import { and, getTableColumns, sql } from 'drizzle-orm';
import type { Actor } from './actor.ts';
import { asRecordset, isOneOf, type Reader, type Tx } from './db.ts';
import { isId, type Id } from './ids.ts';
import { actorName } from './tables.ts';

export type ActorName = {
  readonly id: Id | null;
  readonly organisationKind: Actor['organisation']['kind'];
  readonly organisationId: Id | null;
  readonly roles: readonly string[];
  /**
   * Only readers of the same organisation may follow the user into identity, which tells administrators the user's
   * name.
   */
  readonly user: { readonly id: Id } | null;
};

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

/**
 * Finds what the reader may know of these users. It finds nothing of a user who acted before the service kept actors.
 */
export async function findActorNames(reader: Reader, { organisation }: Actor, ids: readonly Id[]): Promise<Map<Id, ActorName>> {
  const rows = await reader
    .select()
    .from(actorName)
    .where(isOneOf(actorName.id, ids.filter(isId)));
  return new Map(rows.map((row) => [row.id, asSeenBy(organisation, row)]));
}

const asSeenBy = (reader: Actor['organisation'], row: typeof actorName.$inferSelect): ActorName => {
  const isOwn = reader.kind === row.organisationKind && reader.id === row.organisationId;
  return {
    id: isOwn ? row.id : null,
    organisationKind: row.organisationKind,
    organisationId: row.organisationKind === 'PERSON' && !isOwn ? null : row.organisationId,
    roles: row.roles,
    user: isOwn ? { id: row.id } : null,
  };
};
