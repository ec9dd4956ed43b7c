/**
 * Flags neighbouring visits that a checker should see: cut up to be charged more, or of a worker who cannot have been
 * at both places (rules 54, R26).
 */
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

/** Whether any neighbour could matter. For most visits the store need not look. */
export const hasNeighbours = (visit: Neighbour, incrementMinutes: number): boolean =>
  takesTime(visit) && (visit.workerReference !== null || incrementMinutes > 1);

/** A visit by days has no times, and nobody was at a cancelled visit. */
const takesTime = (visit: Neighbour): boolean => visit.timed && !isCancelled(visit);

/** The flags of the newer of two visits. */
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

/** Where the provider names no worker, all its visits on a voucher count as one worker's. */
const isCutFrom = (visit: Neighbour, other: Neighbour): boolean =>
  other.workerReference === visit.workerReference &&
  (visit.workerReference === null ? other.voucherId === visit.voucherId : other.personId === visit.personId) &&
  (other.endsAt.equals(visit.startsAt) || other.startsAt.equals(visit.endsAt));

/** The same client means the same place. */
const isElsewhere = (visit: Neighbour, other: Neighbour): boolean =>
  visit.workerReference !== null &&
  other.workerReference === visit.workerReference &&
  other.personId !== visit.personId &&
  other.startsAt.epochMilliseconds < visit.endsAt.epochMilliseconds &&
  visit.startsAt.epochMilliseconds < other.endsAt.epochMilliseconds;

/**
 * A worker who serves a couple together is in one place. A group belongs to one provider, and its visits begin and end
 * together (rules 25).
 */
const isTogether = (visit: Neighbour, other: Neighbour): boolean =>
  visit.groupReference !== null &&
  other.groupReference === visit.groupReference &&
  other.startsAt.equals(visit.startsAt) &&
  other.endsAt.equals(visit.endsAt);
