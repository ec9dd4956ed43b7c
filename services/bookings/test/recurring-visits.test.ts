/** Bookings records recurring visits when they are due, never twice or early, and tells what it cannot record. */
import { newId } from '@seteli/kit/ids';
import { openLog } from '@seteli/kit/log';
import { announced } from '@seteli/testing/peer';
import { bookingMade } from '@seteli/schema/events/bookings';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordDue } from '../src/jobs/recurring-visits.ts';
import { PAUSES_MAX, RECURRING_MAX } from '../src/domain/limits.ts';
import { END } from './operations.ts';
import { made, refused } from './played-vouchers.ts';
import { dayRow, row } from './sent.ts';
import {
  book,
  checkedVoucher,
  checker,
  client,
  day,
  dayContent,
  finalServiceId,
  grantVoucher,
  NOW,
  openWorld,
  otherRecorder,
  publishService,
  record,
  recorder,
  stranger,
  unbanded,
  type World,
} from './world.ts';

const log = openLog('bookings', 'silent');
const month = newId();
const months = { rule: 'FREQ=MONTHLY', firstDay: '2026-07-01', contentId: month, startTime: null, endTime: null };

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const contents = [unbanded(month, { unit: 'MONTH' })];
  await publishService(world, finalServiceId, { [month]: 6390n }, { prorationPolicy: 'FULL_WHEN_STARTED', contents });
});
afterAll(() => world.stop());

const FIELDS = 'id rule firstDay lastDay startTime endTime recordedThrough pauses { firstDay lastDay } failures { day refusal { code } }';
const mutation = (name: string) =>
  `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { recurringVisits { ${FIELDS} } refusal { code path } } }`;

const ask = async (name: string, input: object, by = recorder) => {
  const { data, errors } = await world.bookings.ask(by, mutation(name), { input: { idempotencyKey: newId(), ...input } });
  return errors ? errors[0] : data[name];
};
const WEEKDAYS = { rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', firstDay: '2026-06-16', startTime: '08:00', endTime: '10:00' };
const set = (bookingId: string, change: object = {}, by = recorder) => ask('setRecurringVisits', { bookingId, ...WEEKDAYS, ...change }, by);

const seen = async (bookingId: string, by = recorder) => {
  const query = `query ($id: ID!) { booking(id: $id) { recurringVisits { ${FIELDS} } visits(first: 50) { edges { node { start end total } } } } }`;
  return (await world.bookings.ask(by, query, { id: bookingId })).data.booking;
};
const starts = async (bookingId: string) =>
  (await seen(bookingId)).visits.edges.map(({ node }: { node: { start: string } }) => node.start.slice(0, 16)).toSorted();

/** Records everything that is due at this time. */
async function postAt(instant: string): Promise<void> {
  world.bookings.clock.set(instant);
  const desk = { database: world.bookings.database, clock: world.bookings.clock };
  while (await recordDue(desk, log));
  world.bookings.clock.set(NOW);
}

test('bookings records a day when it has ended in Helsinki, once, however often it looks', async () => {
  const { bookingId } = await book(world);
  const { recurringVisits } = await set(bookingId);
  expect(recurringVisits).toMatchObject({ ...WEEKDAYS, lastDay: null, recordedThrough: null, pauses: [], failures: [] });
  await postAt('2026-06-16T20:59:59Z');
  expect(await starts(bookingId)).toEqual([]);
  await postAt('2026-06-16T21:00:00Z');
  await postAt('2026-06-17T09:00:00Z');
  expect(await starts(bookingId)).toEqual(['2026-06-16T05:00']);
  await postAt('2026-06-22T21:00:00Z');
  expect(await starts(bookingId)).toEqual([
    '2026-06-16T05:00',
    '2026-06-17T05:00',
    '2026-06-18T05:00',
    '2026-06-19T05:00',
    '2026-06-22T05:00',
  ]);
});

test('21: recurring visits go over to the booking that continues theirs, and earlier days stay with the first', async () => {
  const { voucherId, bookingId } = await book(world, { lastDay: day('2026-06-30') });
  await set(bookingId, { rule: 'FREQ=DAILY', firstDay: '2026-06-29' });
  await postAt('2026-07-02T09:00:00Z');
  expect(await starts(bookingId)).toEqual(['2026-06-29T05:00', '2026-06-30T05:00']);
  expect((await seen(bookingId)).recurringVisits[0].failures).toEqual([]);
  // The following voucher comes late, and none of its days is lost.
  const next = await grantVoucher(world, { predecessorId: voucherId, firstDay: day('2026-07-01') });
  const bookings = await announced(world.bookings.database, bookingMade.type);
  const second = bookings.find(({ data }) => (data as { voucherId: string }).voucherId === next)!.subject;
  await postAt('2026-07-03T09:00:00Z');
  expect(await starts(second)).toEqual(['2026-07-01T05:00', '2026-07-02T05:00']);
  expect((await seen(second)).recurringVisits).toMatchObject([{ firstDay: '2026-06-29', recordedThrough: '2026-07-02', failures: [] }]);
  expect((await seen(bookingId)).recurringVisits).toEqual([]);
});

test('recurring visits end with their booking', async () => {
  const { bookingId } = await book(world);
  await set(bookingId, { rule: 'FREQ=DAILY' });
  await world.bookings.ask(recorder, END, { input: { idempotencyKey: newId(), bookingId, lastDay: '2026-06-17' } });
  await postAt('2026-06-25T09:00:00Z');
  expect(await starts(bookingId)).toEqual(['2026-06-16T05:00', '2026-06-17T05:00']);
  expect((await seen(bookingId)).recurringVisits).toMatchObject([{ lastDay: '2026-06-17', failures: [] }]);
});

test('58: bookings tells a day whose time the spring night leaves out, and records the others', async () => {
  const { bookingId } = await book(world, { ...checkedVoucher, lastDay: day('2027-12-31') });
  await set(bookingId, { rule: 'FREQ=DAILY;COUNT=3', firstDay: '2027-03-27', startTime: '03:30', endTime: '05:00' });
  await postAt('2027-03-30T09:00:00Z');
  expect(await starts(bookingId)).toEqual(['2027-03-27T01:30', '2027-03-29T00:30']);
  expect((await seen(bookingId)).recurringVisits[0].failures).toEqual([{ day: '2027-03-28', refusal: { code: 'INVALID_RANGE' } }]);
});

test('bookings looks no more for visits whose rule has counted to the end', async () => {
  const { bookingId } = await book(world);
  await set(bookingId, { rule: 'FREQ=DAILY;COUNT=2' });
  await postAt('2026-06-20T09:00:00Z');
  expect(await starts(bookingId)).toEqual(['2026-06-16T05:00', '2026-06-17T05:00']);
  const { rows } = await world.bookings.database.pool.query('select awaited_day from recurring_visits where booking_id = $1', [bookingId]);
  expect(rows).toEqual([{ awaited_day: null }]);
});

test('UNTIL is compared with the start: bookings does not record 08:00 when the rule ends a second before', async () => {
  const { bookingId } = await book(world);
  await set(bookingId, { rule: 'until=20260630T045959Z;byday=TU;freq=weekly' });
  await postAt('2026-07-10T09:00:00Z');
  expect(await starts(bookingId)).toEqual(['2026-06-16T05:00', '2026-06-23T05:00']);
});

describe('40: where a month is paid in full once it has begun', () => {
  const bookMonths = (change: object = {}) => book(world, { serviceId: finalServiceId, contentIds: [month], personId: newId(), ...change });

  test('the days after a pause are no failures', async () => {
    const { bookingId } = await bookMonths();
    const { recurringVisits } = await set(bookingId, months);
    const pause = { recurringVisitsId: recurringVisits.id, firstDay: '2026-07-10', lastDay: '2026-07-12' };
    await ask('pauseRecurringVisits', pause);
    await postAt('2026-08-01T09:00:00Z');
    const { visits, recurringVisits: told } = await seen(bookingId);
    expect(visits.edges).toHaveLength(1);
    expect(told).toMatchObject([{ recordedThrough: '2026-07-31', failures: [] }]);
  });

  test('the days after a pause are failures when the voucher refuses the visit that should have paid for them', async () => {
    const { bookingId } = await bookMonths();
    const { recurringVisits } = await set(bookingId, months);
    await ask('pauseRecurringVisits', { recurringVisitsId: recurringVisits.id, firstDay: '2026-07-10', lastDay: '2026-07-12' });
    world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED', 0));
    await postAt('2026-08-01T09:00:00Z');
    const told = async () => (await seen(bookingId)).recurringVisits[0].failures;
    await expect.poll(told).toEqual([
      { day: '2026-07-13', refusal: { code: 'DAY_ALREADY_RECORDED' } },
      { day: '2026-07-01', refusal: { code: 'QUOTA_EXCEEDED' } },
    ]);
    world.vouchersAnswers(made);
  });

  test('the days on a following voucher are no failures', async () => {
    const { voucherId, bookingId } = await bookMonths({ lastDay: day('2026-07-15') });
    const { rows } = await world.bookings.database.pool.query('select person_id from booking where id = $1', [bookingId]);
    const following = { predecessorId: voucherId, firstDay: day('2026-07-16'), personId: rows[0].person_id as string };
    const next = await grantVoucher(world, { serviceId: finalServiceId, contentIds: [month], ...following });
    await set(bookingId, months);
    await postAt('2026-08-01T09:00:00Z');
    const bookings = await announced(world.bookings.database, bookingMade.type);
    const second = await seen(bookings.find(({ data }) => (data as { voucherId: string }).voucherId === next)!.subject);
    expect((await seen(bookingId)).visits.edges).toHaveLength(1);
    expect(second.visits.edges).toEqual([]);
    expect(second.recurringVisits).toMatchObject([{ recordedThrough: '2026-07-31', failures: [] }]);
  });

  test('days of a month for which another visit was paid are failures', async () => {
    const { bookingId } = await bookMonths();
    await set(bookingId, months);
    world.bookings.clock.set('2026-07-15T09:00:00Z');
    await record(world, [dayRow(bookingId, month, '2026-07-01', { lastDay: '2026-07-03' })]);
    await postAt('2026-08-01T09:00:00Z');
    expect((await seen(bookingId)).recurringVisits).toMatchObject([
      { failures: [{ day: '2026-07-01', refusal: { code: 'DAY_ALREADY_RECORDED' } }] },
    ]);
  });
});

test('a rule that cannot be carried out leaves the others alone, and bookings tries it again later', async () => {
  const [broken, other] = [await book(world), await book(world)];
  await set(broken.bookingId);
  await set(other.bookingId);
  const write = (rule: string) =>
    world.bookings.database.pool.query('update recurring_visits set rule = $1 where booking_id = $2', [rule, broken.bookingId]);
  await write('FREQ=SOMETIMES');
  await postAt('2026-06-16T21:00:00Z');
  expect([await starts(broken.bookingId), await starts(other.bookingId)]).toEqual([[], ['2026-06-16T05:00']]);
  await write(WEEKDAYS.rule);
  await postAt('2026-06-16T21:59:59Z');
  expect(await starts(broken.bookingId)).toEqual([]);
  await postAt('2026-06-16T22:00:00Z');
  expect(await starts(broken.bookingId)).toEqual(['2026-06-16T05:00']);
});

test('two processes that look at the same moment record once', async () => {
  const { bookingId } = await book(world);
  await set(bookingId);
  world.bookings.clock.set('2026-06-19T09:00:00Z');
  const desk = { database: world.bookings.database, clock: world.bookings.clock };
  await Promise.all(Array.from({ length: 4 }, () => recordDue(desk, log)));
  world.bookings.clock.set(NOW);
  expect(await starts(bookingId)).toEqual(['2026-06-16T05:00', '2026-06-17T05:00', '2026-06-18T05:00']);
});

test('bookings leaves out a pause, stops after the last day, and tells each day that it cannot record', async () => {
  const { bookingId } = await book(world);
  const { id } = (await set(bookingId)).recurringVisits;
  expect(await ask('pauseRecurringVisits', { recurringVisitsId: id, firstDay: '2026-06-17', lastDay: '2026-06-17' })).toMatchObject({
    refusal: null,
  });
  // A recorder was quicker, by hand.
  world.bookings.clock.set('2026-06-18T10:00:00Z');
  await record(world, [row(bookingId, '2026-06-18T08:00', '2026-06-18T10:00')]);
  world.bookings.clock.set(NOW);
  expect(await ask('endRecurringVisits', { recurringVisitsId: id, lastDay: '2026-06-22' })).toMatchObject({
    recurringVisits: { lastDay: '2026-06-22' },
  });
  await postAt('2026-06-30T09:00:00Z');
  expect(await starts(bookingId)).toEqual(['2026-06-16T05:00', '2026-06-18T05:00', '2026-06-19T05:00', '2026-06-22T05:00']);
  const [told] = (await seen(bookingId, client)).recurringVisits;
  expect(told).toMatchObject({
    recordedThrough: '2026-06-22',
    pauses: [{ firstDay: '2026-06-17', lastDay: '2026-06-17' }],
    failures: [{ day: '2026-06-18', refusal: { code: 'DUPLICATE' } }],
  });
});

test.each<[string, object, object]>([
  ['a rule with a part twice', { rule: 'COUNT=2;FREQ=DAILY;COUNT=20' }, { extensions: { code: 'BAD_USER_INPUT' } }],
  ['neither times nor a content', { startTime: null, endTime: null }, { extensions: { code: 'BAD_USER_INPUT' } }],
  ['yesterday', { firstDay: '2026-06-15' }, { refusal: { code: 'INVALID_RANGE', path: ['firstDay'] } }],
  ['a content that is not booked', { contentId: newId() }, { refusal: { code: 'UNKNOWN_CONTENT', path: ['contentId'] } }],
  [
    'hours of a content without times',
    { contentId: dayContent, startTime: null, endTime: null },
    { refusal: { code: 'WRONG_QUANTITY', path: ['startTime'] } },
  ],
])('%s is refused', async (_, change, refusal) => {
  const { bookingId } = await book(world);
  expect(await set(bookingId, change)).toMatchObject(refusal);
});

test('another provider and an officer neither set, pause nor end recurring visits, and strangers do not see them', async () => {
  const { bookingId } = await book(world);
  const { recurringVisits } = await set(bookingId);
  expect(await set(bookingId, {}, otherRecorder)).toEqual({ recurringVisits: null, refusal: { code: 'NOT_FOUND', path: ['bookingId'] } });
  // They do not learn whether the rule is valid, nor make bookings compute it.
  const none = { rule: 'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30', firstDay: '2027-02-01' };
  expect(await set(bookingId, none, otherRecorder)).toMatchObject({ refusal: { code: 'NOT_FOUND', path: ['bookingId'] } });
  const pause = { recurringVisitsId: recurringVisits.id, firstDay: '2026-06-17', lastDay: '2026-06-17' };
  expect(await ask('pauseRecurringVisits', pause, otherRecorder)).toMatchObject({ recurringVisits: null, refusal: { code: 'NOT_FOUND' } });
  expect(await ask('endRecurringVisits', { recurringVisitsId: recurringVisits.id, lastDay: '2026-06-17' }, otherRecorder)).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  });
  expect(await set(bookingId, {}, checker)).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  const entity = `{ found: _entities(representations: [{ __typename: "RecurringVisits", id: "${recurringVisits.id}" }]) { ... on RecurringVisits { rule } } }`;
  expect((await world.bookings.ask(stranger, entity)).data.found).toEqual([null]);
  expect((await world.bookings.ask(otherRecorder, entity)).data.found).toEqual([null]);
  expect((await world.bookings.ask(client, entity)).data.found).toEqual([{ rule: WEEKDAYS.rule }]);
});

test('a provider may change a schedule for ever: ended ones do not count, and come last', async () => {
  const { bookingId } = await book(world);
  const setAndEnd = async () => {
    const { recurringVisits, refusal } = await set(bookingId);
    expect(refusal).toBeNull();
    await ask('endRecurringVisits', { recurringVisitsId: recurringVisits.id, lastDay: '2026-06-15' });
  };
  const ended = RECURRING_MAX + 1;
  for (let times = 0; times < ended; times++) await setAndEnd();
  for (let times = 0; times < RECURRING_MAX; times++) expect(await set(bookingId)).toMatchObject({ refusal: null });
  expect(await set(bookingId)).toMatchObject({ refusal: { code: 'LIMIT_REACHED', path: ['bookingId'] } });
  const lastDays = async (page = '') => {
    const query = `query ($id: ID!) { booking(id: $id) { recurringVisits${page} { lastDay } } }`;
    const { recurringVisits } = (await world.bookings.ask(client, query, { id: bookingId })).data.booking;
    return recurringVisits.map(({ lastDay }: { lastDay: string | null }) => lastDay);
  };
  expect(await lastDays()).toEqual(Array.from({ length: RECURRING_MAX }, () => null));
  expect(await lastDays(`(first: 200, skip: ${RECURRING_MAX})`)).toEqual(Array.from({ length: ended }, () => '2026-06-15'));
});

test('past pauses keep nobody from setting another, and come last', async () => {
  const { bookingId } = await book(world);
  const { id } = (await set(bookingId)).recurringVisits;
  const paused = (day: string, many: number) =>
    world.bookings.database.pool.query(
      'insert into recurring_pause (id, recurring_visits_id, first_day, last_day) select uuidv7(), $1, $2, $2 from generate_series(1, $3)',
      [id, day, many],
    );
  await paused('2026-06-14', PAUSES_MAX);
  const pause = () => ask('pauseRecurringVisits', { recurringVisitsId: id, firstDay: '2026-06-17', lastDay: '2026-06-17' });
  expect((await pause()).recurringVisits.pauses[0]).toEqual({ firstDay: '2026-06-17', lastDay: '2026-06-17' });
  await paused('2026-06-18', PAUSES_MAX - 1);
  expect(await pause()).toMatchObject({ refusal: { code: 'LIMIT_REACHED', path: ['recurringVisitsId'] } });
  const query = `query ($id: ID!, $skip: Int!) { booking(id: $id) { recurringVisits { pauses(skip: $skip) { lastDay } } } }`;
  const over = (await world.bookings.ask(client, query, { id: bookingId, skip: PAUSES_MAX })).data.booking.recurringVisits[0].pauses;
  expect(over).toEqual(Array.from({ length: PAUSES_MAX }, () => ({ lastDay: '2026-06-14' })));
});

test('the same key sets recurring visits once', async () => {
  const { bookingId } = await book(world);
  const idempotencyKey = newId();
  const first = await set(bookingId, { idempotencyKey });
  expect(await set(bookingId, { idempotencyKey })).toEqual(first);
  expect(await set(bookingId, { idempotencyKey, rule: 'FREQ=DAILY' })).toMatchObject({ refusal: { code: 'IDEMPOTENCY_MISMATCH' } });
  expect((await seen(bookingId)).recurringVisits).toHaveLength(1);
});
