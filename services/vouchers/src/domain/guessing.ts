/** How often vouchers may be opened by their numbers, how often a number may be missed, and when somebody must hear of it. */

export type Window = {
  readonly by: 'user' | 'organisation' | 'address';
  readonly seconds: number;
  /** Numbers asked for. */
  readonly lookups: number;
  /** Numbers that opened nothing, whatever the reason. */
  readonly misses: number;
  /** Somebody hears of it at this number of misses. */
  readonly alarm: number;
};

const MINUTE = 60;
const DAY = 86_400;

/** An office opens some hundreds a day and mistypes few of them; many offices may share one address. */
export const WINDOWS: readonly Window[] = [
  { by: 'user', seconds: MINUTE, lookups: 60, misses: 10, alarm: 10 },
  { by: 'user', seconds: DAY, lookups: 600, misses: 50, alarm: 25 },
  { by: 'organisation', seconds: MINUTE, lookups: 300, misses: 50, alarm: 50 },
  { by: 'organisation', seconds: DAY, lookups: 5_000, misses: 300, alarm: 150 },
  { by: 'address', seconds: MINUTE, lookups: 600, misses: 100, alarm: 100 },
  { by: 'address', seconds: DAY, lookups: 20_000, misses: 1_000, alarm: 500 },
];

/** What was counted in a window so far. */
export type Tally = { readonly window: Window; readonly lookups: number; readonly misses: number };

/** Whether nothing may be looked for: once the look-up that is asked for is counted, or without it already. */
export const isTooOften = ({ window, lookups, misses }: Tally): boolean => lookups > window.lookups || misses >= window.misses;

/** Once in a window: when the misses have just come to its number, or with the first look-up beyond its limit. */
export const isAlarming = ({ window, lookups, misses }: Tally, hasMissed: boolean): boolean =>
  (hasMissed && misses === window.alarm) || lookups === window.lookups + 1;
