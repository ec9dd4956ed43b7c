/**
 * Seals files in pieces, so that a file of any size takes little memory. Each file has a key of its own, which its
 * keeper seals with the key of the file's owner. Nobody can change, swap, drop or add a piece unnoticed.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Id } from './ids.ts';

export type Content = AsyncIterable<Uint8Array>;

/** As text, so that a vault can seal it. One key seals one file, once. */
export const newFileKey = (): string => randomBytes(32).toString('base64url');

const CIPHER = 'aes-256-gcm';
export const PIECE_BYTES = 64 * 1024;
const TAG_BYTES = 16;

/** How many bytes a file of so many has when it is sealed. */
export const sealedSize = (bytes: number): number => bytes + TAG_BYTES * Math.max(1, Math.ceil(bytes / PIECE_BYTES));

/** The key is never used again, so a number may be the nonce. The last piece says that it is the last. */
function nonceOf(piece: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(piece, 4);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** The content in pieces of one size, the last of which may be shorter. */
async function* inPieces(content: Content, size: number): AsyncGenerator<{ piece: Buffer; index: number; isLast: boolean }> {
  let [waiting, index] = [Buffer.alloc(0), 0];
  for await (const part of content) {
    waiting = Buffer.concat([waiting, part]);
    for (; waiting.length > size; waiting = waiting.subarray(size))
      yield { piece: waiting.subarray(0, size), index: index++, isLast: false };
  }
  yield { piece: waiting, index, isLast: true };
}

export async function* sealFile(key: string, id: Id, content: Content): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(key, 'base64url');
  for await (const { piece, index, isLast } of inPieces(content, PIECE_BYTES)) {
    const cipher = createCipheriv(CIPHER, bytes, nonceOf(index, isLast)).setAAD(Buffer.from(id));
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Throws when the key or the file is another, or the file is not whole. Every piece that it has given is genuine. */
export async function* unsealFile(key: string, id: Id, sealed: Content): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(key, 'base64url');
  for await (const { piece, index, isLast } of inPieces(sealed, PIECE_BYTES + TAG_BYTES)) {
    if (piece.length < TAG_BYTES) throw new Error('The file ends within a piece.');
    const end = piece.length - TAG_BYTES;
    const decipher = createDecipheriv(CIPHER, bytes, nonceOf(index, isLast)).setAAD(Buffer.from(id)).setAuthTag(piece.subarray(end));
    yield Buffer.concat([decipher.update(piece.subarray(0, end)), decipher.final()]);
  }
}
