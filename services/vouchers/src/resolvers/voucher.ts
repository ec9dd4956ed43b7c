/** The fields of a voucher and of its entitlements. */
import { isBefore, isWithin, saidLastDay } from '@seteli/kit/day';
import { badInput } from '@seteli/kit/errors';
import type { Id } from '@seteli/kit/ids';
import { fillIn } from '@seteli/kit/language';
import { amountOf, type Quantity } from '@seteli/schema/quantity';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';
import type * as api from '@seteli/schema/generated/vouchers';
import { newBucket, roomIn, stepsOfUnitOn } from '../domain/bucket.ts';
import { servableContents } from '../domain/opening.ts';
import { periodKeyOf } from '../domain/period.ts';
import { usageOf } from '../domain/usage.ts';
import { decidedDays, stateOn } from '../domain/voucher.ts';
import { heldOn, type OwnValueVersion } from '../domain/worth.ts';
import { may } from '../policy.ts';
import type { StoredEntitlement as Entitlement } from '../store/entitlement.ts';
import type { VoucherMonth } from '../store/month.ts';
import type { UnitValue } from '../store/value.ts';
import type { StoredVoucher as Voucher } from '../store/voucher.ts';
import { knowsClientOf, providerViewOf, seenVoucher, today, type Context } from './context.ts';

const stubs = (ids: readonly Id[]) => ids.map((id) => ({ id }));

/** For a provider, the contents that it may serve today; for everybody else, all granted contents. */
async function contentsOf(voucher: Voucher, context: Context) {
  const view = await providerViewOf(context, voucher);
  return stubs(
    context.actor.organisation.kind === 'PROVIDER' ? servableContents(view.granted, view.approvals, today(context)) : view.granted,
  );
}

async function remainingOf(given: Entitlement, { day }: api.QuantityEntitlementRemainingArgs, { load }: Context): Promise<Quantity | null> {
  const voucher = await load.voucher.load(given.voucherId);
  const period = periodKeyOf(given, day);
  if (!voucher || !isWithin(voucher, day) || period === undefined || given.kind !== 'QUANTITY') return null;
  const { unit } = given;
  const untouched = newBucket(given, stepsOfUnitOn(unit, day));
  if (given.carryOver)
    return {
      unit,
      steps: roomIn(given, decidedDays(voucher), await load.buckets.load(given.id), period),
      stepsPerUnit: untouched.stepsPerUnit,
    };
  const { remaining, stepsPerUnit } = (await load.bucket.load({ entitlementId: given.id, period })) ?? untouched;
  return { unit, steps: remaining, stepsPerUnit };
}

/** More than a year of weeks. */
const USAGE_PERIODS_MAX = 60;

async function usageOn(given: Entitlement, asked: api.QuantityEntitlementUsageArgs, { load }: Context) {
  const voucher = await load.voucher.load(given.voucherId);
  const found = voucher ? usageOf(given, decidedDays(voucher), await load.buckets.load(given.id), asked, USAGE_PERIODS_MAX) : [];
  if (isBefore(asked.lastDay, asked.firstDay) || found.length > USAGE_PERIODS_MAX)
    throw badInput(fillIn(INPUT_FAULTS.USAGE_PERIODS, { periods: USAGE_PERIODS_MAX }));
  const { unit } = given;
  return found.map(({ stepsPerUnit, ...usage }) => {
    const quantity = (steps: number): Quantity => ({ unit, steps, stepsPerUnit });
    return {
      firstDay: usage.firstDay,
      lastDay: usage.lastDay,
      granted: quantity(usage.granted),
      carriedOver: quantity(usage.carriedOver),
      used: quantity(usage.used),
      remaining: quantity(usage.remaining),
    };
  });
}

async function batchesOf({ id, batches }: Entitlement, { load }: Context) {
  const buckets = await load.bucket.loadMany(batches.map((batch) => ({ entitlementId: id, period: batch.id })));
  return batches.map((batch, index) => {
    const bucket = buckets[index];
    if (!bucket || bucket instanceof Error) throw new Error(`batch ${batch.id} has no bucket`);
    return { ...batch, amount: BigInt(bucket.granted), remaining: BigInt(bucket.remaining) };
  });
}

/** The decision that holds today, with its first day. */
async function ownValueOfToday({ id, ownValue, firstDay }: Voucher, _: unknown, context: Context) {
  const granted = ownValue && { firstDay, ownValue };
  const held = heldOn(await context.load.ownValueChanges.load(id), today(context)) ?? granted;
  return held && saidValue(held);
}

export const saidValue = ({ firstDay, ownValue: { baseCents, basis, contents } }: OwnValueVersion) => ({
  base: baseCents,
  basis,
  contents: [...contents].map(([contentId, valueCents]) => ({ contentId, valueCents, coefficient: null, firstDay })),
});

const ofOrganiserAndClient = <T>({ actor }: Context, value: () => T): T | null => (actor.organisation.kind === 'PROVIDER' ? null : value());

export const voucherFields = {
  Voucher: {
    __resolveReference: ({ id }: { id: Id }, context: Context) => seenVoucher(context, id),
    state: (voucher: Voucher, _: unknown, context: Context) => stateOn(voucher, today(context)),
    endedBecause: ({ beforeDeath }: Voucher) => (beforeDeath ? 'CLIENT_DIED' : null),
    grantedBy: ({ grantedBy }: Voucher, _: unknown, { load }: Context) => load.actorName.load(grantedBy),
    organiser: ({ organiserId }: Voucher) => ({ id: organiserId }),
    service: ({ serviceId }: Voucher) => ({ id: serviceId }),
    lastDay: ({ lastDay }: Voucher) => saidLastDay(lastDay),
    client: ({ personId, serviceId }: Voucher, _: unknown, context: Context) =>
      ofOrganiserAndClient(context, async () =>
        (await knowsClientOf(context, { serviceId, personId })) && (await context.load.isPerson.load(personId)) ? { id: personId } : null,
      ),
    clientCard: async (voucher: Voucher, _: unknown, context: Context) =>
      (await knowsClientOf(context, voucher)) ? context.load.clientCard.load(voucher) : null,
    entitlements: async ({ id }: Voucher, _: unknown, { load }: Context) =>
      (await load.entitlements.load(id)).filter(({ kind }) => kind !== 'BALANCE'),
    balance: async ({ id }: Voucher, _: unknown, { actor, load }: Context) =>
      may(actor, 'seeMoney') ? ((await load.entitlements.load(id)).find(({ kind }) => kind === 'BALANCE') ?? null) : null,
    ownValue: (voucher: Voucher, args: unknown, context: Context) =>
      may(context.actor, 'seeMoney') ? ownValueOfToday(voucher, args, context) : null,
    contractPrices: ({ contractPrices }: Voucher, _: unknown, { actor }: Context) =>
      may(actor, 'seeMoney') ? [...contractPrices].map(([id, price]) => ({ content: { id }, price })) : [],
    predecessor: ({ predecessorId }: Voucher, _: unknown, context: Context) =>
      ofOrganiserAndClient(context, () => predecessorId && context.load.voucher.load(predecessorId)),
    successor: (voucher: Voucher, _: unknown, context: Context) =>
      ofOrganiserAndClient(context, async () => {
        const id = await context.load.successor.load(voucher.id);
        return id && context.load.voucher.load(id);
      }),
    monthSoFar: ({ id }: Voucher, { month }: api.VoucherMonthSoFarArgs, context: Context) =>
      may(context.actor, 'seeMoney') ? ofOrganiserAndClient(context, () => context.load.month.load({ voucherId: id, month })) : null,
    contents: (voucher: Voucher, _: unknown, context: Context) => contentsOf(voucher, context),
  },
  VoucherMonth: {
    organiserShare: ({ organiserCents }: VoucherMonth) => organiserCents,
    clientShare: ({ clientCents }: VoucherMonth) => clientCents,
    freeByLaw: ({ freeCents }: VoucherMonth) => freeCents,
    extraService: ({ extraCents }: VoucherMonth) => extraCents,
  },
  QuantityEntitlement: {
    contents: ({ contentIds }: Entitlement) => stubs(contentIds),
    quantity: ({ kind, unit, steps }: Entitlement) => (kind === 'UNLIMITED' ? null : { unit, steps }),
    unlimited: ({ kind }: Entitlement) => kind === 'UNLIMITED',
    remaining: remainingOf,
    usage: usageOn,
  },
  BalanceEntitlement: {
    contents: ({ contentIds }: Entitlement) => stubs(contentIds),
    batches: (balance: Entitlement, _: unknown, context: Context) => batchesOf(balance, context),
    remaining: async (balance: Entitlement, { day }: api.BalanceEntitlementRemainingArgs, context: Context) => {
      const usable = (await batchesOf(balance, context)).filter((batch) => isWithin(batch, day));
      return usable.reduce((sum, { remaining }) => sum + remaining, 0n);
    },
  },
  UnitValue: {
    content: ({ contentId }: UnitValue) => ({ id: contentId }),
    value: ({ valueCents }: UnitValue) => valueCents,
    coefficient: ({ coefficient }: UnitValue) =>
      coefficient === null ? null : amountOf({ unit: 'PIECE', steps: coefficient, stepsPerUnit: 10_000 }),
  },
};
