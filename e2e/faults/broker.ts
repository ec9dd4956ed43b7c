/**
 * The broker forgets its store, or is away for a while. A provider records visits all the time, and in the end nothing
 * is missing. Registers the tests.
 */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { jetStreamFolder } from '@seteli/local/nats';
import { HOST } from '@seteli/local/ports';
import { SERVICES } from '@seteli/schema/events/listeners';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeBookings } from '../bookings.ts';
import { query } from '../books.ts';
import { openDiary } from '../diary.ts';
import { openRecorder, type Recorder } from '../recording.ts';
import { until } from '../waiting.ts';
import type { World } from '../world.ts';
import { expectNothingLost, type Told } from './promises.ts';

const OUTAGE_MS = 60_000;
const LIMIT_MS = 300_000;

const STREAMS = SERVICES.map((service) => service.toUpperCase());

export function whatTheBrokerForgets(world: World, told: Told): void {
  let recorder: Recorder;

  beforeAll(async () => {
    recorder = openRecorder(world.client, openDiary(await makeBookings(world.client, 20)), { accepted: told.accepted });
  }, LIMIT_MS);

  beforeEach(async () => {
    recorder.start();
    await recorder.progress(60);
  }, LIMIT_MS);

  afterEach(() => recorder.stop(), LIMIT_MS);

  /** Connects as the steward's user, who has the most rights at the broker. */
  async function asSteward<T>(work: (manager: JetStreamManager) => Promise<T>): Promise<T> {
    const { ports, secrets } = world.system;
    const connection = await connect({
      servers: `${HOST}:${ports.nats}`,
      user: 'steward',
      pass: secrets.stewardBroker,
      inboxPrefix: '_INBOX_steward',
    });
    try {
      return await work(await jetstreamManager(connection, { checkAPI: false }));
    } finally {
      await connection.close();
    }
  }

  const madeAt = (stream: string) => asSteward(async (manager) => (await manager.streams.info(stream)).created).catch(() => undefined);

  const nats = () => world.system.process('nats');

  /** Stops the broker, deletes what `forget` names, and starts it again. */
  async function restartWithout(forget: (store: string) => void): Promise<void> {
    await nats().down();
    forget(jetStreamFolder(world.system.home));
    await nats().up();
  }

  async function stopAndCheck(): Promise<void> {
    await recorder.stop();
    await expectNothingLost(world, told, recorder);
  }

  it('the steward makes a deleted consumer again, and no event passes it unheard', { timeout: LIMIT_MS }, async () => {
    const consumer = () =>
      asSteward(async (manager) => (await manager.consumers.list('BOOKINGS').next()).find(({ name }) => name === 'settlement')).catch(
        () => undefined,
      );
    const before = (await consumer())!.created;
    expect(await asSteward((manager) => manager.consumers.delete('BOOKINGS', 'settlement'))).toBe(true);
    await recorder.progress(60);
    await stopAndCheck();
    const after = await until('the consumer is there again', async () => (await consumer())?.created);
    expect(after).not.toBe(before);
  });

  it('the steward makes a deleted stream again, and listeners fetch what it held', { timeout: LIMIT_MS }, async () => {
    const before = await madeAt('BOOKINGS');
    expect(before).toBeDefined();
    await restartWithout((store) => {
      const folder = readdirSync(store, { recursive: true, encoding: 'utf8' }).find((each) => each.endsWith('/streams/BOOKINGS'))!;
      rmSync(path.join(store, folder), { recursive: true });
    });
    await recorder.progress(60);
    await stopAndCheck();
    const after = await until('the stream is there again', () => madeAt('BOOKINGS'));
    expect(after).not.toBe(before);
  });

  it('nothing is lost when the whole store of the broker is wiped', { timeout: LIMIT_MS }, async () => {
    const before = await Promise.all(STREAMS.map(madeAt));
    expect(before).not.toContain(undefined);
    await restartWithout((store) => rmSync(store, { recursive: true }));
    await recorder.progress(60);
    await stopAndCheck();
    for (const [index, stream] of STREAMS.entries())
      expect(await until(`${stream} is there again`, () => madeAt(stream))).not.toBe(before[index]);
  });

  it(
    'approvals that settlement missed while it was stopped, and that the broker then forgot, are on the ledger once',
    { timeout: LIMIT_MS },
    async () => {
      const { system } = world;
      const ofBookings = <Row>(sql: string, values: unknown[] = []) => query<Row>(system, 'bookings', sql, values);
      await system.process('settlement').down();
      const known = new Set(recorder.accepted.keys());
      await recorder.progress(60);
      await recorder.stop();
      const missed = [...recorder.accepted.keys()].filter((id) => !known.has(id));
      await until('the visits are approved', async () => {
        const approved = await ofBookings(`select from visit where id = any($1) and state = 'APPROVED' and allocation = 'MADE'`, [missed]);
        return approved.length === missed.length;
      });
      await until('the broker has what settlement misses', async () => {
        const unsent = await ofBookings('select from outbox_head h left join relay r using (partition) where r.seq is distinct from h.seq');
        return unsent.length === 0;
      });
      const before = await madeAt('BOOKINGS');
      await restartWithout((store) => rmSync(store, { recursive: true }));
      await until('the stream is there again', async () => ![undefined, before].includes(await madeAt('BOOKINGS')));
      const { state } = await asSteward((manager) => manager.streams.info('BOOKINGS'));
      expect(state.messages, 'what the broker still knows').toBe(0);
      expect(await query(system, 'settlement', 'select from ledger_entry where visit_id = any($1)', [missed])).toEqual([]);

      await system.process('settlement').up();
      await expectNothingLost(world, told, recorder);
      const heads = await ofBookings('select partition, seq, number as epoch from outbox_head cross join epoch order by partition');
      const heard = `select partition, last_seq as seq, epoch from inbox where source = 'bookings' order by partition`;
      expect(await query(system, 'settlement', heard), 'as reconcile.ts would set it').toEqual(heads);
    },
  );

  it(
    'while the broker is away for a minute, bookings accepts visits; they get their shares afterwards',
    { timeout: LIMIT_MS },
    async () => {
      const { url } = world.system;
      await nats().down();
      const [accepted, pending] = [recorder.accepted.size, recorder.pending];
      await sleep(OUTAGE_MS);
      expect(nats().pid, 'the broker is away').toBeUndefined();
      expect(recorder.accepted.size - accepted, 'accepted without a broker').toBeGreaterThan(100);
      expect(recorder.pending - pending, 'answered without shares').toBeGreaterThan(100);
      expect((await fetch(`${url}/health/system`)).status).toBe(503);
      await nats().up();
      await recorder.progress(60);
      await stopAndCheck();
    },
  );
}
