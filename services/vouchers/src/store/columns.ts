/** Columns that hold domain values as JSON, and their readers for hand-written SQL. */
import { sql } from 'drizzle-orm';
import { customType } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { wireCents, wireDay } from '@seteli/kit/events';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { Wish } from '../domain/proposal.ts';
import type { DecidedEnd, Suspension } from '../domain/voucher.ts';
import type { OwnValue, OwnValueVersion } from '../domain/worth.ts';

type StoredSuspension = { id: string; firstDay: string; lastDay: string | null };
type StoredEnd = { state: DecidedEnd['state']; lastDay: string };
type StoredOwnValue = { basis: OwnValue['basis']; baseCents: string | null; contents: Record<string, string> };

export const readSuspensions = (stored: readonly StoredSuspension[]): Suspension[] =>
  stored.map(({ id, firstDay, lastDay }) => ({
    id,
    firstDay: Temporal.PlainDate.from(firstDay),
    lastDay: lastDay === null ? null : Temporal.PlainDate.from(lastDay),
  }));

export const readEnd = ({ state, lastDay }: StoredEnd): DecidedEnd => ({ state, lastDay: Temporal.PlainDate.from(lastDay) });

export const readOwnValue = ({ basis, baseCents, contents }: StoredOwnValue): OwnValue => ({
  basis,
  baseCents: baseCents === null ? null : BigInt(baseCents),
  contents: new Map(Object.entries(contents).map(([contentId, cents]) => [contentId, BigInt(cents)])),
});

export type StoredOwnValueChange = { firstDay: string; ownValue: StoredOwnValue };

/** The changes of a voucher `v`, newest first. */
export const OWN_VALUE_CHANGES = sql.raw(`array(
  select jsonb_build_object('firstDay', c.first_day, 'ownValue', c.own_value)
    from own_value_change c where c.voucher_id = v.id order by c.first_day desc, c.version desc)`);

export const readOwnValueChanges = (stored: readonly StoredOwnValueChange[]): OwnValueVersion[] =>
  stored.map(({ firstDay, ownValue: said }) => ({ firstDay: Temporal.PlainDate.from(firstDay), ownValue: readOwnValue(said) }));

export const suspensions = customType<{ data: readonly Suspension[]; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => readSuspensions(value as StoredSuspension[]),
});
export const decidedEnd = customType<{ data: DecidedEnd; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: ({ state, lastDay }) => JSON.stringify({ state, lastDay: lastDay.toString() } satisfies StoredEnd),
  fromDriver: (value) => readEnd(value as StoredEnd),
});
export const ownValue = customType<{ data: OwnValue; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: ({ basis, baseCents, contents }) =>
    JSON.stringify({
      basis,
      baseCents: baseCents?.toString() ?? null,
      contents: Object.fromEntries([...contents].map(([contentId, valueCents]) => [contentId, valueCents.toString()])),
    } satisfies StoredOwnValue),
  fromDriver: (value) => readOwnValue(value as StoredOwnValue),
});

export type StoredPrices = Record<string, string>;

export const readPrices = (stored: StoredPrices): ReadonlyMap<Id, Cents> =>
  new Map(Object.entries(stored).map(([contentId, cents]) => [contentId, BigInt(cents)]));

export const writePrices = (prices: Iterable<readonly [Id, Cents]>): StoredPrices =>
  Object.fromEntries([...prices].map(([contentId, cents]) => [contentId, cents.toString()]));

/** Cents by content. */
export const contractPrices = customType<{ data: ReadonlyMap<Id, Cents>; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(writePrices(value)),
  fromDriver: (value) => readPrices(value as StoredPrices),
});

const reason = z.enum(['CORRECTION_OF_ERROR']).nullable();
const wish = z.union([
  z.object({
    table: z.object({
      firstDay: wireDay,
      baseCents: wireCents.nullable(),
      values: z.array(
        z.object({
          contentId: z.string(),
          valueCents: wireCents.nullable(),
          coefficient: z.int().nullable(),
          share: z.object({ ofContentId: z.string(), percent: z.int() }).nullable(),
        }),
      ),
      reason,
    }),
    own: z.null(),
  }),
  z.object({
    table: z.null(),
    own: z.object({
      firstDay: wireDay,
      ownValue: z.object({
        baseCents: wireCents.nullable(),
        contents: z.array(z.object({ contentId: z.string(), valueCents: wireCents })),
        income: z.object({ monthlyIncomeCents: wireCents, persons: z.int() }).nullable(),
      }),
      reason,
    }),
  }),
]);

/** Writes a wish as JSON; `readWish` reads it back. */
export const writeWish = (value: Wish): unknown => z.encode(wish, value as z.output<typeof wish>);
export const readWish = (kept: unknown): Wish => z.decode(wish, kept as z.input<typeof wish>);
