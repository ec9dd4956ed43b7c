/** How much of something there may be. The SDL says the same numbers (`@listSize`), and the cost of an operation is reckoned from them. */
/** Suspensions of a voucher, those that are over included: visits of their days are still asked about. For ten years twenty a year. */
export const SUSPENSIONS_MAX = 200;
/** Batches of a balance, those that are over included: visits still hold of them. A batch a month for more than ten years. */
export const BATCHES_MAX = 150;
/** How much of what a change would do a preview shows. */
export const EFFECTS_SHOWN = 500;
/** Of how many months a preview says what each costs at most: two years. */
export const COST_MONTHS_MAX = 24;
