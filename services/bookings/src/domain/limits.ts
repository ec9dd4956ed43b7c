/**
 * How much of something there may be. The SDL has the same numbers (`@listSize`), and the gateway reckons the cost of
 * an operation from them.
 */
/** Recurring visits of a booking that have more to record. Four visits a day, each weekday at its own time, make 28. */
export const RECURRING_MAX = 30;
/** Pauses of recurring visits that are not over. */
export const PAUSES_MAX = 100;
/** Days of a visit that is recorded by days. More at once are a mistake, and no message could carry them. */
export const VISIT_DAYS_MAX = 366;
/**
 * Pieces of a visit: a year by days with accessories, or a long visit through its bands. Vouchers answers with at most
 * two lines for each piece, where the voucher covers only a part. One event carries no more lines than that.
 */
export const PIECES_MAX = 400;
/** Correction requests for one visit, however they ended. */
export const CORRECTION_REQUESTS_MAX = 20;
/** How often checkers may hold one visit: each hold reverses its entries and posts them again. */
export const HOLDS_MAX = 20;
/** Lines of a table, one for each visit: a month of a large provider. */
export const TABLE_LINES_MAX = 20_000;
/** Bookings records so many lines while their sender waits. A job records more. */
export const LINES_AT_ONCE_MAX = 500;
/** Days of an organiser's calendar in one answer. */
export const CALENDAR_DAYS_MAX = 400;
/** Clients whom one worker may serve together as a group. A checker looks at visits with more. */
export const GROUP_CLIENTS_MAX = 3;
/** Times without a band in the refusal of one visit. */
export const UNCOVERED_MAX = 20;
