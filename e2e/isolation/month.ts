/** The month of our belongings. */
import { MONTH as JULY } from '../diary.ts';

/**
 * An October. Settling it locks all months before it, so bad-input/ has the following year to itself. By the end of
 * that year no inbox has forgotten our messages.
 */
export const MONTH = JULY.add({ months: 3 });
