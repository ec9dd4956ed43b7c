/**
 * The canary: a client lives through the whole story with a known identity code, name, phone and e-mail. Afterwards
 * the tests search everything that the system keeps. The code is nowhere, and a name only where it must be.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '@seteli/kit/ids';
import { REPOSITORY } from '@seteli/local/places';
import { PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { query } from './books.ts';
import { filesIn, filesWith, holds, relationsOf, tablesWith } from './canary/places.ts';
import { until } from './waiting.ts';
import { makeHome, removeHome, startWorld, type World } from './world.ts';

const LIMIT_MS = 600_000;
const { id: personId, identityCode: CODE, familyName: FAMILY_NAME } = PERSONAS.aku.person;
const FULL_NAME = `${PERSONAS.aku.person.givenNames} ${FAMILY_NAME}`;
const PHONE = '+358409998887';
const EMAIL = 'kanarialintu@example.org';
const SECRETS = [CODE, CODE.replace('-', ''), PHONE, EMAIL];

/** Where the name must be, and why. */
const NAME_MUST_BE_IN = {
  'identity.person': 'identity says who somebody is',
  'vouchers.voucher': 'the client card: the provider must know whom it serves',
};

const home = makeHome();
let world: World;
let copy: { readonly json: string; readonly page: string };
let tables: Map<string, string[]>;
let relations: Map<string, string>;
let issued: { readonly feed: string; readonly payments: string };

const ask = (persona: Parameters<World['client']['ask']>[0], text: string, variables: Record<string, unknown>) =>
  world.client.ask(persona, text, variables);

async function playDemo(): Promise<void> {
  const env = { ...process.env, SETELI_HOME: home, SETELI_PORT: String(world.system.ports.gateway) };
  const demo = spawn(process.execPath, [path.join(REPOSITORY, 'scripts/demo.ts')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const stream of [demo.stdout, demo.stderr]) stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const code = await new Promise((resolve) => demo.once('close', resolve));
  expect([code, said.join('')]).toEqual([0, expect.stringContaining('to the cent')]);
}

/** Everything that people do with a code or contact data, and some things that they should not do. */
async function useTheCode(): Promise<void> {
  const SAVE = 'mutation ($input: SaveMyContactsInput!) { saveMyContacts(input: $input) { refusal { code } } }';
  const saved = await ask('aku', SAVE, { input: { idempotencyKey: newId(), phone: PHONE, email: EMAIL } });
  expect(saved.saveMyContacts.refusal).toBeNull();
  const FIND = 'query ($filter: PersonFilter!) { findPersons(filter: $filter, reason: "Kanaria") { id } }';
  expect((await ask('granter', FIND, { filter: { identityCode: CODE } })).findPersons).toEqual([{ id: personId }]);
  await ask('granter', FIND, { filter: { text: FAMILY_NAME } });
  const REGISTER = 'mutation ($input: RegisterClientInput!) { registerClient(input: $input) { person { id } refusal { code } } }';
  const registered = await ask('granter', REGISTER, { input: { idempotencyKey: newId(), identityCode: CODE, reason: 'Kanaria' } });
  expect(registered.registerClient).toEqual({ person: { id: personId }, refusal: null });
  // Faults repeat nothing of what somebody sent.
  const wrong = await world.client.send('granter', FIND, { filter: { identityCode: `${CODE} ${EMAIL} ${PHONE}`, text: 1 } });
  expect(wrong.errors).toBeDefined();
  await fetch(`${world.system.url}/${CODE}`);
}

/** Each service says through the broker what it holds. The client has vouchers, so nobody can erase them. */
async function previewErasure(): Promise<void> {
  const PREVIEW = 'query ($id: ID!) { erasurePreview(personId: $id) { previewId parts { service retentionClass outcome } } }';
  const { erasurePreview: shown } = await ask('organiser-admin', PREVIEW, { id: personId });
  const held = shown.parts.map((part: Record<string, string>) => `${part.service} ${part.retentionClass} ${part.outcome}`);
  expect(held).toEqual(
    expect.arrayContaining([
      'IDENTITY CLIENT_BASICS KEPT_WHILE_OPEN',
      'IDENTITY CONTACT_DATA GOES',
      'VOUCHERS CLIENT_DOCUMENTS KEPT_WHILE_OPEN',
      'BOOKINGS CLIENT_DOCUMENTS KEPT_WHILE_OPEN',
      'SETTLEMENT BOOKS KEPT',
    ]),
  );
  const ERASE = 'mutation ($input: ErasePersonInput!) { erasePerson(input: $input) { refusal { code } } }';
  const input = { idempotencyKey: newId(), personId, previewId: shown.previewId, reason: 'Kanaria' };
  expect((await ask('organiser-admin', ERASE, { input })).erasePerson.refusal.code).toBe('WRONG_STATE');
}

async function takeCopy(): Promise<void> {
  const EXPORT = 'mutation ($input: ExportMyDataInput!) { exportMyData(input: $input) { job { id } refusal { code } } }';
  const { job } = (await ask('aku', EXPORT, { input: { idempotencyKey: newId() } })).exportMyData;
  await until('the copy is made', async () => {
    const { identityJob } = await ask('aku', 'query ($id: ID!) { identityJob(id: $id) { state } }', { id: job.id });
    return identityJob.state === 'DONE';
  });
  const fetched = async (accept: string) => {
    const headers = { accept, authorization: `Bearer ${await world.client.token('aku')}` };
    const answer = await fetch(`${world.system.url}/person-exports/${job.id}`, { headers });
    expect(answer.status).toBe(200);
    return await answer.text();
  };
  copy = { json: await fetched('application/json'), page: await fetched('text/html') };
  const foreign = { authorization: `Bearer ${await world.client.token('other-client')}` };
  expect((await fetch(`${world.system.url}/person-exports/${job.id}`, { headers: foreign })).status).toBe(404);
  expect((await fetch(`${world.system.url}/person-exports/${job.id}`)).status).toBe(401);
}

beforeAll(async () => {
  // Whoever loses nothing in a crash writes all of the log before the data.
  world = await startWorld(home, { throwAway: false });
  await playDemo();
  await useTheCode();
  await takeCopy();
  await previewErasure();
  const texts = async (sql: string) => JSON.stringify(await query(world.system, 'settlement', sql));
  issued = { feed: await texts('select payload from feed_item'), payments: await texts('select content from payment_file') };
  tables = new Map();
  for (const text of [...SECRETS, FAMILY_NAME]) tables.set(text, await tablesWith(world.system, text));
  relations = await relationsOf(world.system);
  // A server that stops writes everything down.
  await world.system.stop();
}, LIMIT_MS);
afterAll(async () => {
  await world?.system.stop();
  removeHome(home);
}, LIMIT_MS);

/** The folders of the home, by what they hold. */
const isOf = (kind: RegExp) => (file: string) => kind.test(file);

describe('after a client has lived through the whole story', () => {
  test('the search finds what somebody has written down, in each writing', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'seteli-canary-'));
    const planted = {
      plain: `x${CODE}y`,
      wide: Buffer.from(CODE, 'utf16le'),
      hex: Buffer.from(CODE).toString('hex'),
      base64: Buffer.from(`ab${CODE}cd`).toString('base64'),
      shifted: Buffer.from(`a${CODE}c`).toString('base64'),
    };
    for (const [name, text] of Object.entries(planted)) writeFileSync(path.join(folder, name), text);
    writeFileSync(path.join(folder, 'other'), CODE.replace('-', '+'));
    expect(filesWith(folder, CODE).toSorted()).toEqual(Object.keys(planted).toSorted());
    rmSync(folder, { recursive: true });
  });

  test('there are database files, a log of changes, a store of the broker and logs to search', () => {
    const files = filesIn(home).map((file) => path.relative(home, file));
    for (const kind of [/pg_wal\/[0-9A-F]{24}$/, /base\/\d+\/\d+$/, /jetstream\/.*\.blk$/, /logs\/identity\.log$/, /logs\/gateway\.log$/])
      expect(files.filter(isOf(kind)).length, String(kind)).toBeGreaterThan(0);
    // The broker's store is readable as it stands: the client's id is in it.
    expect(filesWith(path.join(home, 'jetstream'), personId).length).toBeGreaterThan(0);
    expect([issued.feed.length, issued.payments.length].every((length) => length > 100)).toBe(true);
  });

  test.each(SECRETS)('%s is in no row and in no file', (text) => {
    expect(tables.get(text)).toEqual([]);
    expect(filesWith(home, text)).toEqual([]);
  });

  test('the family name is in rows only where it must be', () => {
    expect(tables.get(FAMILY_NAME)!.toSorted()).toEqual(Object.keys(NAME_MUST_BE_IN));
  });

  test('the name is in files of these tables and in the log of their changes, and in no other', () => {
    const data = filesWith(home, FULL_NAME).map((file) => ({ file, table: relations.get(file.replace(/^.*?(base\/\d+\/\d+).*$/, '$1')) }));
    const others = data.filter(({ file, table }) => !(table && table in NAME_MUST_BE_IN) && !/pg_wal\/[0-9A-F]{24}$/.test(file));
    expect(others).toEqual([]);
    // The search looks where the name is.
    expect(data.some(({ table }) => table === 'vouchers.voucher')).toBe(true);
  });

  test('no log, no feed and no payment file has the name', () => {
    for (const file of filesIn(path.join(home, 'logs'))) expect(holds(readFileSync(file), FULL_NAME), file).toBe(false);
    for (const text of Object.values(issued)) for (const part of [FULL_NAME, FAMILY_NAME, CODE]) expect(text).not.toContain(part);
  });

  test('the client has a copy from all services, with the name and without the code', () => {
    const { records } = JSON.parse(copy.json) as { records: { service: string }[] };
    expect([...new Set(records.map(({ service }) => service))]).toEqual(['identity', 'vouchers', 'bookings', 'settlement']);
    for (const text of Object.values(copy)) {
      expect(text).toContain(FAMILY_NAME);
      expect(text).not.toContain(CODE);
    }
    expect(copy.json).toContain(PIRKANMAA.id);
    // Nobody else's name: not the granter's, nor the recorder's.
    for (const other of [PERSONAS.granter, PERSONAS.recorder]) expect(copy.json).not.toContain(other.person.familyName);
  });
});
