/**
 * The only place that reads the time. Rules get an instant as an argument; commands get it from a clock that their
 * caller gives them.
 */
import { readFileSync, statSync } from 'node:fs';
import type { Instant } from './day.ts';

export type Clock = { now(): Instant };

export const systemClock: Clock = { now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()) };

/** A clock for tests: it stands still until the test moves it. */
export type StillClock = Clock & { set(instant: string): void; advance(duration: Temporal.DurationLike): void };
export function stillClock(start: string): StillClock {
  let now = Temporal.Instant.from(start);
  return {
    now: () => now,
    set: (instant) => {
      now = Temporal.Instant.from(instant);
    },
    advance: (duration) => {
      now = now.add(duration);
    },
  };
}

const RELOAD_MS = 100;

/**
 * A development clock that a file moves: the file holds the milliseconds by which the clock runs ahead. With it the
 * demo plays a month and the days after it. Without the file the clock shows real time.
 */
export function movableClock(file: string): Clock {
  let ahead = 0;
  let checkedAt = -Infinity;
  let modifiedAt: number | undefined;
  const reload = () => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.mtimeMs === modifiedAt) return;
    modifiedAt = stat?.mtimeMs;
    ahead = stat ? Number(readFileSync(file, 'utf8')) || 0 : 0;
  };
  return {
    now() {
      if (performance.now() - checkedAt > RELOAD_MS) {
        checkedAt = performance.now();
        reload();
      }
      return systemClock.now().add({ milliseconds: ahead });
    },
  };
}

/** The service's clock: real time, unless a development set-up names a clock file. */
export const openClock = (file: string | undefined): Clock => (file ? movableClock(file) : systemClock);
