/**
 * Finds the clients' decisions that a table of lower values replaces (rules 15). A decision is replaced when the table
 * lowers a value on the first day on which both hold.
 */
import { isBefore, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { Unit } from '@seteli/schema/quantity';
import type { PayingVoucher } from './retake.ts';
import { ownValueOn, worthOn, type ValueVersion } from './worth.ts';

/** The value of a content for a client before and after the table. */
export type Fall = { readonly contentId: Id; readonly beforeCents: Cents; readonly afterCents: Cents };

/** A value of a table. Among tables of one day, each correction has the next version. */
export type TableValue = ValueVersion & { readonly version: number };

/** `values`: of all contents, newest first. They include this table's, and those of every table of a day. */
export function fallsOf(
  voucher: PayingVoucher,
  granted: readonly { readonly contentIds: readonly Id[]; readonly unit: Unit }[],
  values: ReadonlyMap<Id, readonly TableValue[]>,
  { firstDay, version }: { readonly firstDay: Day; readonly version: number },
): readonly Fall[] {
  if (voucher.arrangementKind === 'PURCHASED') return [];
  const day = isBefore(firstDay, voucher.firstDay) ? voucher.firstDay : firstDay;
  if (isBefore(voucher.lastDay, day)) return [];
  const own = ownValueOn(voucher, day);
  return granted.flatMap(({ contentIds, unit }) =>
    contentIds.flatMap((contentId) => {
      const versions = values.get(contentId) ?? [];
      const ofTable = versions.findIndex((value) => value.version === version && value.firstDay.equals(firstDay));
      if (ofTable === -1) return [];
      const worthBy = (table: readonly ValueVersion[]) => worthOn(own, table, { contentId, unit, day })?.valueCents;
      const [beforeCents, afterCents] = [worthBy(versions.toSpliced(ofTable, 1)), worthBy(versions)];
      return beforeCents !== undefined && afterCents !== undefined && afterCents < beforeCents
        ? [{ contentId, beforeCents, afterCents }]
        : [];
    }),
  );
}
