/**
 * The second wall: policies of PostgreSQL that let a statement reach only the rows of its scope. Each service says of
 * each of its tables whose the rows are, and the runner of migrations makes the policies from that.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { ConfigError } from './config.ts';
import { SCOPE, SERVICE } from './scope.ts';

/** A row of another table: whoever reaches it reaches this one. */
type Other = {
  readonly table: string;
  /** The column that names the other row. */
  readonly by: string;
  /** The other's column: its key, or the first of an index. Otherwise `id`. */
  readonly its?: string;
  /** The other's owner, where an index begins with this column or many rows bear the name. */
  readonly of?: string;
};

/** Whose the rows of a table are. A wall that says nothing leaves them to the service's own work. */
export type Wall = {
  /** The columns that hold the ids of organisations and persons: each of these reaches the row. */
  readonly of?: readonly string[];
  /** The same, where the column is a text. */
  readonly ofText?: readonly string[];
  readonly through?: readonly Other[];
  /** A condition: everybody reads such a row, and only its owner changes it. */
  readonly openWhen?: string;
  /** Whoever acts adds rows about others, and reads only their own. */
  readonly addedByAll?: true;
};

/** Why a table has no wall. */
export type NoWall = { readonly none: string };

/** A word about each table for which there is a right: no table is forgotten. */
export type Walls<Rights = Readonly<Record<string, unknown>>> = { readonly [Table in keyof Rights]: Wall | NoWall };

export const own = (...of: readonly string[]): Wall => ({ of });
/** The rows belong to those of another table. */
export const along = (table: string, by: string, its = 'id'): Wall => ({ through: [{ table, by, its }] });
export const ownWork: Wall = {};
export const noWall = (none: string): NoWall => ({ none });

const setting = `current_setting('${SCOPE}', true)`;
// A subquery, so that PostgreSQL reads the setting once for each statement and not for each row.
const isService = `(select ${setting} = '${SERVICE}')`;
const idsAs = (type: 'uuid' | 'text') =>
  `(select case when ${setting} <> '${SERVICE}' then nullif(${setting}, '')::${type}[] end)::${type}[]`;

/**
 * The condition on a row. The look-up of another row is a subquery of one value: PostgreSQL would plan `exists` as a
 * hash of the whole table while that is small, and keep the plan.
 */
function conditionOf(table: string, { of = [], ofText = [], through = [] }: Wall): string {
  const owned = (column: string, type: 'uuid' | 'text' = 'uuid') => `${column} = any (${idsAs(type)})`;
  const others = through.map(({ table: other, by, its = 'id', of: owner }) => {
    const found = [`o.${its} = ${table}.${by}`, ...(owner ? [owned(`o.${owner}`)] : [])].join(' and ');
    return `(select true from ${other} o where ${found} limit 1)`;
  });
  return [isService, ...of.map((column) => owned(column)), ...ofText.map((column) => owned(column, 'text')), ...others].join(' or ');
}

const hasWall = (word: Wall | NoWall): word is Wall => !('none' in word);
const withWall = (walls: Walls) => Object.entries(walls).flatMap(([table, word]) => (hasWall(word) ? [[table, word] as const] : []));

function policiesOf(table: string, wall: Wall): string {
  return [
    `alter table ${table} enable row level security`,
    ...['wall', 'open', 'added'].map((policy) => `drop policy if exists ${policy} on ${table}`),
    `create policy wall on ${table} using (${conditionOf(table, wall)})`,
    ...(wall.openWhen ? [`create policy open on ${table} for select using (${wall.openWhen})`] : []),
    ...(wall.addedByAll ? [`create policy added on ${table} for insert with check (true)`] : []),
  ].join(';\n');
}

/** The tables that have policies, and the mark of what was said when they were made. */
const standing = async (client: Pick<pg.Pool, 'query'>): Promise<ReadonlyMap<string, string | null>> => {
  const { rows } = await client.query<{ name: string; mark: string | null }>(`
    select c.relname as name, obj_description(p.oid, 'pg_policy') as mark
      from pg_class c left join pg_policy p on p.polrelid = c.oid and p.polname = 'wall'
     where c.relnamespace = 'public'::regnamespace and c.relrowsecurity`);
  return new Map(rows.map(({ name, mark }) => [name, mark]));
};

/**
 * Makes the policies anew where the word about a table has changed: that locks the table. The owner of the tables stays
 * outside the walls: it migrates and makes backups, and no service runs as it.
 */
export async function raise(client: Pick<pg.Pool, 'query'>, walls: Walls): Promise<void> {
  const before = await standing(client);
  for (const [table, wall] of withWall(walls)) {
    const policies = policiesOf(table, wall);
    const mark = createHash('sha256').update(policies).digest('hex');
    if (before.get(table) !== mark) await client.query(`${policies};\ncomment on policy wall on ${table} is '${mark}'`);
  }
  for (const [table, word] of Object.entries(walls))
    if (!hasWall(word) && before.has(table)) await client.query(`alter table ${table} disable row level security`);
}

/** Throws one clear line when a table lacks its wall, or when the role would pass through it. */
export async function requireWalls(pool: Pick<pg.Pool, 'query'>, service: string, walls: Walls): Promise<void> {
  const before = await standing(pool);
  const missing = withWall(walls).flatMap(([table]) => (before.get(table) ? [] : [table]));
  if (missing.length > 0)
    throw new ConfigError(
      `The database of ${service} lacks the walls of ${missing.length} tables, the first ${missing[0]}. Run scripts/migrate.ts ${service}, then start it again.`,
    );
  const { rows } = await pool.query<{ passes: boolean }>(
    'select rolbypassrls or rolsuper as passes from pg_roles where rolname = current_user',
  );
  if (rows[0]?.passes)
    throw new ConfigError(`DATABASE_URL of ${service} names a role that passes through row-level security. Use a role without that right.`);
}
