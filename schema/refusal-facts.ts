/** What a refusal tells of an obstacle besides its code and its place. */
import type { Quantity } from './quantity.ts';

declare module '@seteli/kit/result' {
  interface RefusalFacts {
    /** What would still have fitted: minutes for hours, cents for euros, thousandths for what is counted. */
    readonly remaining?: Quantity;
    /** What else is known of the obstacle. */
    readonly details?: RefusalDetails;
  }
}

/**
 * Details as callers read them, and small enough to be JSON: idempotency keeps them, and events carry them. Days and
 * instants are texts.
 */
export type RefusalDetails = {
  readonly day?: string | undefined;
  /** What does not hold on that day. */
  readonly validity?: ValidityKind | undefined;
  readonly firstDay?: string | undefined;
  readonly lastDay?: string | undefined;
  readonly month?: string | undefined;
  readonly contentId?: string | undefined;
  readonly uncovered?: readonly { readonly start: string; readonly end: string }[] | undefined;
  readonly visitId?: string | undefined;
  readonly most?: Quantity | undefined;
  readonly least?: Quantity | undefined;
  readonly count?: number | undefined;
  readonly state?: string | undefined;
};

export const VALIDITY_KINDS = ['VOUCHER', 'SUSPENSION', 'BOOKING', 'APPROVAL', 'CONTENT', 'PRICE', 'SERVICE'] as const;
export type ValidityKind = (typeof VALIDITY_KINDS)[number];
