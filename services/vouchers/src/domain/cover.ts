/**
 * How far the quantity of a voucher covers a visit (rules 1, 38, 46): the earliest units first, until each bucket is
 * empty. The rest is extra service where client and content allow it; otherwise the visit is refused whole.
 */
import type { Id } from '@seteli/kit/ids';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';
import { addShares, stepsPerUnit, type Quantity, type Share, type Unit } from '@seteli/schema/quantity';
import { bucketName, roomIn, stepsIn, take, type Bucket, type Buckets, type Draw, type Entitlement } from './bucket.ts';
import type { Days } from './period.ts';

/** A piece and where it draws from; `period` is null when nothing limits it. */
export type Demand = {
  readonly contentId: Id;
  readonly quantity: Required<Quantity>;
  readonly validity: Days;
  readonly entitlement: Entitlement;
  readonly period: string | null;
  readonly extraAllowed: boolean;
  /** Kilometres and materials, which only accompany what was served. */
  readonly isAccessory: boolean;
};

/**
 * `covered`: the steps of each demand that the voucher covers; the others are extra service. `rooms`: what each bucket
 * had left before the visit.
 */
export type Cover = { readonly covered: readonly number[]; readonly draws: readonly Draw[]; readonly rooms: Rooms };
export type Rooms = ReadonlyMap<string, Required<Quantity>>;

/** The most that a visit may take from a bucket, whatever the bucket has left. */
export type Limits = ReadonlyMap<string, number>;

/**
 * The smallest part that can be covered: minutes and days one by one, meals and visits whole. Workers serve the same
 * minutes together (rules 1, 39).
 */
const grainOf = (unit: Unit, workers: number): number => {
  if (unit === 'HOUR') return workers;
  if (unit === 'KILOMETRE') return stepsPerUnit(unit) / 10;
  return unit === 'EURO' || unit === 'WEEK' || unit === 'MONTH' ? 1 : stepsPerUnit(unit);
};

export function cover(
  demands: readonly Demand[],
  buckets: Buckets,
  workers: number,
  limits: Limits = new Map(),
): Decision<Cover, 'QUOTA_EXCEEDED'> {
  const left = onTopOf(buckets);
  const drawn = new Map<string, DrawnSoFar>();
  const rooms = new Map<string, Required<Quantity>>();
  const covered: number[] = [];
  const short: Demand[] = [];
  for (const demand of demands) {
    const { quantity, validity, entitlement, period } = demand;
    if (period === null) {
      covered.push(quantity.steps);
      continue;
    }
    const name = bucketName(entitlement.id, period);
    const bucket = left.get(name) ?? { granted: 0, remaining: 0, stepsPerUnit: quantity.stepsPerUnit };
    const before = drawn.get(name);
    const inBucket = roomIn(entitlement, validity, left, period);
    if (!before) rooms.set(name, { unit: quantity.unit, steps: inBucket, stepsPerUnit: bucket.stepsPerUnit });
    const most = limits.get(name);
    const room = most === undefined ? inBucket : Math.min(inBucket, most - (before?.draw.steps ?? 0));
    const whole = drawMore(before, { entitlementId: entitlement.id, period }, bucket, quantity);
    const fits = whole.more <= room;
    if (!fits && !demand.extraAllowed) return exceeded(demand, buckets);
    const grain = grainOf(quantity.unit, workers);
    const inPiece = Math.floor((Math.max(room, 0) * quantity.stepsPerUnit) / bucket.stepsPerUnit);
    const steps = fits ? quantity.steps : Math.floor(inPiece / grain) * grain;
    covered.push(steps);
    if (!fits) short.push(demand);
    if (steps === 0) continue;
    const { more, ...now } = fits ? whole : drawMore(before, whole.draw, bucket, { ...quantity, steps });
    take(left, { ...now.draw, steps: more });
    drawn.set(name, now);
  }
  const nothing = shortOfAll(demands, covered, short);
  return nothing ? exceeded(nothing, buckets) : accept({ covered, draws: [...drawn.values()].map(({ draw }) => draw), rooms });
}

/** A voucher that covers nothing of a visit does not pay for it, nor for its accessories (rules 1, 22). */
function shortOfAll(demands: readonly Demand[], covered: readonly number[], short: readonly Demand[]): Demand | undefined {
  const isServed = demands.some(({ isAccessory }) => !isAccessory) ? ({ isAccessory }: Demand) => !isAccessory : () => true;
  return demands.some((demand, index) => isServed(demand) && covered[index]! > 0) ? undefined : short.find(isServed);
}

/** What the visit has taken from a bucket so far, and its share of a unit. */
type DrawnSoFar = { readonly draw: Draw; readonly share: Share };

/** Shares add up before they become steps: four quarters of a week are a week in any bucket (rules 40). */
function drawMore(
  before: DrawnSoFar | undefined,
  { entitlementId, period }: Pick<Draw, 'entitlementId' | 'period'>,
  bucket: Pick<Bucket, 'stepsPerUnit'>,
  quantity: Required<Quantity>,
): DrawnSoFar & { readonly more: number } {
  const own = { steps: BigInt(quantity.steps), stepsPerUnit: BigInt(quantity.stepsPerUnit) };
  const share = before ? addShares(before.share, own) : own;
  const steps = stepsIn(bucket, { unit: quantity.unit, steps: Number(share.steps), stepsPerUnit: Number(share.stepsPerUnit) });
  return { draw: { entitlementId, period, steps }, share, more: steps - (before?.draw.steps ?? 0) };
}

/**
 * A draft over the buckets, which stay as they are. It copies none: a batch of visits has many buckets, and a visit
 * draws from few.
 */
function onTopOf(buckets: Buckets) {
  const changed = new Map<string, Bucket>();
  return {
    get: (name: string) => changed.get(name) ?? buckets.get(name),
    set: (name: string, bucket: Bucket) => void changed.set(name, bucket),
  };
}

/** The refusal names what the bucket had left before the visit, in whole units for months, which differ in length. */
function exceeded({ contentId, quantity: { unit }, validity, entitlement, period }: Demand, buckets: Buckets) {
  const room = roomIn(entitlement, validity, buckets, period!);
  const size = buckets.get(bucketName(entitlement.id, period!))?.stepsPerUnit;
  const remaining = { unit, steps: unit === 'MONTH' && size ? Math.floor(room / size) : room };
  return refuseWhole('QUOTA_EXCEEDED', { remaining, details: { contentId } });
}
