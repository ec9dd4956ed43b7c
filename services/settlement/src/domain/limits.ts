/**
 * The most of each thing that may exist. The SDL states the same number (`@listSize`), and the cost of an operation is
 * computed from it.
 */
/** Invoices for a statement, credits included. */
export const INVOICES_MAX = 100;
