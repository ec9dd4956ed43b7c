/**
 * The most of each thing that may exist. The SDL states the same numbers (`@listSize`), and the cost of an operation is
 * computed from them.
 */
/**
 * Suspensions of a voucher, past ones included, since visits of their days still meet them. Twenty a year for ten
 * years.
 */
export const SUSPENSIONS_MAX = 200;
/**
 * Batches of a balance, past ones included, since visits still hold money of them. A batch a month for more than ten
 * years.
 */
export const BATCHES_MAX = 150;
/** The most effects of a change that a preview shows. */
export const EFFECTS_SHOWN = 500;
/** The most months for which a preview tells the cost: two years. */
export const COST_MONTHS_MAX = 24;
