/** A hash of everything in every table, which tells whether anything changed. */
import { SERVICES } from '@seteli/schema/events/listeners';
import type { System } from '@seteli/local/system';
import { query } from './books.ts';

/** Every answered request writes to these, refused or not. */
const MARKS = [
  'idempotency',
  'idempotency_answer',
  'access_log',
  'access_unsealed',
  'access_block',
  'rate_limit',
  'session',
  'sign_in',
  'user_sign_in',
];
/** A chore notes here how far it has read the population register's list of the night. No request does. */
const PLACES = ['population_round'];
/** When it was last used: a system that asks for a token uses its key, and a representative their mandate. */
const USED: Readonly<Record<string, string>> = { system_key: 'last_used_at', mandate: 'checked_at' };
/** Strangers may choose how they hear of news themselves, and chores go on sending and telling while they ask. */
const OWN = ['message_choice', 'outgoing_message', 'unreachable', 'told_end'];
const TABLES = `select table_name name from information_schema.tables where table_schema = 'public'`;

export async function fingerprintsOf(system: System): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const service of SERVICES)
    for (const { name } of await query<{ name: string }>(system, service, TABLES)) {
      if (MARKS.includes(name) || PLACES.includes(name) || OWN.includes(name)) continue;
      // The head of an empty feed only keeps a place in the queue.
      const where = name === 'feed_head' ? 'where seq > 0' : '';
      const used = USED[name];
      const row = used ? `(to_jsonb(t) - '${used}')::text` : 't::text';
      const sql = `select md5(coalesce(string_agg(${row}, '|' order by ${row}), '')) mark from ${name} t ${where}`;
      found.set(`${service}.${name}`, (await query<{ mark: string }>(system, service, sql))[0]!.mark);
    }
  return found;
}

/** The tables that differ. */
export const changedSince = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] =>
  [...after].filter(([table, mark]) => before.get(table) !== mark).map(([table]) => table);
