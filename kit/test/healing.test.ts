/**
 * The broker may forget, stand still or vanish while commands go on. Afterwards nothing is lost, nothing is doubled and
 * each partition is in order. Each test has a broker of its own and says numbers all the time; they run side by side.
 */
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openOwnBroker, type OwnBroker } from '@seteli/testing/own-broker';
import { afterAll, describe, expect, test } from 'vitest';
import { heard, openListener, openSpeaker, say, until, untilHeard, upTo, type Side } from './exchange.ts';

const PARTITIONS = ['a', 'b', 'c'];
const OUTAGE_MS = 60_000;
const FREEZE_MS = 14_000;

type Exchange = {
  broker: OwnBroker;
  speaker: Side;
  listener: Side;
  said: Record<string, number>;
  talkers: Promise<number[]>;
  silenced: boolean;
};
const opened: Exchange[] = [];
const tookMs: Record<string, number> = {};

afterAll(async () => {
  await Promise.all(
    opened.map(async (exchange) => {
      exchange.silenced = true;
      await exchange.talkers;
      const { broker, speaker, listener } = exchange;
      await Promise.all([speaker.stop(), listener.stop()]);
      await broker.close();
    }),
  );
  console.log('all was heard again after (ms):', tookMs);
});

async function openExchange(): Promise<Exchange> {
  const broker = await openOwnBroker();
  const [speaker, listener] = await Promise.all([openSpeaker({ urlOf: broker.urlOf }), openListener({ urlOf: broker.urlOf })]);
  const exchange: Exchange = {
    broker,
    speaker,
    listener,
    said: Object.fromEntries(PARTITIONS.map((partition) => [partition, 0])),
    talkers: Promise.resolve([]),
    silenced: false,
  };
  opened.push(exchange);
  return exchange;
}

async function sayMore({ speaker, said }: Exchange, partition: string, count: number): Promise<void> {
  const first = said[partition]! + 1;
  said[partition] = first + count - 1;
  await say(speaker.database, partition, first, said[partition]);
}

/** Says numbers in all partitions until the test stops it; answers how many commands that were. */
function talk(exchange: Exchange, pauseMs = 20): () => Promise<number> {
  const talker = async (partition: string) => {
    let commands = 0;
    for (; !exchange.silenced; commands++) {
      await sayMore(exchange, partition, 1 + (commands % 5));
      await sleep(pauseMs);
    }
    return commands;
  };
  exchange.talkers = Promise.all(PARTITIONS.map(talker));
  return async () => {
    exchange.silenced = true;
    return (await exchange.talkers).reduce((sum, commands) => sum + commands, 0);
  };
}

async function expectAllHeard({ speaker, listener, said }: Exchange, name: string): Promise<void> {
  tookMs[name] = await untilHeard(speaker, listener);
  const spoken = Object.entries(said).filter(([, last]) => last > 0);
  expect(await heard(listener)).toEqual(Object.fromEntries(spoken.map(([partition, last]) => [partition, upTo(last)])));
}

const streamOf = ({ broker }: Exchange) => broker.asAdmin(async (manager) => (await manager.streams.info('BOOKINGS')).state);
const consumerOf = ({ broker }: Exchange) => broker.asAdmin((manager) => manager.consumers.info('BOOKINGS', 'vouchers'));
const total = ({ said }: Exchange) => Object.values(said).reduce((sum, last) => sum + last, 0);
const untilRelayed = async (exchange: Exchange) =>
  await until(async () => (await streamOf(exchange)).messages > 0, 'the stream holds something');
const untilAllRelayed = ({ speaker }: Exchange) => until(async () => (await speaker.backbone.health()).unrelayed === 0, 'all was relayed');
const untilSomeHeard = async (exchange: Exchange) => {
  await untilRelayed(exchange);
  await until(
    async () => Object.keys(await heard(exchange.listener)).length === PARTITIONS.length,
    'something was heard in each partition',
  );
};

describe.concurrent('while commands go on', () => {
  test('the broker is away for a minute: every command succeeds, and the listener hears all when it is back', async () => {
    const exchange = await openExchange();
    const stopTalking = talk(exchange, 100);
    await untilSomeHeard(exchange);
    await exchange.broker.kill();
    const before = total(exchange);
    await sleep(OUTAGE_MS);
    const during = total(exchange) - before;
    const unheard = total(exchange) - Object.values(await heard(exchange.listener)).flat().length;
    await exchange.broker.start();
    const commands = await stopTalking();
    expect({ during, unheard }).toEqual({
      during: expect.toSatisfy((count) => count > 300),
      unheard: expect.toSatisfy((count) => count > 300),
    });
    await expectAllHeard(exchange, `away for ${OUTAGE_MS} ms, ${commands} commands`);
  });

  test('the broker crashes and its store is wiped', async () => {
    const exchange = await openExchange();
    const stopTalking = talk(exchange);
    await untilSomeHeard(exchange);
    for (let round = 0; round < 2; round++) {
      const { messages } = await streamOf(exchange);
      expect(messages).toBeGreaterThan(0);
      await exchange.broker.kill();
      rmSync(exchange.broker.store, { recursive: true });
      await exchange.broker.start();
      await untilRelayed(exchange);
    }
    await stopTalking();
    await expectAllHeard(exchange, 'crashed and wiped, twice');
    expect((await streamOf(exchange)).messages).toBeLessThan(total(exchange));
  });

  test('the stream is deleted', async () => {
    const exchange = await openExchange();
    const stopTalking = talk(exchange);
    await untilSomeHeard(exchange);
    const before = await streamOf(exchange);
    expect(await exchange.broker.asAdmin((manager) => manager.streams.delete('BOOKINGS'))).toBe(true);
    await sleep(1_500);
    await stopTalking();
    await expectAllHeard(exchange, 'stream deleted');
    const after = await streamOf(exchange);
    expect(after.messages).toBeLessThan(total(exchange));
    expect(before.messages).toBeGreaterThan(0);
    // The new consumer also hears from the new stream, not only by page.
    await until(async () => (await consumerOf(exchange)).delivered.stream_seq > 0, 'the consumer was made again');
  });

  test('the stream is deleted while the listener is away, and nothing more is said', async () => {
    const exchange = await openExchange();
    await sayMore(exchange, 'a', 30);
    await untilHeard(exchange.speaker, exchange.listener);
    await exchange.listener.stop();
    await sayMore(exchange, 'a', 30);
    await untilAllRelayed(exchange);
    expect(await exchange.broker.asAdmin((manager) => manager.streams.delete('BOOKINGS'))).toBe(true);
    exchange.listener = await openListener({ urls: exchange.listener, urlOf: exchange.broker.urlOf });
    await expectAllHeard(exchange, 'nothing in the stream');
  });

  test('the consumer is deleted', async () => {
    const exchange = await openExchange();
    const stopTalking = talk(exchange);
    await untilSomeHeard(exchange);
    const first = await consumerOf(exchange);
    expect(await exchange.broker.asAdmin((manager) => manager.consumers.delete('BOOKINGS', 'vouchers'))).toBe(true);
    await until(async () => (await consumerOf(exchange)).created > first.created, 'the consumer was made again');
    await stopTalking();
    await expectAllHeard(exchange, 'consumer deleted');
  });

  test('the broker freezes and thaws', async () => {
    const exchange = await openExchange();
    const stopTalking = talk(exchange);
    await untilSomeHeard(exchange);
    exchange.broker.freeze();
    const before = total(exchange);
    await sleep(FREEZE_MS);
    const during = total(exchange) - before;
    exchange.broker.thaw();
    await stopTalking();
    expect(during).toBeGreaterThan(100);
    await expectAllHeard(exchange, `frozen for ${FREEZE_MS} ms`);
  });

  test('the stream loses its tail, and the consumer believes that it has had the next messages', async () => {
    const exchange = await openExchange();
    const { broker } = exchange;
    const messages = path.join(broker.store, 'jetstream/SETELI/streams/BOOKINGS/msgs');
    const older = path.join(broker.store, '../older');
    const hadAll = async () => {
      await untilAllRelayed(exchange);
      const { last_seq: last } = await streamOf(exchange);
      await until(async () => (await consumerOf(exchange)).ack_floor.stream_seq === last, `the consumer has had ${last}`);
      return last;
    };
    await sayMore(exchange, 'a', 50);
    const kept = await hadAll();
    await broker.dismissSteward();
    await broker.stop();
    cpSync(messages, older, { recursive: true });
    await broker.start();
    for (let messages = 0; messages < 10; messages++) {
      await sayMore(exchange, 'a', 5);
      await untilAllRelayed(exchange);
    }
    const had = await hadAll();
    await broker.stop();
    rmSync(messages, { recursive: true });
    cpSync(older, messages, { recursive: true });
    await broker.start();
    const [stream, consumer] = [await streamOf(exchange), await consumerOf(exchange)];
    expect({ last: stream.last_seq, had: consumer.delivered.stream_seq }).toEqual({ last: kept, had });
    expect(had - kept).toBeGreaterThan(5);
    await broker.callSteward();
    await sayMore(exchange, 'a', 20);
    await expectAllHeard(exchange, 'tail lost');
    // The consumer hears again by itself, not only by comparing.
    await until(
      async () => (await consumerOf(exchange)).delivered.stream_seq === (await streamOf(exchange)).last_seq,
      'the consumer was made again',
    );
    await sayMore(exchange, 'a', 20);
    await expectAllHeard(exchange, 'after the consumer was made again');
  });
});
