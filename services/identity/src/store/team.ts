/** All SQL about service teams. Every look-up names the organisation whose team it is. */
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Team, TeamOrganisation } from '../domain/team.ts';
import type { Organisation } from '../domain/user.ts';
import { serviceTeam, teamMember, teamService, userAccount } from '../tables/user.ts';

const MEMBERS = sql<Id[]>`array(select m.user_id::text from ${teamMember} m where m.team_id = ${serviceTeam.id} order by 1)`;
const SERVICES = sql<Id[]>`array(select s.service_id::text from ${teamService} s where s.team_id = ${serviceTeam.id} order by 1)`;

const COLUMNS = {
  id: serviceTeam.id,
  organisationKind: serviceTeam.organisationKind,
  organisationId: serviceTeam.organisationId,
  name: serviceTeam.name,
  version: serviceTeam.version,
  unitIds: serviceTeam.unitIds,
  clientIds: serviceTeam.clientIds,
  memberIds: MEMBERS,
  serviceIds: SERVICES,
};

type TeamRow = typeof serviceTeam.$inferSelect & { memberIds: Id[]; serviceIds: Id[] };

const toTeam = ({ organisationKind, organisationId, ...rest }: TeamRow): Team => ({
  ...rest,
  organisation: { kind: organisationKind, id: organisationId },
});

const listWhere = async (reader: Reader, condition: SQL | undefined): Promise<Team[]> =>
  (
    await reader
      .select(COLUMNS)
      .from(serviceTeam)
      .where(condition)
      .orderBy(sql`${serviceTeam.name} collate "fi-x-icu"`, serviceTeam.id)
  ).map(toTeam);

export const listTeams = (reader: Reader, { id }: Organisation): Promise<Team[]> => listWhere(reader, eq(serviceTeam.organisationId, id));

export const countTeams = (tx: Tx, { id }: Organisation): Promise<number> => tx.$count(serviceTeam, eq(serviceTeam.organisationId, id));

export const findTeams = (reader: Reader, { id }: Organisation, ids: readonly Id[]): Promise<Team[]> =>
  listWhere(reader, and(eq(serviceTeam.organisationId, id), isOneOf(serviceTeam.id, ids)));

/** Locks the team against other changes, and then reads it. */
export async function lockTeam(tx: Tx, organisation: TeamOrganisation, id: Id): Promise<Team | undefined> {
  await tx
    .select({ id: serviceTeam.id })
    .from(serviceTeam)
    .where(and(eq(serviceTeam.id, id), eq(serviceTeam.organisationId, organisation.id)))
    .for('update');
  const [found] = await findTeams(tx, organisation, [id]);
  return found;
}

/** Of these users, those of the organisation. */
export async function findOwnUserIds(tx: Tx, organisation: TeamOrganisation, ids: readonly Id[]): Promise<Set<Id>> {
  const rows = await tx
    .select({ id: userAccount.id })
    .from(userAccount)
    .where(and(isOneOf(userAccount.id, ids), eq(userAccount.organisationId, organisation.id)));
  return new Set(rows.map(({ id }) => id));
}

export async function saveTeam(tx: Tx, { id, organisation, memberIds, serviceIds, ...team }: Team): Promise<void> {
  const said = { ...team, unitIds: team.unitIds && [...team.unitIds], clientIds: team.clientIds && [...team.clientIds] };
  const row = { id, organisationKind: organisation.kind, organisationId: organisation.id, ...said };
  await tx.insert(serviceTeam).values(row).onConflictDoUpdate({ target: serviceTeam.id, set: said });
  await tx.delete(teamMember).where(eq(teamMember.teamId, id));
  await tx.delete(teamService).where(eq(teamService.teamId, id));
  await insertAll(
    tx,
    teamMember,
    memberIds.map((userId) => ({ organisationId: organisation.id, teamId: id, userId })),
  );
  await insertAll(
    tx,
    teamService,
    serviceIds.map((serviceId) => ({ teamId: id, serviceId })),
  );
}
