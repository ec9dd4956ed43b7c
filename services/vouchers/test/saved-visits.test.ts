/** Vouchers gives back all that it kept about a visit, whichever statement wrote it. */
import { expect, test } from 'vitest';
import type { Tx } from '@seteli/kit/db';
import { shown, some, storesOf } from '@seteli/testing/saved-and-read';
import type { Allocation, Kept } from '../src/domain/allocate.ts';
import type { RecordedVisit, TakenLine, TakenPiece } from '../src/domain/decide.ts';
import type { PastVisit } from '../src/domain/recalculate.ts';
import { readAllocationFacts, saveAllocations } from '../src/store/allocation.ts';
import { findPastVisit, savePastVisits } from '../src/store/past-visit.ts';

const { inTransaction, givesBack } = storesOf('vouchers');

const draw = () => ({ entitlementId: some.id(), period: some.text(), steps: some.number() });
const hold = () => ({ firstDay: some.day(), lastDay: some.day(), contentId: some.id(), serviceId: some.id(), isAbsence: true });

/** A balance pays for it; in its month a unit has 28 days. */
const piece = (): Required<TakenPiece> => {
  const balanceId = some.id();
  return {
    contentId: some.id(),
    day: some.day(),
    lastDay: some.day(),
    quantity: { unit: 'MONTH', steps: some.number(), stepsPerUnit: 28 },
    unitPriceCents: some.cents(),
    unitValueCents: some.cents(),
    vatPermille: some.number(),
    deductibleAllowed: false,
    isExtraService: true,
    balanceId,
    valueSince: some.day(),
    basis: 'OWN',
    source: balanceId,
    room: { unit: 'EURO', steps: some.number(), stepsPerUnit: 100 },
  };
};

const line = ({ day, quantity, vatPermille, balanceId }: Required<TakenPiece>, pieces: readonly number[]): Required<TakenLine> => ({
  contentId: some.id(),
  month: day.toPlainYearMonth(),
  quantity: { unit: quantity.unit, steps: some.number(), stepsPerUnit: 30 },
  unitPriceCents: some.cents(),
  unitValueCents: some.cents(),
  vatPermille,
  isExtraService: true,
  isFree: true,
  balanceId,
  totalCents: some.cents(),
  organiserCents: some.cents(),
  clientCents: some.cents(),
  unbilledCents: some.cents(),
  totalVatCents: some.cents(),
  organiserVatCents: some.cents(),
  pieces,
});

const kept = (): Kept => {
  const [whole, bare] = [piece(), barePiece()];
  return { pieces: [whole, bare], lines: [line(whole, [0, 1]), { ...line(bare, [1]), isExtraService: false, isFree: false }] };
};

const barePiece = (): Required<TakenPiece> => {
  const { day, ...rest } = piece();
  const unpaid = { valueSince: null, basis: 'NONE', source: null, room: null, balanceId: null } as const;
  return { ...rest, ...unpaid, day, lastDay: day, deductibleAllowed: true, isExtraService: false };
};

const allocation = (): Required<Allocation> => ({
  visitId: some.id(),
  visitVersion: some.number(),
  voucherId: some.id(),
  personId: some.id(),
  unitId: some.id(),
  startsAt: some.instant(),
  endsAt: some.instant(),
  occupiesTime: false,
  days: [hold(), { ...hold(), isAbsence: false }],
  state: 'MADE',
  draws: [draw(), draw()],
  payer: 'ORGANISER',
  sparesQuota: true,
  kept: kept(),
});

/** The visit, asked for as one that is decided again: only then is what was kept read. */
const asked = ({ visitId, voucherId, personId, startsAt, endsAt }: Allocation): RecordedVisit => ({
  visitId,
  version: 1,
  voucherId,
  personId,
  unitId: null,
  start: startsAt,
  end: endsAt,
  overlapReasonGiven: false,
  decidedAnew: true,
  kind: 'NORMAL',
  timed: true,
  workers: 1,
  extraServiceAccepted: false,
  cancellation: null,
  serviceVersion: null,
  pieces: [],
});

const read = async (tx: Tx, one: Allocation): Promise<Allocation | undefined> =>
  (await readAllocationFacts(tx, [asked(one)])).allocations.find(({ visitId }) => visitId === one.visitId);

givesBack<Allocation>('an allocation', {
  seenByAll: 'the query reaches the client',
  full: allocation,
  sparse: () => ({
    unitId: null,
    occupiesTime: true,
    days: [],
    state: 'RELEASED',
    draws: [],
    payer: 'CLIENT',
    sparesQuota: false,
    kept: kept(),
  }),
  save: (tx, one) => saveAllocations(tx, [one]),
  read,
  key: ['visitId'],
  changes: { 'a change': { save: (tx, one) => saveAllocations(tx, [one]), keeps: ['personId'] } },
});

test.each(['TABLE', 'OWN', 'NONE', 'CONTRACT', 'ORDER'] satisfies TakenPiece['basis'][])(
  'the basis %s is read as it was saved',
  async (basis) => {
    const one: Allocation = { ...allocation(), kept: { pieces: [{ ...piece(), basis }], lines: [] } };
    await inTransaction((tx) => saveAllocations(tx, [one]));
    expect(shown(await inTransaction((tx) => read(tx, one)))).toEqual(shown(one));
  },
);

test('what was kept about a visit stays where nothing new is kept', async () => {
  const before = allocation();
  const { kept: _, ...after } = { ...allocation(), visitId: before.visitId, personId: before.personId };
  for (const one of [before, after]) await inTransaction((tx) => saveAllocations(tx, [one]));
  expect(shown(await inTransaction((tx) => read(tx, after)))).toEqual(shown({ ...after, kept: before.kept }));
});

const pastVisit = (): Required<PastVisit> => ({
  visitId: some.id(),
  visitVersion: some.number(),
  voucherId: some.id(),
  startsAt: some.instant(),
  payer: 'ORGANISER',
  draws: [draw()],
  ...kept(),
});

givesBack<PastVisit>('a visit that was taken', {
  full: pastVisit,
  sparse: () => ({ payer: 'CLIENT', draws: [], pieces: [barePiece()], lines: [] }),
  save: (tx, { pieces, lines, ...one }) => saveAllocations(tx, [{ ...allocation(), ...one, kept: { pieces, lines } }]),
  read: (tx, { visitId, voucherId }) => findPastVisit(tx, visitId, voucherId),
  key: ['visitId', 'voucherId'],
  changes: { 'a recalculation': { save: (tx, one) => savePastVisits(tx, [one]), writes: ['draws', 'pieces', 'lines'] } },
});
