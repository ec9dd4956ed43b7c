/** Sealed files: they open whole for the holder of the key, and in no other way. */
import { expect, test } from 'vitest';
import { newFileKey, PIECE_BYTES, sealedSize, sealFile, unsealFile, type Content } from './file-cipher.ts';
import { newId } from './ids.ts';

async function* partsOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const whole = async (content: Content): Promise<Buffer> => Buffer.concat(await Array.fromAsync(content));
const bytesOf = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, at) => (at * 7 + (at >> 8)) % 251));

const [key, id] = [newFileKey(), newId()];
const sealed = (bytes: Buffer, part = 10_000) => whole(sealFile(key, id, partsOf(bytes, part)));
const opened = (bytes: Buffer, as = { key, id }, part = 7_777) => whole(unsealFile(as.key, as.id, partsOf(bytes, part)));
const THREE = bytesOf(2 * PIECE_BYTES + 5);
/** The words of the cipher, or ours. */
const NOT_WHOLE = /unable to authenticate|ends within a piece/;
const SEALED_PIECE = PIECE_BYTES + 16;

test.each([0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES, 3 * PIECE_BYTES + 7])(
  'a file of %i bytes comes back as it was, and has the foretold size when it is sealed',
  async (length) => {
    const bytes = bytesOf(length);
    const kept = await sealed(bytes);
    expect(kept.length).toBe(sealedSize(length));
    expect((await opened(kept)).equals(bytes)).toBe(true);
  },
);

test('a sealed file shows nothing of its content', async () => {
  expect((await sealed(Buffer.from('a name that nobody may read'.repeat(100)))).includes('nobody')).toBe(false);
});

test.each<[string, (kept: Buffer) => Buffer]>([
  ['with one changed bit', (kept) => Buffer.from(kept.map((byte, at) => (at === 100 ? byte ^ 1 : byte)))],
  ['without its last piece', (kept) => kept.subarray(0, 2 * SEALED_PIECE)],
  ['without its last byte', (kept) => kept.subarray(0, -1)],
  ['with a byte more', (kept) => Buffer.concat([kept, Buffer.from([0])])],
  [
    'with its first pieces swapped',
    (kept) =>
      Buffer.concat([kept.subarray(SEALED_PIECE, 2 * SEALED_PIECE), kept.subarray(0, SEALED_PIECE), kept.subarray(2 * SEALED_PIECE)]),
  ],
  ['without anything', () => Buffer.alloc(0)],
])('nobody reads a file %s to its end', async (_, change) => {
  const kept = await sealed(THREE);
  await expect(opened(change(kept))).rejects.toThrow(NOT_WHOLE);
});

test('another key or another id opens nothing', async () => {
  const kept = await sealed(THREE);
  await expect(opened(kept, { key: newFileKey(), id })).rejects.toThrow(NOT_WHOLE);
  await expect(opened(kept, { key, id: newId() })).rejects.toThrow(NOT_WHOLE);
});
