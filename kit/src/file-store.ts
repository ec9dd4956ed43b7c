/**
 * Where the bytes of files are. The store keeps sealed bytes under ids, and knows neither what they are nor whose. Its
 * caller keeps the key, and writes a file once.
 */
import type { Content } from './file-cipher.ts';
import type { Id } from './ids.ts';

export type FileStore = {
  /**
   * Keeps the bytes, whole and for good when it answers. When it throws, nobody will find a part of them; the caller
   * removes the id, because the end may have come after the last byte.
   */
  put(id: Id, sealed: Content, size: number): Promise<void>;
  /** The bytes; nothing when the store has none of this id. */
  get(id: Id): Promise<Content | undefined>;
  /** A repetition changes nothing. */
  remove(id: Id): Promise<void>;
};
