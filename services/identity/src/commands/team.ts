/** How service teams come to be and are changed. One transaction: lock, load, decide, save, announce. */
import { NATIONAL } from '@seteli/kit/events';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { decideTeam, newTeam, type TeamOrganisation, type TeamWish } from '../domain/team.ts';
import { teamChanged } from '../events.ts';
import * as store from '../store/team.ts';
import type { Desk } from './desk.ts';

export type TeamOrder = TeamWish & {
  /** The team to change. */
  readonly id?: Id | undefined;
  /** The id of a team that is made if it is not there: for data whose ids are fixed beforehand. */
  readonly newTeamId?: Id | undefined;
};

export async function saveServiceTeam(
  { database, clock }: Pick<Desk, 'database' | 'clock'>,
  organisation: TeamOrganisation,
  { id, newTeamId = newId(), ...wish }: TeamOrder,
  userId?: Id,
): Promise<Decision<Id, 'NOT_FOUND'>> {
  const now = clock.now();
  return await database.transaction(async (tx): Promise<Decision<Id, 'NOT_FOUND'>> => {
    const known = await store.lockTeam(tx, organisation, id ?? newTeamId);
    if (!known && id !== undefined) return refuse('NOT_FOUND', { path: ['id'] });
    const own = await store.findOwnUserIds(tx, organisation, wish.memberIds);
    const decision = decideTeam(known ?? newTeam(newTeamId, organisation), wish, own);
    if (!decision.accepted) return decision;
    const { team, changed } = decision.value;
    if (!changed) return accept(team.id);
    await store.saveTeam(tx, team);
    publish(tx, NATIONAL, [teamChanged(team)], { now, actor: userId });
    return accept(team.id);
  });
}
