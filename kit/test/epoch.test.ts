/**
 * What happens when one database goes back in time: no service takes new events for old ones, and an operator decides.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { copyDatabase, newDatabase } from '@seteli/testing/database';
import { openOwnBroker, type OwnBroker } from '@seteli/testing/own-broker';
import { REPOSITORY } from '@seteli/local/places';
import type { DatabaseUrls } from '@seteli/local/service-database';
import { afterAll, describe, expect, test } from 'vitest';
import { heard, openListener, openSpeaker, say, until, untilHeard, upTo, type Side } from './exchange.ts';

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'seteli-epoch-'));
const sides = new Set<Side>();
const brokers: OwnBroker[] = [];

afterAll(async () => {
  await Promise.all([...sides].map((side) => side.stop()));
  await Promise.all(brokers.map((broker) => broker.close()));
  rmSync(folder, { recursive: true });
});

async function open(opening: Promise<Side>): Promise<Side> {
  const side = await opening;
  sides.add(side);
  return side;
}
const stop = async (side: Side) => {
  sides.delete(side);
  await side.stop();
};

/** The operator's scripts, as an operator runs them. */
async function script(name: string, args: string[], env: Record<string, string>): Promise<string> {
  const { stdout } = await run(process.execPath, [path.join(REPOSITORY, 'scripts', name), ...args], { env: { ...process.env, ...env } });
  return stdout;
}
const restore = ({ ownerUrl }: DatabaseUrls) => script('restore.ts', ['bookings'], { DATABASE_OWNER_URL_BOOKINGS: ownerUrl });
async function reconcile({ ownerUrl }: Side, report: string): Promise<void> {
  const file = path.join(folder, `${path.basename(ownerUrl)}.json`);
  writeFileSync(file, report);
  await script('reconcile.ts', ['vouchers', file], { DATABASE_OWNER_URL_VOUCHERS: ownerUrl });
}

/** The speaker said ten numbers and the listener heard them. Then the speaker's database goes back to six. */
async function goBackInTime(): Promise<{ broker: OwnBroker; listener: Side; backup: DatabaseUrls }> {
  const broker = await openOwnBroker();
  brokers.push(broker);
  const urls = await newDatabase('bookings');
  const listener = await open(openListener({ urlOf: broker.urlOf }));
  const first = await open(openSpeaker({ urls, urlOf: broker.urlOf }));
  await say(first.database, 'p', 1, 6);
  await untilHeard(first, listener);
  await stop(first);
  const backup = await copyDatabase('bookings', urls);
  const second = await open(openSpeaker({ urls, urlOf: broker.urlOf }));
  await say(second.database, 'p', 7, 10);
  await untilHeard(second, listener);
  await stop(second);
  return { broker, listener, backup };
}

const sourceOf = async ({ backbone }: Side) => (await backbone.health()).sources[0]!;
const untilHalted = (listener: Side) => until(async () => (await sourceOf(listener)).halted !== undefined, 'the source stands still');

describe.concurrent('a restored speaker', () => {
  test('in another epoch: the listener stands still with a report, and goes on when an operator has accepted it', async () => {
    const { broker, listener, backup } = await goBackInTime();
    const report = await restore(backup);
    expect(JSON.parse(report)).toEqual({ service: 'bookings', epoch: 2, heads: { p: 6 } });
    const speaker = await open(openSpeaker({ urls: backup, urlOf: broker.urlOf }));
    await say(speaker.database, 'p', 101, 103);
    await untilHalted(listener);
    expect((await sourceOf(listener)).halted).toMatch(/in epoch 2; we have applied 10 of epoch 1/);
    // The speaker's numbers pass those that we have applied, which alone changes nothing.
    await say(speaker.database, 'p', 104, 110);
    await sleep(6_000);
    expect(await heard(listener)).toEqual({ p: upTo(10) });

    await reconcile(listener, report);
    await untilHeard(speaker, listener);
    expect(await heard(listener)).toEqual({ p: [...upTo(10), ...upTo(10).map((n) => 100 + n)] });
    await until(() => sourceOf(listener).then(({ halted, behind }) => halted === undefined && behind === 0), 'it reports that all is well');
  });

  test('without a new epoch: a head below the watermark stops the source as well', async () => {
    const { broker, listener, backup } = await goBackInTime();
    const speaker = await open(openSpeaker({ urls: backup, urlOf: broker.urlOf }));
    await say(speaker.database, 'p', 101);
    await untilHalted(listener);
    expect((await sourceOf(listener)).halted).toMatch(/is at 7 of p in epoch 1; we have applied 10 of epoch 1/);
    await say(speaker.database, 'p', 102, 110);
    await sleep(6_000);
    expect(await heard(listener)).toEqual({ p: upTo(10) });

    await reconcile(listener, JSON.stringify({ service: 'bookings', epoch: 1, heads: { p: 6 } }));
    await untilHeard(speaker, listener);
    expect(await heard(listener)).toEqual({ p: [...upTo(10), ...upTo(10).map((n) => 100 + n)] });
  });

  test('in another epoch, though nothing was lost and nothing was said: the source stands still until an operator looks', async () => {
    const broker = await openOwnBroker();
    brokers.push(broker);
    const speaker = await open(openSpeaker({ urlOf: broker.urlOf }));
    const listener = await open(openListener({ urlOf: broker.urlOf }));
    await say(speaker.database, 'p', 1, 10);
    await untilHeard(speaker, listener);
    const report = await restore(speaker);
    await untilHalted(listener);
    await reconcile(listener, report);
    await say(speaker.database, 'p', 11, 12);
    await untilHeard(speaker, listener);
    expect(await heard(listener)).toEqual({ p: upTo(12) });
  });

  test('a restored listener hears again by itself what it has forgotten', async () => {
    const broker = await openOwnBroker();
    brokers.push(broker);
    const speaker = await open(openSpeaker({ urlOf: broker.urlOf }));
    const listener = await open(openListener({ urlOf: broker.urlOf }));
    await say(speaker.database, 'p', 1, 6);
    await untilHeard(speaker, listener);
    await stop(listener);
    const backup = await copyDatabase('vouchers', listener);
    const forgetful = await open(openListener({ urls: listener, urlOf: broker.urlOf }));
    await say(speaker.database, 'p', 7, 10);
    await untilHeard(speaker, forgetful);
    await stop(forgetful);
    const restored = await open(openListener({ urls: backup, urlOf: broker.urlOf }));
    expect(await heard(restored)).toEqual({ p: upTo(6) });
    await untilHeard(speaker, restored);
    expect(await heard(restored)).toEqual({ p: upTo(10) });
  });
});
