/** What recorders send, in short: by the wall clock of Helsinki, or by days. */

export const helsinki = (text: string): string =>
  Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/Helsinki').toInstant().toString();

export type Row = { bookingId: string; start?: string | null; end?: string | null; externalId?: string; overlapReason?: string } & Record<
  string,
  unknown
>;
export const row = (bookingId: string, start: string, end: string, change: Partial<Row> = {}): Row => ({
  bookingId,
  start: helsinki(start),
  end: helsinki(end),
  ...change,
});

/** A row by days instead of times: a day, or from one day to another. */
export const dayRow = (bookingId: string, contentId: string, onDay: string, change: Partial<Row> = {}): Row => ({
  bookingId,
  contentId,
  day: onDay,
  ...change,
});
