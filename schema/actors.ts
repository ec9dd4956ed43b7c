/** For which kinds of organisations somebody may act. */
import { claimsReader } from '@seteli/kit/actor';

export const ORGANISATION_KINDS = ['ORGANISER', 'PROVIDER', 'PERSON'] as const;

declare module '@seteli/kit/actor' {
  // The kit knows no kind; the names come from the list above.
  interface OrganisationKinds extends Record<(typeof ORGANISATION_KINDS)[number], true> {}
}

/** Reads the claims that access tokens and actor tokens share; throws when one is missing or has another shape. */
export const fromClaims = claimsReader(ORGANISATION_KINDS);
