/**
 * The log reports a fault that does not mend itself as an error, and the health shows it until it is mended. Work that
 * is only under way is no fault.
 */
import { withClient } from '@seteli/local/service-database';
import { openBus } from '@seteli/kit/bus';
import { openLog } from '@seteli/kit/log';
import { natsUrl } from '@seteli/testing/broker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heard, openListener, openSpeaker, say, until, untilHeard, upTo, type Side } from './exchange.ts';

const lines: string[] = [];
const saidAt = (level: number) =>
  lines.map((line) => JSON.parse(line) as { level: number; msg: string }).filter((line) => line.level === level);
let speaker: Side;
let listener: Side;

beforeAll(async () => {
  const log = openLog('vouchers', 'debug', { write: (line) => void lines.push(line) });
  [speaker, listener] = await Promise.all([openSpeaker(), openListener({ log })]);
});
afterAll(() => Promise.all([speaker.stop(), listener.stop()]));

const source = async () => (await listener.backbone.health()).sources[0]!;
const asOwner = (statement: string) => withClient(listener.ownerUrl, (client) => client.query(statement));

test('under a stream of events nothing is late, on either side', async () => {
  for (let n = 1; n <= 40; n++) {
    await say(speaker.database, 'p', n);
    const [heardFrom, said] = [await source(), await speaker.backbone.health()];
    expect([heardFrom.behindForMs, said.unrelayedForMs].every((ms) => ms < 5_000)).toBe(true);
    expect(heardFrom).not.toHaveProperty('failing');
  }
  await untilHeard(speaker, listener);
  expect(saidAt(50)).toEqual([]);
});

test('events that fail each time without being to blame are an error in the log and in the health, until the mend', async () => {
  const { rows } = await listener.database.pool.query('select current_user as role');
  await asOwner(`revoke update on inbox from ${rows[0].role}`);
  await say(speaker.database, 'p', 41, 45);
  await until(async () => (await source()).failing !== undefined, 'the health says that they fail');
  await until(async () => (await source()).behindForMs > 300, 'they are late');
  const { failing, behind } = await source();
  expect({ failing, behind }).toEqual({ failing: 'permission denied for table inbox', behind: 5 });
  // The log reports it once, not with every try.
  expect(saidAt(50).map(({ msg }) => msg)).toEqual(['events of this source fail each time, until somebody mends what is wrong here']);
  await asOwner(`grant update on inbox to ${rows[0].role}`);
  await untilHeard(speaker, listener);
  await until(async () => (await source()).failing === undefined, 'the health says that it is mended');
  expect(await source()).toMatchObject({ behind: 0, behindForMs: 0 });
  expect((await heard(listener)).p).toEqual(upTo(45));
});

test('an answer too large for the broker ends nobody: the service logs it and gives the next answer', async () => {
  const said: string[] = [];
  const log = openLog('bookings', 'debug', { write: (line) => void said.push(line) });
  const bus = await openBus({ service: 'bookings', broker: { url: natsUrl('bookings') }, log });
  const asking = await openBus({ service: 'registry', broker: { url: natsUrl('registry') }, log });
  bus.answer('correction-preview', async ({ bytes }: { bytes: number }) => JSON.stringify('x'.repeat(bytes)));
  // The flush tells the broker of the subscription; an ask from another connection may otherwise be faster.
  await bus.nats.flush();
  await expect(asking.ask('bookings', 'correction-preview', { bytes: 2_000_000 }, 500)).rejects.toThrow('timeout');
  expect(await asking.ask('bookings', 'correction-preview', { bytes: 3 })).toBe('xxx');
  expect(said.filter((line) => line.includes('an ask could not be answered'))).toHaveLength(1);
  await Promise.all([asking.close(), bus.close()]);
});
