/** Replicas of a service stop and start while clients write: no client notices, and no write runs twice. */
import { newDatabase } from '@seteli/testing/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReplicas, type Replica, type Replicas } from './replicas.ts';
import { useWorld } from './world.ts';

const DRAIN_MS = 600;
const WRITERS = 8;

let replicas: Replicas;
let running: Replica[];

/** The gateway starts when the address of the replicas is known. */
const world = useWorld({
  env: { SUBGRAPH_KEEP_ALIVE_MS: '150' },
  async over({ actorKey }) {
    const { url } = await newDatabase('settlement');
    replicas = await openReplicas({ DATABASE_URL: url, ACTOR_PUBLIC_KEY: JSON.stringify(actorKey), DRAIN_MS: String(DRAIN_MS) });
    return { SETTLEMENT_URL: replicas.url };
  },
});

beforeAll(async () => {
  running = await Promise.all([replicas.add(), replicas.add()]);
});
afterAll(() => replicas?.close());

const LOCK = 'mutation ($key: String!) { lockRun(input: { idempotencyKey: $key, month: "2026-06" }) { refusal { code } } }';

test('hundreds of writes during a rolling restart all succeed, and each runs once', async () => {
  const keys: string[] = [];
  const faults: unknown[] = [];
  let isOver = false;
  const write = async () => {
    while (!isOver) {
      const key = `write ${keys.length}`;
      keys.push(key);
      const { data, errors } = await world.ask(LOCK, { key });
      if (errors || !data) faults.push([key, errors]);
    }
  };
  const writing = Promise.all(Array.from({ length: WRITERS }, write));
  for (const old of running) {
    const fresh = await replicas.add();
    old.child.kill('SIGTERM');
    expect(await old.exited).toEqual([0, null]);
    running = [...running.filter((each) => each !== old), fresh];
  }
  isOver = true;
  await writing;
  expect(faults).toEqual([]);
  expect(keys.length).toBeGreaterThan(300);
  expect(replicas.ran.filter((key) => key.startsWith('write')).toSorted()).toEqual(keys.toSorted());
});

test('the gateway does not repeat a write whose replica dies before its answer: it may have run', async () => {
  expect(await world.ask(LOCK, { key: 'deadly' })).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL' } }] });
  expect(await world.ask(LOCK, { key: 'after it' })).toMatchObject({ data: { lockRun: { refusal: null } } });
  expect(replicas.ran.filter((key) => key === 'deadly')).toEqual(['deadly']);
});
