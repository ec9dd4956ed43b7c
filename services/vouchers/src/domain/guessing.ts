/**
 * How often vouchers may be opened by their numbers, how often a number may be missed, and when somebody must hear of it. A number is
 * older when it follows others, so that whoever knows one knows the next.
 */

export type Window = {
  readonly by: 'user' | 'organisation' | 'address';
  readonly seconds: number;
  /** Numbers asked for. */
  readonly lookups: number;
  /** Numbers that opened nothing, whatever the reason. */
  readonly misses: number;
  /** Somebody hears of it at this number of misses. */
  readonly alarm: number;
  /** And at this number of vouchers opened by older numbers: whoever walks from client to client misses none. */
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

/** What was counted in a window so far. */
export type Tally = Readonly<Record<Counted, number>> & { readonly window: Window };

export const COUNTED = ['lookups', 'misses', 'older'] as const;
export type Counted = (typeof COUNTED)[number];

/** Whether nothing may be looked for: once the look-up that is asked for is counted, or without it already. */
export const isTooOften = ({ window, lookups, misses }: Tally): boolean => lookups > window.lookups || misses >= window.misses;

/** What the look-up at hand came to, beside a number of today that opened its voucher. */
export type Outcome = 'missed' | 'older opened' | undefined;

/** Once in a window: when the misses or the older numbers have just come to its number, or with the first look-up beyond its limit. */
export const isAlarming = ({ window, lookups, misses, older }: Tally, outcome: Outcome): boolean =>
  (outcome === 'missed' && misses === window.alarm) ||
  (outcome === 'older opened' && older === window.olderAlarm) ||
  lookups === window.lookups + 1;
