/** Keeps files in a folder, for development and tests. A file appears under its name when it is whole and on disk. */
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileStore } from './file-store.ts';
import { isId, type Id } from './ids.ts';

export function openFileFolder(url: URL): FileStore {
  const folder = fileURLToPath(url);
  const pathOf = (id: Id): string => {
    // Any other text could lead out of the folder.
    if (!isId(id)) throw new TypeError('A file has an id of ours for its name.');
    return path.join(folder, id);
  };
  const partOf = (id: Id): string => `${pathOf(id)}.part`;

  return {
    async put(id, sealed) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = await open(partOf(id), 'wx', 0o600);
      try {
        await file.writeFile(sealed);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partOf(id), pathOf(id));
      const directory = await open(folder);
      await directory.sync().finally(() => directory.close());
    },
    async get(id) {
      const file = await open(pathOf(id)).catch((fault: NodeJS.ErrnoException) => {
        if (fault.code === 'ENOENT') return undefined;
        throw fault;
      });
      return file && createReadStream('', { fd: file });
    },
    async remove(id) {
      await Promise.all([pathOf(id), partOf(id)].map((each) => rm(each, { force: true })));
    },
  };
}
