/** For which kinds of organisations somebody may act. */
import { claimsReader, type Actor } from '@seteli/kit/actor';

export const ORGANISATION_KINDS = ['ORGANISER', 'PROVIDER', 'PERSON', 'PLATFORM'] as const;

/** The platform itself has users: its operator opens organisers. There is one platform. */
export const PLATFORM = { kind: 'PLATFORM', id: '00000000-0000-7000-8000-000000000001' } as const;

/**
 * What a system may do for its organisation: its scopes, which are roles that no person has. An access token names the
 * scopes that its system asked for.
 */
export const SYSTEM_SCOPES = {
  ORGANISER: ['SYSTEM_READ', 'SYSTEM_GRANT', 'SYSTEM_FEED'],
  PROVIDER: ['SYSTEM_READ', 'SYSTEM_RECORD', 'SYSTEM_BILLING'],
} as const;
export type SystemScope = (typeof SYSTEM_SCOPES)[keyof typeof SYSTEM_SCOPES][number];

const SCOPES: ReadonlySet<string> = new Set(Object.values(SYSTEM_SCOPES).flat());

/** Whether a system acts, and no person. */
export const isSystem = ({ roles }: Pick<Actor, 'roles'>): boolean => roles.some((role) => SCOPES.has(role));

/** What a mandate may allow. A holder of a mandate acts for the client with these roles. */
export const MANDATE_ROLES = ['MANDATE_SEE', 'MANDATE_ARRANGE', 'MANDATE_PAY'] as const;

/** Who sees a client's services: the client, and whoever may see or arrange them for the client. */
export const SEES_SERVICES = ['CLIENT', 'MANDATE_SEE', 'MANDATE_ARRANGE'] as const;
/** Who arranges a client's services. */
export const ARRANGES_SERVICES = ['CLIENT', 'MANDATE_ARRANGE'] as const;
/** Who sees what a client pays. */
export const SEES_PAYMENTS = ['CLIENT', 'MANDATE_SEE', 'MANDATE_PAY'] as const;

declare module '@seteli/kit/actor' {
  // The kit knows no kind; the names come from the list above.
  interface OrganisationKinds extends Record<(typeof ORGANISATION_KINDS)[number], true> {}
}

/** Reads the claims that access tokens and actor tokens share; throws when one is missing or has another shape. */
export const fromClaims = claimsReader(ORGANISATION_KINDS);
