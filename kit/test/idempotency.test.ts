/** Promises of `once`: one key, one effect, one answer, however often the caller sends it. */
import { openDatabase } from '@seteli/kit/database';
import type { Database, Tx } from '@seteli/kit/db';
import { hashOf, once, onceEach } from '@seteli/kit/idempotency';
import { accept, refuseWhole } from '@seteli/kit/result';
import { SERVICE } from '@seteli/kit/scope';
import { openCutProxy } from '@seteli/testing/cut-proxy';
import { newDatabase } from '@seteli/testing/database';
import { withClient, type DatabaseUrls } from '@seteli/local/service-database';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { now, silent } from './exchange.ts';

let urls: DatabaseUrls;
let database: Database;
beforeAll(async () => {
  urls = await newDatabase('vouchers');
  await withClient(urls.ownerUrl, (client) =>
    client.query('create table effect (key text); grant insert, update, delete on effect to vouchers'),
  );
  database = openDatabase({ url: urls.url, log: silent, name: 'test', max: 10 }).within(SERVICE);
});
afterAll(() => database.close());

let keys = 0;
const newKey = () => `key ${++keys}`;
const effects = async (key: string) =>
  (await database.pool.query<{ count: bigint }>('select count(*) as count from effect where key = $1', [key])).rows[0]!.count;

/** A command that leaves one row, and answers with a new id each time that it really runs. */
let runs = 0;
const command = (key: string) => async (tx: Tx) => {
  await tx.execute(sql`insert into effect values (${key})`);
  return accept({ id: `id ${++runs}` });
};
const send = (key: string, { input = { amount: 5n, note: 'x' } as unknown, organisation = 'org', what = 'pay', by = database } = {}) =>
  once(by, { organisation, key, command: what, input, now }, command(key));

test('a repetition gets the same answer, and no second effect', async () => {
  const key = newKey();
  const first = await send(key);
  expect(first).toMatchObject({ accepted: true });
  expect(await send(key)).toEqual(first);
  expect(await effects(key)).toBe(1n);
});

test('concurrent twins get one answer and have one effect', async () => {
  const key = newKey();
  const before = runs;
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(key)));
  expect(answers).toEqual(answers.map(() => answers[0]));
  expect({ effects: await effects(key), runs: runs - before }).toEqual({ effects: 1n, runs: 1 });
});

test('the order of fields does not matter, and their values do', async () => {
  const key = newKey();
  const first = await send(key, { input: { a: 1, b: { c: [1, 2], d: null } } });
  expect(await send(key, { input: { b: { d: null, c: [1, 2] }, a: 1 } })).toEqual(first);
  for (const input of [{ a: 2, b: { c: [1, 2], d: null } }, { a: 1, b: { c: [2, 1], d: null } }, { a: 1, b: { c: [1, 2] } }, {}])
    expect(await send(key, { input })).toEqual(refuseWhole('IDEMPOTENCY_MISMATCH', { path: ['idempotencyKey'] }));
  expect(await effects(key)).toBe(1n);
});

test('the comparison tells amounts and days apart by value', async () => {
  const key = newKey();
  const day = (text: string) => ({ day: Temporal.PlainDate.from(text), cents: 5n });
  const first = await send(key, { input: day('2026-06-01') });
  expect(await send(key, { input: day('2026-06-01') })).toEqual(first);
  expect(await send(key, { input: day('2026-06-02') })).toMatchObject({ refusal: { code: 'IDEMPOTENCY_MISMATCH' } });
});

test('the same key with the same input for another command is a mistake', async () => {
  const key = newKey();
  await send(key, { what: 'approve' });
  expect(await send(key, { what: 'export' })).toEqual(refuseWhole('IDEMPOTENCY_MISMATCH', { path: ['idempotencyKey'] }));
  expect(await effects(key)).toBe(1n);
});

test('two organisations may use the same key', async () => {
  const key = newKey();
  const [first, second] = [await send(key, { organisation: 'a' }), await send(key, { organisation: 'b' })];
  expect(first).not.toEqual(second);
  expect(await effects(key)).toBe(2n);
});

test('a refusal is an answer too: a repetition gets it, even when the command would now be accepted', async () => {
  const key = newKey();
  const refusal = refuseWhole('QUOTA_EXCEEDED', { path: ['visits', '0'], remaining: { unit: 'HOUR', steps: 30 } });
  const asked = { organisation: 'org', key, command: 'pay', input: {}, now };
  expect(await once(database, asked, async () => refusal)).toEqual(refusal);
  expect(await once(database, asked, command(key))).toEqual(refusal);
  expect(await effects(key)).toBe(0n);
});

test.each(['NOT_YET_KNOWN', 'BEHIND'])('%s is an answer about now: it is not kept, and the same key decides anew', async (code) => {
  const key = newKey();
  const asked = { organisation: 'org', key, command: 'pay', input: {}, now };
  const notNow = async () => refuseWhole(code, { path: ['serviceId'] });
  expect(await once(database, asked, notNow)).toEqual(refuseWhole(code, { path: ['serviceId'] }));
  expect(await once(database, asked, notNow)).toEqual(refuseWhole(code, { path: ['serviceId'] }));
  const done = await once(database, asked, command(key));
  expect(done).toMatchObject({ accepted: true });
  expect(await once(database, asked, notNow)).toEqual(done);
  expect(await effects(key)).toBe(1n);
});

test('a batch keeps its answers, except those that are only about now', async () => {
  const asked = [newKey(), newKey(), newKey()].map((key) => ({ organisation: 'org', key, command: 'pay', input: {}, now }));
  const [first, second, third] = asked;
  const answers = await onceEach<(typeof asked)[number], unknown>(database, asked, async () => [
    accept(1),
    refuseWhole('NOT_YET_KNOWN'),
    [refuseWhole('BEHIND'), accept(3)],
  ]);
  expect(answers).toEqual([accept(1), refuseWhole('NOT_YET_KNOWN'), [refuseWhole('BEHIND'), accept(3)]]);
  const again: string[] = [];
  await onceEach<(typeof asked)[number], unknown>(database, [third!, second!, first!], async (_, fresh) => {
    again.push(...fresh.map(({ key }) => key));
    return fresh.map(() => accept(2));
  });
  expect(again).toEqual([second!.key]);
});

test('when the first of two twins is told to try again, the second is carried out', async () => {
  const key = newKey();
  const asked = { organisation: 'org', key, command: 'pay', input: {}, now };
  let tries = 0;
  const answer = (tx: Tx) => (++tries === 1 ? Promise.resolve(refuseWhole('BEHIND')) : command(key)(tx));
  const twins = await Promise.all([once<unknown>(database, asked, answer), once<unknown>(database, asked, answer)]);
  expect(twins).toContainEqual(refuseWhole('BEHIND'));
  expect(twins).toContainEqual(expect.objectContaining({ accepted: true }));
  expect(await effects(key)).toBe(1n);
});

test('a key that another version of the service takes meanwhile answers what that version kept', async () => {
  const key = newKey();
  const asked = { organisation: 'org', key, command: 'pay', input: {}, now };
  const other = accept({ id: 'of the other version' });
  const hash = hashOf({ command: 'pay', input: {} });
  const answer = await once<unknown>(database, asked, async (tx) => {
    await withClient(urls.ownerUrl, async (client) => {
      await client.query(`insert into idempotency values ('org', $1, $2, $3) on conflict do nothing`, [key, hash, now.toString()]);
      await client.query(`insert into idempotency_answer values ('org', $1, $2) on conflict do nothing`, [key, JSON.stringify(other)]);
    });
    return await command(key)(tx);
  });
  expect(answer).toEqual(other);
  expect(await effects(key)).toBe(0n);
});

test('a kept answer is decided anew where its command allows it, each time under a turn of its own', async () => {
  const key = newKey();
  const asked = { organisation: 'org', key, command: 'pay', input: {}, now };
  const told: unknown[] = [];
  const send = (answer: number) =>
    once<unknown>(
      database,
      asked,
      async () => accept(answer),
      async (kept) => (told.push(kept), (kept as { value: number }).value === 1),
    );
  expect(await send(1)).toEqual(accept(1));
  expect(await send(2)).toEqual(accept(2));
  expect(await send(3)).toEqual(accept(2));
  expect(told).toEqual([accept(1), accept(1), accept(2)]);
});

test('a command that fails leaves its key free', async () => {
  const key = newKey();
  const failing = once(database, { organisation: 'org', key, command: 'pay', input: { amount: 5n, note: 'x' }, now }, () =>
    Promise.reject(new Error('a mistake')),
  );
  await expect(failing).rejects.toThrow('a mistake');
  expect(await send(key)).toMatchObject({ accepted: true });
  expect(await effects(key)).toBe(1n);
});

test.each(['before it arrives', 'before its answer'] as const)(
  'after a COMMIT whose line is cut %s, the answer is true and there is one effect',
  async (where) => {
    const proxy = await openCutProxy(urls.url);
    const cut = openDatabase({ url: proxy.url, log: silent, name: 'test', max: 2 }).within(SERVICE);
    onTestFinished(async () => {
      await cut.close();
      await proxy.close();
    });
    const key = newKey();
    const before = runs;
    proxy.cutNextCommit(where);
    const answer = await send(key, { by: cut });
    expect(proxy.cuts).toBe(1);
    expect(runs - before).toBe(where === 'before it arrives' ? 2 : 1);
    expect(await effects(key)).toBe(1n);
    expect(await send(key)).toEqual(answer);
  },
);

test('a line that is cut again and again ends in a fault, and the next try finds the truth', async () => {
  const proxy = await openCutProxy(urls.url);
  const cut = openDatabase({ url: proxy.url, log: silent, name: 'test', max: 2 }).within(SERVICE);
  onTestFinished(async () => {
    await cut.close();
    await proxy.close();
  });
  const key = newKey();
  const asked = { organisation: 'org', key, command: 'pay', input: { amount: 5n, note: 'x' }, now };
  const always = once(cut, asked, (tx) => {
    proxy.cutNextCommit('before it arrives');
    return command(key)(tx);
  });
  await expect(always).rejects.toThrow('lost during COMMIT');
  expect(proxy.cuts).toBe(3);
  expect(await send(key)).toMatchObject({ accepted: true });
  expect(await effects(key)).toBe(1n);
});
