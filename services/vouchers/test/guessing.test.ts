/**
 * Tests look-ups of vouchers by guessed numbers: how soon they stop wherever a user tries them, who hears of it, and
 * what the log keeps of each opening.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { testSettings } from '@seteli/testing/service';
import { builtMain } from '@seteli/local/programs';
import type { Settings } from '../src/config.ts';
import * as w from './world.ts';

/** Another replica, or the same after a restart: its own process over the same database. */
async function startReplica({ ACTOR_PUBLIC_KEY, CLOCK_FILE: _, DATABASE_OWNER_URL: __, ...plain }: Settings) {
  const texts = Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, String(value)]));
  const child = spawn(process.execPath, [await builtMain('vouchers')], {
    env: {
      PATH: process.env.PATH,
      ...texts,
      ACTOR_PUBLIC_KEY: JSON.stringify(ACTOR_PUBLIC_KEY),
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let output = '';
  child.stdout!.on('data', (text) => (output += String(text)));
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (typeof said !== 'object') throw new Error(`vouchers did not start:\n${output}`);
  return {
    url: (said as { url: string }).url,
    lines: () =>
      output
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

let world: w.World;
let replica: Awaited<ReturnType<typeof startReplica>>;
let number: string;
let voucherId: string;
beforeAll(async () => {
  const settings = (await testSettings('vouchers')) as Settings;
  world = await w.openWorld(settings);
  replica = await startReplica(settings);
  const { voucher } = (await world.vouchers.ask(w.granter, w.GRANT, { input: w.grantInput() })).data.grantVoucher;
  number = voucher.voucherNumber;
  voucherId = voucher.id;
});
afterAll(async () => {
  await replica.stop();
  await world.stop();
});
beforeEach(() => sql('delete from rate_limit'));

const sql = async (text: string, ...values: unknown[]) => (await world.vouchers.database.pool.query(text, values)).rows;
const accessesOf = (userId: string) =>
  sql('select action, organisation_id, subject_id, person_id from access_log where user_id = $1 order by id', userId);
const actionsOf = async (userId: string) => (await accessesOf(userId)).map(({ action }) => action as string);

const BY_NUMBER = 'query ($n: String!) { voucherByNumber(voucherNumber: $n) { id } }';
/** The outcome in one word. */
async function open(actor: Actor, n: string, { url = world.vouchers.url, address = '' } = {}): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await world.vouchers.tokenFor(actor)}`,
      ...(address && { 'x-forwarded-for': address }),
    },
    body: JSON.stringify({ query: BY_NUMBER, variables: { n } }),
  });
  const { data, errors } = (await response.json()) as { data: { voucherByNumber: unknown }; errors?: { extensions: { code: string } }[] };
  return errors ? errors[0]!.extensions.code : data.voucherByNumber ? 'opened' : 'null';
}
const newUser = (): Actor => ({ ...w.recorder, userId: newId() });
const newProvider = (): Actor => w.actor('PROVIDER', newId(), ['RECORDER'], [w.teamId]);
let walked = 800_000_100_000;
const next = (): string => `H0${walked++}`;
const walk = (actor: Actor, steps: number, from = {}) => Promise.all(Array.from({ length: steps }, () => open(actor, next(), from)));
/**
 * Counts misses until none comes: on a busy machine the service turns some look-ups away, uncounted, before the limit.
 */
async function missesOf(walkTogether: () => Promise<string[][]>): Promise<number> {
  let all = 0;
  for (;;) {
    const misses = countOf((await walkTogether()).flat(), 'null');
    if (misses === 0) return all;
    all += misses;
  }
}
const countOf = (outcomes: readonly string[], wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;

describe('a user who walks the older numbers', () => {
  it('is stopped after ten misses, however many they send at once, at every replica and after a restart, right numbers included', async () => {
    const user = newUser();
    expect(await missesOf(() => Promise.all([walk(user, 20), walk(user, 20, replica)]))).toBe(10);
    expect([await open(user, number), await open(user, number, replica)]).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
    expect([await open(newUser(), number), await open(newUser(), number, replica)]).toEqual(['opened', 'opened']);
  });

  it('gains nothing by other users of the organisation', async () => {
    expect(await missesOf(() => Promise.all(Array.from({ length: 6 }, () => walk(newUser(), 9))))).toBe(50);
    expect(await open(newUser(), number)).toBe('RATE_LIMITED');
    expect(await open(newProvider(), next())).toBe('null');
  });

  it('gains nothing by other organisations at the same network address', async () => {
    const address = '192.0.2.7';
    expect(await missesOf(() => Promise.all(Array.from({ length: 11 }, () => walk(newProvider(), 10, { address }))))).toBe(100);
    expect(await open(newUser(), number, { address })).toBe('RATE_LIMITED');
    expect(await open(newUser(), number, { address: '192.0.2.8' })).toBe('opened');
  });

  it('appears once in the access log and once at error level, by ids alone', async () => {
    const user = newUser();
    await missesOf(async () => [await walk(user, 10, { ...replica, address: '192.0.2.9' })]);
    expect(countOf(await actionsOf(user.userId), 'VOUCHER_NUMBERS_GUESSED')).toBe(1);
    await expect.poll(() => replica.lines().filter((line) => line.userId === user.userId)).toHaveLength(1);
    const [line] = replica.lines().filter(({ userId }) => userId === user.userId);
    expect(line).toMatchObject({ level: 50, organisationId: w.providerId, by: 'user', seconds: 60, misses: 10 });
    expect(Object.keys(line!).toSorted()).toEqual([
      'by',
      'level',
      'lookups',
      'misses',
      'msg',
      'older',
      'organisationId',
      'seconds',
      'service',
      'time',
      'userId',
    ]);
    expect(JSON.stringify(line)).not.toMatch(/H\d{13}|192\.0\.2/);
  });

  it('and misses none, from client to client, raises an alarm well before they are stopped', async () => {
    const user = newUser();
    const input = w.grantInput({ voucherNumber: next() });
    const older: string = (await world.vouchers.ask(w.granter, w.GRANT, { input })).data.grantVoucher.voucher.voucherNumber;
    expect(await open(user, older, replica)).toBe('opened');
    await sql(`update rate_limit set points = 149 where key like 'older user 86400:%' and points = 1`);
    expect([await open(user, number, replica), await actionsOf(user.userId)]).toEqual(['opened', ['VOUCHER_OPENED', 'VOUCHER_OPENED']]);
    for (const _ of [1, 2]) expect(await open(user, older, replica)).toBe('opened');
    const opened = Array.from({ length: 3 }, () => 'VOUCHER_OPENED');
    expect(await actionsOf(user.userId)).toEqual([...opened, 'VOUCHER_NUMBERS_GUESSED', 'VOUCHER_OPENED']);
    await expect.poll(() => replica.lines().filter((line) => line.userId === user.userId)).toHaveLength(1);
    expect(replica.lines().find(({ userId }) => userId === user.userId)).toMatchObject({ level: 50, by: 'user', misses: 0, older: 150 });
  });

  it('opens their own vouchers as often as an office does', async () => {
    const user = newUser();
    const outcomes = [];
    for (let time = 0; time < 60; time++) outcomes.push(await open(user, number));
    expect(countOf(outcomes, 'opened')).toBe(60);
    expect(await open(user, number)).toBe('RATE_LIMITED');
    expect(await actionsOf(user.userId)).toEqual([...Array.from({ length: 60 }, () => 'VOUCHER_OPENED'), 'VOUCHER_NUMBERS_GUESSED']);
  });
});

describe('a burst of look-ups of one user', () => {
  const ALIASED = `query ($n: String!) { ${Array.from({ length: 10 }, (_, index) => `v${index}: voucherByNumber(voucherNumber: $n) { id }`).join(' ')} }`;
  const burst = (user: Actor, requests: number, n = next()) =>
    Promise.all(Array.from({ length: requests }, () => world.vouchers.ask(user, ALIASED, { n })));
  const readVoucher = () => world.vouchers.ask(w.granter, 'query ($id: ID!) { voucher(id: $id) { id } }', { id: voucherId });

  it('keeps nobody else waiting, even while another replica holds its counts, and is turned away', async () => {
    const [user, other] = [newUser(), newProvider()];
    await open(user, next());
    // Another replica that is slow to commit.
    const elsewhere = await world.vouchers.database.pool.connect();
    try {
      await elsewhere.query('begin');
      await elsewhere.query(`select from rate_limit for update`);
      const bursting = burst(user, 50);
      await new Promise((resolve) => setTimeout(resolve, 200));
      const theirs = Promise.all([open(other, number), readVoucher()]);
      const [others, plain] = (await Promise.race([theirs, bursting.then(() => [])])) as Awaited<typeof theirs>;
      expect([others, plain?.data.voucher.id]).toEqual(['null', voucherId]);
      const codes = new Set((await bursting).flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code)));
      expect([...codes]).toEqual(['RATE_LIMITED']);
    } finally {
      await elsewhere.query('rollback');
      elsewhere.release();
    }
    expect(await open(user, number)).toBe('opened');
  });

  it('is looked up ten at a time, as many as one request asks for', async () => {
    const user = newUser();
    const { errors } = (await burst(user, 1, number))[0]!;
    expect([errors, await actionsOf(user.userId)]).toEqual([undefined, Array.from({ length: 10 }, () => 'VOUCHER_OPENED')]);
  });
});

describe('a number that cannot be one', () => {
  it('differs from a missing number without a look-up, and counts nothing', async () => {
    const user = newUser();
    const wrong = number.slice(0, -1) + (number.endsWith('2') ? '3' : '2');
    const swapped = `H${number[2]}${number[1]}${number.slice(3)}`;
    const { data, errors } = await world.vouchers.ask(user, BY_NUMBER, { n: wrong });
    expect([data.voucherByNumber, errors]).toEqual([
      null,
      [
        {
          message: 'This is no voucher number: check each character of it.',
          path: ['voucherByNumber'],
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    ]);
    for (const typed of ['', "'; drop table voucher; --", 'H080000001500', ...(number[1] === number[2] ? [] : [swapped])])
      expect(await open(user, typed)).toBe('BAD_USER_INPUT');
    expect([await sql('select key from rate_limit'), await accessesOf(user.userId)]).toEqual([[], []]);
  });

  it('is none that a user types in groups or small letters', async () => {
    const typed = number.match(/.{4}/g)!;
    expect(await open(w.recorder, typed.join(' ').toLowerCase())).toBe('opened');
    expect(await open(w.recorder, typed.join('-'))).toBe('opened');
  });
});

describe('the access log', () => {
  it('names the user who opened a voucher or tried to, the voucher and its client', async () => {
    const [user, outsider] = [newUser(), newProvider()];
    await open(user, number);
    await open(user, next());
    await open(outsider, number);
    const whose = { subject_id: voucherId, person_id: w.personId };
    expect(await accessesOf(user.userId)).toEqual([
      { action: 'VOUCHER_OPENED', organisation_id: w.providerId, ...whose },
      { action: 'VOUCHER_NOT_OPENED', organisation_id: w.providerId, subject_id: null, person_id: null },
    ]);
    expect(await accessesOf(outsider.userId)).toEqual([
      { action: 'VOUCHER_NOT_OPENED', organisation_id: outsider.organisation.id, ...whose },
    ]);
  });

  const CARDS = `query ($r: [_Any!]!) { entities: _entities(representations: $r) { ... on Voucher { clientCard { name } } } }`;
  const cards = (actor: Actor) => world.vouchers.ask(actor, CARDS, { r: [1, 2].map(() => ({ __typename: 'Voucher', id: voucherId })) });

  it('names the provider’s users who saw a voucher and its client card, in whatever way, once an hour', async () => {
    const user = newUser();
    for (const _ of [1, 2]) expect((await cards(user)).data.entities[0].clientCard.name).toBe('Aku Asiakas');
    const of = { organisation_id: w.providerId, subject_id: voucherId, person_id: w.personId };
    const seen = [
      { action: 'VOUCHER_READ', ...of },
      { action: 'CLIENT_CARD_SEEN', ...of },
    ];
    expect(await accessesOf(user.userId)).toEqual(seen);
    world.vouchers.clock.set('2026-06-16T21:00:00Z');
    await cards(user);
    expect(await accessesOf(user.userId)).toEqual([...seen, ...seen]);
    world.vouchers.clock.set(w.NOW);
  });

  it('is written before the answer: a card that cannot be logged is not shown', async () => {
    const user = newUser();
    await sql('revoke insert on access_log from vouchers');
    try {
      expect(await open(user, number)).toBe('INTERNAL');
      const { data, errors } = await cards(user);
      expect([JSON.stringify(data).includes('Aku'), errors![0]!.extensions.code]).toEqual([false, 'INTERNAL']);
    } finally {
      await sql('grant insert on access_log to vouchers');
    }
    expect(await open(user, number)).toBe('opened');
  });
});
