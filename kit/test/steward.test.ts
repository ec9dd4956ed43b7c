/** The steward makes what is missing at the broker and mends what is wrong, whoever changed it, without being asked. */
import { AckPolicy, StorageType, type ConsumerConfig, type JetStreamManager, type StreamConfig } from '@nats-io/jetstream';
import { openLog } from '@seteli/kit/log';
import { openOwnBroker, type OwnBroker } from '@seteli/testing/own-broker';
import { LISTENS_TO, SERVICES } from '@seteli/schema/events/listeners';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heard, openListener, openSpeaker, say, untilHeard, upTo, type Side } from './exchange.ts';

let broker: OwnBroker;
/** The steward's warnings, as the log has them. */
const said: Record<string, unknown>[] = [];
beforeAll(async () => {
  broker = await openOwnBroker({ stewardLog: openLog('steward', 'warn', { write: (line: string) => void said.push(JSON.parse(line)) }) });
});
afterAll(() => broker.close());

/** What the broker holds, without what changes by itself. */
const held = () =>
  broker.asAdmin(async (manager) => {
    const streams: Record<string, unknown> = {};
    for (const { config } of await manager.streams.list().next()) {
      const consumers = (await manager.consumers.list(config.name).next()).map((consumer) => consumer.config);
      streams[config.name] = { config, consumers: Object.fromEntries(consumers.map((consumer) => [consumer.durable_name, consumer])) };
    }
    return streams as Record<string, { config: StreamConfig; consumers: Record<string, ConsumerConfig> }>;
  });

/** The steward looks every second; a busy machine may take longer. */
const soon = { timeout: 20_000, interval: 50 };

/** Makes the change while the steward is away. */
async function expectMended(change: (manager: JetStreamManager) => Promise<void>): Promise<void> {
  const before = await held();
  await broker.dismissSteward();
  try {
    await broker.asAdmin(change);
    expect(await held()).not.toEqual(before);
  } finally {
    await broker.callSteward();
  }
  expect(await held()).toEqual(before);
}

test('at the start it makes a stream for each service, and a consumer for each listener', async () => {
  const found = await held();
  expect(Object.fromEntries(Object.entries(found).map(([name, { consumers }]) => [name, Object.keys(consumers).toSorted()]))).toEqual(
    Object.fromEntries(
      SERVICES.map((source) => [source.toUpperCase(), SERVICES.filter((each) => LISTENS_TO[each].includes(source)).toSorted()]),
    ),
  );
  for (const [name, { config }] of Object.entries(found)) expect(config.subjects).toEqual([`seteli.${name.toLowerCase()}.>`]);
});

test.each<[string, Partial<StreamConfig>]>([
  ['also takes what is asked', { subjects: ['seteli.vouchers.>', 'ask.>'] }],
  ["also takes others' replies", { subjects: ['seteli.vouchers.>', '_INBOX_bookings.>'] }],
  ['takes nothing of its service', { subjects: ['elsewhere'] }],
  ['takes no longer messages', { max_msg_size: 10 }],
  ['keeps one message', { max_msgs: 1 }],
  ['is closed for good', { sealed: true }],
])('it mends a stream that %s', async (_, change) => {
  await expectMended(async (manager) => {
    const { config } = await manager.streams.info('VOUCHERS');
    await manager.streams.update('VOUCHERS', { ...config, ...change });
  });
});

test.each<[string, Partial<StreamConfig>]>([
  ['brings messages of another stream', { sources: [{ name: 'SETTLEMENT' }] }],
  ['is a copy of another stream', { subjects: [], mirror: { name: 'SETTLEMENT' } }],
  ['sends copies elsewhere', { republish: { src: '>', dest: 'copy.>' } }],
  ['lies in memory', { storage: StorageType.Memory }],
])('it makes a stream anew that %s', async (_, change) => {
  await expectMended(async (manager) => {
    await manager.streams.delete('VOUCHERS');
    await manager.streams.add({ name: 'VOUCHERS', subjects: ['seteli.vouchers.>'], ...change });
  });
});

test.each<[string, Partial<ConsumerConfig>]>([
  ['sends to somebody', { deliver_subject: 'somebody' }],
  ['leaves out what it should hear', { filter_subject: 'seteli.bookings.nobody.>' }],
  ['gives up after one try', { max_deliver: 1 }],
])('it makes a consumer anew that %s', async (_, change) => {
  await expectMended(async (manager) => {
    await manager.consumers.delete('BOOKINGS', 'vouchers');
    await manager.consumers.add('BOOKINGS', { durable_name: 'vouchers', ack_policy: AckPolicy.All, ...change });
  });
});

test('it leaves foreign streams and consumers alone, and logs each name once', async () => {
  const before = await held();
  const warned = (words: string) => said.filter(({ msg }) => msg === `the broker holds a ${words} that is none of ours`);
  await broker.asAdmin(async (manager) => {
    await manager.streams.add({ name: 'FOREIGN', subjects: ['foreign'] });
    await manager.consumers.add('BOOKINGS', { durable_name: 'foreigner', ack_policy: AckPolicy.All });
  });
  await expect.poll(() => [warned('stream').length, warned('consumer').length], soon).toEqual([1, 1]);
  expect([warned('stream')[0]!.stream, warned('consumer')[0]!.consumer]).toEqual(['FOREIGN', 'foreigner']);
  expect(Object.keys(await held())).toContain('FOREIGN');
  await broker.asAdmin(async (manager) => {
    await manager.streams.delete('FOREIGN');
    await manager.consumers.delete('BOOKINGS', 'foreigner');
  });
  expect(await held()).toEqual(before);
});

test('it makes deleted streams again within seconds', async () => {
  const before = await held();
  await broker.asAdmin(async (manager) => {
    for (const name of Object.keys(before)) await manager.streams.delete(name);
  });
  await expect.poll(held, soon).toEqual(before);
});

const missingTo = async ({ backbone }: Side) => (await backbone.health()).missing.map(({ what }) => what);

test('without a steward nothing is lost, health names what is missing, and a steward that comes takes over', async () => {
  await broker.dismissSteward();
  await broker.asAdmin(async (manager) => {
    for (const name of Object.keys(await held())) await manager.streams.delete(name);
  });
  const [speaker, listener] = await Promise.all([openSpeaker({ urlOf: broker.urlOf }), openListener({ urlOf: broker.urlOf })]);
  try {
    await say(speaker.database, 'p', 1, 30);
    await untilHeard(speaker, listener);
    expect(await held()).toEqual({});
    await expect.poll(() => missingTo(speaker), soon).toEqual(['the stream BOOKINGS']);
    expect(await missingTo(listener)).toEqual(['the consumer vouchers of BOOKINGS']);

    await broker.callSteward();
    await expect.poll(async () => [await missingTo(speaker), await missingTo(listener)], soon).toEqual([[], []]);
    await expect.poll(async () => (await speaker.backbone.health()).unrelayed, soon).toBe(0);
    await say(speaker.database, 'p', 31, 60);
    await untilHeard(speaker, listener);
    expect(await heard(listener)).toEqual({ p: upTo(60) });
  } finally {
    await Promise.all([speaker.stop(), listener.stop()]);
  }
});
