/** How much of something there may be. The SDL says the same numbers (`@listSize`), and the cost of an operation is reckoned from them. */
/** Invoices for a statement, credits included. */
export const INVOICES_MAX = 100;
