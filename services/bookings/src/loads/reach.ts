/**
 * Which days' visits bookings decides about again after a publication or correction for days that have begun. What
 * begins later reaches none.
 */
import { isDeepStrictEqual } from 'node:util';
import { dayBeforeNext, isBefore, type Day } from '@seteli/kit/day';
import type { Reader } from '@seteli/kit/db';
import type { DataOf } from '@seteli/kit/events';
import type { calendarDaysSet, priceListAccepted } from '@seteli/schema/events/registry';
import { ONLY_WHAT_COSTS_OTHERWISE, paidOtherwise, reachOfDays, type Reach } from '../domain/repricing.ts';
import { listPricedDays } from '../store/known.ts';
import { listByOperatingDays, listVersions, type StoredVersion } from '../store/service-version.ts';

/** Until the next list of the unit and service. Nobody recorded anything before the first list. */
export async function reachOfPrices(reader: Reader, list: DataOf<typeof priceListAccepted>, today: Day): Promise<Reach[]> {
  const { organiserId, serviceId, unitId, firstDay } = list;
  if (isBefore(today, firstDay)) return [];
  const days = await listPricedDays(reader, unitId, serviceId);
  const isFirst = days.every((day) => isBefore(firstDay, day));
  return isFirst
    ? []
    : [
        {
          organiserId,
          serviceId,
          unitId,
          firstDay,
          lastDay: dayBeforeNext(firstDay, days),
          serviceVersion: null,
          ...ONLY_WHAT_COSTS_OTHERWISE,
        },
      ];
}

/** Until the next version. `published` are saved already, or only proposed. */
export async function reachOfVersions(reader: Reader, published: readonly StoredVersion[], today: Day): Promise<Reach[]> {
  const begun = published.filter(({ firstDay }) => !isBefore(today, firstDay));
  if (begun.length === 0) return [];
  const known = await listVersions(
    reader,
    begun.map(({ serviceId }) => serviceId),
  );
  return begun.flatMap(({ organiserId, serviceId, firstDay, version, contents, cancellationTerms }) => {
    const others = known.filter((other) => other.serviceId === serviceId && other.version !== version);
    const before = others.findLast((other) => other.version < version && !isBefore(firstDay, other.firstDay));
    if (!before) return [];
    const days = others.map((other) => other.firstDay);
    const cancelled = !isDeepStrictEqual(before.cancellationTerms, cancellationTerms);
    const paid = { contentIds: paidOtherwise(before.contents, contents), cancelled };
    return [{ organiserId, serviceId, unitId: null, firstDay, lastDay: dayBeforeNext(firstDay, days), serviceVersion: version, ...paid }];
  });
}

type Said = Pick<DataOf<typeof calendarDaysSet>, 'organiserId' | 'days'>;

export const reachOfSaidDays = async (reader: Reader, { organiserId, days }: Said, today: Day): Promise<Reach[]> =>
  reachOfDays(
    organiserId,
    days.map(({ day }) => day),
    await listByOperatingDays(reader, organiserId),
    today,
  );
