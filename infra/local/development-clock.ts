/**
 * Moves the clock of a development system, so that a test can live through a month in a minute. Tokens and sessions
 * keep real time.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { movableClock } from '@seteli/kit/clock';

/** Longer than a process waits before it reads the file again. */
const NOTICE_MS = 250;

export const readDevelopmentClock = (file: string): Temporal.Instant => movableClock(file).now();

export async function moveDevelopmentClock(file: string, to: Temporal.Instant): Promise<void> {
  const aheadMs = to.epochMilliseconds - Temporal.Now.instant().epochMilliseconds;
  writeFileSync(`${file}.new`, String(aheadMs));
  renameSync(`${file}.new`, file);
  await new Promise((resolve) => setTimeout(resolve, NOTICE_MS));
}
