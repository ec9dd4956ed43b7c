/**
 * The operations of our own clients, each in a file of its own: what a screen asks for, by the name of the operation.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, 'operations');

export const ownOperations = (): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder)
      .toSorted()
      .map((file) => readFileSync(path.join(folder, file), 'utf8'))
      .map((text) => [/^(?:query|mutation|subscription) (\w+)/m.exec(text)?.[1] ?? '', text]),
  );
