/** What anybody learns of this process, and operators of the whole system: red is what an operator must act on. */
import { afterEach, describe, expect, test } from 'vitest';
import type { BackboneHealth } from '@seteli/kit/backbone';
import { SERVICES } from '@seteli/schema/events/listeners';
import { OPERATOR_TOKEN, useWorld } from './world.ts';

const world = useWorld();
const WELL: BackboneHealth = { sources: [], parked: 0, unrelayed: 0, unrelayedForMs: 0, missing: [] };

afterEach(() => {
  for (const subgraph of Object.values(world.subgraphs)) subgraph.backbone = WELL;
});

const everyoneWell = Object.fromEntries(SERVICES.map((service) => [service, 'well']));
const asOperator = (token = OPERATOR_TOKEN) => world.send('/health/system', { headers: { authorization: `Bearer ${token}` } });
const looksAt = (service: 'bookings') => world.subgraphs[service].looks;

test('the gateway is live and ready by itself, without a token', async () => {
  await world.subgraphs.bookings.die();
  for (const path of ['/health/live', '/health/ready'])
    expect(await world.send(path, {})).toMatchObject({ status: 200, service: 'gateway' });
  await world.subgraphs.bookings.revive();
});

test('the system is well when every service is ready and nothing waits between them', async () => {
  expect(await asOperator()).toMatchObject({ status: 200, well: true, caughtUp: true, services: everyoneWell, underWay: {} });
});

test('the system is red and says which service is away', async () => {
  await world.subgraphs.bookings.die();
  expect(await asOperator()).toMatchObject({ status: 503, well: false, services: { ...everyoneWell, bookings: ['does not answer'] } });
  await world.subgraphs.bookings.revive();
  expect(await asOperator()).toMatchObject({ status: 200 });
});

test.each<[string, Partial<BackboneHealth>, string]>([
  ['is late', { sources: [{ source: 'bookings', behind: 3, behindForMs: 31_000 }] }, '3 events behind bookings, for 31 seconds'],
  [
    'stands still',
    { sources: [{ source: 'bookings', behind: 0, behindForMs: 0, halted: 'another epoch' }] },
    'halted at bookings: another epoch',
  ],
  ['fails', { sources: [{ source: 'bookings', behind: 1, behindForMs: 0, failing: 'no table' }] }, 'fails at bookings: no table'],
  ['is parked', { parked: 1 }, '1 parked events'],
  ['is missing', { missing: [{ what: 'the stream X', forMs: 20_000 }] }, 'the stream X is missing at the broker: look after the steward'],
  ['is not relayed', { unrelayed: 2, unrelayedForMs: 40_000 }, '2 events not relayed yet, for 40 seconds'],
])('the system is red, in words, when something %s', async (_, backbone, words) => {
  world.subgraphs.settlement.backbone = { ...WELL, ...backbone };
  expect(await asOperator()).toMatchObject({
    status: 503,
    well: false,
    caughtUp: false,
    services: { ...everyoneWell, settlement: [words] },
  });
});

test.each<unknown>([
  {},
  [],
  'well',
  7,
  { ...WELL, sources: null },
  { ...WELL, sources: [null] },
  { ...WELL, sources: [{ source: 'bookings', behind: '3', behindForMs: 0 }] },
  { ...WELL, parked: undefined },
  { ...WELL, missing: [null] },
  { ...WELL, missing: 'x'.repeat(1024 * 1024) },
])('the system is red, and the gateway stays up, when a service answers in another shape, %#', async (backbone) => {
  world.subgraphs.settlement.backbone = backbone as BackboneHealth;
  const red = { status: 503, services: { ...everyoneWell, settlement: [expect.stringMatching(/its exchange of events does not answer/)] } };
  expect(await Promise.all([asOperator(), asOperator(), asOperator()])).toMatchObject([red, red, red]);
  expect(await world.send('/health/system', {})).toMatchObject({ status: 503, well: false });
  world.subgraphs.settlement.backbone = WELL;
  expect(await asOperator()).toMatchObject({ status: 200, services: everyoneWell });
});

test('work under way stands apart, and makes nothing red', async () => {
  const sources = [{ source: 'bookings', behind: 3, behindForMs: 900 }];
  world.subgraphs.settlement.backbone = { ...WELL, sources, unrelayed: 2 };
  const underWay = { settlement: ['3 events behind bookings', '2 events not relayed yet'] };
  expect(await asOperator()).toMatchObject({ status: 200, well: true, caughtUp: false, services: everyoneWell, underWay });
});

describe('without the token of operators', () => {
  test('anybody learns whether the system is well, and nothing else', async () => {
    world.subgraphs.settlement.backbone = { ...WELL, parked: 1 };
    await asOperator();
    const response = await fetch(`${world.url}/health/system`);
    expect([response.status, await response.json()]).toEqual([503, { well: false }]);
  });

  test('the gateway turns another token away', async () => {
    for (const token of ['', 'x', await world.token()]) expect(await asOperator(token)).toMatchObject({ status: 401 });
  });

  test('however many ask, the gateway looks at the services once a second', async () => {
    const before = looksAt('bookings');
    const started = performance.now();
    for (let round = 0; round < 5; round++)
      await Promise.all(Array.from({ length: 60 }, () => fetch(`${world.url}/health/system`).then((response) => response.text())));
    const seconds = (performance.now() - started) / 1_000;
    // A look asks twice: whether the service is ready, and about its exchange of events.
    expect(looksAt('bookings') - before).toBeLessThanOrEqual(2 * (Math.ceil(seconds) + 2));
  });

  test('operators who ask at the same time share a look, which is no older than their question', async () => {
    const before = looksAt('bookings');
    const answers = await Promise.all(Array.from({ length: 60 }, () => asOperator()));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(looksAt('bookings') - before).toBeLessThanOrEqual(2 * 6);
    world.subgraphs.settlement.backbone = { ...WELL, parked: 1 };
    expect(await asOperator()).toMatchObject({ status: 503 });
  });
});
