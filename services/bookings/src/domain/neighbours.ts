/** Visits beside a visit that make somebody look: cut up to be charged more, or of a worker who cannot have been at both places (rules 54, R26). */
import type { Id } from '@seteli/kit/ids';
import { GROUP_CLIENTS_MAX } from './limits.ts';
import { isCancelled, type Recorded } from './recorded.ts';

/** A visit as its neighbours see it. */
export type Neighbour = Pick<Recorded, 'startsAt' | 'endsAt' | 'timed' | 'kind' | 'workerReference' | 'groupReference'> & {
  readonly voucherId: Id;
  readonly personId: Id;
  readonly providerId: Id;
};

export type NeighbourFlag = 'ADJACENT' | 'WORKER_ELSEWHERE';

/** Whether anybody beside the visit could matter; for most visits nobody has to be asked. */
export const hasNeighbours = (visit: Neighbour, incrementMinutes: number): boolean =>
  takesTime(visit) && (visit.workerReference !== null || incrementMinutes > 1);

/** Days are no times, and at what was cancelled nobody was. */
const takesTime = (visit: Neighbour): boolean => visit.timed && !isCancelled(visit);

/** What the new one of two visits is flagged with. */
export function flagsBeside(visit: Neighbour, others: readonly Neighbour[], incrementMinutes: number): NeighbourFlag[] {
  if (!hasNeighbours(visit, incrementMinutes)) return [];
  const there = others.filter((other) => takesTime(other) && other.providerId === visit.providerId);
  const flags: NeighbourFlag[] = [];
  if (incrementMinutes > 1 && there.some((other) => isCutFrom(visit, other))) flags.push('ADJACENT');
  const overlapping = there.filter((other) => isElsewhere(visit, other));
  const group = overlapping.filter((other) => isTogether(visit, other));
  const isGroup = new Set(group.map(({ personId }) => personId)).size < GROUP_CLIENTS_MAX;
  if (overlapping.length > (isGroup ? group.length : 0)) flags.push('WORKER_ELSEWHERE');
  return flags;
}

/** Of workers whom nobody names, the provider's visits on a voucher count as those of one. */
const isCutFrom = (visit: Neighbour, other: Neighbour): boolean =>
  other.workerReference === visit.workerReference &&
  (visit.workerReference === null ? other.voucherId === visit.voucherId : other.personId === visit.personId) &&
  (other.endsAt.equals(visit.startsAt) || other.startsAt.equals(visit.endsAt));

/** The same client is no other place. */
const isElsewhere = (visit: Neighbour, other: Neighbour): boolean =>
  visit.workerReference !== null &&
  other.workerReference === visit.workerReference &&
  other.personId !== visit.personId &&
  other.startsAt.epochMilliseconds < visit.endsAt.epochMilliseconds &&
  visit.startsAt.epochMilliseconds < other.endsAt.epochMilliseconds;

/** Who serves a couple together is not elsewhere: a group is the provider's own, and begins and ends as one (rules 25). */
const isTogether = (visit: Neighbour, other: Neighbour): boolean =>
  visit.groupReference !== null &&
  other.groupReference === visit.groupReference &&
  other.startsAt.equals(visit.startsAt) &&
  other.endsAt.equals(visit.endsAt);
