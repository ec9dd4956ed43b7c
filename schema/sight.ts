/**
 * Whose clients an actor sees. People of an organiser or a provider see clients of the services that their teams cover;
 * without a team they see no client. A service's `policy.ts` says which roles reach further: those learn ids and money,
 * and nobody's name.
 */
import { and, eq, sql, type Placeholder, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Actor } from '@seteli/kit/actor';
import type { ActorSight } from '@seteli/kit/policy';
import { isOneOf, type Reader } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';

/**
 * An actor is a sight that reaches no further than the teams. A query that serves many actors names the values as
 * placeholders.
 */
export type Sight = {
  readonly organisation: { readonly kind: Actor['organisation']['kind']; readonly id: Id | Placeholder };
  readonly teamIds: readonly Id[] | Placeholder;
  /** Set for a system that a provider limits to some of its units. */
  readonly unitIds?: readonly Id[] | Placeholder | undefined;
  readonly beyondTeams?: boolean;
};

/**
 * An actor who sees beyond their teams learns no names, so a search by name, of a client or a worker, stays within the
 * teams.
 */
export const withinTeams = (who: ActorSight): ActorSight => ({ ...who, beyondTeams: false });

/** The teams that identity has announced. */
type Teams = PgTable & {
  readonly id: PgColumn;
  readonly organisationId: PgColumn;
  readonly serviceIds: PgColumn;
  readonly closed: PgColumn;
};

/** The owners of a row. A table without the column of an actor's kind of organisation shows them nothing. */
type Owned = {
  readonly organiserId: PgColumn;
  readonly providerId?: PgColumn;
  readonly personId?: PgColumn;
  /** The provider's unit. */
  readonly unitId?: PgColumn | undefined;
  /** Absent where the rows belong to no client. */
  readonly serviceId?: PgColumn | SQL;
};

/** The services that the actor's teams cover. Only teams of the actor's organisation count. */
export const teamServices = (team: Teams, { organisation, teamIds }: Sight): SQL =>
  sql`select unnest(${team.serviceIds}) as id from ${team} where ${team.organisationId} = ${organisation.id} and not ${team.closed} and ${isOneOf(team.id, teamIds)}`;

export async function listTeamServices(reader: Reader, team: Teams, sight: Sight): Promise<Set<Id>> {
  const { rows } = await reader.execute<{ id: Id }>(teamServices(team, sight));
  return new Set(rows.map(({ id }) => id));
}

/**
 * The units of a sight that is limited to some; nothing for another sight. Rows whose unit nobody knows are outside the
 * limit.
 */
export const ofUnits = ({ unitIds }: Pick<Sight, 'unitIds'>, unitId: PgColumn | undefined): SQL | undefined => {
  if (unitIds === undefined) return undefined;
  return unitId ? isOneOf(unitId, unitIds) : sql`false`;
};

/** Whether the actor is not limited to other units than this one. */
export const reachesUnit = ({ unitIds }: Pick<Actor, 'unitIds'>, unitId: Id): boolean => unitIds?.includes(unitId) ?? true;

/** Every look-up of what belongs to clients has this condition. */
export function within(sight: Sight, { organiserId, providerId, personId, unitId, serviceId }: Owned, team: Teams): SQL {
  const { kind, id } = sight.organisation;
  const owner = { ORGANISER: organiserId, PROVIDER: providerId, PERSON: personId, PLATFORM: undefined }[kind];
  if (!owner) return sql`false`;
  const own = and(eq(owner, id), ofUnits(sight, unitId))!;
  if (kind === 'PERSON' || sight.beyondTeams || !serviceId) return own;
  return and(own, sql`${serviceId} = any(array(${teamServices(team, sight)}))`)!;
}
