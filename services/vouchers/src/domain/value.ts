/** The rule of publishing what the organiser pays at most for a unit of a service's contents (setelin arvo). Which value holds on a day says `worth.ts`. */
import { isBefore, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { atBase, multiply, type ValueVersion } from './worth.ts';

/** Either a value of the content's own, or a coefficient of the base in ten-thousandths. */
export type ValueWish = { readonly contentId: Id; readonly valueCents: Cents | null; readonly coefficient: number | null };
export type TableWish = { readonly firstDay: Day; readonly baseCents: Cents | null; readonly values: readonly ValueWish[] };
export type ContentValue = Omit<ValueVersion, 'firstDay'> & { readonly contentId: Id };

/** `contentIds` is null while vouchers has not heard of the service; `before` holds what is in force on the table's first day, `ownBases` those of decisions. */
export type ValueFacts = {
  readonly contentIds: readonly Id[] | null;
  readonly before: ReadonlyMap<Id, ValueVersion>;
  readonly ownBases: readonly Cents[];
  readonly noticeDays: number;
  readonly today: Day;
};

type ValueRefusal = 'NOT_YET_KNOWN' | 'UNKNOWN_CONTENT' | 'CONTENT_GRANTED_TWICE' | 'AMOUNT_NOT_POSITIVE' | 'NOTICE_TOO_SHORT';

/** A value of zero is a value: the client pays everything. A fall needs its notice, so that nothing ever falls backwards (rules 14, 15). */
export function checkValues(
  { contentIds, before, ownBases, noticeDays, today }: ValueFacts,
  wish: TableWish,
): Decision<readonly ContentValue[], ValueRefusal> {
  if (!contentIds) return refuse('NOT_YET_KNOWN', { path: ['serviceId'] });
  const { values, baseCents, firstDay } = wish;
  const pathOf = (index: number, field: string) => ({ path: ['values', String(index), field] });
  const unknown = values.findIndex(({ contentId }) => !contentIds.includes(contentId));
  if (unknown !== -1) return refuse('UNKNOWN_CONTENT', pathOf(unknown, 'contentId'));
  const repeated = values.findIndex(({ contentId }, index) => values.findIndex((value) => value.contentId === contentId) < index);
  if (repeated !== -1) return refuse('CONTENT_GRANTED_TWICE', pathOf(repeated, 'contentId'));
  if (baseCents !== null && baseCents < 0n) return refuse('AMOUNT_NOT_POSITIVE', { path: ['base'] });
  const negative = values.findIndex(({ valueCents }) => valueCents !== null && valueCents < 0n);
  if (negative !== -1) return refuse('AMOUNT_NOT_POSITIVE', pathOf(negative, 'value'));
  const published = values.map(({ contentId, valueCents, coefficient }) => ({
    contentId,
    coefficient,
    valueCents: valueCents ?? multiply(baseCents ?? 0n, coefficient ?? 0),
  }));
  const falling = published.findIndex((value) => isFall(before.get(value.contentId), value, ownBases));
  if (falling !== -1 && isBefore(firstDay, today.add({ days: noticeDays })))
    return refuse('NOTICE_TOO_SHORT', pathOf(falling, values[falling]!.coefficient === null ? 'value' : 'coefficient'));
  return accept(published);
}

/** A smaller coefficient is a fall for those whose decision says their own base, and so may one be that comes or goes. */
const isFall = (before: ValueVersion | undefined, after: ContentValue, ownBases: readonly Cents[]): boolean =>
  before !== undefined &&
  (after.valueCents < before.valueCents ||
    (before.coefficient !== null && after.coefficient !== null && after.coefficient < before.coefficient) ||
    ownBases.some((base) => atBase(base, after) < atBase(base, before)));

/** All values of a service with those of a new table among them, newest first. */
export function withValues(
  versions: ReadonlyMap<Id, readonly ValueVersion[]>,
  firstDay: Day,
  published: readonly ContentValue[],
): ReadonlyMap<Id, readonly ValueVersion[]> {
  const all = new Map(versions);
  for (const { contentId, ...value } of published) {
    const newest = [...(all.get(contentId) ?? []), { ...value, firstDay }];
    all.set(
      contentId,
      newest.toSorted((one, other) => Temporal.PlainDate.compare(other.firstDay, one.firstDay)),
    );
  }
  return all;
}

/** The last day that values of a table may decide about: later ones of all their contents have begun the day after. None when they are the latest. */
export function lastDayOf(
  versions: ReadonlyMap<Id, readonly ValueVersion[]>,
  firstDay: Day,
  published: readonly Pick<ContentValue, 'contentId'>[],
): Day | null {
  const followed = published.map(({ contentId }) =>
    (versions.get(contentId) ?? []).map((version) => version.firstDay).findLast((day) => isBefore(firstDay, day)),
  );
  if (followed.includes(undefined)) return null;
  const days = followed.filter((day) => day !== undefined).toSorted(Temporal.PlainDate.compare);
  return days.at(-1)?.subtract({ days: 1 }) ?? null;
}

/** What a preview of a table is about: the same text for the same wish. */
export const aboutTable = (serviceId: Id, { firstDay, baseCents, values }: TableWish): string =>
  [
    serviceId,
    firstDay,
    baseCents,
    ...values.map(({ contentId, valueCents, coefficient }) => `${contentId}=${valueCents}/${coefficient}`),
  ].join(' ');
