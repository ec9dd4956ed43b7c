/** What the broker's users do in their daily work, and what a thief of one password tries with it. */
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { BrokerUser } from '@seteli/steward/permissions';
import { afterEach, expect, test } from 'vitest';
import { readBrokerUrl } from '@seteli/kit/broker-url';
import { natsUrl } from '@seteli/testing/broker';
import { heard, openListener, openSpeaker, say, untilHeard, upTo } from './exchange.ts';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function connectAs(user: BrokerUser): Promise<NatsConnection> {
  const { servers, user: name, password } = readBrokerUrl(natsUrl(user));
  const connection = await connect({ servers: [...servers], user: name, pass: password, inboxPrefix: `_INBOX_${user}` });
  open.push(connection);
  return connection;
}

const managerAs = async (user: BrokerUser) => await jetstreamManager(await connectAs(user), { checkAPI: false, timeout: 500 });
const shapeOf = async (service: 'vouchers' | 'bookings') => {
  const manager = await managerAs('steward');
  const { config } = (await manager.streams.list().next()).find((stream) => stream.config.name === service.toUpperCase())!;
  return config;
};

test('a service publishes to its stream, and a listener takes the event through the one consumer that bears its name', async () => {
  await jetstream(await connectAs('bookings')).publish('seteli.bookings.p.visit-recorded', '{"seq":1}');
  const consumer = await jetstream(await connectAs('vouchers')).consumers.get('BOOKINGS', 'vouchers');
  const message = await consumer.next({ expires: 2_000 });
  expect(message?.json()).toEqual({ seq: 1 });
  expect(await message?.ackAck()).toBe(true);
});

test('a listener asks its source and gets the answer where nobody else reads it', async () => {
  const [vouchers, bookings] = [await connectAs('vouchers'), await connectAs('bookings')];
  bookings.subscribe('ask.bookings.heads', { callback: (_, message) => void message.respond('{"p":"1"}') });
  await bookings.flush();
  const to = { timeout: 2_000, noMux: true, reply: 'answer.bookings.vouchers.1' };
  expect((await vouchers.request('ask.bookings.heads', '', to)).json()).toEqual({ p: '1' });
});

test.each([
  ['what others ask', { subjects: ['seteli.vouchers.>', 'ask.>'] }],
  ["another service's replies", { subjects: ['seteli.vouchers.>', '_INBOX_bookings.>'] }],
  ['what another service says', { sources: [{ name: 'SETTLEMENT' }] }],
  ['the answers to others', { republish: { src: '>', dest: 'seteli.vouchers.copy' } }],
])("a thief of a service's password cannot make its stream take %s", async (_, change) => {
  const before = await shapeOf('vouchers');
  const attacker = await managerAs('vouchers');
  await expect(attacker.streams.update('VOUCHERS', { ...before, ...change } as never)).rejects.toThrow(/permission/i);
  await expect(attacker.streams.add({ ...before, ...change } as never)).rejects.toThrow(/permission/i);
  expect(await shapeOf('vouchers')).toEqual(before);
});

test("a thief of a listener's password cannot turn its consumer into one that sends elsewhere", async () => {
  const attacker = await managerAs('vouchers');
  const consumer = { durable_name: 'vouchers', ack_policy: AckPolicy.None };
  await expect(attacker.consumers.add('BOOKINGS', { ...consumer, deliver_subject: 'answer.identity.bookings.1' })).rejects.toThrow(
    /permission/i,
  );
  await expect(attacker.consumers.delete('BOOKINGS', 'vouchers')).rejects.toThrow(/permission/i);
});

test("a listener drops a foreign message that another user had sent into its source's stream", async () => {
  const speaker = await openSpeaker();
  open.push({ close: () => speaker.stop() });
  await say(speaker.database, 'p', 1, 20);
  await expect.poll(async () => (await speaker.backbone.health()).unrelayed).toBe(0);
  // Settlement listens to registry and to bookings: it has registry's messages sent into the stream of bookings.
  const registry = jetstream(await connectAs('registry'));
  const forged = (seq: number) => ({
    specversion: '1.0',
    id: `forged ${seq}`,
    source: '/seteli/registry',
    type: 'fi.seteli.bookings.number-said.v1',
    subject: 'forged',
    partition: 'p',
    seq,
    epoch: 1,
    data: { n: -seq },
  });
  for (let seq = 21; seq <= 25; seq++) await registry.publish('seteli.registry.p.number-said', JSON.stringify([forged(seq)]));
  const attacker = await connectAs('settlement');
  const before = (await streamState('BOOKINGS')).messages;
  attacker.publish('$JS.API.CONSUMER.MSG.NEXT.REGISTRY.settlement', '{"batch":5,"expires":1000000000}', {
    reply: 'seteli.bookings.p.number-said',
  });
  await attacker.flush();
  // The broker itself lets them in.
  await expect.poll(async () => (await streamState('BOOKINGS')).messages - before).toBeGreaterThanOrEqual(5);

  const listener = await openListener();
  open.push({ close: () => listener.stop() });
  await untilHeard(speaker, listener);
  await say(speaker.database, 'p', 21, 40);
  await untilHeard(speaker, listener);
  expect(await heard(listener)).toEqual({ p: upTo(40) });
});

const streamState = async (name: string) => {
  const manager = await managerAs('steward');
  return (await manager.streams.list().next()).find((stream) => stream.config.name === name)!.state;
};
