/** A visit that a checker returned waits for its provider, but not for ever (rules 69b): until when, and what becomes of it then. */
import { dayOf, isBefore, lastDayOf, monthOf, type Day, type Instant } from '@seteli/kit/day';
import { deleted, type Handling, type Visit } from './visit.ts';

/**
 * The last day on which its provider can still change or delete it: the hard limit of its service month. What is returned when that has passed waits as many months
 * after the one of its return.
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

/** Whether its provider is told once more, so many days before the last one: not when its return was as near to it as that. */
export const needsReminder = ({ returnedAt, handleBy }: Pick<Visit, 'returnedAt' | 'handleBy'>, reminderDays: number): boolean =>
  handleBy !== null && (returnedAt === null || isBefore(dayOf(returnedAt), handleBy.subtract({ days: reminderDays })));

/** Deleted by nobody: it takes nothing from the voucher any more, and says why. */
export const release = (visit: Visit): Visit => ({ ...deleted(visit), flags: [...visit.flags, 'RELEASED'] });
