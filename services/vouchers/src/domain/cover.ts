/**
 * How far the quantity of a voucher covers a visit (rules 1, 38, 46): the earliest units first, until each bucket is empty.
 * The rest is extra service where client and content allow it; otherwise the visit is refused whole.
 */
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { stepsPerUnit, type Quantity, type Unit } from '@seteli/kit/quantity';
import { bucketName, roomIn, stepsIn, take, type Bucket, type Buckets, type Draw, type Entitlement } from './bucket.ts';
import type { Days } from './period.ts';

/** A piece and where it draws from; `period` is null when nothing limits it here. */
export type Demand = {
  readonly quantity: Required<Quantity>;
  readonly validity: Days;
  readonly entitlement: Entitlement;
  readonly period: string | null;
  readonly extraAllowed: boolean;
};

/** Steps of each demand that the voucher covers; the others are extra service. */
export type Cover = { readonly covered: readonly number[]; readonly draws: readonly Draw[] };

/** What is not divided: minutes and days are served one by one, meals and visits whole. Workers serve the same minutes together (rules 1, 39). */
const grainOf = (unit: Unit, workers: number): number => {
  if (unit === 'HOUR') return workers;
  if (unit === 'KILOMETRE') return stepsPerUnit(unit) / 10;
  return unit === 'EURO' || unit === 'WEEK' || unit === 'MONTH' ? 1 : stepsPerUnit(unit);
};

export function cover(demands: readonly Demand[], buckets: Buckets, workers: number): Decision<Cover, 'QUOTA_EXCEEDED'> {
  const left = onTopOf(buckets);
  const draws = new Map<string, Draw>();
  const covered: number[] = [];
  let short: Demand | undefined;
  for (const demand of demands) {
    const { quantity, validity, entitlement, period } = demand;
    if (period === null) {
      covered.push(quantity.steps);
      continue;
    }
    const name = bucketName(entitlement.id, period);
    const bucket = left.get(name) ?? { granted: 0, remaining: 0, stepsPerUnit: quantity.stepsPerUnit };
    const room = roomIn(entitlement, validity, left, period);
    const fits = stepsIn(bucket, quantity) <= room;
    if (!fits && !demand.extraAllowed) return exceeded(demand, buckets);
    const grain = grainOf(quantity.unit, workers);
    const inPiece = Math.floor((room * quantity.stepsPerUnit) / bucket.stepsPerUnit);
    const steps = fits ? quantity.steps : Math.floor(inPiece / grain) * grain;
    covered.push(steps);
    if (!fits) short ??= demand;
    if (steps === 0) continue;
    const draw = { entitlementId: entitlement.id, period, steps: stepsIn(bucket, { ...quantity, steps }) };
    take(left, draw);
    draws.set(name, { ...draw, steps: draw.steps + (draws.get(name)?.steps ?? 0) });
  }
  // A visit of which the voucher covers nothing is not a visit of the voucher, whatever came with it.
  if (short && draws.size === 0) return exceeded(short, buckets);
  return accept({ covered, draws: [...draws.values()] });
}

/** What is taken from it, the buckets themselves do not see: a batch has many of them, and a visit draws from few. */
function onTopOf(buckets: Buckets) {
  const changed = new Map<string, Bucket>();
  return {
    get: (name: string) => changed.get(name) ?? buckets.get(name),
    set: (name: string, bucket: Bucket) => void changed.set(name, bucket),
  };
}

/** Names what the bucket had left before the visit, in whole units where these are months of different lengths. */
function exceeded({ quantity: { unit }, validity, entitlement, period }: Demand, buckets: Buckets) {
  const room = roomIn(entitlement, validity, buckets, period!);
  const size = buckets.get(bucketName(entitlement.id, period!))?.stepsPerUnit;
  return refuse('QUOTA_EXCEEDED', { remaining: { unit, steps: unit === 'MONTH' && size ? Math.floor(room / size) : room } });
}
