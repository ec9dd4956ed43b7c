/** The day and month of today in Finland, as the API writes them. The only file here that asks the clock. */
const finnish = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short' });

export const today = (): string => finnish.format(new Date());
export const thisMonth = (): string => today().slice(0, 7);

/** Milliseconds of a clock that only goes forward. */
export const elapsed = (): number => performance.now();
