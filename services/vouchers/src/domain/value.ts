/**
 * The rule of publishing the most that the organiser pays for a unit of a service's contents (setelin arvo). `worth.ts`
 * decides which value holds on a day.
 */
import { isBefore, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { divideHalfUp, MOST_CENTS, type Cents } from '@seteli/kit/money';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { atBase, multiply, type ValueVersion } from './worth.ts';

/**
 * The content's own value, a coefficient of the base in ten-thousandths, or a percentage of another content's value
 * (rules 56).
 */
export type ValueWish = {
  readonly contentId: Id;
  readonly valueCents: Cents | null;
  readonly coefficient: number | null;
  readonly share: { readonly ofContentId: Id; readonly percent: number } | null;
};

/**
 * Why a change to a client's loss may begin before today: the organiser published or decided something else than it
 * meant (rules 14).
 */
export type ChangeReason = 'CORRECTION_OF_ERROR';

export type TableWish = {
  readonly firstDay: Day;
  readonly baseCents: Cents | null;
  readonly values: readonly ValueWish[];
  /** Null for a change that one person may publish. */
  readonly reason: ChangeReason | null;
};
export type ContentValue = Omit<ValueVersion, 'firstDay'> & { readonly contentId: Id };

/**
 * `contentIds` is null while vouchers has not heard of the service. `before` holds the values in force on the table's
 * first day, `ownBases` the bases of clients' decisions.
 */
export type ValueFacts = {
  readonly contentIds: readonly Id[] | null;
  readonly before: ReadonlyMap<Id, ValueVersion>;
  readonly ownBases: readonly Cents[];
  readonly noticeDays: number;
  readonly today: Day;
  /** The number of earlier tables of that day. */
  readonly versions: number;
};

type ValueRefusal =
  | 'NOT_YET_KNOWN'
  | 'INVALID_RANGE'
  | 'UNKNOWN_CONTENT'
  | 'CONTENT_GRANTED_TWICE'
  | 'AMOUNT_NOT_POSITIVE'
  | 'NO_VALUE'
  | 'AMOUNT_TOO_LARGE'
  | 'NOTICE_TOO_SHORT'
  | 'VERSION_EXISTS';

/**
 * Zero is a value: the client pays everything. A fall needs its notice, so no value falls backwards (rules 14, 15). The
 * correction of an error may fall, and may replace the table of a day; `proposal.ts` requires two persons for it.
 */
export function checkValues(
  { contentIds, before, ownBases, noticeDays, today, versions }: ValueFacts,
  wish: TableWish,
): Decision<readonly ContentValue[], ValueRefusal> {
  if (!contentIds) return refuse('NOT_YET_KNOWN', { path: ['serviceId'] });
  const { values, baseCents, firstDay, reason } = wish;
  if (reason && !isBefore(firstDay, today)) return refuse('INVALID_RANGE', { path: ['firstDay'] });
  const pathOf = (index: number, field: string) => ({ path: ['values', String(index), field] });
  const unknown = values.findIndex(
    ({ contentId, share }) => ![contentId, share?.ofContentId ?? contentId].every((id) => contentIds.includes(id)),
  );
  if (unknown !== -1) return refuse('UNKNOWN_CONTENT', pathOf(unknown, 'contentId'));
  const repeated = values.findIndex(({ contentId }, index) => values.findIndex((value) => value.contentId === contentId) < index);
  if (repeated !== -1) return refuse('CONTENT_GRANTED_TWICE', pathOf(repeated, 'contentId'));
  if (baseCents !== null && baseCents < 0n) return refuse('AMOUNT_NOT_POSITIVE', { path: ['base'] });
  const negative = values.findIndex(({ valueCents }) => valueCents !== null && valueCents < 0n);
  if (negative !== -1) return refuse('AMOUNT_NOT_POSITIVE', pathOf(negative, 'value'));
  const published = valuesOf(wish, before);
  const worthless = published.indexOf(undefined);
  if (worthless !== -1) return refuse('NO_VALUE', pathOf(worthless, 'percentage'));
  const worth = published.filter((value) => value !== undefined);
  // A percentage may refer to a value that was published as a percentage itself, so tables could multiply one another.
  const large = worth.findIndex(({ valueCents }) => valueCents > MOST_CENTS);
  if (large !== -1) {
    const details = { contentId: values[large]!.contentId, most: { unit: 'EURO', steps: Number(MOST_CENTS) } as const };
    return refuse('AMOUNT_TOO_LARGE', { ...pathOf(large, fieldOf(values[large]!)), details });
  }
  const falling = worth.findIndex((value) => isFall(before.get(value.contentId), value, ownBases));
  const earliest = today.add({ days: noticeDays });
  if (falling !== -1 && !reason && isBefore(firstDay, earliest)) {
    const details = { contentId: values[falling]!.contentId, firstDay: earliest.toString() };
    return refuse('NOTICE_TOO_SHORT', { ...pathOf(falling, fieldOf(values[falling]!)), details });
  }
  return versions > 0 && !reason ? refuse('VERSION_EXISTS', { path: ['firstDay'], details: { day: firstDay.toString() } }) : accept(worth);
}

const fieldOf = ({ coefficient, share }: ValueWish): string => (share ? 'percentage' : coefficient === null ? 'value' : 'coefficient');

/**
 * The amounts of the values. A percentage refers to the other content's value in the same table, or else to the value
 * in force, and never to another percentage.
 */
function valuesOf({ values, baseCents }: TableWish, before: ValueFacts['before']): (ContentValue | undefined)[] {
  const written = new Map(
    values.map(({ contentId, valueCents, coefficient, share }) => [
      contentId,
      share ? undefined : { contentId, coefficient, valueCents: valueCents ?? multiply(baseCents ?? 0n, coefficient ?? 0) },
    ]),
  );
  return values.map(({ contentId, share }) => {
    if (!share) return written.get(contentId);
    const whole = written.has(share.ofContentId) ? written.get(share.ofContentId) : before.get(share.ofContentId);
    return whole && { contentId, coefficient: null, valueCents: divideHalfUp(whole.valueCents * BigInt(share.percent), 100n) };
  });
}

/**
 * A smaller coefficient is a fall for clients whose decision has its own base. Adding or dropping a coefficient may be
 * one, too.
 */
const isFall = (before: ValueVersion | undefined, after: ContentValue, ownBases: readonly Cents[]): boolean =>
  before !== undefined &&
  (after.valueCents < before.valueCents ||
    (before.coefficient !== null && after.coefficient !== null && after.coefficient < before.coefficient) ||
    ownBases.some((base) => atBase(base, after) < atBase(base, before)));

/** All values of a service with those of a new table, newest first; on one day, the new table comes first. */
export function withValues(
  versions: ReadonlyMap<Id, readonly ValueVersion[]>,
  firstDay: Day,
  published: readonly ContentValue[],
): ReadonlyMap<Id, readonly ValueVersion[]> {
  const all = new Map(versions);
  for (const { contentId, ...value } of published) {
    const newest = [{ ...value, firstDay }, ...(all.get(contentId) ?? [])];
    all.set(
      contentId,
      newest.toSorted((one, other) => Temporal.PlainDate.compare(other.firstDay, one.firstDay)),
    );
  }
  return all;
}

/**
 * The last day on which values of a table may decide: the day before later values of all their contents have begun.
 * Null when some value is the latest.
 */
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

/** The subject of a preview of a table: the same text when the same values replace the same values. */
export const aboutTable = (
  serviceId: Id,
  { firstDay, reason }: Pick<TableWish, 'firstDay' | 'reason'>,
  published: readonly ContentValue[],
  { before, versions }: Pick<ValueFacts, 'before' | 'versions'>,
): string => {
  const textOf = (value: Pick<ContentValue, 'valueCents' | 'coefficient'> | undefined) =>
    value && `${value.valueCents}/${value.coefficient}`;
  const changes = published.map((value) => `${value.contentId}=${textOf(before.get(value.contentId))}>${textOf(value)}`);
  return [serviceId, firstDay, reason, versions, ...changes].join(' ');
};
