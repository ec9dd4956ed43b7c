/**
 * The name of an actor, as readers may know it. Facts name a user by their id. Each service keeps beside its facts for
 * whom the user acted and by which right, so that no reader follows the id into another service. Only identity keeps
 * the names of people.
 */
import type { Actor } from '@seteli/kit/actor';
import { isOneOf, type Reader } from '@seteli/kit/db';
import { isId, type Id } from '@seteli/kit/ids';
import { actorName } from '@seteli/kit/tables';

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

/**
 * Finds what the reader may know of these users. It finds nothing of a user who acted before the service kept actors.
 */
export async function findActorNames(reader: Reader, { organisation }: Actor, ids: readonly Id[]): Promise<Map<Id, ActorName>> {
  const rows = await reader
    .select()
    .from(actorName)
    .where(isOneOf(actorName.id, ids.filter(isId)));
  return new Map(rows.map((row) => [row.id, actorNameFor(organisation, row)]));
}

export const actorNameFor = (reader: Actor['organisation'], row: typeof actorName.$inferSelect): ActorName => {
  const isOwn = reader.kind === row.organisationKind && reader.id === row.organisationId;
  return {
    id: isOwn ? row.id : null,
    organisationKind: row.organisationKind,
    organisationId: row.organisationKind === 'PERSON' && !isOwn ? null : row.organisationId,
    roles: row.roles,
    user: isOwn ? { id: row.id } : null,
  };
};
