/**
 * Explains the pieces of a visit: the band, day, price list and version of each, and the rules behind it. It prices
 * nothing and knows no shares.
 */
import { dayOf, type Day } from '@seteli/kit/day';
import type { RuleCode } from '@seteli/schema/generated/shared';
import { bandAt, isEveAt, type Band, type DayBand } from './band.ts';
import { dayClassOf, type DayClass, type ServiceCalendar } from './calendar.ts';
import type { CancellationTerms } from './cancellation.ts';
import { versionOn, type KnownBooking } from './facts.ts';
import { priceOn } from './price.ts';
import type { PricedPiece } from './record.ts';
import { isCancelled, type Recorded } from './recorded.ts';
import { minuteAt } from './wall-clock.ts';

export type ExplainedPiece = PricedPiece & {
  readonly dayClass: DayClass;
  /** By the wall clock; null when no band names the content. */
  readonly band: DayBand | null;
  /** The first day of the price list, or of the order with a price of its own. */
  readonly priceFirstDay: Day;
  readonly serviceVersion: number;
  readonly rules: readonly RuleCode[];
};

export type Explanation = {
  /** Null when the visit was recorded by days. */
  readonly elapsedMinutes: number | null;
  readonly incrementMinutes: number;
  readonly cancellation: Pick<CancellationTerms, 'payer' | 'consumesQuota'> | null;
  readonly pieces: readonly ExplainedPiece[];
};

const MINUTE_MS = 60_000;

type Known = Pick<KnownBooking, 'service' | 'calendar' | 'prices'>;

export function explain(known: Known, recorded: Recorded, pieces: readonly PricedPiece[]): Explanation {
  const { startsAt, endsAt, timed } = recorded;
  const { incrementMinutes, cancellationTerms } = versionOn(known.service, dayOf(startsAt));
  const elapsedMinutes = timed ? (endsAt.epochMilliseconds - startsAt.epochMilliseconds) / MINUTE_MS : null;
  const added = pieceWithAddedTime(recorded, elapsedMinutes, pieces);
  return {
    elapsedMinutes,
    incrementMinutes: isCancelled(recorded) ? 1 : incrementMinutes,
    cancellation: isCancelled(recorded) ? cancellationTerms : null,
    pieces: pieces.map((piece) => explainPiece(known, recorded, piece, piece === added)),
  };
}

/** The last piece of the time, if the charged time is longer than the visit. */
function pieceWithAddedTime({ workers }: Recorded, elapsedMinutes: number | null, pieces: readonly PricedPiece[]): PricedPiece | undefined {
  const ofTime = pieces.filter(({ unit, isAccessory }) => unit === 'HOUR' && !isAccessory);
  const charged = ofTime.reduce((sum, { steps }) => sum + steps, 0);
  return elapsedMinutes !== null && charged > elapsedMinutes * workers ? ofTime.at(-1) : undefined;
}

function explainPiece({ service, calendar, prices }: Known, recorded: Recorded, piece: PricedPiece, hasAddedTime: boolean): ExplainedPiece {
  const { contentId, day, from } = piece;
  const price = priceOn(prices.get(contentId) ?? [], day)!;
  const ofVisit = versionOn(service, dayOf(recorded.startsAt));
  const ofDay = versionOn(service, day);
  const { bands } = ofDay;
  const minute = from && minuteAt(from.epochMilliseconds);
  const found = minute === null ? undefined : bandAt(bands, day, minute, calendar);
  const band = found?.contentId === contentId ? found : null;
  const isEve = band !== null && isEveAt(bands, day, minute!, calendar);
  const dayClass = isEve ? 'HOLIDAY_EVE' : dayClassOf(day, calendar);
  const isOwn = band !== null && isOwnClass(bands, day, minute!, calendar);
  const isProrated = !piece.isAccessory && (piece.unit === 'WEEK' || piece.unit === 'MONTH');
  const isWholeUnit = from !== null && piece.unit !== 'HOUR';
  const holds: readonly (readonly [boolean, RuleCode])[] = [
    [band !== null, 'BAND'],
    [band !== null && dayClass === 'HOLIDAY' && !isOwn, 'HOLIDAY'],
    [isOwn, 'OWN_DAY'],
    [isEve, 'HOLIDAY_EVE'],
    [isWholeUnit, 'NOT_CUT'],
    [hasAddedTime, 'STARTED_INCREMENTS'],
    [recorded.workers > 1 && !piece.isAccessory, 'WORKERS'],
    [isProrated && ofVisit.prorationPolicy !== 'FULL_WHEN_STARTED', 'PRORATION'],
    [isProrated && ofVisit.prorationPolicy === 'FULL_WHEN_STARTED', 'FULL_WHEN_STARTED'],
    [isCancelled(recorded), 'CANCELLATION'],
    [piece.isAccessory, 'ACCESSORY'],
    [!price.isOfOrder, 'LIST_PRICE'],
    [price.isOfOrder === true, 'ORDER_PRICE'],
  ];
  return {
    ...piece,
    dayClass,
    band,
    priceFirstDay: price.firstDay,
    serviceVersion: (band ? ofDay : ofVisit).version,
    rules: holds.flatMap(([does, rule]) => (does ? [rule] : [])),
  };
}

/** Whether the organiser has given the day its class, or struck the eve that would hold. */
function isOwnClass(bands: readonly Band[], day: Day, minute: number, calendar: ServiceCalendar): boolean {
  const isEveOf = (of: ServiceCalendar) => isEveAt(bands, day, minute, of);
  const unsaid = { ...calendar, addedEves: new Set<string>(), struckEves: new Set<string>() };
  return calendar.ownDays.has(day.toString()) || isEveOf(calendar) !== isEveOf(unsaid);
}
