/** What an operator is told: whether this process lives, and whether the whole story could run. */
import { afterEach, expect, test } from 'vitest';
import { useWorld } from './world.ts';

const world = useWorld();
const WELL = { sources: [], parked: 0, unrelayed: 0, missing: [] };

afterEach(() => {
  for (const subgraph of Object.values(world.subgraphs)) subgraph.backbone = WELL;
});

const everyoneWell = { identity: 'well', registry: 'well', vouchers: 'well', bookings: 'well', settlement: 'well' };
const system = () => world.send('/health/system', {});

test('the gateway is live and ready by itself, without a token', async () => {
  await world.subgraphs.bookings.die();
  for (const path of ['/health/live', '/health/ready'])
    expect(await world.send(path, {})).toMatchObject({ status: 200, service: 'gateway' });
  await world.subgraphs.bookings.revive();
});

test('the system is well when every service is ready and nothing waits between them', async () => {
  expect(await system()).toMatchObject({ status: 200, well: true, services: everyoneWell });
});

test('it says who is away', async () => {
  await world.subgraphs.bookings.die();
  expect(await system()).toMatchObject({ status: 503, well: false, services: { ...everyoneWell, bookings: ['does not answer'] } });
  await world.subgraphs.bookings.revive();
  expect(await system()).toMatchObject({ status: 200 });
});

test.each([
  [{ ...WELL, sources: [{ source: 'bookings', behind: 3 }] }, '3 events behind bookings'],
  [{ ...WELL, sources: [{ source: 'bookings', behind: 0, halted: 'another epoch' }] }, 'halted at bookings: another epoch'],
  [{ ...WELL, parked: 1 }, '1 parked events'],
  [{ ...WELL, unrelayed: 2 }, '2 events not relayed yet'],
  [{ ...WELL, missing: [{ what: 'the stream X', forMs: 20_000 }] }, 'the stream X is missing at the broker: look after the steward'],
])('it says what waits: %j', async (backbone, words) => {
  world.subgraphs.settlement.backbone = backbone;
  expect(await system()).toMatchObject({ status: 503, well: false, services: { ...everyoneWell, settlement: [words] } });
});
