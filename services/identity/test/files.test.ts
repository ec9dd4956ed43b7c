/** Files: who may send and read them, what they are, and that nothing is lost or left over when something breaks. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { newId } from '@seteli/kit/ids';
import { openObjectStoreForTest, type ObjectStoreForTest } from '@seteli/testing/object-store';
import { openLimit } from '@seteli/kit/limits';
import { openFileStore } from '@seteli/kit/files';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { beginFile, finishFile } from '../src/commands/file.ts';
import { FILE_BYTES_MAX } from '../src/domain/file.ts';
import { fileChore } from '../src/jobs/file.ts';
import { FILES_OF_A_USER } from '../src/resolvers/file-door.ts';
import { aku, bea, himself, openPaperWorld, PDF, type PaperWorld } from './papers.ts';
import { actorOf } from './world.ts';

let world: PaperWorld;
beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.stop());
// The tests together send more than one user may.
afterEach(async () => {
  await world.identity.database.pool.query('delete from rate_limit; delete from stored_file');
  await Promise.all((await namesInStore()).map((name) => rm(path.join(folder(), name))));
});

const folder = () => fileURLToPath(world.settings.FILES_URL);
const namesInStore = () => readdir(folder()).catch(() => []);
const rows = async () =>
  (await world.identity.database.pool.query<{ id: string; state: string }>('select id, state from stored_file order by id')).rows;
const chore = (files = openFileStore(world.settings)) => fileChore({ database: world.desk.database, clock: world.sessionClock, files });
const hourLater = () => world.sessionClock.advance({ minutes: 61 });
const unfit = { status: 422, body: { fileId: null, refusal: { code: 'UNFIT_FILE' } } };

test('an officer sends a scan, and the store has nothing readable of it', async () => {
  const { status, body } = await world.sendFile(world.officer('granter'), PDF);
  expect([status, body.refusal]).toEqual([201, null]);
  const kept = await readFile(path.join(folder(), body.fileId!));
  expect(kept.length).toBeGreaterThan(PDF.length);
  expect(kept.includes('obj')).toBe(false);
  expect(await rows()).toEqual([{ id: body.fileId, state: 'READY' }]);
});

describe('nobody sends', () => {
  test.each([
    ['an empty file', Buffer.alloc(0)],
    ['a page that runs scripts', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(90_000, 1)])],
    ['a scan that has another file behind it', Buffer.concat([PDF, Buffer.alloc(70_000, 1)])],
    ['a scan that is cut off', PDF.subarray(0, -100)],
  ])('%s', async (_, content) => {
    expect(await world.sendFile(world.officer('granter'), content)).toMatchObject(unfit);
    hourLater();
    await chore().run();
    expect([await rows(), (await namesInStore()).filter((name) => name.endsWith('.part'))]).toEqual([[], []]);
  });

  test('more than 10 MB', async () => {
    expect((await world.sendFile(world.officer('granter'), Buffer.alloc(FILE_BYTES_MAX + 1))).status).toBe(413);
    expect(await rows()).toEqual([]);
  });

  test('a file of a length that nobody states', async () => {
    const headers = { authorization: `Bearer ${await world.identity.tokenFor(world.officer('granter'))}`, 'transfer-encoding': 'chunked' };
    const status = await new Promise((resolve, reject) => {
      const sent = request(world.url(`/files?person=${aku.id}`), { method: 'PUT', headers }, (answer) => resolve(answer.statusCode));
      sent.on('error', reject);
      sent.end(PDF);
    });
    expect(status).toBe(411);
  });

  test.each([
    ['a client', () => himself(), aku.id, 403],
    ['a checker', () => world.officer('checker'), aku.id, 403],
    ['an officer without strong identification', () => ({ ...world.officer('granter'), assurance: 'OWN' as const }), aku.id, 403],
    ['an officer outside the team', () => world.officer('granter', false), aku.id, 422],
    ['an officer, about a person whom nobody serves', () => world.officer('granter'), bea.id, 422],
    ['an officer, about nobody', () => world.officer('granter'), newId(), 422],
    ['an officer, about a malformed id', () => world.officer('granter'), 'x', 400],
  ])('as %s', async (_, who, personId, status) => {
    expect((await world.sendFile(who(), PDF, personId)).status).toBe(status);
    expect(await rows()).toEqual([]);
  });

  test('without a token of the gateway', async () => {
    expect((await fetch(world.url(`/files?person=${aku.id}`), { method: 'PUT', body: new Uint8Array(PDF) })).status).toBe(401);
    expect((await fetch(world.url(`/files/${newId()}`))).status).toBe(401);
  });

  test('more files than a busy officer has', async () => {
    const officer = world.officer('case-handler');
    const counted = openLimit(world.desk.database.pool, { name: 'filesOfUser', points: FILES_OF_A_USER, seconds: 3_600 });
    await counted.take(officer.userId, FILES_OF_A_USER - 1);
    expect((await world.sendFile(officer, PDF)).status).toBe(201);
    expect((await world.sendFile(officer, PDF)).status).toBe(429);
    expect((await world.sendFile(world.officer('granter'), PDF)).status).toBe(201);
  });

  test('more than 100 files about one person', async () => {
    const officer = world.officer('granter');
    for (let sent = 0; sent < 100; sent++) expect((await beginFile(world.desk, officer, aku.id)).accepted).toBe(true);
    expect(await world.sendFile(officer, PDF)).toMatchObject({ status: 422, body: { refusal: { code: 'LIMIT_REACHED' } } });
  });
});

test('nobody reads a file before a mandate has it', async () => {
  const id = await world.scan();
  for (const who of [himself(), world.officer('granter'), actorOf('recorder')])
    expect([403, 404]).toContain((await world.fetchFile(who, id)).status);
});

test('a sender who breaks off leaves nothing behind', async () => {
  const headers = {
    authorization: `Bearer ${await world.identity.tokenFor(world.officer('granter'))}`,
    'content-length': String(PDF.length),
  };
  await new Promise<void>((resolve) => {
    const sent = request(world.url(`/files?person=${aku.id}`), { method: 'PUT', headers });
    sent.on('error', () => resolve());
    sent.write(PDF.subarray(0, 100_000), () => setTimeout(() => sent.destroy(), 200));
  });
  await expect.poll(async () => (await rows()).map(({ state }) => state)).toEqual(['LEAVING']);
  await chore().run();
  expect([await rows(), (await namesInStore()).filter((name) => name.endsWith('.part'))]).toEqual([[], []]);
});

test('a crash at any point of an upload leaves nothing that stays for ever', async () => {
  const files = openFileStore(world.settings);
  const begin = async () => {
    const begun = await beginFile(world.desk, world.officer('granter'), aku.id);
    if (!begun.accepted) throw new Error(begun.refusal.code);
    return begun.value.id;
  };
  async function* bytes() {
    yield Buffer.from('sealed');
  }
  const [noBytes, untold, unused] = [await begin(), await begin(), await begin()];
  await files.put(untold, bytes(), 6);
  await files.put(unused, bytes(), 6);
  await finishFile(world.desk, unused, { kind: 'PDF', bytes: 6 });
  await chore().run();
  expect((await rows()).map(({ id }) => id)).toEqual([noBytes, untold, unused]);
  hourLater();
  // The process ends between the bytes and the row.
  await expect(
    chore({ ...files, remove: async (id) => (await files.remove(id), Promise.reject(new Error('ended'))) }).run(),
  ).rejects.toThrow('ended');
  expect((await rows()).map(({ state }) => state)).toEqual(['LEAVING', 'LEAVING', 'LEAVING']);
  expect(await finishFile(world.desk, noBytes, { kind: 'PDF', bytes: 6 })).toBe(false);
  await chore().run();
  expect(await rows()).toEqual([]);
  const left = await namesInStore();
  for (const id of [noBytes, untold, unused]) expect(left.filter((name) => name.startsWith(id))).toEqual([]);
});

describe('while the store of files is away', () => {
  let objects: ObjectStoreForTest;
  let other: PaperWorld;
  beforeAll(async () => {
    objects = await openObjectStoreForTest();
    other = await openPaperWorld(objects.settings);
  });
  afterAll(async () => {
    await other.stop();
    await objects.stop();
  });

  test('an officer learns that it failed, and may send the file again', async () => {
    objects.mood = 'FAULT';
    expect((await other.sendFile(other.officer('granter'), PDF)).status).toBe(503);
    objects.mood = 'WELL';
    const { status, body } = await other.sendFile(other.officer('granter'), PDF);
    expect([status, objects.objects.has(body.fileId!)]).toEqual([201, true]);
  });
});
