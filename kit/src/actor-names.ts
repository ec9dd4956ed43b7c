/**
 * Who did something, to be shown. Facts name a user by their id; for whom they acted, by which right and what they are called stands
 * beside the facts in each service, so that nobody follows an id into another one. A reader of another organisation learns no name.
 */
import { sql } from 'drizzle-orm';
import type { Actor } from './actor.ts';
import { isOneOf, type Database, type Reader } from './db.ts';
import { isId, type Id } from './ids.ts';
import { actorName } from './tables.ts';

export type ActorName = {
  readonly id: Id | null;
  readonly organisationKind: Actor['organisation']['kind'];
  readonly organisationId: Id | null;
  readonly roles: readonly string[];
  readonly name: string | null;
};

const REMEMBERED = 10_000;

/**
 * Keeps who changes something, before they do: a command that fails leaves at most somebody who did nothing. Whom this process has kept
 * as they are it keeps no second time, so that recording costs no statement more.
 */
export function rememberActors(database: Database): (actor: Actor) => Promise<void> {
  const kept = new Map<Id, string>();
  return async ({ userId: id, organisation, roles, name = null }) => {
    const row = { organisationKind: organisation.kind, organisationId: organisation.id, roles: [...roles], name };
    const as = JSON.stringify(row);
    if (!isId(id) || !isId(organisation.id) || kept.get(id) === as) return;
    const { organisationKind, organisationId } = actorName;
    const differs = sql`(${organisationKind}, ${organisationId}, ${actorName.roles}, ${actorName.name}) is distinct from
      (excluded.organisation_kind, excluded.organisation_id, excluded.roles, excluded.name)`;
    await database.transaction((tx) =>
      tx
        .insert(actorName)
        .values({ id, ...row })
        .onConflictDoUpdate({ target: actorName.id, set: row, setWhere: differs }),
    );
    if (kept.size >= REMEMBERED) kept.clear();
    kept.set(id, as);
  };
}

/** What somebody may know of these users. Of who acted before this was kept: nothing. */
export async function findActorNames(reader: Reader, { organisation }: Actor, ids: readonly Id[]): Promise<Map<Id, ActorName>> {
  const rows = await reader
    .select()
    .from(actorName)
    .where(isOneOf(actorName.id, ids.filter(isId)));
  return new Map(rows.map((row) => [row.id, asSeenBy(organisation, row)]));
}

const asSeenBy = (organisation: Actor['organisation'], row: typeof actorName.$inferSelect): ActorName => {
  const { id, organisationKind, organisationId, roles, name } = row;
  const isOwn = organisation.kind === organisationKind && organisation.id === organisationId;
  return {
    id: isOwn ? id : null,
    organisationKind,
    organisationId: organisationKind === 'PERSON' && !isOwn ? null : organisationId,
    roles,
    name: isOwn ? name : null,
  };
};
