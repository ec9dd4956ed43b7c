/**
 * Queries that are built once and asked often: building drizzle's text anew costs several times what PostgreSQL needs
 * for a look-up. Placeholders name what varies. They select columns and rows of tables, nothing computed.
 */
import { fillPlaceholders, getTableColumns, sql, type Placeholder, type SQLWrapper } from 'drizzle-orm';
import { PgColumn, PgDialect, QueryBuilder, type PgTable } from 'drizzle-orm/pg-core';
import pg from 'pg';
import type { Reader } from './db.ts';

type Select = SQLWrapper & { readonly _: { readonly result: readonly unknown[] } };
type RowOf<Query extends Select> = Query['_']['result'][number];

const CASING = { casing: 'snake_case' } as const;
const dialect = new PgDialect(CASING);

/** The columns themselves read days and instants. */
const AS_TEXT: ReadonlySet<number> = new Set([pg.types.builtins.DATE, pg.types.builtins.TIMESTAMPTZ]);
const types: pg.CustomTypesConfig = {
  getTypeParser: (type: number) => (AS_TEXT.has(type) ? (text: string) => text : pg.types.getTypeParser(type)),
};

/** `names` are the placeholders. The caller gives their values as the driver takes them, ids as `asArray`. */
export function readyQuery<Query extends Select, Name extends string>(
  names: readonly Name[],
  build: (query: QueryBuilder, values: Readonly<Record<Name, Placeholder>>) => Query,
): (reader: Reader, values: Readonly<Record<Name, unknown>>) => Promise<RowOf<Query>[]> {
  const values = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as Readonly<Record<string, Placeholder>>;
  const select = build(new QueryBuilder(CASING), values as Record<Name, Placeholder>);
  const { sql: text, params } = dialect.sqlToQuery(select.getSQL());
  const read = readerOf<RowOf<Query>>((select._ as unknown as { readonly selectedFields: Selection }).selectedFields);
  return async (reader, given) => {
    const { rows } = await reader.$client.query<unknown[]>({ text, rowMode: 'array', types, values: fillPlaceholders(params, given) });
    return rows.map(read);
  };
}

type Selection = Readonly<Record<string, PgColumn | PgTable>>;
type Cell = { readonly name: string; readonly read: (value: unknown) => unknown };
/** A row under a name, such as that of a joined table. */
type Below = { readonly name: string; readonly cells: readonly Cell[] };

/** Turns the values of a row into the row. A joined row that is not there is null. */
function readerOf<Row>(selection: Selection): (values: unknown[]) => Row {
  const fields = Object.entries(selection).map(([name, field]): Cell | Below =>
    field instanceof PgColumn ? cellOf([name, field]) : { name, cells: Object.entries(getTableColumns(field)).map(cellOf) },
  );
  return (values) => {
    const row: Record<string, unknown> = {};
    let index = 0;
    for (const field of fields) {
      if ('read' in field) row[field.name] = field.read(values[index++]);
      else {
        const below: Record<string, unknown> = {};
        let isThere = false;
        for (const { name, read } of field.cells) {
          below[name] = read(values[index++]);
          isThere ||= below[name] !== null;
        }
        row[field.name] = isThere ? below : null;
      }
    }
    return row as Row;
  };
}

const cellOf = ([name, column]: [string, PgColumn]): Cell => ({
  name,
  read: (value) => (value === null ? null : column.mapFromDriverValue(value)),
});
