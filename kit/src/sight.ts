/**
 * Whose clients somebody sees. An organiser's and a provider's people see those of the services that their teams cover; who is in no team
 * sees no client. Which roles reach further, a service's `policy.ts` says: they learn ids and money, and nobody's name.
 */
import { and, eq, sql, type Placeholder, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Actor } from './actor.ts';
import { isOneOf, type Reader } from './db.ts';
import type { Id } from './ids.ts';

/** An actor is one that reaches no further than the teams; values are named in a query that is not for one actor. */
export type Sight = {
  readonly organisation: { readonly kind: Actor['organisation']['kind']; readonly id: Id | Placeholder };
  readonly teamIds: readonly Id[] | Placeholder;
  readonly beyondTeams?: boolean;
};

/** Somebody's. */
export type ActorSight = Pick<Actor, 'organisation' | 'teamIds'> & Pick<Sight, 'beyondTeams'>;

/** Whoever sees beyond their teams learns nobody's name, and so finds nobody by one: a client, or a worker. */
export const withinTeams = (who: ActorSight): ActorSight => ({ ...who, beyondTeams: false });

/** The teams of which identity has told. */
type Teams = PgTable & {
  readonly id: PgColumn;
  readonly organisationId: PgColumn;
  readonly serviceIds: PgColumn;
  readonly closed: PgColumn;
};

/** Whose a row is. A table without the column of somebody's kind of organisation shows them nothing. */
type Owned = {
  readonly organiserId: PgColumn;
  readonly providerId?: PgColumn;
  readonly personId?: PgColumn;
  /** Absent where the rows are no client's. */
  readonly serviceId?: PgColumn | SQL;
};

/** The services that somebody's teams cover, as far as they are teams of their organisation. */
export const teamServices = (team: Teams, { organisation, teamIds }: Sight): SQL =>
  sql`select unnest(${team.serviceIds}) as id from ${team} where ${team.organisationId} = ${organisation.id} and not ${team.closed} and ${isOneOf(team.id, teamIds)}`;

export async function listTeamServices(reader: Reader, team: Teams, sight: Sight): Promise<Set<Id>> {
  const { rows } = await reader.execute<{ id: Id }>(teamServices(team, sight));
  return new Set(rows.map(({ id }) => id));
}

/** Every look-up of what belongs to clients has this condition. */
export function within(sight: Sight, { organiserId, providerId, personId, serviceId }: Owned, team: Teams): SQL {
  const { kind, id } = sight.organisation;
  const owner = { ORGANISER: organiserId, PROVIDER: providerId, PERSON: personId }[kind];
  if (!owner) return sql`false`;
  const own = eq(owner, id);
  if (kind === 'PERSON' || sight.beyondTeams || !serviceId) return own;
  return and(own, sql`${serviceId} = any(array(${teamServices(team, sight)}))`)!;
}
