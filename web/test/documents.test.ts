/** The committed documents are those of the screens, and ask only for what the supergraph has. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { generateDocuments } from '../codegen.ts';

it('the generated documents are fresh', async () => {
  const made = await generateDocuments();
  const folder = path.join(import.meta.dirname, '../src/generated');
  expect(readdirSync(folder).toSorted()).toEqual([...made.keys()].map((file) => path.basename(file)).toSorted());
  for (const [file, content] of made) expect(readFileSync(file, 'utf8') === content, `${file}: run npm run generate`).toBe(true);
});
