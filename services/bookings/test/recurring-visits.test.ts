/** Visits that are recorded by themselves: each day what was due, never twice, never early; what cannot be recorded is told. */
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/kit/testing/peer';
import { bookingMade } from '@seteli/schema/events/bookings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postDue } from '../src/commands/posting.ts';
import { END } from './operations.ts';
import { row } from './sent.ts';
import {
  book,
  checker,
  client,
  day,
  dayContent,
  grantVoucher,
  NOW,
  openWorld,
  otherRecorder,
  record,
  recorder,
  stranger,
  type World,
} from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
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

/** Everything that is due when it is this time. */
async function postAt(instant: string): Promise<void> {
  world.bookings.clock.set(instant);
  const desk = { database: world.bookings.database, clock: world.bookings.clock };
  while (await postDue(desk));
  world.bookings.clock.set(NOW);
}

test('a day is recorded when it has ended in Helsinki, once, however often it is looked for', async () => {
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

test('21: it goes over to the booking that continues it, and its last night to the first', async () => {
  const { voucherId, bookingId } = await book(world, { lastDay: day('2026-06-30') });
  await set(bookingId, { rule: 'FREQ=DAILY', firstDay: '2026-06-29' });
  await postAt('2026-07-02T09:00:00Z');
  expect(await starts(bookingId)).toEqual(['2026-06-29T05:00', '2026-06-30T05:00']);
  expect((await seen(bookingId)).recurringVisits[0].failures).toEqual([]);
  // The successor comes late: nothing of its days has been lost.
  const next = await grantVoucher(world, { predecessorId: voucherId, firstDay: day('2026-07-01') });
  const made = await announced(world.bookings.database, bookingMade.type);
  const second = made.find(({ data }) => (data as { voucherId: string }).voucherId === next)!.subject;
  await postAt('2026-07-03T09:00:00Z');
  expect(await starts(second)).toEqual(['2026-07-01T05:00', '2026-07-02T05:00']);
  expect((await seen(second)).recurringVisits).toMatchObject([{ firstDay: '2026-06-29', recordedThrough: '2026-07-02', failures: [] }]);
  expect((await seen(bookingId)).recurringVisits).toEqual([]);
});

test('it ends with its booking', async () => {
  const { bookingId } = await book(world);
  await set(bookingId, { rule: 'FREQ=DAILY' });
  await world.bookings.ask(recorder, END, { input: { idempotencyKey: newId(), bookingId, lastDay: '2026-06-17' } });
  await postAt('2026-06-25T09:00:00Z');
  expect(await starts(bookingId)).toEqual(['2026-06-16T05:00', '2026-06-17T05:00']);
  expect((await seen(bookingId)).recurringVisits).toMatchObject([{ lastDay: '2026-06-17', failures: [] }]);
});

test('two who look at the same moment record once', async () => {
  const { bookingId } = await book(world);
  await set(bookingId);
  world.bookings.clock.set('2026-06-19T09:00:00Z');
  const desk = { database: world.bookings.database, clock: world.bookings.clock };
  await Promise.all(Array.from({ length: 4 }, () => postDue(desk)));
  world.bookings.clock.set(NOW);
  expect(await starts(bookingId)).toEqual(['2026-06-16T05:00', '2026-06-17T05:00', '2026-06-18T05:00']);
});

test('a pause is left out, an end is the last day, and what cannot be recorded is told by its day', async () => {
  const { bookingId } = await book(world);
  const { recurringVisits } = await set(bookingId);
  const id = recurringVisits.id;
  expect(await ask('pauseRecurringVisits', { recurringVisitsId: id, firstDay: '2026-06-17', lastDay: '2026-06-17' })).toMatchObject({
    refusal: null,
  });
  // Somebody was quicker, by hand.
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
  ['a rule that is none', { rule: 'FREQ=HOURLY' }, { extensions: { code: 'BAD_USER_INPUT' } }],
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

test('nobody else sets, pauses, ends or sees them', async () => {
  const { bookingId } = await book(world);
  const { recurringVisits } = await set(bookingId);
  expect(await set(bookingId, {}, otherRecorder)).toEqual({ recurringVisits: null, refusal: { code: 'NOT_FOUND', path: ['bookingId'] } });
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

test('the same key sets them once', async () => {
  const { bookingId } = await book(world);
  const idempotencyKey = newId();
  const first = await set(bookingId, { idempotencyKey });
  expect(await set(bookingId, { idempotencyKey })).toEqual(first);
  expect(await set(bookingId, { idempotencyKey, rule: 'FREQ=DAILY' })).toMatchObject({ refusal: { code: 'IDEMPOTENCY_MISMATCH' } });
  expect((await seen(bookingId)).recurringVisits).toHaveLength(1);
});
