/** The registry gives back its approvals, prices and proposals: every field, whichever statement wrote it. */
import { beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import type { Tx } from '@seteli/kit/db';
import { shown, some, storesOf } from '@seteli/testing/saved-and-read';
import type { Approval } from '../src/domain/approval.ts';
import type { Correction } from '../src/domain/correction.ts';
import type { ListDecision, Price, PriceList } from '../src/domain/price-list.ts';
import { insertApproval, listApprovals, saveWithdrawal } from '../src/store/approval.ts';
import { findCorrections, insertCorrection } from '../src/store/correction.ts';
import * as lists from '../src/store/price-list.ts';
import { findRepricing, insertRepricing, type StoredRepricing } from '../src/store/repricing.ts';
import { priceList, unitValue } from '../src/tables/price-list.ts';
import { providerApproval } from '../src/tables/provider.ts';

import { here, savePlaces, there } from './samples.ts';

const { inTransaction, givesBack } = storesOf('registry');
beforeAll(() => inTransaction(savePlaces));

const parties = ({ organiserId, serviceId, providerId }: typeof here) => ({ organiserId, serviceId, providerId });

type Approved = Approval & { readonly approvedBy: string; readonly approvedAt: Temporal.Instant };
givesBack<Approved>('an approval', {
  seenByAll: 'it is public',
  full: () => ({
    id: some.id(),
    ...parties(here),
    contentIds: [here.contentId, some.id()],
    firstDay: some.day(),
    lastDay: some.day(),
    withdrawnAt: some.instant(),
    version: some.number(),
    approvedBy: some.id(),
    approvedAt: some.instant(),
  }),
  sparse: () => ({ ...parties(there), contentIds: [there.contentId], lastDay: null, withdrawnAt: null }),
  save: insertApproval,
  read: async (tx, { id }) => {
    const { approvedBy, approvedAt } = providerApproval;
    const [by] = await tx.select({ approvedBy, approvedAt }).from(providerApproval).where(eq(providerApproval.id, id));
    return { ...(await listApprovals(tx, [id]))[0], ...by };
  },
  changes: { 'a withdrawal': { save: saveWithdrawal, writes: ['lastDay', 'withdrawnAt', 'version'] } },
});

type Written = PriceList &
  ListDecision & { readonly submittedBy: string; readonly submittedAt: Temporal.Instant } & {
    readonly prices: readonly Price[];
  };
const priceOf = ({ contentId }: typeof here): Required<Price> => ({ contentId, priceCents: some.cents() });
const listOf = (place: typeof here) => ({ ...parties(place), unitId: place.unitId, prices: [priceOf(place)] });

const submitted = (): Required<Written> => ({
  id: some.id(),
  ...listOf(here),
  state: 'REJECTED',
  firstDay: some.day(),
  reason: 'CORRECTION_OF_ERROR',
  version: some.number(),
  submittedBy: some.id(),
  submittedAt: some.instant(),
  decidedBy: some.id(),
  decidedAt: some.instant(),
  decisionReason: some.text(),
});
const undecided = { decidedBy: null, decidedAt: null, decisionReason: null };

const readList = async (tx: Tx, { id, providerId }: Written) => {
  const itsProvider: Actor = { userId: some.id(), organisation: { kind: 'PROVIDER', id: providerId }, roles: [], teamIds: [] };
  const { submittedBy, submittedAt } = priceList;
  const [by] = await tx.select({ submittedBy, submittedAt }).from(priceList).where(eq(priceList.id, id));
  const [found] = await lists.listPriceLists(tx, itsProvider, { ids: [id] });
  const prices = await lists.listPrices(tx, [id]);
  return { ...found, ...by, prices: prices.map(({ contentId, priceCents }) => ({ contentId, priceCents })) };
};

givesBack<Written>('a draft of a price list', {
  full: () => ({ ...submitted(), ...undecided, state: 'DRAFT' }),
  sparse: () => ({ ...listOf(there), reason: null, ...undecided, prices: [] }),
  shared: ['state', 'decidedBy', 'decidedAt', 'decisionReason'],
  save: (tx, { prices, ...list }) => lists.saveDraft(tx, list, prices),
  read: readList,
  changes: {
    'another draft': { save: (tx, { prices, ...list }) => lists.saveDraft(tx, list, prices), keeps: [] },
  },
});

test('a submitted draft is read as it was submitted', async () => {
  const draft: Written = { ...submitted(), ...undecided, ...listOf(there), state: 'DRAFT', reason: null };
  const list: Written = { ...submitted(), ...undecided, id: draft.id, state: 'SUBMITTED' };
  await inTransaction((tx) => lists.saveDraft(tx, draft, draft.prices));
  const { prices, ...rest } = list;
  await inTransaction((tx) => lists.savePriceList(tx, rest, prices));
  expect(shown(await inTransaction((tx) => readList(tx, list)))).toEqual(shown(list));
});

givesBack<Written>('a submitted price list', {
  full: submitted,
  sparse: () => ({ ...listOf(there), state: 'SUBMITTED', reason: null, ...undecided }),
  save: (tx, { prices, ...list }) => lists.savePriceList(tx, list, prices),
  read: readList,
  changes: {
    'a decision': {
      save: (tx, { decidedBy, decidedAt, decisionReason, ...list }) =>
        lists.saveDecision(tx, list, { decidedBy, decidedAt, decisionReason }),
      writes: ['state', 'version', 'decidedBy', 'decidedAt', 'decisionReason'],
    },
  },
});

test('the value of a day is read as it was last saved', async () => {
  const [contentId, firstDay] = [some.id(), some.day()];
  const said = [some.cents(), some.cents()].map(
    (valueCents) => ({ contentId, firstDay, valueCents }) satisfies typeof unitValue.$inferSelect,
  );
  for (const value of said) await inTransaction((tx) => lists.saveValues(tx, [value]));
  expect(shown(await inTransaction((tx) => lists.listValues(tx, [contentId])))).toEqual(shown(said.slice(1)));
});

const officer: Actor = { userId: some.id(), organisation: { kind: 'ORGANISER', id: here.organiserId }, roles: ['ADMIN'], teamIds: [] };

test.each([
  ['a service', { kind: 'SERVICE', serviceId: here.serviceId, lastDay: some.day() }],
  ['days', { kind: 'DAYS', serviceId: null, lastDay: null }],
] as const)('a correction of %s is read as it was proposed', async (_, of) => {
  const json = () => ({ one: some.number(), other: [some.text(), null] });
  const given = { ...of, subjectId: some.id(), wish: json(), firstDay: some.day(), change: json() };
  const proposedAt = some.instant();
  const id = await inTransaction((tx) => insertCorrection(tx, officer, given, proposedAt));
  const undecided = { previewId: null, state: 'PROPOSED', decidedBy: null, decidedAt: null } as const;
  const by = { organisationId: here.organiserId, proposedBy: officer.userId, proposedAt };
  const expected = { ...given, id, ...by, ...undecided } satisfies Required<Correction>;
  expect(shown((await inTransaction((tx) => findCorrections(tx, here.organiserId, [id])))[0])).toEqual(shown(expected));
});

givesBack<StoredRepricing>('an asked repricing', {
  full: () => ({
    id: some.id(),
    organiserId: here.organiserId,
    subjectId: some.id(),
    causeId: some.id(),
    askedBy: some.id(),
    askedAt: some.instant(),
  }),
  sparse: () => ({ organiserId: there.organiserId, causeId: null }),
  save: insertRepricing,
  read: (tx, { id, organiserId }) => findRepricing(tx, organiserId, { id }),
});
