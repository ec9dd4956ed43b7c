/**
 * Tests that a store gives back what it was given. The samples name every field of a thing, so a new field compiles
 * only when a sample has it. It opens the database as the running service does, with no more rights.
 */
import { openDatabase } from '@seteli/kit/database';
import type { Database, Tx } from '@seteli/kit/db';
import { newId } from '@seteli/kit/ids';
import { openLog } from '@seteli/kit/log';
import { SERVICE, type Scope } from '@seteli/kit/scope';
import type { ServiceName } from '@seteli/schema/events/listeners';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newDatabase } from './database.ts';

let last = 0;
const next = () => ++last;

/** Each call gives another value, so a test notices swapped fields. Days, months and instants only grow. */
export const some = {
  id: newId,
  /** In the order of the calls. */
  text: () => `text ${String(next()).padStart(6, '0')}`,
  number: () => 100 + next(),
  /** More than four bytes hold. */
  cents: () => 5_000_000_000n + BigInt(next()),
  day: () => Temporal.PlainDate.from('2031-01-01').add({ days: next() }),
  month: () => Temporal.PlainYearMonth.from('2031-01').add({ months: next() }),
  instant: () => Temporal.Instant.from('2031-01-01T00:00:00.123Z').add({ hours: next() }),
};

/** The fields that may be null. */
type Nullable<T> = { readonly [Field in keyof T as null extends T[Field] ? Field : never]: T[Field] };

/** How a statement changes a saved thing: it `keeps` these fields and writes all others, or it `writes` only these. */
type Change<T> = { readonly save: (tx: Tx, thing: T) => unknown } & (
  | { readonly keeps: readonly (keyof T)[] }
  | { readonly writes: readonly (keyof T)[] }
);

export type Sample<T> = {
  /** Every field has a value, and none has its default. */
  readonly full: () => Required<T>;
  /** The fields in which a sparse thing differs from a full one: all that may be null, and what goes with them. */
  readonly sparse: () => Nullable<T> & Partial<T>;
  /** The fields that are alike in both. */
  readonly shared?: readonly (keyof T)[];
  readonly save: (tx: Tx, thing: T) => unknown;
  readonly read: (tx: Tx, thing: T) => unknown;
  /** The fields by which a change finds the thing. */
  readonly key?: readonly (keyof T)[];
  readonly changes?: Readonly<Record<string, Change<T>>>;
  /** Why no wall keeps strangers from it: it is public, or the query widens its own scope. */
  readonly seenByAll?: 'it is public' | 'the query reaches the client';
};

const shownValue = (_: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return `${value} cents`;
  return value instanceof Map ? Object.fromEntries(value) : value;
};

/** A comparison would see no difference between two days or instants, since they have no properties. */
export const shown = (thing: unknown): unknown => {
  const text = JSON.stringify(thing, shownValue);
  return text === undefined ? undefined : JSON.parse(text);
};

const part = <T>(thing: T, fields: readonly (keyof T)[]) => Object.fromEntries(fields.map((field) => [field, thing[field]])) as Partial<T>;

const alikeIn = <T extends object>(one: T, other: T): (keyof T)[] =>
  (Object.keys(one) as (keyof T)[]).filter((field) => JSON.stringify(shown(one[field])) === JSON.stringify(shown(other[field])));

/** The tests of one service's stores, over a database of their own. */
export function storesOf(service: ServiceName) {
  let database: Database;
  beforeAll(async () => {
    const { url } = await newDatabase(service);
    database = openDatabase({ url, log: openLog('test', 'silent'), name: 'test', max: 2 }).within(SERVICE);
  });
  afterAll(() => database.close());
  const inTransaction = <T>(work: (tx: Tx) => Promise<T> | T): Promise<T> => database.transaction(work);

  function givesBack<T extends object>(
    name: string,
    { full, sparse, shared = [], key, save, read, changes = {}, seenByAll }: Sample<T>,
  ): void {
    const sparseOne = (): T => ({ ...full(), ...sparse() });
    const stored = async (thing: T) => shown(await inTransaction((tx) => read(tx, thing)));

    // The store's own query, whose condition holds: nothing but the wall keeps the stranger out.
    const isSeenFrom = async (scope: Scope, thing: T) => {
      const [seen] = await Promise.allSettled([database.within(scope).transaction((tx) => read(tx, thing))]);
      return seen.status === 'fulfilled' && JSON.stringify(shown(seen.value)) === JSON.stringify(shown(thing));
    };

    test(`${name} is read as it was saved${seenByAll ? '' : ', and by no stranger'}`, async () => {
      const [one, other] = [full(), sparseOne()];
      expect(alikeIn(one, other)).toEqual(shared);
      for (const thing of [one, other]) {
        await inTransaction((tx) => save(tx, thing));
        const seen = { stranger: await isSeenFrom([newId()], thing), nobody: await isSeenFrom([], thing) };
        expect(seenByAll ?? seen).toEqual(seenByAll ?? { stranger: false, nobody: false });
        expect(await stored(thing)).toEqual(shown(thing));
      }
    });

    test.each(Object.entries(changes))(`${name} is read as %s leaves it`, async (_, change) => {
      for (const [before, after] of [
        [sparseOne, full],
        [full, sparseOne],
      ] as const) {
        const was = before();
        await inTransaction((tx) => save(tx, was));
        const wanted = { ...after(), ...part<T>(was, key ?? ['id' as keyof T]) };
        await inTransaction((tx) => change.save(tx, wanted));
        const is = 'keeps' in change ? { ...wanted, ...part(was, change.keeps) } : { ...was, ...part(wanted, change.writes) };
        expect(await stored(is)).toEqual(shown(is));
      }
    });
  }

  return { inTransaction, givesBack };
}
