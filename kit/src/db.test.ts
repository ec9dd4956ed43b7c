/** Tells for which faults of a database another try may help, and turns rows into one parameter. */
import { sql } from 'drizzle-orm';
import { PgDialect, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { asRecordset, cents, instant } from './db.ts';
import { CommitUnknown, constraintOf, isLostConnection, isTransient, sqlStateOf } from './transaction.ts';

const wrapped = (fields: { code?: string; constraint?: string }, message = 'because') =>
  new Error('Failed query: select 1\nparams: Connection terminated', { cause: Object.assign(new Error(message), fields) });

test.each([
  ['57P01', true, true],
  ['08006', true, true],
  ['25P03', true, true],
  ['ECONNRESET', true, true],
  ['EHOSTUNREACH', true, true],
  ['40001', false, true],
  ['53100', false, true],
  ['55P03', false, true],
  ['57014', false, true],
  ['23505', false, false],
  ['22P02', false, false],
  ['25P02', false, false],
])('%s: the connection is lost: %s; another try may help: %s', (code, lost, transient) => {
  expect({ lost: isLostConnection(wrapped({ code })), transient: isTransient(wrapped({ code })) }).toEqual({ lost, transient });
});

test.each(['Connection terminated unexpectedly', 'Query read timeout', 'timeout exceeded when trying to connect'])(
  '"%s" is a lost connection',
  (message) => {
    expect(isTransient(wrapped({}, message))).toBe(true);
  },
);

test("a message that quotes a caller's text does not pass for a fault of the connection", () => {
  expect(isTransient(wrapped({ code: '22P02' }, 'invalid input syntax: "Connection terminated"'))).toBe(false);
});

test('another try may follow a COMMIT with an unknown outcome', () => {
  expect(isTransient(new CommitUnknown('unknown'))).toBe(true);
});

test('the code and the constraint are found beneath the errors that wrap them', () => {
  const fault = wrapped({ code: '23505', constraint: 'number_is_unique' });
  expect({ code: sqlStateOf(fault), constraint: constraintOf(fault) }).toEqual({ code: '23505', constraint: 'number_is_unique' });
});

test("rows become one parameter, with the columns' names in the database and without nulls", () => {
  const thing = pgTable('thing', {
    valueCents: cents(),
    line1: text(),
    addressLine2: text(),
    gone: text(),
    named: integer('otherName'),
    at: instant(),
    more: jsonb(),
  });
  const { params } = new PgDialect({ casing: 'snake_case' }).sqlToQuery(
    sql`${asRecordset(thing, [
      {
        valueCents: 9007199254740993n,
        line1: 'a',
        addressLine2: 'b',
        gone: null,
        named: 1,
        at: Temporal.Instant.from('2026-01-01T00:00:00Z'),
        more: { days: [Temporal.PlainDate.from('2026-01-02')] },
      },
    ])}`,
  );
  expect(params).toEqual([
    '[{"value_cents":"9007199254740993","line1":"a","address_line2":"b","otherName":1,"at":"2026-01-01T00:00:00Z","more":{"days":["2026-01-02"]}}]',
  ]);
  // JSON has no exact numbers, so it refuses to guess one.
  expect(() => asRecordset(thing, [{ more: { cents: 1n } }])).toThrow(TypeError);
});
