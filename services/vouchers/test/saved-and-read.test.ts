/** The stores of vouchers give back what they were given: every field, whichever statement wrote it. */
import { beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import type { Tx } from '@seteli/kit/db';
import { newId } from '@seteli/kit/ids';
import { shown, some, storesOf } from '@seteli/testing/saved-and-read';
import { bucketName, type Bucket } from '../src/domain/bucket.ts';
import type { BatchWish, GrantedEntitlement } from '../src/domain/grant.ts';
import type { OwnValue } from '../src/domain/worth.ts';
import { lockVouchers } from '../src/store/allocation.ts';
import { findDeclined, insertArrangement, insertDecline } from '../src/store/declined.ts';
import * as granted from '../src/store/entitlement.ts';
import * as vouchers from '../src/store/voucher.ts';
import { balanceBatch, bucket, decline, otherArrangement, ownValueChange } from '../src/tables.ts';

const { inTransaction, givesBack } = storesOf('vouchers');

const officer: Actor = { userId: newId(), organisation: { kind: 'ORGANISER', id: newId() }, roles: ['GRANTER'], teamIds: [] };
const sight = { ...officer, beyondTeams: true };

const days = () => ({ firstDay: some.day(), lastDay: some.day() });
const prices = () => new Map([some.id(), some.id()].map((id) => [id, some.cents()]));
const ownValue = (): Required<OwnValue> => ({ basis: 'INCOME_LINKED', baseCents: some.cents(), contents: prices() });
const otherOwnValue = (): OwnValue => ({ basis: 'INDIVIDUAL', baseCents: null, contents: new Map() });
const income = () => ({ monthlyIncomeCents: '9007199254740993', persons: some.number() });

const voucher = (): Required<vouchers.StoredVoucher> => ({
  id: some.id(),
  voucherNumber: some.text(),
  organiserId: officer.organisation.id,
  serviceId: some.id(),
  personId: some.id(),
  state: 'ENDED',
  arrangementKind: 'PURCHASED',
  ...days(),
  suspensions: [
    { id: some.id(), ...days() },
    { id: some.id(), firstDay: some.day(), lastDay: null },
  ],
  ownValue: ownValue(),
  predecessorId: some.id(),
  beforeDeath: { state: 'REVOKED', lastDay: some.day() },
  contractPrices: prices(),
  version: some.number(),
  clientCard: {
    name: some.text(),
    streetAddress: some.text(),
    postalCode: some.text(),
    municipality: some.text(),
    phone: some.text(),
    email: some.text(),
  },
  income: income(),
  grantedBy: some.id(),
  grantedAt: some.instant(),
});

givesBack<vouchers.StoredVoucher>('a voucher', {
  full: voucher,
  sparse: () => ({
    state: 'ACTIVE',
    arrangementKind: 'VOUCHER',
    suspensions: [],
    ownValue: null,
    predecessorId: null,
    beforeDeath: null,
    contractPrices: new Map(),
    clientCard: { name: some.text(), streetAddress: null, postalCode: null, municipality: null, phone: null, email: null },
    income: null,
  }),
  shared: ['organiserId'],
  save: vouchers.insertVoucher,
  read: async (tx, { id }) => (await vouchers.findVouchers(tx, sight, [id]))[0],
  changes: {
    'a change': {
      save: vouchers.updateVoucher,
      keeps: [
        'voucherNumber',
        'organiserId',
        'serviceId',
        'personId',
        'arrangementKind',
        'firstDay',
        'ownValue',
        'predecessorId',
        'contractPrices',
        'clientCard',
        'income',
        'grantedBy',
        'grantedAt',
      ],
    },
    'an end': { save: (tx, one) => vouchers.saveEnds(tx, [one]), writes: ['state', 'lastDay', 'beforeDeath', 'version'] },
  },
});

const [held, declined, otherDeclined] = [voucher(), voucher(), voucher()];
beforeAll(() =>
  inTransaction(async (tx) => {
    await vouchers.insertVoucher(tx, held);
    for (const one of [declined, otherDeclined]) await vouchers.insertVoucher(tx, { ...one, state: 'DECLINED' });
  }),
);

const batch = (): Required<BatchWish> => ({ ...days(), amountCents: BigInt(some.number()) });
type Entitlement = GrantedEntitlement & { readonly voucherId: string; readonly loadedBy: string; readonly loadedAt: Temporal.Instant };

/** Two entitlements of a voucher have no content in common. */
const findStored = async (tx: Tx, { voucherId, contentIds }: Pick<Entitlement, 'voucherId' | 'contentIds'>) =>
  (await granted.listEntitlements(tx, [voucherId])).find((each) => each.contentIds.join() === contentIds.join())!;

async function readEntitlement(tx: Tx, one: Entitlement) {
  const { batches, loadedBy, loadedAt } = one;
  const { id, version, ...given } = await findStored(tx, one);
  const loaded = await tx.select().from(balanceBatch).where(eq(balanceBatch.entitlementId, id));
  const buckets = await granted.listAllBuckets(tx, [id]);
  expect(version).toBe(1);
  expect(shown(loaded.map((each) => [each.loadedBy, each.loadedAt]))).toEqual(shown(batches.map(() => [loadedBy, loadedAt])));
  return {
    ...given,
    loadedBy,
    loadedAt,
    batches: given.batches.map(({ id: batchId, firstDay, lastDay }) => ({
      firstDay,
      lastDay,
      amountCents: BigInt(buckets.get(bucketName(id, batchId))!.remaining),
    })),
  };
}

const entitlement = (): Required<Entitlement> => ({
  voucherId: held.id,
  kind: 'QUANTITY',
  unit: 'KILOMETRE',
  steps: some.number(),
  recurrence: 'PERIOD',
  periods: [days(), days()],
  carryOver: true,
  contentIds: [some.id(), some.id()],
  batches: [],
  loadedBy: some.id(),
  loadedAt: some.instant(),
});

givesBack<Entitlement>('an entitlement', {
  full: entitlement,
  sparse: () => ({
    kind: 'BALANCE',
    unit: 'EURO',
    steps: 0,
    recurrence: 'ONCE',
    periods: [],
    carryOver: false,
    batches: [batch(), batch()],
  }),
  shared: ['voucherId'],
  save: (tx, { voucherId, loadedBy, loadedAt, ...one }) => granted.insertEntitlements(tx, voucherId, [one], { loadedBy, loadedAt }),
  read: readEntitlement,
});

test('a changed quantity is read as it was saved, in all buckets', async () => {
  const { voucherId, ...given } = entitlement();
  await inTransaction((tx) => granted.insertEntitlements(tx, voucherId, [given], given));
  const find = (tx: Tx) => findStored(tx, { ...given, voucherId });
  const { id, ...before } = await inTransaction(find);
  const key = { entitlementId: id, period: '2031-01-01/2031-01-31' };
  const [whole, used]: Required<Bucket>[] = [
    { granted: 7, remaining: 7, stepsPerUnit: 31 },
    { granted: 90, remaining: -12, stepsPerUnit: 31 },
  ];
  await inTransaction((tx) => tx.insert(bucket).values({ ...key, ...whole!, carries: true }));
  const name = bucketName(id, key.period);
  expect(await inTransaction((tx) => granted.listBuckets(tx, [key]))).toEqual(new Map([[name, whole]]));
  const changed = { ...before, id, steps: some.number(), version: some.number() };
  await inTransaction((tx) => granted.saveQuantity(tx, changed, new Map([[name, used!]])));
  expect(await inTransaction(find)).toMatchObject({ id, steps: changed.steps, version: changed.version });
  expect(await inTransaction((tx) => granted.lockAllBuckets(tx, [id]))).toEqual(new Map([[name, used]]));
});

test('allocation reads the voucher that was granted', async () => {
  const one = voucher();
  const { voucherId: _, loadedBy, loadedAt, ...quantity } = entitlement();
  const change = { firstDay: some.day(), ownValue: ownValue() };
  await inTransaction(async (tx) => {
    await vouchers.insertVoucher(tx, one);
    await granted.insertEntitlements(tx, one.id, [quantity], { loadedBy, loadedAt });
    await vouchers.insertOwnValueChange(tx, { voucherId: one.id, ...change, decidedBy: some.id(), decidedAt: some.instant() });
  });
  const known = (await inTransaction((tx) => lockVouchers(tx, [{ voucherId: one.id, personId: one.personId }]))).get(one.id)!;
  const { entitlements, ownValueChanges, ...rest } = known;
  expect(shown(rest)).toEqual(shown(Object.fromEntries(Object.keys(rest).map((field) => [field, one[field as keyof typeof one]]))));
  expect(shown(ownValueChanges)).toEqual(shown([change]));
  const { contentIds, ...given } = quantity;
  expect(shown([...entitlements.values()].map(({ id: _, ...each }) => each))).toEqual(shown(contentIds.map(() => given)));
});

givesBack<typeof ownValueChange.$inferSelect>('a later decision about a value', {
  full: () => ({
    voucherId: declined.id,
    version: 1,
    firstDay: some.day(),
    ownValue: ownValue(),
    income: income(),
    decidedBy: some.id(),
    decidedAt: some.instant(),
  }),
  sparse: () => ({ voucherId: otherDeclined.id, ownValue: otherOwnValue(), income: null }),
  shared: ['version'],
  save: (tx, { version: _, ...one }) => vouchers.insertOwnValueChange(tx, one),
  read: async (tx, { voucherId }) => (await vouchers.listOwnValueChanges(tx, [voucherId])).get(voucherId)![0],
});

givesBack<typeof decline.$inferSelect>('a decline', {
  full: () => ({ voucherId: declined.id, reason: some.text(), declinedBy: some.id(), declinedAt: some.instant() }),
  sparse: () => ({ voucherId: otherDeclined.id, reason: null }),
  save: insertDecline,
  read: async (tx, { voucherId }) => (await findDeclined(tx, sight, voucherId))!.decline,
});

givesBack<typeof otherArrangement.$inferSelect>('another arrangement', {
  full: () => ({ voucherId: declined.id, kind: 'PURCHASED', note: some.text(), arrangedBy: some.id(), arrangedAt: some.instant() }),
  sparse: () => ({ voucherId: otherDeclined.id, kind: 'NOT_NEEDED', note: null }),
  save: insertArrangement,
  read: async (tx, { voucherId }) => (await findDeclined(tx, sight, voucherId))!.arrangement,
});
