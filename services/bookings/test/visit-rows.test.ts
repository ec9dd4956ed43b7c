/** The store gives back what it was given: every field of a visit and of a booking, whichever statement wrote it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { shown as shownWhole } from '@seteli/testing/saved-and-read';
import { newVisit } from '../src/domain/new-visit.ts';
import { PLAIN } from '../src/domain/recorded.ts';
import type { BeforeChange, Visit, VisitLine } from '../src/domain/visit.ts';
import { findBookings, insertBookings, type Booking } from '../src/store/booking.ts';
import { insertVisits, lockVisits, saveAnswers, updateVisits } from '../src/store/visit.ts';
import { ANSWERED, CHANGEABLE } from '../src/store/visit-columns.ts';
import * as w from './world.ts';

let world: w.World;
let booking: Booking;
beforeAll(async () => {
  world = await w.openWorld();
  const { bookingId } = await w.book(world);
  booking = (await findBookings(world.bookings.database.reader, { ...w.recorder, beyondTeams: false }, [bookingId]))[0]!;
});
afterAll(() => world.stop());

const at = (text: string) => Temporal.Instant.from(text);
const acceptance = {
  acceptedAt: at('2026-06-01T08:00:00Z'),
  channel: 'PHONE',
  notedBy: newId(),
  notedAt: at('2026-06-01T09:00:00Z'),
} as const;

const line: Required<VisitLine> = {
  contentId: newId(),
  serviceMonth: Temporal.PlainYearMonth.from('2026-05'),
  unit: 'DAY',
  steps: 7,
  stepsPerUnit: 31,
  unitPriceCents: 9_007_199_254_740_993n,
  unitValueCents: 12n,
  totalCents: 13n,
  organiserCents: 5n,
  clientCents: 6n,
  unbilledCents: 2n,
  isExtraService: true,
  vatPermille: 255,
  totalVatCents: 3n,
  organiserVatCents: 1n,
};

const before: Required<BeforeChange> = {
  state: 'UNDER_REVIEW',
  placingId: newId(),
  awaitedVersion: 8,
  startsAt: at('2026-05-01T08:00:00Z'),
  endsAt: at('2026-05-02T08:00:00Z'),
  timed: false,
  kind: 'CANCELLATION',
  contentId: newId(),
  amount: '2.5',
  workers: 3,
  workerReference: 'the first worker',
  groupReference: 'the first group',
  noticeAt: at('2026-04-30T08:00:00Z'),
  accessories: [{ contentId: newId(), amount: '0.5' }],
  extraService: acceptance,
  overlapReason: 'the first reason',
  recordedAt: at('2026-05-03T08:00:00Z'),
  flags: ['ADJACENT'],
  approvedBy: 'POLICY',
  approverId: newId(),
  approvedAt: at('2026-05-04T08:00:00Z'),
  correctionReason: 'the first correction',
  isUntold: true,
  isRepriced: true,
};

/** No field has the value of a new visit. A new field of a visit does not compile until it stands here, too. */
const unusual = (): Required<Visit> => ({
  id: newId(),
  placingId: newId(),
  bookingId: booking.id,
  organiserId: newId(),
  providerId: newId(),
  voucherId: newId(),
  serviceId: newId(),
  unitId: newId(),
  startsAt: at('2026-06-01T08:00:00.123Z'),
  endsAt: at('2026-06-02T08:00:00.456Z'),
  timed: false,
  kind: 'NO_SHOW',
  contentId: newId(),
  amount: '1.5',
  workers: 2,
  workerReference: 'a worker',
  groupReference: 'a group',
  noticeAt: at('2026-05-31T08:00:00Z'),
  accessories: [{ contentId: newId(), amount: '24.5' }],
  extraService: acceptance,
  overlapReason: 'a reason',
  state: 'RETURNED',
  allocation: 'MADE',
  refusal: { code: 'QUOTA_EXCEEDED', remaining: { unit: 'HOUR', steps: 30 }, details: { day: '2026-06-01' } },
  lines: [line],
  allocatedVersion: 9,
  totalCents: 13n,
  organiserCents: 5n,
  clientCents: 6n,
  unbilledCents: 2n,
  flags: ['OVERLAP', 'CORRECTED'],
  approvedBy: 'CHECKER',
  heldAt: at('2026-06-03T08:00:00Z'),
  holdReason: 'a reason to hold',
  isTakenBack: true,
  approverId: newId(),
  approvedAt: at('2026-06-04T08:00:00Z'),
  returnReason: 'a reason to return',
  returnedAt: at('2026-06-05T08:00:00Z'),
  handleBy: w.day('2026-07-05'),
  remindedAt: at('2026-06-06T08:00:00Z'),
  correctionReason: 'a correction',
  externalId: newId(),
  before,
  recordedAt: at('2026-06-07T08:00:00Z'),
  recordedBy: newId(),
  version: 10,
});

const plain = () =>
  newVisit(newId(), {
    booking: { ...booking, voucherId: newId() },
    recorded: { ...PLAIN, startsAt: at('2026-01-01T08:00:00Z'), endsAt: at('2026-01-01T09:00:00Z'), timed: true },
    externalId: null,
    flags: [],
    recordedBy: newId(),
    now: at('2026-01-02T08:00:00Z'),
  });

const shown = (thing: unknown) => shownWhole(thing) as Record<string, unknown>;

const write = (work: Parameters<typeof world.bookings.database.transaction<unknown>>[0]) => world.bookings.database.transaction(work);
const stored = async ({ id }: Visit) => shown((await world.bookings.database.transaction((tx) => lockVisits(tx, [id]))).get(id));

test('the unusual visit has no field of a new one', () => {
  const [usual, given] = [shown(plain()), shown(unusual())];
  expect(
    Object.keys(given).filter((field) => field !== 'bookingId' && JSON.stringify(given[field]) === JSON.stringify(usual[field])),
  ).toEqual([]);
});

test.each([
  ['an unusual', unusual],
  ['a new', plain],
])('%s visit is read as it was inserted', async (_, visitOf) => {
  const visit = visitOf();
  await write((tx) => insertVisits(tx, [visit]));
  expect(await stored(visit)).toEqual(shown(visit));
});

test.each([
  ['a change', updateVisits, CHANGEABLE],
  ['an answer', saveAnswers, ANSWERED],
] as const)('%s writes all of its fields and no other', async (_, save, fields) => {
  const visit = plain();
  await write((tx) => insertVisits(tx, [visit]));
  const changed = { ...unusual(), id: visit.id };
  await write((tx) => save(tx, [changed]));
  const [was, is] = [shown(visit), shown(changed)];
  const expected = Object.fromEntries(
    Object.keys(was).map((field) => [field, (fields as readonly string[]).includes(field) ? is[field] : was[field]]),
  );
  expect(await stored(visit)).toEqual(expected);
});

test('a change writes everything but whose the visit is, who recorded it, and the name that its provider gave it', () => {
  const fields: readonly string[] = CHANGEABLE;
  expect(Object.keys(plain()).filter((field) => !fields.includes(field))).toEqual([
    'id',
    'bookingId',
    'organiserId',
    'providerId',
    'voucherId',
    'serviceId',
    'unitId',
    'externalId',
    'recordedBy',
  ]);
});

test('a booking is read as it was inserted', async () => {
  const made: Required<Booking> = {
    id: newId(),
    voucherId: newId(),
    organiserId: w.organiserId,
    serviceId: w.serviceId,
    personId: newId(),
    providerId: w.providerId,
    unitId: newId(),
    contentIds: [newId(), newId()],
    wish: 'in the mornings',
    firstDay: w.day('2026-02-03'),
    lastDay: w.day('2026-04-05'),
    continues: booking.id,
    madeAt: at('2026-02-01T08:00:00.789Z'),
    version: 7,
  };
  await write((tx) => insertBookings(tx, [made], []));
  const [read] = await findBookings(world.bookings.database.reader, { ...w.recorder, beyondTeams: false }, [made.id]);
  expect(shown(read)).toEqual(shown(made));
});
