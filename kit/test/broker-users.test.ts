/** What each user of the broker may do: made from the table of who listens to whom, so that no service speaks as another. */
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { BrokerUser } from '@seteli/local/nats-config';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { natsUrl, wipeBroker } from '../src/testing/broker.ts';

const open: NatsConnection[] = [];

async function connectAs(user: BrokerUser): Promise<NatsConnection> {
  const { username, password, host } = new URL(natsUrl(user));
  const connection = await connect({ servers: host, user: username, pass: password, inboxPrefix: `_INBOX_${user}` });
  open.push(connection);
  return connection;
}

beforeAll(wipeBroker);
afterAll(async () => {
  await Promise.all(open.map((connection) => connection.close()));
  await wipeBroker();
});

const expectRefused = (connection: NatsConnection, subject: string) =>
  expect(connection.request(subject, '{}', { timeout: 300 })).rejects.toThrow(/permission/i);

test('a service makes its own stream, and a listener reads it through the one consumer that bears its name', async () => {
  const [vouchers, bookings] = [await connectAs('vouchers'), await connectAs('bookings')];
  const owner = await jetstreamManager(bookings, { checkAPI: false });
  await owner.streams.add({ name: 'BOOKINGS', subjects: ['seteli.bookings.>'] });
  await jetstream(bookings).publish('seteli.bookings.p.visit-recorded', '{"seq":1}');

  const listener = await jetstreamManager(vouchers, { checkAPI: false });
  await listener.consumers.add('BOOKINGS', { durable_name: 'vouchers', ack_policy: AckPolicy.All });
  const consumer = await jetstream(vouchers, { checkAPI: false }).consumers.get('BOOKINGS', 'vouchers');
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
  ['speaks as another service', 'vouchers', 'seteli.bookings.p.visit-recorded'],
  ['asks a service that it does not listen to', 'vouchers', 'ask.settlement.heads'],
  ['answers in the name of another service', 'registry', 'answer.bookings.vouchers.1'],
  ["makes another's stream", 'vouchers', '$JS.API.STREAM.CREATE.SETTLEMENT'],
  ['makes a consumer under another name', 'vouchers', '$JS.API.CONSUMER.CREATE.BOOKINGS.settlement'],
  ['removes its own stream', 'bookings', '$JS.API.STREAM.DELETE.BOOKINGS'],
  ['purges its own stream', 'bookings', '$JS.API.STREAM.PURGE.BOOKINGS'],
  ['purges a whole account (CVE-2025-30215)', 'bookings', '$JS.API.ACCOUNT.PURGE.SETELI'],
  ['publishes anything about the services, being the gateway', 'gateway', 'seteli.settlement.p.nudge'],
  ['says what callers have spent but a gateway', 'identity', 'gateway.spent'],
] as const)('nobody %s', async (_, user, subject) => {
  await expectRefused(await connectAs(user), subject);
});

test.each([
  ['vouchers', 'seteli.bookings.>'],
  ['vouchers', '_INBOX_bookings.>'],
  ['settlement', 'answer.bookings.vouchers.>'],
  ['gateway', 'seteli.bookings.>'],
  ['bookings', 'gateway.spent'],
] as const)('%s cannot overhear %s', async (user, subject) => {
  const connection = await connectAs(user);
  const fault = new Promise((resolve) => connection.subscribe(subject, { callback: resolve }));
  expect(await fault).toMatchObject({ message: expect.stringMatching(/permission/i) });
});
