/** Makes and changes service teams. Each command is one transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import { lock, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import { NATIONAL } from '@seteli/kit/events';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, checkSeen, refuse, type Decision } from '@seteli/kit/result';
import type { SaveServiceTeamInput } from '@seteli/schema/generated/identity';
import { decideTeam, newTeam, type TeamOrganisation, type TeamWish } from '../domain/team.ts';
import { teamChanged } from '../events.ts';
import { findOwnUnitIds } from '../store/system.ts';
import * as store from '../store/team.ts';
import { voidTokensOf } from '../store/user.ts';
import type { Desk } from './desk.ts';

/** Without a word about the limits they stay as they are, so that nobody widens a team by leaving them out. */
export type TeamOrder = Omit<TeamWish, 'unitIds' | 'clientIds'> & {
  readonly unitIds?: TeamWish['unitIds'] | undefined;
  readonly clientIds?: TeamWish['clientIds'] | undefined;
  /** The team to change. */
  readonly id?: Id | undefined;
  /** The version of the team that the caller saw. */
  readonly expectedVersion?: number | null | undefined;
};

type TeamRefusal = 'NOT_FOUND' | 'STALE' | 'LIMIT_REACHED';

type TeamDesk = Pick<Desk, 'database' | 'clock'>;

/** Saves a team as an administrator of the organisation wishes. */
export async function saveServiceTeam({ database, clock }: TeamDesk, actor: Actor, input: SaveServiceTeamInput): Promise<Decision<Id>> {
  const now = clock.now();
  const { id, name, serviceIds, unitIds, clientIds, memberIds, expectedVersion } = input;
  // The policy lets only administrators of organisers and providers come this far.
  const organisation = actor.organisation as TeamOrganisation;
  return await once<Decision<Id>>(
    database,
    { organisation: organisation.id, key: input.idempotencyKey, command: 'saveServiceTeam', input, now },
    (tx) =>
      saveTeam(
        tx,
        organisation,
        { id: id ?? undefined, name, serviceIds, unitIds, clientIds, memberIds, expectedVersion },
        { now, actor: actor.userId },
      ),
  );
}

/** The part of the commands that runs in their transaction. */
export async function saveTeam(
  tx: Tx,
  organisation: TeamOrganisation,
  { id, expectedVersion, ...order }: TeamOrder,
  cause: { readonly now: Instant; readonly actor?: Id },
): Promise<Decision<Id, TeamRefusal>> {
  const known = id === undefined ? undefined : await store.lockTeam(tx, organisation, id);
  if (!known && id !== undefined) return refuse('NOT_FOUND', { path: ['id'] });
  const stale = checkSeen(known, expectedVersion);
  if (stale) return stale;
  if (!known) await lock(tx, `teams ${organisation.id}`);
  const before = known ?? newTeam(newId(), organisation);
  const { unitIds = before.unitIds, clientIds = before.clientIds } = order;
  const wish = { ...order, unitIds, clientIds };
  const others = known ? 0 : await store.countTeams(tx, organisation);
  const ownUserIds = await store.findOwnUserIds(tx, organisation, wish.memberIds);
  const ownUnitIds = await findOwnUnitIds(tx, organisation, wish.unitIds ?? []);
  const decision = decideTeam(before, wish, { ownUserIds, ownUnitIds, others });
  if (!decision.accepted) return decision;
  const { team, changed } = decision.value;
  if (!changed) return accept(team.id);
  await store.saveTeam(tx, team);
  const left = known?.memberIds.filter((member) => !team.memberIds.includes(member)) ?? [];
  // Their tokens name the team, and so whose clients they may see.
  if (left.length > 0) await voidTokensOf(tx, organisation, left);
  publish(tx, NATIONAL, [teamChanged(team)], cause);
  return accept(team.id);
}
