/** Puts one user into teams and out of others. The teams are the caller's, and so is the transaction. */
import type { Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { TEAM_MEMBERS_MAX } from '../domain/limits.ts';
import type { Team, TeamOrganisation } from '../domain/team.ts';
import { listTeams, lockTeam } from '../store/team.ts';
import { saveTeam } from './team.ts';

export type MemberCause = { readonly now: Instant; readonly actor: Id };

/** The teams that the user is to join or to leave, locked in the order of their ids. */
export async function lockMemberships(
  tx: Tx,
  organisation: TeamOrganisation,
  userId: Id,
  teamIds: readonly Id[],
): Promise<Decision<readonly Team[], 'LIMIT_REACHED'>> {
  const isToChange = (team: Team) => team.memberIds.includes(userId) !== teamIds.includes(team.id);
  const toChange = (await listTeams(tx, organisation)).filter(isToChange).map(({ id }) => id);
  const locked: Team[] = [];
  for (const id of toChange.toSorted()) {
    const team = await lockTeam(tx, organisation, id);
    if (team && isToChange(team)) locked.push(team);
  }
  const full = locked.find((team) => !team.memberIds.includes(userId) && team.memberIds.length >= TEAM_MEMBERS_MAX);
  if (full) return refuse('LIMIT_REACHED', { path: ['teamIds', String(teamIds.indexOf(full.id))], details: { count: TEAM_MEMBERS_MAX } });
  return accept(locked);
}

/** Lets the user join those of the teams in which they are not, and leave the others. */
export async function moveMember(tx: Tx, userId: Id, teams: readonly Team[], cause: MemberCause): Promise<void> {
  for (const { organisation, memberIds, ...team } of teams) {
    const without = memberIds.filter((member) => member !== userId);
    const after = without.length < memberIds.length ? without : [...memberIds, userId];
    const saved = await saveTeam(tx, organisation, { ...team, memberIds: after }, cause);
    if (!saved.accepted) throw new Error(`A locked team was refused: ${saved.refusal.code}.`);
  }
}
