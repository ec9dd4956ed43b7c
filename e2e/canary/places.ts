/** Where a text lies in a system: in rows, in the raw files of its servers, and in the logs of its processes. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { query } from '../books.ts';
import type { System } from '@seteli/local/system';
import { SERVICES } from '@seteli/schema/events/listeners';

/** The text as programs may write it: plain, in two bytes a letter, in hex, and in base64 wherever it begins. */
export function writingsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  // The letters at either end depend on what stands beside the text.
  const inBase64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '');
    return Buffer.from(encoded.slice(shift === 0 ? 0 : shift + 1, -1));
  });
  return [bytes, Buffer.from(text, 'utf16le'), Buffer.from(bytes.toString('hex')), Buffer.from(encodeURIComponent(text)), ...inBase64];
}

export const holds = (file: Buffer, text: string): boolean => writingsOf(text).some((writing) => file.includes(writing));

/** Every file beneath a folder. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [],
  );

/** The files beneath the folder that hold the text, as paths from there. */
export const filesWith = (folder: string, text: string): string[] =>
  filesIn(folder)
    .filter((file) => holds(readFileSync(file), text))
    .map((file) => path.relative(folder, file));

const TABLES = `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as path, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`;
/** Tables, indexes and what is stored beside tables: the file of each, and the table to which it belongs. */
const FILES = `select pg_relation_filepath(c.oid) as file, coalesce(t.relname, o.relname, c.relname) as name
                 from pg_class c left join pg_index i on i.indexrelid = c.oid left join pg_class t on t.oid = i.indrelid
                 left join pg_class o on o.reltoastrelid = coalesce(i.indrelid, c.oid) where pg_relation_filepath(c.oid) is not null`;

/** The tables with a row that holds the text. PostgreSQL may have compressed it in its files. */
export async function tablesWith(system: System, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const service of SERVICES)
    for (const { path: table, name } of await query<{ path: string; name: string }>(system, service, TABLES)) {
      const [row] = await query<{ found: boolean }>(
        system,
        service,
        `select exists (select from ${table} t where strpos(t::text, '${text}') > 0) as found`,
      );
      if (row!.found) found.push(`${service}.${name}`);
    }
  return found;
}

/** Which table of which service a file of PostgreSQL belongs to. */
export async function relationsOf(system: System): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const service of SERVICES)
    for (const { file, name } of await query<{ file: string; name: string }>(system, service, FILES)) found.set(file, `${service}.${name}`);
  return found;
}
