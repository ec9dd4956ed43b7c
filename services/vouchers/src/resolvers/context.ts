/**
 * What every resolver of a request has: the caller, and loaders, so that a list costs one query and not one per row.
 */
import type { Covered } from '@seteli/schema/sight';
import DataLoader from 'dataloader';
import { dayOf, type Day } from '@seteli/kit/day';
import type { Access } from '@seteli/kit/access';
import type { NoteLooks } from '@seteli/kit/access-looks';
import { findActorNames, type ActorName } from '@seteli/schema/actor-names';
import type { AccessAction } from '@seteli/schema/generated/shared';
import { isId, type Id } from '@seteli/kit/ids';
import type { Unit } from '@seteli/schema/quantity';
import type { Log } from '@seteli/kit/log';
import { scopeOf, SERVICE } from '@seteli/kit/scope';
import { seeClientCards, type Caller, type OpenByNumber } from '../commands/opening.ts';
import type { Desk } from '../commands/desk.ts';
import { bucketName, readBucketName, type Bucket, type Buckets } from '../domain/bucket.ts';
import type { ContentVersion } from '../domain/decide.ts';
import { providerMayStillSee, type ProviderView } from '../domain/opening.ts';
import type { Quoted } from '../domain/quote.ts';
import type { OwnValueVersion, ValueVersion } from '../domain/worth.ts';
import { may, sight } from '../policy.ts';
import { findContentFacts } from '../store/allocation.ts';
import { listAllBuckets, listBuckets, listEntitlements, type BucketKey, type StoredEntitlement } from '../store/entitlement.ts';
import * as heard from '../store/known.ts';
import { monthName, NOTHING_YET, sumMonths, type MonthKey, type VoucherMonth } from '../store/month.ts';
import * as store from '../store/voucher.ts';
import type { ClientCard } from '../domain/client-card.ts';
import { quoteAll, type AskedVisit } from './quoting.ts';

/** What all requests share. */
export type Shared = { readonly log: Log; readonly openByNumber: OpenByNumber; readonly noteLooks: NoteLooks<AccessAction> };

export type Context = Desk & Caller & Shared & { readonly load: Loaders };

type KnownContent = { readonly unit: Unit; readonly versions: readonly ContentVersion[]; readonly values: readonly ValueVersion[] };

/** Each loader reads a thing once in a request. */
type Loaders = {
  /** It notes to whom it shows a voucher. `seenVoucher` notes the look of a provider, who may see it no longer. */
  readonly voucher: DataLoader<Id, store.StoredVoucher | null>;
  /** Resolves when the look is in the access log. */
  readonly look: DataLoader<Access<AccessAction>, true>;
  readonly successor: DataLoader<Id, Id | null>;
  readonly entitlements: DataLoader<Id, StoredEntitlement[]>;
  readonly ownValueChanges: DataLoader<Id, readonly OwnValueVersion[]>;
  /** A content of any service, with its values. */
  readonly content: DataLoader<Id, KnownContent | null>;
  readonly approvals: DataLoader<Id, readonly heard.StoredApproval[]>;
  /**
   * Whether identity knows the person. Vouchers granted before this was asked may name a person whom identity does not
   * know.
   */
  readonly isPerson: DataLoader<Id, boolean>;
  /** The only way to a client card: it logs who sees the card. */
  readonly clientCard: DataLoader<store.StoredVoucher, ClientCard, Id>;
  readonly actorName: DataLoader<Id, ActorName | null>;
  readonly bucket: DataLoader<BucketKey, Bucket | null, string>;
  /** All buckets of an entitlement. */
  readonly buckets: DataLoader<Id, Buckets>;
  /** The sums of a voucher's visits of a month. */
  readonly month: DataLoader<MonthKey, VoucherMonth, string>;
  /** The quote of a visit that nobody records. */
  readonly quote: DataLoader<AskedVisit, Quoted>;
  readonly teamServices: () => Promise<Covered>;
};

export function createContext(all: Desk & Shared, caller: Caller): Context {
  const { actor } = caller;
  const desk = { ...all, database: all.database.within(scopeOf(actor)) };
  const { reader } = desk.database;
  // The log also names those whose vouchers the actor tried to see. Nobody gets an answer from this.
  const ofAll = all.database.within(SERVICE).reader;
  const { organisation } = actor;
  const who = sight(actor, 'seeVoucher');
  let teamServices: Promise<Covered> | undefined;
  const load: Loaders = {
    voucher: new DataLoader(async (ids) => {
      const found = new Map((await store.findVouchers(reader, who, ids.filter(isId))).map((voucher) => [voucher.id, voucher]));
      const denied = await store.findClientsOf(
        ofAll,
        ids.filter((id) => isId(id) && !found.has(id)),
      );
      const shown = organisation.kind === 'PROVIDER' ? [] : [...found.values()];
      await desk.noteLooks(actor, [...shown.map(lookAt), ...denied.map(deniedLookAt)]);
      return ids.map((id) => found.get(id) ?? null);
    }),
    look: new DataLoader(
      async (looks) => {
        await desk.noteLooks(actor, looks);
        return looks.map(() => true as const);
      },
      { cache: false },
    ),
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
    isPerson: new DataLoader(async (ids) => {
      const known = await heard.listKnownPersons(reader, ids);
      return ids.map((id) => known.has(id));
    }),
    clientCard: new DataLoader((vouchers) => seeClientCards(desk, actor, vouchers), { cacheKeyFn: ({ id }) => id }),
    actorName: new DataLoader(async (ids) => {
      const found = await findActorNames(reader, actor, ids);
      return ids.map((id) => found.get(id) ?? null);
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
    month: new DataLoader(
      async (keys) => {
        const found = await sumMonths(reader, keys);
        return keys.map((key) => found.get(monthName(key)) ?? NOTHING_YET);
      },
      { cacheKeyFn: monthName },
    ),
    quote: new DataLoader((asked) => quoteAll(reader, asked), { cache: false }),
    teamServices: () => (teamServices ??= heard.listTeamServices(reader, actor)),
  };
  return { ...desk, ...caller, load };
}

type OfClient = Pick<store.StoredVoucher, 'id' | 'personId'>;
export const lookAt = ({ id, personId }: OfClient): Access<AccessAction> => ({
  action: 'VOUCHER_READ',
  outcome: 'SEEN',
  personId,
  subjectId: id,
});
const deniedLookAt = (voucher: OfClient): Access<AccessAction> => ({ ...lookAt(voucher), outcome: 'REFUSED' });

export const today = ({ clock }: Context): Day => dayOf(clock.now());

/** The facts that the three-way rule needs of an existing voucher. */
export async function providerViewOf({ load }: Context, { id, serviceId, personId }: store.StoredVoucher): Promise<ProviderView> {
  const [entitlements, approvals, teamServices] = await Promise.all([
    load.entitlements.load(id),
    load.approvals.load(serviceId),
    load.teamServices(),
  ]);
  return { serviceId, personId, granted: entitlements.flatMap(({ contentIds }) => contentIds), approvals, teamServices };
}

/** Whether the actor may know more of the voucher's client than ids and money. */
export const knowsClientOf = async ({ actor, load }: Context, of: Pick<store.StoredVoucher, 'serviceId' | 'personId'>): Promise<boolean> =>
  !sight(actor, 'seeVoucher').beyondTeams || (await load.teamServices()).has(of.serviceId, of);

export async function seenVoucher(context: Context, id: Id): Promise<store.StoredVoucher | null> {
  if (!may(context.actor, 'seeVoucher')) return null;
  const voucher = await context.load.voucher.load(id);
  if (!voucher || context.actor.organisation.kind !== 'PROVIDER') return voucher;
  const isSeen = providerMayStillSee(await providerViewOf(context, voucher), voucher);
  await context.load.look.load(isSeen ? lookAt(voucher) : deniedLookAt(voucher));
  return isSeen ? voucher : null;
}
