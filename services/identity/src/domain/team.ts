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
  readonly memberIds: readonly Id[];
  readonly version: number;
};

export type TeamWish = Pick<Team, 'name' | 'serviceIds' | 'memberIds'>;

const sorted = (ids: readonly Id[]): Id[] => [...new Set(ids)].toSorted();
const same = (a: readonly Id[], b: readonly Id[]): boolean => sorted(a).join() === sorted(b).join();

/**
 * Members must be the organisation's own users. A wish that changes nothing makes no new version and no announcement.
 * `others` counts the organisation's other teams.
 */
export function decideTeam(
  known: Team,
  wish: TeamWish,
  { ownUserIds, others }: { readonly ownUserIds: ReadonlySet<Id>; readonly others: number },
): Decision<{ readonly team: Team; readonly changed: boolean }, 'NOT_FOUND' | 'LIMIT_REACHED'> {
  const stranger = wish.memberIds.findIndex((id) => !ownUserIds.has(id));
  if (stranger !== -1) return refuse('NOT_FOUND', { path: ['memberIds', String(stranger)] });
  if (known.version === 0 && others >= TEAMS_MAX) return refuseWhole('LIMIT_REACHED', { details: { count: TEAMS_MAX } });
  const unchanged =
    known.version > 0 && known.name === wish.name && same(known.serviceIds, wish.serviceIds) && same(known.memberIds, wish.memberIds);
  if (unchanged) return accept({ team: known, changed: false });
  const { name, serviceIds, memberIds } = wish;
  return accept({
    team: { ...known, name, serviceIds: sorted(serviceIds), memberIds: sorted(memberIds), version: known.version + 1 },
    changed: true,
  });
}

/** A team before anything is known of it. */
export const newTeam = (id: Id, organisation: TeamOrganisation): Team => ({
  id,
  organisation,
  name: '',
  serviceIds: [],
  memberIds: [],
  version: 0,
});
