/**
 * The value of a unit of a content on a day: from the client's own decision, else from the organiser's table. It is
 * multiplied before any quantity (rules 15, 52).
 */
import { isBefore, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { divideHalfUp, type Cents } from '@seteli/kit/money';
import type { Unit } from '@seteli/schema/quantity';

export type ArrangementKind = 'VOUCHER' | 'PURCHASED' | 'PERMISSION';

/**
 * A content's value from a day on. `coefficient`, in ten-thousandths, is null where the table names the value itself.
 */
export type ValueVersion = { readonly firstDay: Day; readonly valueCents: Cents; readonly coefficient: number | null };

/** A client's own decision: a base for the contents' coefficients, and values of single contents. */
export type OwnValue = {
  readonly basis: 'INDIVIDUAL' | 'INCOME_LINKED';
  readonly baseCents: Cents | null;
  readonly contents: ReadonlyMap<Id, Cents>;
};

/** A later decision about the client, from its first day until the next. */
export type OwnValueVersion = { readonly firstDay: Day; readonly ownValue: OwnValue };

/** The decision of the grant, and later ones, newest first. */
export type OwnValues = { readonly ownValue: OwnValue | null; readonly ownValueChanges: readonly OwnValueVersion[] };

/** The source of a value: the organiser's table, the client's own decision, or neither. */
export type ValueBasis = 'TABLE' | 'OWN' | 'NONE';

/** `since`: the first day of the table that set the value; null when no table did. */
export type Worth = { readonly valueCents: Cents; readonly since: Day | null; readonly basis: ValueBasis };

export const COEFFICIENT_ONE = 10_000n;

export const multiply = (baseCents: Cents, coefficient: number): Cents => divideHalfUp(baseCents * BigInt(coefficient), COEFFICIENT_ONE);

/** The value by a client's own base. A content without a coefficient has the same value for everybody. */
export const atBase = (baseCents: Cents, { coefficient, valueCents }: Pick<ValueVersion, 'coefficient' | 'valueCents'>): Cents =>
  coefficient === null ? valueCents : multiply(baseCents, coefficient);

/** The newest entry that has begun by the day; entries are newest first. */
export const heldOn = <Dated extends { readonly firstDay: Day }>(dated: readonly Dated[] | undefined, day: Day): Dated | undefined =>
  dated?.find(({ firstDay }) => !isBefore(day, firstDay));

export const ownValueOn = ({ ownValue, ownValueChanges }: OwnValues, day: Day): OwnValue | null =>
  heldOn(ownValueChanges, day)?.ownValue ?? ownValue;

/** A euro is worth a euro unless a table says otherwise (rules 42). */
const EURO_CENTS = 100n;

export function worthOn(
  own: OwnValue | null,
  table: readonly ValueVersion[] | undefined,
  { contentId, unit, day }: { readonly contentId: Id; readonly unit: Unit; readonly day: Day },
): Worth | undefined {
  const written = own?.contents.get(contentId);
  if (written !== undefined) return { valueCents: written, since: null, basis: 'OWN' };
  const held = heldOn(table, day);
  if (!held) return unit === 'EURO' ? { valueCents: EURO_CENTS, since: null, basis: 'NONE' } : undefined;
  const { coefficient, valueCents, firstDay } = held;
  const base = own?.baseCents ?? null;
  return base === null || coefficient === null
    ? { valueCents, since: firstDay, basis: 'TABLE' }
    : { valueCents: atBase(base, held), since: firstDay, basis: 'OWN' };
}
