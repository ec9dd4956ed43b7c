/** What every resolver of a request has: who asks, and what the request has read, so that a list costs one query and not one per row. */
import DataLoader from 'dataloader';
import type { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Day } from '@seteli/kit/day';
import { isId, type Id } from '@seteli/kit/ids';
import type { Unit } from '@seteli/kit/quantity';
import type { Log } from '@seteli/kit/log';
import { rateLimited } from '@seteli/kit/subgraph';
import type { Desk } from '../commands/voucher.ts';
import { bucketName, readBucketName, type Bucket, type Buckets } from '../domain/bucket.ts';
import type { ContentVersion } from '../domain/decide.ts';
import { providerMayOpen, providerMayStillSee, type ProviderView } from '../domain/opening.ts';
import { VOUCHER_NUMBER } from '../domain/voucher.ts';
import type { OwnValueVersion, ValueVersion } from '../domain/worth.ts';
import { may } from '../policy.ts';
import { findContentFacts } from '../store/allocation.ts';
import { listAllBuckets, listBuckets, listEntitlements, type BucketKey, type StoredEntitlement } from '../store/entitlement.ts';
import * as heard from '../store/heard.ts';
import * as store from '../store/voucher.ts';

export type Context = Desk & { readonly actor: Actor; readonly log: Log; readonly lookups: RateLimiterMemory; readonly load: Loaders };

type KnownContent = { readonly unit: Unit; readonly versions: readonly ContentVersion[]; readonly values: readonly ValueVersion[] };

/** What one request has read, so that it is read once. */
type Loaders = {
  readonly voucher: DataLoader<Id, store.StoredVoucher | null>;
  readonly successor: DataLoader<Id, Id | null>;
  readonly entitlements: DataLoader<Id, StoredEntitlement[]>;
  readonly ownValueChanges: DataLoader<Id, readonly OwnValueVersion[]>;
  /** A content of whichever service, with what a unit of it is worth. */
  readonly content: DataLoader<Id, KnownContent | null>;
  readonly approvals: DataLoader<Id, readonly heard.StoredApproval[]>;
  readonly isProtected: DataLoader<Id, boolean>;
  readonly bucket: DataLoader<BucketKey, Bucket | null, string>;
  /** All buckets of an entitlement. */
  readonly buckets: DataLoader<Id, Buckets>;
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
    successor: new DataLoader(async (ids) => {
      const found = new Map((await store.listSuccessors(reader, ids)).map(({ id, predecessorId }) => [predecessorId, id]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    entitlements: new DataLoader(async (voucherIds) => {
      const found = Map.groupBy(await listEntitlements(reader, voucherIds), ({ voucherId }) => voucherId);
      return voucherIds.map((id) => found.get(id) ?? []);
    }),
    ownValueChanges: new DataLoader(async (voucherIds) => {
      const found = await store.listOwnValueChanges(reader, voucherIds);
      return voucherIds.map((id) => found.get(id) ?? []);
    }),
    content: new DataLoader(async (ids) => {
      const { contents, values, units } = await findContentFacts(reader, ids);
      return ids.map((id) => {
        const unit = units.get(id);
        return unit === undefined ? null : { unit, versions: contents.get(id) ?? [], values: values.get(id) ?? [] };
      });
    }),
    approvals: new DataLoader(async (serviceIds) => {
      const found = await heard.listApprovals(reader, organisation.id, serviceIds);
      return serviceIds.map((id) => found.get(id) ?? []);
    }),
    isProtected: new DataLoader(async (personIds) => {
      const found = await heard.listProtectedPersons(reader, personIds);
      return personIds.map((id) => found.has(id));
    }),
    bucket: new DataLoader(
      async (keys) => {
        const found = await listBuckets(reader, keys);
        return keys.map(({ entitlementId, period }) => found.get(bucketName(entitlementId, period)) ?? null);
      },
      { cacheKeyFn: ({ entitlementId, period }) => bucketName(entitlementId, period) },
    ),
    buckets: new DataLoader(async (ids) => {
      const found = await listAllBuckets(reader, ids);
      const byEntitlement = Map.groupBy(found, ([name]) => readBucketName(name).entitlementId);
      return ids.map((id) => new Map(byEntitlement.get(id)));
    }),
    teamServices: () => (teamServices ??= heard.listTeamServices(reader, organisation.id, teamIds)),
  };
  return { ...desk, actor, log, lookups, load };
}

export const today = ({ clock }: Context): Day => dayOf(clock.now());

const NOBODY: Id = '00000000-0000-0000-0000-000000000000';

/** All that the three-way rule asks, read in the same way whether there is a voucher or not. */
export async function providerViewOf(context: Context, voucher: store.StoredVoucher | null): Promise<ProviderView> {
  const serviceId = voucher?.serviceId ?? NOBODY;
  const [entitlements, approvals, teamServices] = await Promise.all([
    context.load.entitlements.load(voucher?.id ?? NOBODY),
    context.load.approvals.load(serviceId),
    context.load.teamServices(),
  ]);
  return { serviceId, granted: entitlements.flatMap(({ contentIds }) => contentIds), approvals, teamServices };
}

export async function seenVoucher(context: Context, id: Id): Promise<store.StoredVoucher | null> {
  if (!may(context.actor, 'seeVoucher')) return null;
  const voucher = await context.load.voucher.load(id);
  if (!voucher || context.actor.organisation.kind !== 'PROVIDER') return voucher;
  return providerMayStillSee(await providerViewOf(context, voucher), voucher) ? voucher : null;
}

export async function voucherByNumber(context: Context, voucherNumber: string): Promise<store.StoredVoucher | null> {
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
