/** The store of files keeps whole files only, in a folder as in a real object store, and gives back what it got. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Content } from '@seteli/kit/file-cipher';
import { openS3 } from '@seteli/kit/file-s3';
import type { FileStore } from '@seteli/kit/file-store';
import { openFileStore } from '@seteli/kit/files';
import { newId } from '@seteli/kit/ids';
import { openObjectStoreForTest, type ObjectStoreForTest } from '@seteli/testing/object-store';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

let objects: ObjectStoreForTest;
let folder: string;
beforeAll(async () => {
  objects = await openObjectStoreForTest();
  folder = await mkdtemp(path.join(tmpdir(), 'files-'));
});
afterEach(() => void (objects.mood = 'WELL'));
afterAll(async () => {
  await objects.stop();
  await rm(folder, { recursive: true });
});

const whole = async (content: Content | undefined) => content && Buffer.concat(await Array.fromAsync(content));
/** Our words, or those of a line that breaks or takes too long. */
const AWAY = /answered \d{3}|aborted|EPIPE|ECONNRESET|premature close|timeout/i;
const BYTES = Buffer.alloc(300_000, 'sealed');
async function* content(bytes = BYTES, fault?: Error): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 64_000) yield bytes.subarray(at, at + 64_000);
  if (fault) throw fault;
}

const STORES: [string, () => FileStore, () => Promise<string[]>][] = [
  ['a folder', () => openFileStore({ ...objects.settings, FILES_URL: String(pathToFileURL(folder)) }), () => readdir(folder)],
  ['an object store', () => openFileStore(objects.settings), async () => [...objects.objects.keys()]],
];

describe.each(STORES)('%s', (_, open, names) => {
  test('gives back the bytes, until they are removed, once or twice', async () => {
    const [store, id] = [open(), newId()];
    await store.put(id, content(), BYTES.length);
    expect((await whole(await store.get(id)))?.equals(BYTES)).toBe(true);
    await store.remove(id);
    await store.remove(id);
    expect(await store.get(id)).toBeUndefined();
  });

  test('keeps nothing of a file whose sender stops in the middle, once it is removed', async () => {
    const [store, id] = [open(), newId()];
    await expect(store.put(id, content(BYTES.subarray(0, 200_000), new Error('the sender has gone')), BYTES.length)).rejects.toThrow(
      'has gone',
    );
    expect(await store.get(id)).toBeUndefined();
    await store.remove(id);
    expect((await names()).filter((name) => name.startsWith(id))).toEqual([]);
  });

  test('takes no name that is not an id of ours', async () => {
    const store = open();
    for (const ask of [() => store.put('../x', content(), 1), () => store.get('../x'), () => store.remove('../x')])
      await expect(ask()).rejects.toThrow('an id of ours');
  });
});

test('an object store gets no request that another key signed', async () => {
  const store = openFileStore({ ...objects.settings, FILES_KEY: 'another key' });
  const id = newId();
  await expect(store.put(id, content(), BYTES.length)).rejects.toThrow(AWAY);
  await expect(store.get(id)).rejects.toThrow('answered 403');
  expect(objects.objects.has(id)).toBe(false);
});

test('a fault or a silence of the object store is a fault within a bounded time, and never a missing file', async () => {
  const [store, id] = [openS3(objects.settings, 300), newId()];
  await store.put(id, content(), BYTES.length);
  for (const mood of ['FAULT', 'SILENT'] as const) {
    objects.mood = mood;
    await expect(store.get(id)).rejects.toThrow(AWAY);
    await expect(store.put(id, content(), BYTES.length)).rejects.toThrow(AWAY);
    await expect(store.remove(id)).rejects.toThrow(AWAY);
  }
});

test('an answer that breaks off is a fault of its reader', async () => {
  const [store, id] = [openFileStore(objects.settings), newId()];
  await store.put(id, content(), BYTES.length);
  objects.mood = 'CUT';
  await expect(whole(await store.get(id))).rejects.toThrow('aborted');
});
