/** The month that belongs to somebody. */
import { MONTH as JULY } from '../diary.ts';

/**
 * An October: with it all months before are locked, so that bad-input/ has the year that follows to itself, and by the end of that no inbox has
 * forgotten what was told here.
 */
export const MONTH = JULY.add({ months: 3 });
