/** Columns that hold domain values as JSON, and how they are read where SQL is written by hand. */
import { sql } from 'drizzle-orm';
import { customType } from 'drizzle-orm/pg-core';
import type { Suspension } from '../domain/suspension.ts';
import type { OwnValue, OwnValueVersion } from '../domain/worth.ts';

type StoredSuspension = { id: string; firstDay: string; lastDay: string | null };
type StoredOwnValue = { basis: OwnValue['basis']; baseCents: string | null; contents: Record<string, string> };

export const readSuspensions = (stored: readonly StoredSuspension[]): Suspension[] =>
  stored.map(({ id, firstDay, lastDay }) => ({
    id,
    firstDay: Temporal.PlainDate.from(firstDay),
    lastDay: lastDay === null ? null : Temporal.PlainDate.from(lastDay),
  }));

export const readOwnValue = ({ basis, baseCents, contents }: StoredOwnValue): OwnValue => ({
  basis,
  baseCents: baseCents === null ? null : BigInt(baseCents),
  contents: new Map(Object.entries(contents).map(([contentId, cents]) => [contentId, BigInt(cents)])),
});

export type StoredOwnValueChange = { firstDay: string; ownValue: StoredOwnValue };

/** Of a voucher `v`, newest first. */
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
