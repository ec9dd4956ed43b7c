/** A service team (palvelutiimi): members of one organisation, and the services whose clients they work with. */
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { TEAMS_MAX } from './limits.ts';

export type TeamOrganisation = { readonly kind: 'ORGANISER' | 'PROVIDER'; readonly id: Id };

export type Team = {
  readonly id: Id;
  readonly organisation: TeamOrganisation;
  readonly name: string;
  readonly serviceIds: readonly Id[];
  /** The only units of the provider that the team is for. Null: all. */
  readonly unitIds: readonly Id[] | null;
  /** The only clients whom the team is for. Null: all. */
  readonly clientIds: readonly Id[] | null;
  readonly memberIds: readonly Id[];
  readonly version: number;
};

export type TeamWish = Pick<Team, 'name' | 'serviceIds' | 'unitIds' | 'clientIds' | 'memberIds'>;

const sorted = (ids: readonly Id[]): Id[] => [...new Set(ids)].toSorted();
const same = (a: readonly Id[] | null, b: readonly Id[] | null): boolean =>
  a === null || b === null ? a === b : sorted(a).join() === sorted(b).join();

/**
 * Members must be the organisation's own users, and units its own. A wish that changes nothing makes no new version and
 * no announcement. `others` counts the organisation's other teams.
 */
export function decideTeam(
  known: Team,
  wish: TeamWish,
  {
    ownUserIds,
    ownUnitIds,
    others,
  }: { readonly ownUserIds: ReadonlySet<Id>; readonly ownUnitIds: ReadonlySet<Id>; readonly others: number },
): Decision<{ readonly team: Team; readonly changed: boolean }, 'NOT_FOUND' | 'LIMIT_REACHED'> {
  const stranger = wish.memberIds.findIndex((id) => !ownUserIds.has(id));
  if (stranger !== -1) return refuse('NOT_FOUND', { path: ['memberIds', String(stranger)] });
  const unit = wish.unitIds?.findIndex((id) => !ownUnitIds.has(id)) ?? -1;
  if (unit !== -1) return refuse('NOT_FOUND', { path: ['unitIds', String(unit)] });
  if (known.version === 0 && others >= TEAMS_MAX) return refuseWhole('LIMIT_REACHED', { details: { count: TEAMS_MAX } });
  const { name, serviceIds, unitIds, clientIds, memberIds } = wish;
  const unchanged =
    known.version > 0 &&
    known.name === name &&
    same(known.serviceIds, serviceIds) &&
    same(known.unitIds, unitIds) &&
    same(known.clientIds, clientIds) &&
    same(known.memberIds, memberIds);
  if (unchanged) return accept({ team: known, changed: false });
  return accept({
    team: {
      ...known,
      name,
      serviceIds: sorted(serviceIds),
      unitIds: unitIds && sorted(unitIds),
      clientIds: clientIds && sorted(clientIds),
      memberIds: sorted(memberIds),
      version: known.version + 1,
    },
    changed: true,
  });
}

/** A team before anything is known of it. */
export const newTeam = (id: Id, organisation: TeamOrganisation): Team => ({
  id,
  organisation,
  name: '',
  serviceIds: [],
  unitIds: null,
  clientIds: null,
  memberIds: [],
  version: 0,
});
