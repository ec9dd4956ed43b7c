/**
 * The stage that the figures of a running system share: the system itself, its clients, and the month in which intake
 * and latency are measured.
 */
import type { System } from '@seteli/local/system';
import { makeBookings } from './bookings.ts';
import { MONTHS, moveToRecording, openDiary, slotsIn, type Diary } from './calendar.ts';
import { openGateway, type Gateway } from './gateway.ts';
import { makeHome, startSeeded, untilCaughtUp } from './system.ts';

export type Stage = {
  readonly system: System;
  readonly gateway: Gateway;
  readonly bookings: readonly string[];
  /** The month of all measurements but the runs. */
  readonly month: Temporal.PlainYearMonth;
  readonly diary: Diary;
  /** Takes a tenth of the volume. */
  readonly quick: boolean;
};

/** As many bookings as the largest run needs to fit into a month of half hours. */
const bookingsFor = (visits: number): number => Math.ceil(visits / Math.min(...MONTHS.map(slotsIn)));

const LARGEST_MONTH = 100_000;

export async function withStage(quick: boolean, signal: AbortSignal, work: (stage: Stage) => Promise<void>): Promise<void> {
  const home = makeHome();
  try {
    const system = await startSeeded(home.folder, signal);
    try {
      const gateway = openGateway(system);
      const bookings = await makeBookings(gateway, bookingsFor(LARGEST_MONTH), () => untilCaughtUp(system));
      const month = MONTHS[0]!;
      await moveToRecording(system.clockFile, month);
      await work({ system, gateway, bookings, month, diary: openDiary(month, bookings.length), quick });
      await gateway.close();
    } finally {
      await system.stop();
    }
  } finally {
    home.remove();
  }
}
