/** Which month the demo plays, and on which days: each run takes the next month that has not been settled. */
import type { Client } from '@seteli/local/client';
import { readDevelopmentClock } from '@seteli/local/development-clock';

const HELSINKI = 'Europe/Helsinki';

export type DemoMonth = {
  readonly month: Temporal.PlainYearMonth;
  /** A time on a day of the second week; no public holiday falls on the days that the demo uses. */
  at(weekday: 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'SATURDAY', time: string): string;
  readonly recordingTime: Temporal.Instant;
  readonly settlementTime: Temporal.Instant;
};

const ISO_WEEKDAYS = { TUESDAY: 2, WEDNESDAY: 3, THURSDAY: 4, SATURDAY: 6 };

const inHelsinki = (day: Temporal.PlainDate, time: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: HELSINKI, plainTime: Temporal.PlainTime.from(time) }).toInstant();

export type RunInSight = { id: string; month: string; state: string };

export const listRuns = async (client: Client): Promise<RunInSight[]> =>
  (await client.ask('approver', '{ settlementRuns(first: 200) { edges { node { id month state } } } }')).settlementRuns.edges.map(
    (edge: { node: RunInSight }) => edge.node,
  );

export function planMonth(runs: readonly RunInSight[], clockFile: string): DemoMonth {
  const now = readDevelopmentClock(clockFile).toZonedDateTimeISO(HELSINKI);
  const current = now.toPlainDate().toPlainYearMonth();
  const earliest = now.day < 16 ? current : current.add({ months: 1 });
  const locked = runs
    .filter(({ state }) => !['PLANNED', 'COLLECTING'].includes(state))
    .map(({ month }) => Temporal.PlainYearMonth.from(month).add({ months: 1 }));
  const month = [earliest, ...locked].toSorted(Temporal.PlainYearMonth.compare).at(-1)!;
  return {
    month,
    at(weekday, time) {
      const eighth = month.toPlainDate({ day: 8 });
      const day = eighth.add({ days: (ISO_WEEKDAYS[weekday] - eighth.dayOfWeek + 7) % 7 });
      return inHelsinki(day, time).toString();
    },
    recordingTime: inHelsinki(month.toPlainDate({ day: 16 }), '12:00'),
    settlementTime: inHelsinki(month.add({ months: 1 }).toPlainDate({ day: 5 }), '09:00'),
  };
}
