/** A client with a booking gets a notice of a rise before it begins, and of nothing else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  book,
  changingUnitId,
  client,
  day,
  dayContent,
  eveningContent,
  openWorld,
  organiserId,
  otherRecorder,
  priceList,
  recorder,
  recordOne,
  type World,
} from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const NOTICES =
  'query ($id: ID!) { booking(id: $id) { priceNotices { id content { id } voucher { id } firstDay oldPrice newPrice usualUse { unit amount minutes } } } }';
const say = async (firstDay: string, prices: Record<string, bigint>) => {
  await world.registry.say(organiserId, priceList(prices, { unitId: changingUnitId, firstDay: day(firstDay) }));
  await world.heard();
};

test('R18 a client with a booking reads of a rise once, content by content', async () => {
  await say('2026-01-01', { [dayContent]: 3850n, [eveningContent]: 4400n });
  const { bookingId, voucherId } = await book(world, {}, { unitId: changingUnitId });
  await say('2026-08-01', { [dayContent]: 4000n, [eveningContent]: 4300n });
  const { data } = await world.bookings.ask(client, NOTICES, { id: bookingId });
  expect(data.booking.priceNotices).toEqual([
    {
      id: expect.any(String),
      content: { id: dayContent },
      voucher: { id: voucherId },
      firstDay: '2026-08-01',
      oldPrice: '38.50',
      newPrice: '40.00',
      usualUse: null,
    },
  ]);
  const later = await book(world, {}, { unitId: changingUnitId });
  expect((await world.bookings.ask(client, NOTICES, { id: later.bookingId })).data.booking.priceNotices).toEqual([]);
  const entity = `{ found: _entities(representations: [{ __typename: "PriceNotice", id: "${data.booking.priceNotices[0].id}" }]) { ... on PriceNotice { newPrice } } }`;
  expect((await world.bookings.ask(otherRecorder, entity)).data.found).toEqual([null]);
});

test('30: an order with its own price gets no notice of a rise, and that price prices and explains its visits, whatever the list says', async () => {
  const { bookingId } = await book(world, { contractPrices: [{ contentId: dayContent, priceCents: 3700n }] }, { unitId: changingUnitId });
  await say('2026-09-01', { [dayContent]: 4100n, [eveningContent]: 4500n });
  const { data } = await world.bookings.ask(client, NOTICES, { id: bookingId });
  expect(data.booking.priceNotices.map(({ newPrice }: { newPrice: string }) => newPrice)).toEqual(['45.00']);
  const QUOTE = `query ($input: QuoteVisitsInput!) { quoteVisits(input: $input) { results { explanation { pieces { unitPrice priceFirstDay rules { code } } } refusal { code } } } }`;
  const visit = { bookingId, start: '2026-06-15T14:30:00Z', end: '2026-06-15T15:30:00Z' };
  const { quoteVisits } = (await world.bookings.ask(recorder, QUOTE, { input: { visits: [visit] } })).data;
  expect(quoteVisits.results[0].explanation.pieces).toEqual([
    { unitPrice: '37.00', priceFirstDay: '2026-01-01', rules: [{ code: 'BAND' }, { code: 'ORDER_PRICE' }] },
    { unitPrice: '44.00', priceFirstDay: '2026-01-01', rules: [{ code: 'BAND' }, { code: 'LIST_PRICE' }] },
  ]);
});

test('a client reads more notices of a booking than a page holds, the newest first', async () => {
  const { bookingId } = await book(world);
  await world.bookings.database.pool.query(
    `insert into price_notice (id, booking_id, content_id, first_day, old_price_cents, new_price_cents)
     select uuidv7(), $1, $2, date '2030-01-01' + n, n, n + 1 from generate_series(0, 202) n`,
    [bookingId, dayContent],
  );
  const query = 'query ($id: ID!, $skip: Int!) { booking(id: $id) { priceNotices(skip: $skip) { firstDay } } }';
  const after = async (skip: number) => (await world.bookings.ask(client, query, { id: bookingId, skip })).data.booking.priceNotices;
  expect(await after(0)).toHaveLength(200);
  expect(await after(200)).toEqual(['2030-01-01', '2030-01-02', '2030-01-03'].map((firstDay) => ({ firstDay })));
});

test('33: a list that corrects another of its day takes its place in the notices, and a rise that it takes back disappears', async () => {
  const { bookingId } = await book(world, {}, { unitId: changingUnitId });
  const told = async () =>
    (await world.bookings.ask(client, NOTICES, { id: bookingId })).data.booking.priceNotices.map(
      ({ firstDay, oldPrice, newPrice }: Record<string, string>) => `${firstDay} ${oldPrice} → ${newPrice}`,
    );
  await say('2026-10-01', { [dayContent]: 4200n, [eveningContent]: 4500n });
  expect(await told()).toEqual(['2026-10-01 41.00 → 42.00']);
  await say('2026-10-01', { [dayContent]: 4400n, [eveningContent]: 4500n });
  expect(await told()).toEqual(['2026-10-01 41.00 → 44.00']);
  await say('2026-10-01', { [dayContent]: 4100n, [eveningContent]: 4500n });
  expect(await told()).toEqual([]);
});

test('the notice of a rise says how much of the content the client usually has in a month', async () => {
  const { bookingId } = await book(world, {}, { unitId: changingUnitId });
  for (const [start, end] of [
    ['2026-04-15T10:00', '2026-04-15T12:30'],
    ['2026-05-18T17:30', '2026-05-18T19:00'],
    ['2026-06-15T10:00', '2026-06-15T15:00'],
  ] as const)
    await recordOne(world, bookingId, start, end);
  await say('2026-11-01', { [dayContent]: 4500n });
  const { data } = await world.bookings.ask(client, NOTICES, { id: bookingId });
  // Two and a half hours in April and half an hour in May. June is not over, and the evening is another content.
  expect(data.booking.priceNotices.at(-1)).toMatchObject({
    content: { id: dayContent },
    usualUse: { unit: 'HOUR', amount: '1.5', minutes: 90 },
  });
});
