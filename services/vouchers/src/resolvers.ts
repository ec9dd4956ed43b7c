/** GraphQL in, command or query, GraphQL out. Holds no rule and no SQL; loaders see to it that a list costs one query, not one per row. */
import DataLoader from 'dataloader';
import type { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Actor } from '@seteli/kit/actor';
import { dayOf, isWithin, type Day } from '@seteli/kit/day';
import { isId, type Id } from '@seteli/kit/ids';
import type { Log } from '@seteli/kit/log';
import { readPageArguments, toConnection } from '@seteli/kit/pages';
import type { Decision } from '@seteli/kit/result';
import { badInput, rateLimited, requireIds, requireKey } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/vouchers';
import { sharedResolvers } from '@seteli/schema/refusals';
import { grantVoucher, publishValues, revokeVoucher, type Desk } from './commands.ts';
import { bucketKeyOf } from './domain/bucket.ts';
import { providerMayOpen, providerMayStillSee, servableContents, VOUCHER_NUMBER, type ProviderView } from './domain/voucher.ts';
import { may, requireRight } from './policy.ts';
import * as store from './store/voucher.ts';

export type Context = Desk & { readonly actor: Actor; readonly log: Log; readonly lookups: RateLimiterMemory; readonly load: Loaders };

/** What one request has read, so that it is read once. */
type Loaders = {
  readonly voucher: DataLoader<Id, store.StoredVoucher | null>;
  readonly entitlements: DataLoader<Id, store.StoredEntitlement[]>;
  readonly approvals: DataLoader<Id, readonly store.StoredApproval[]>;
  readonly isProtected: DataLoader<Id, boolean>;
  readonly remaining: DataLoader<store.BucketKey, number | null, string>;
  readonly teamServices: () => Promise<ReadonlySet<Id>>;
};

export function createContext(desk: Desk, log: Log, lookups: RateLimiterMemory, actor: Actor): Context {
  const { reader } = desk.database;
  const { organisation, teamIds } = actor;
  let teamServices: Promise<ReadonlySet<Id>> | undefined;
  const load: Loaders = {
    voucher: new DataLoader(async (ids) => {
      const found = new Map((await store.findVouchers(reader, actor, { ids: ids.filter(isId) })).map((voucher) => [voucher.id, voucher]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    entitlements: new DataLoader(async (voucherIds) => {
      const found = Map.groupBy(await store.listEntitlements(reader, voucherIds), ({ voucherId }) => voucherId);
      return voucherIds.map((id) => found.get(id) ?? []);
    }),
    approvals: new DataLoader(async (serviceIds) => {
      const found = await store.listApprovals(reader, organisation.id, serviceIds);
      return serviceIds.map((id) => found.get(id) ?? []);
    }),
    isProtected: new DataLoader(async (personIds) => {
      const found = await store.listProtectedPersons(reader, personIds);
      return personIds.map((id) => found.has(id));
    }),
    remaining: new DataLoader(
      async (keys) => {
        const found = new Map(
          (await store.listBuckets(reader, keys)).map((bucket) => [`${bucket.entitlementId} ${bucket.period}`, bucket.remaining]),
        );
        return keys.map(({ entitlementId, period }) => found.get(`${entitlementId} ${period}`) ?? null);
      },
      { cacheKeyFn: ({ entitlementId, period }) => `${entitlementId} ${period}` },
    ),
    teamServices: () => (teamServices ??= store.listTeamServices(reader, organisation.id, teamIds)),
  };
  return { ...desk, actor, log, lookups, load };
}

const today = ({ clock }: Context): Day => dayOf(clock.now());

const NOBODY: Id = '00000000-0000-0000-0000-000000000000';

/** All that the three-way rule asks, read in the same way whether there is a voucher or not. */
async function providerViewOf(context: Context, voucher: store.StoredVoucher | null): Promise<ProviderView> {
  const serviceId = voucher?.serviceId ?? NOBODY;
  const [entitlements, approvals, teamServices] = await Promise.all([
    context.load.entitlements.load(voucher?.id ?? NOBODY),
    context.load.approvals.load(serviceId),
    context.load.teamServices(),
  ]);
  return { serviceId, granted: entitlements.flatMap(({ contentIds }) => contentIds), approvals, teamServices };
}

async function seenVoucher(context: Context, id: Id): Promise<store.StoredVoucher | null> {
  if (!may(context.actor, 'seeVoucher')) return null;
  const voucher = await context.load.voucher.load(id);
  if (!voucher || context.actor.organisation.kind !== 'PROVIDER') return voucher;
  return providerMayStillSee(await providerViewOf(context, voucher), voucher) ? voucher : null;
}

async function voucherByNumber(context: Context, voucherNumber: string): Promise<store.StoredVoucher | null> {
  const { actor, log, lookups, database } = context;
  await lookups.consume(actor.userId).catch(() => {
    throw rateLimited();
  });
  const right = may(actor, 'seeVoucher');
  const wellFormed = VOUCHER_NUMBER.test(voucherNumber) ? voucherNumber : '';
  const [found = null] = await store.findVouchers(database.reader, actor, { voucherNumber: wellFormed });
  const view = await providerViewOf(context, found);
  const opened = right && found !== null && (actor.organisation.kind !== 'PROVIDER' || providerMayOpen(view, today(context)));
  log.info({ userId: actor.userId, organisationId: actor.organisation.id, opened }, 'a voucher was asked for by its number');
  return opened ? found : null;
}

const stubs = (ids: readonly Id[]) => ids.map((id) => ({ id }));

type Voucher = store.StoredVoucher;
type Entitlement = store.StoredEntitlement;

/** What the acting provider may serve today; for everybody else all that is granted. */
async function contentsOf(voucher: Voucher, context: Context) {
  const view = await providerViewOf(context, voucher);
  return stubs(
    context.actor.organisation.kind === 'PROVIDER' ? servableContents(view.granted, view.approvals, today(context)) : view.granted,
  );
}

async function remainingOf(given: Entitlement, { day }: api.QuantityEntitlementRemainingArgs, { load }: Context) {
  const voucher = await load.voucher.load(given.voucherId);
  if (!voucher || !isWithin(voucher, day)) return null;
  const left = await load.remaining.load({ entitlementId: given.id, period: bucketKeyOf(given.recurrence, day) });
  return { unit: given.unit, steps: left ?? given.steps };
}

const voucherPayload = async (context: Context, decision: Decision<Id>) =>
  decision.accepted
    ? { voucher: await context.load.voucher.load(decision.value), refusal: null }
    : { voucher: null, refusal: decision.refusal };

export const resolvers = {
  ...sharedResolvers,
  Query: {
    voucherByNumber: (_: unknown, args: api.QueryVoucherByNumberArgs, context: Context) => voucherByNumber(context, args.voucherNumber),
    voucher: (_: unknown, { id }: api.QueryVoucherArgs, context: Context) => seenVoucher(context, id),
    vouchers: async (_: unknown, args: api.QueryVouchersArgs, { actor, database }: Context) => {
      requireRight(actor, 'listVouchers');
      return toConnection(await store.listVouchers(database.reader, actor, readPageArguments(args)), args);
    },
    unitValues: (_: unknown, { serviceId, day }: api.QueryUnitValuesArgs, { database }: Context) =>
      isId(serviceId) ? store.listUnitValues(database.reader, serviceId, day) : [],
  },
  Mutation: {
    grantVoucher: async (_: unknown, { input }: api.MutationGrantVoucherArgs, context: Context) => {
      requireRight(context.actor, 'grantVoucher');
      requireKey(input);
      if (input.voucherNumber != null && !VOUCHER_NUMBER.test(input.voucherNumber))
        throw badInput('A voucher number is a capital letter and 13 digits.');
      requireIds(input.personId, input.serviceId);
      return voucherPayload(context, await grantVoucher(context, context.actor, input));
    },
    revokeVoucher: async (_: unknown, { input }: api.MutationRevokeVoucherArgs, context: Context) => {
      requireRight(context.actor, 'revokeVoucher');
      requireKey(input);
      requireIds(input.voucherId);
      return voucherPayload(context, await revokeVoucher(context, context.actor, input));
    },
    publishValues: async (_: unknown, { input }: api.MutationPublishValuesArgs, context: Context) => {
      requireRight(context.actor, 'publishValues');
      requireIds(input.serviceId);
      const decision = await publishValues(context, context.actor, input);
      return decision.accepted ? { unitValues: decision.value, refusal: null } : { unitValues: null, refusal: decision.refusal };
    },
  },
  Voucher: {
    __resolveReference: ({ id }: { id: Id }, context: Context) => seenVoucher(context, id),
    organiser: ({ organiserId }: Voucher) => ({ id: organiserId }),
    service: ({ serviceId }: Voucher) => ({ id: serviceId }),
    client: ({ personId }: Voucher, _: unknown, { actor }: Context) => (actor.organisation.kind === 'PROVIDER' ? null : { id: personId }),
    clientCard: async ({ clientCard, personId }: Voucher, _: unknown, { load }: Context) =>
      (await load.isProtected.load(personId)) ? { ...clientCard, streetAddress: null, postalCode: null } : clientCard,
    entitlements: ({ id }: Voucher, _: unknown, { load }: Context) => load.entitlements.load(id),
    contents: (voucher: Voucher, _: unknown, context: Context) => contentsOf(voucher, context),
  },
  QuantityEntitlement: {
    contents: ({ contentIds }: Entitlement) => stubs(contentIds),
    quantity: ({ unit, steps }: Entitlement) => ({ unit, steps }),
    remaining: remainingOf,
  },
  UnitValue: {
    content: ({ contentId }: store.UnitValue) => ({ id: contentId }),
    value: ({ valueCents }: store.UnitValue) => valueCents,
  },
};
