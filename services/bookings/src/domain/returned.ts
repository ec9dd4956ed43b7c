/** A returned visit waits for its provider, but not for ever (rules 69b): until when, and what happens then. */
import { dayOf, isBefore, lastDayOf, monthOf, type Day, type Instant } from '@seteli/kit/day';
import { deleted, type Handling, type Visit } from './visit.ts';

/**
 * The last day on which the provider can change or delete the visit: the hard limit of its service month. A visit that
 * is returned later waits as many months after the month of its return.
 */
export function handleBy({ startsAt }: Pick<Visit, 'startsAt'>, returnedOn: Day, hardLimitMonths: number): Day {
  const limitOf = (day: Day) => lastDayOf(monthOf(day).add({ months: hardLimitMonths }));
  const limit = limitOf(dayOf(startsAt));
  return isBefore(limit, returnedOn) ? limitOf(returnedOn) : limit;
}

/** What a return says about the time that its provider has. */
export function handlingOf(visit: Pick<Visit, 'startsAt'>, returnedAt: Instant, hardLimitMonths: number): Handling {
  return { returnedAt, handleBy: handleBy(visit, dayOf(returnedAt), hardLimitMonths), remindedAt: null };
}

/**
 * Whether its provider hears once more, so many days before the last one. Not when the return was as near to the last
 * day.
 */
export const needsReminder = ({ returnedAt, handleBy }: Pick<Visit, 'returnedAt' | 'handleBy'>, reminderDays: number): boolean =>
  handleBy !== null && (returnedAt === null || isBefore(dayOf(returnedAt), handleBy.subtract({ days: reminderDays })));

/** Nobody deletes the visit: it takes nothing from the voucher any longer, and says why. */
export const release = (visit: Visit): Visit => ({ ...deleted(visit), flags: [...visit.flags, 'RELEASED'] });
