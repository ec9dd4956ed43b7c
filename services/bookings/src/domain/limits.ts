/** How much of something there may be. The SDL says the same numbers (`@listSize`), and the cost of an operation is reckoned from them. */
/** Recurring visits of a booking that have more to record: four visits a day, each of the week at its own time, are 28. */
export const RECURRING_MAX = 30;
/** Pauses of recurring visits that are not over. */
export const PAUSES_MAX = 100;
/** Days of a visit that is recorded by days: more at once are a mistake, and no message could carry them. */
export const VISIT_DAYS_MAX = 366;
/**
 * Pieces of a visit: a year by days, with accessories, or a long visit through its bands. Whoever allocates it answers with two lines for each
 * piece at most, where the voucher covers only a part; so many lines are the most that one event carries.
 */
export const PIECES_MAX = 400;
/** Corrections that are asked for of one visit, whatever became of them. */
export const CORRECTION_REQUESTS_MAX = 20;
/** How often one visit is held by checkers: each time reverses its entries and posts them again. */
export const HOLDS_MAX = 20;
/** Visits of a table, a line each: a month of a large provider. */
export const TABLE_LINES_MAX = 20_000;
/** So many lines are recorded while their sender waits; more are a job. */
export const LINES_AT_ONCE_MAX = 500;
/** Days of an organiser's calendar that are shown at a time. */
export const CALENDAR_DAYS_MAX = 400;
/** Clients whom one worker serves together as a group: with more at one time, somebody looks. */
export const GROUP_CLIENTS_MAX = 3;
/** Times without a price that are told of one visit. */
export const UNCOVERED_MAX = 20;
