/** The addresses of all screens. The gateway learns them from the build, and sends the page for these only. */
export const ADDRESSES = {
  landing: '/',
  choose: '/act',
  client: '/me',
  clientInbox: '/me/inbox',
  accessLog: '/me/access-log',
  provider: '/provider',
  organiser: '/organiser',
  platform: '/platform',
  accessibility: '/accessibility',
} as const;

export type Address = (typeof ADDRESSES)[keyof typeof ADDRESSES];

export const isAddress = (text: unknown): text is Address => Object.values<unknown>(ADDRESSES).includes(text);

const OF_KIND = {
  PERSON: ADDRESSES.client,
  PROVIDER: ADDRESSES.provider,
  ORGANISER: ADDRESSES.organiser,
  PLATFORM: ADDRESSES.platform,
} as const;
export type OrganisationKind = keyof typeof OF_KIND;

/** Where somebody begins who acts for such an organisation. */
export const homeOf = (kind: OrganisationKind): Address => OF_KIND[kind];

/** Doors of identity, outside this client. A browser goes there, and comes back to the address that it names. */
export const signInAddress = (returnTo: string): string => doorTo('/sign-in/start', returnTo);
export const representAddress = (returnTo: string): string => doorTo('/sign-in/represent/start', returnTo);
export const companyAddress = (returnTo: string): string => doorTo('/sign-in/company/start', returnTo);

const doorTo = (door: string, returnTo: string): string => `${door}?${new URLSearchParams({ return_to: returnTo })}`;
