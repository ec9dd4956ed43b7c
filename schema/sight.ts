/**
 * Whose clients an actor sees. People of an organiser or a provider see clients of the services that their teams cover;
 * an organisation may limit a team to some of its units, or to some clients. Without a team they see no client. A
 * service's `policy.ts` says which roles reach further: those learn ids and money, and nobody's name.
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
  /** Null: no limit. */
  readonly unitIds: PgColumn;
  readonly personIds: PgColumn;
  readonly closed: PgColumn;
};

/** The owners of a row. A table without the column of an actor's kind of organisation shows them nothing. */
type Owned = {
  readonly organiserId: PgColumn;
  readonly providerId?: PgColumn;
  readonly personId?: PgColumn;
  /** The client, where the row is not for the client to see. */
  readonly clientId?: PgColumn;
  /** The provider's unit. */
  readonly unitId?: PgColumn | undefined;
  /** Absent where the rows belong to no client. */
  readonly serviceId?: PgColumn | SQL;
};

const ownTeams = (team: Teams, { organisation, teamIds }: Sight): SQL =>
  sql`${team.organisationId} = ${organisation.id} and not ${team.closed} and ${isOneOf(team.id, teamIds)}`;

/** The services that the actor's teams cover, for some clients at least. Only teams of their organisation count. */
export const teamServices = (team: Teams, sight: Sight): SQL =>
  sql`select unnest(${team.serviceIds}) as id from ${team} where ${ownTeams(team, sight)}`;

/** What limits of a team are about. A row without a unit is of all units; one without a client is nobody's alone. */
export type Limited = {
  readonly serviceId: PgColumn | SQL;
  readonly unitId?: PgColumn | undefined;
  readonly clientId?: PgColumn | undefined;
};

/**
 * Whether one of the actor's teams covers the row with its limits. Most readers have no limited team, which PostgreSQL
 * finds once for a statement; only for the others it looks at the teams for each row.
 */
export function withinLimits(
  team: Teams,
  sight: Sight,
  { serviceId, unitId, clientId }: Limited,
  /** For rows that belong to what another table says. */
  through = (covering: SQL): SQL => covering,
): SQL {
  const ofUnit = unitId ? sql`(${team.unitIds} is null or ${unitId} = any(${team.unitIds}))` : sql`true`;
  const ofClient = sql`(${team.personIds} is null or ${clientId ? sql`${clientId} = any(${team.personIds})` : sql`false`})`;
  const limited = sql`exists (select from ${team} where ${ownTeams(team, sight)} and num_nonnulls(${team.unitIds}, ${team.personIds}) > 0)`;
  const covering = sql`exists (select from ${team} where ${ownTeams(team, sight)} and ${serviceId} = any(${team.serviceIds}) and ${ofUnit} and ${ofClient})`;
  return sql`(not ${limited} or ${through(covering)})`;
}

/** Whether the actor's teams cover a service, for this client and, where there is one, this unit. */
export type Covered = { has(serviceId: Id, of: { readonly personId: Id | undefined; readonly unitId?: Id }): boolean };

type TeamRow = { serviceIds: Id[]; unitIds: Id[] | null; personIds: Id[] | null };

export async function listTeamServices(reader: Reader, team: Teams, sight: Sight): Promise<Covered> {
  const { rows } = await reader.execute<TeamRow>(
    sql`select ${team.serviceIds} as "serviceIds", ${team.unitIds} as "unitIds", ${team.personIds} as "personIds" from ${team} where ${ownTeams(team, sight)}`,
  );
  return {
    has: (serviceId, { personId, unitId }) =>
      rows.some(
        ({ serviceIds, unitIds, personIds }) =>
          serviceIds.includes(serviceId) &&
          (unitId === undefined || (unitIds?.includes(unitId) ?? true)) &&
          (personIds === null || (personId !== undefined && personIds.includes(personId))),
      ),
  };
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
export function within(sight: Sight, { organiserId, providerId, personId, clientId, unitId, serviceId }: Owned, team: Teams): SQL {
  const { kind, id } = sight.organisation;
  const owner = { ORGANISER: organiserId, PROVIDER: providerId, PERSON: personId, PLATFORM: undefined }[kind];
  if (!owner) return sql`false`;
  const own = and(eq(owner, id), ofUnits(sight, unitId))!;
  if (kind === 'PERSON' || sight.beyondTeams || !serviceId) return own;
  const limits = withinLimits(team, sight, { serviceId, unitId, clientId: clientId ?? personId });
  return and(own, sql`${serviceId} = any(array(${teamServices(team, sight)}))`, limits)!;
}
