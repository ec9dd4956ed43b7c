/**
 * How often users may open vouchers by number, how often they may miss, and when an alarm is raised. Older numbers
 * follow one another, so a user who knows one knows the next.
 */

export type Window = {
  readonly by: 'user' | 'organisation' | 'address';
  readonly seconds: number;
  /** The most numbers that may be asked for. */
  readonly lookups: number;
  /** The number of misses at which look-ups stop. A miss opens nothing, whatever the reason. */
  readonly misses: number;
  /** The number of misses that raises an alarm. */
  readonly alarm: number;
  /**
   * The number of vouchers opened by older numbers that raises an alarm: a user who walks from client to client never
   * misses.
   */
  readonly olderAlarm?: number;
};

const MINUTE = 60;
const DAY = 86_400;

/** An office opens some hundreds a day and mistypes few of them; many offices may share one address. */
export const WINDOWS: readonly Window[] = [
  { by: 'user', seconds: MINUTE, lookups: 60, misses: 10, alarm: 10 },
  { by: 'user', seconds: DAY, lookups: 600, misses: 50, alarm: 25, olderAlarm: 150 },
  { by: 'organisation', seconds: MINUTE, lookups: 300, misses: 50, alarm: 50 },
  { by: 'organisation', seconds: DAY, lookups: 5_000, misses: 300, alarm: 150, olderAlarm: 1_250 },
  { by: 'address', seconds: MINUTE, lookups: 600, misses: 100, alarm: 100 },
  { by: 'address', seconds: DAY, lookups: 20_000, misses: 1_000, alarm: 500, olderAlarm: 5_000 },
];

/** The counts of a window so far. */
export type Tally = Readonly<Record<Counted, number>> & { readonly window: Window };

export const COUNTED = ['lookups', 'misses', 'older'] as const;
export type Counted = (typeof COUNTED)[number];

/** Whether the look-up must be refused. `lookups` may already count it. */
export const isTooOften = ({ window, lookups, misses }: Tally): boolean => lookups > window.lookups || misses >= window.misses;

/** The result of this look-up; undefined when a new number opened its voucher. */
export type Outcome = 'missed' | 'older opened' | undefined;

/** True once in a window: when misses or older numbers reach their number, or at the first look-up beyond the limit. */
export const isAlarming = ({ window, lookups, misses, older }: Tally, outcome: Outcome): boolean =>
  (outcome === 'missed' && misses === window.alarm) ||
  (outcome === 'older opened' && older === window.olderAlarm) ||
  lookups === window.lookups + 1;
