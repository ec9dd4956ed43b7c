/** How much of something there may be. The SDL says the same numbers (`@listSize`), and the cost of an operation is reckoned from them. */
/** Recurring visits of a booking, those that have ended included. */
export const RECURRING_MAX = 20;
/** Pauses of recurring visits. */
export const PAUSES_MAX = 100;
/**
 * Pieces of a visit: a year by days, with accessories, or a long visit through its bands. Whoever allocates it answers with two lines for each
 * piece at most, where the voucher covers only a part; so many lines are the most that one event carries.
 */
export const PIECES_MAX = 400;
/** Notices of a booking. */
export const NOTICES_MAX = 200;
