/** A cursor comes back as it was, or the reader turns it away: anybody may send anything. */
import { PgDialect, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { expect, it } from 'vitest';
import { day, instant } from './db.ts';
import { newId } from './ids.ts';
import { dayKey, inOrder, instantKey, readPage, readPageArguments, startOf, textKey, toConnection, wholeKey, type Order } from './pages.ts';

const thing = pgTable('thing', { id: uuid().primaryKey(), at: instant().notNull(), on: day().notNull(), name: text().notNull() });

type Row = { id: string; at: Temporal.Instant; on: Temporal.PlainDate; name: string; cents: bigint };
const byTime: Order<Row> = { name: 'things AT', direction: 'desc', keys: [instantKey(thing.at, ({ at }: Row) => at)], id: thing.id };
const byAll: Order<Row> = {
  name: 'things ALL',
  direction: 'asc',
  keys: [
    textKey(thing.name, ({ name }: Row) => name),
    dayKey(thing.on, ({ on }: Row) => on),
    wholeKey(thing.at, ({ cents }: Row) => cents),
  ],
  id: thing.id,
};
const row = (change: Partial<Row> = {}): Row => ({
  id: newId(),
  at: Temporal.Instant.from('2026-06-15T07:00:00.120Z'),
  on: Temporal.PlainDate.from('2026-06-15'),
  name: 'Äänekosken "Hoiva", Oy',
  cents: -12n,
  ...change,
});
const cursorOf = (order: Order<Row> | undefined, of = row()) => toConnection([of], { first: 1 }, order ? { order } : {}).edges[0]!.cursor;
const made = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const faultOf = (work: () => unknown) => {
  try {
    return void work();
  } catch (fault) {
    return (fault as { extensions: { code: string } }).extensions.code;
  }
};

it('a page begins after the row of the given cursor, whatever its keys are', () => {
  const of = row();
  expect(readPage(byTime, { first: 5, after: cursorOf(byTime, of) })).toEqual({
    order: byTime,
    first: 6,
    after: ['2026-06-15T07:00:00.12Z', of.id],
  });
  expect(readPage(byAll, { first: 5, after: cursorOf(byAll, of) }).after).toEqual([of.name, '2026-06-15', '-12', of.id]);
  expect(readPage(byAll, { first: 5 }).after).toBeNull();
});

it('the longest cursor fits the bound of the argument', () => {
  expect(cursorOf(byAll, row({ name: '𝒜'.repeat(200) })).length).toBeLessThan(2_000);
});

const ID = newId();
it.each([
  ['of another order', cursorOf(byAll)],
  ['of a list that is ordered by ids', cursorOf(undefined)],
  ['empty', ''],
  ['no JSON', Buffer.from('x').toString('base64url')],
  ['JSON, and no list', Buffer.from('{"a":1}').toString('base64url')],
  ['with a key too few', made(byTime.name, ID)],
  ['with a key too many', made(byTime.name, ID, '2026-06-15T07:00:00Z', 'x')],
  ['with a key that is no text', made(byTime.name, ID, 7)],
  ['with a time that there is not', made(byTime.name, ID, '2026-06-31T07:00:00Z')],
  ['with a time that no database keeps', made(byTime.name, ID, 'infinity')],
  ['with an id that is none', made(byTime.name, "' or 1", '2026-06-15T07:00:00Z')],
])('a cursor %s is BAD_USER_INPUT', (_, after) => {
  expect(faultOf(() => readPage(byTime, { first: 5, after }))).toBe('BAD_USER_INPUT');
});

it.each([
  ['day', ['x', '2026-6-5', '1']],
  ['number', ['x', '2026-06-05', '1.5']],
  ['number that is too large', ['x', '2026-06-05', '9'.repeat(30)]],
  ['text that holds what none may', ['\u0000', '2026-06-05', '1']],
  ['text that is too long', ['x'.repeat(401), '2026-06-05', '1']],
])('a malformed %s in a cursor is BAD_USER_INPUT', (_, keys) => {
  expect(faultOf(() => readPage(byAll, { first: 5, after: made(byAll.name, ID, ...keys) }))).toBe('BAD_USER_INPUT');
  expect(faultOf(() => readPage(byAll, { first: 5, after: made(byAll.name, ID, 'x', '2026-06-05', '1') }))).toBeUndefined();
});

it('a list ordered by ids takes no cursor of another order', () => {
  expect(faultOf(() => readPageArguments({ first: 5, after: cursorOf(byTime) }))).toBe('BAD_USER_INPUT');
});

it('the condition compares all columns of the order at once', () => {
  const said = (order: Order<Row>, after: string) =>
    new PgDialect({ casing: 'snake_case' }).sqlToQuery(startOf(readPage(order, { first: 5, after }))!);
  const of = row();
  expect(said(byTime, cursorOf(byTime, of))).toMatchObject({
    sql: '("thing"."at", "thing"."id") < ($1::timestamptz, $2::uuid)',
    params: ['2026-06-15T07:00:00.12Z', of.id],
  });
  expect(said(byAll, cursorOf(byAll, of)).sql).toContain('> ($1::text, $2::date, $3::bigint, $4::uuid)');
  expect(startOf(readPage(byTime, { first: 5 }))).toBeUndefined();
  expect(inOrder(byTime)).toHaveLength(2);
});
