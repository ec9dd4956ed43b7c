/** How service teams come to be and are changed. One transaction: lock, load, decide, save, announce. */
import { lock } from '@seteli/kit/db';
import { NATIONAL } from '@seteli/kit/events';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { decideTeam, newTeam, type TeamOrganisation, type TeamWish } from '../domain/team.ts';
import { teamChanged } from '../events.ts';
import * as store from '../store/team.ts';
import { voidTokensOf } from '../store/user.ts';
import type { Desk } from './desk.ts';

export type TeamOrder = TeamWish & {
  /** The team to change. */
  readonly id?: Id | undefined;
  /** The id of a team that is made if it is not there: for data whose ids are fixed beforehand. */
  readonly newTeamId?: Id | undefined;
};

type TeamRefusal = 'NOT_FOUND' | 'LIMIT_REACHED';

export async function saveServiceTeam(
  { database, clock }: Pick<Desk, 'database' | 'clock'>,
  organisation: TeamOrganisation,
  { id, newTeamId = newId(), ...wish }: TeamOrder,
  userId?: Id,
): Promise<Decision<Id, TeamRefusal>> {
  const now = clock.now();
  return await database.transaction(async (tx): Promise<Decision<Id, TeamRefusal>> => {
    const known = await store.lockTeam(tx, organisation, id ?? newTeamId);
    if (!known && id !== undefined) return refuse('NOT_FOUND', { path: ['id'] });
    if (!known) await lock(tx, `teams ${organisation.id}`);
    const others = known ? 0 : await store.countTeams(tx, organisation);
    const ownUserIds = await store.findOwnUserIds(tx, organisation, wish.memberIds);
    const decision = decideTeam(known ?? newTeam(newTeamId, organisation), wish, { ownUserIds, others });
    if (!decision.accepted) return decision;
    const { team, changed } = decision.value;
    if (!changed) return accept(team.id);
    await store.saveTeam(tx, team);
    const left = known?.memberIds.filter((member) => !team.memberIds.includes(member)) ?? [];
    // Their tokens name the team, and with it whose clients they may see.
    if (left.length > 0) await voidTokensOf(tx, organisation, left);
    publish(tx, NATIONAL, [teamChanged(team)], { now, actor: userId });
    return accept(team.id);
  });
}
