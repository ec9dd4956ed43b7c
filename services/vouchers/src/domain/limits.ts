/** How much of something there may be. The SDL says the same numbers (`@listSize`), and the cost of an operation is reckoned from them. */
/** Suspensions of a voucher. */
export const SUSPENSIONS_MAX = 50;
/** Batches of a balance. */
export const BATCHES_MAX = 60;
/** How much of what a change would do a preview shows. */
export const EFFECTS_SHOWN = 500;
