/**
 * How much of something there may be. The SDL has the same numbers (`@listSize`), from which the gateway calculates
 * costs.
 */
/** Service teams of an organisation. */
export const TEAMS_MAX = 200;
/** Users in a team. */
export const TEAM_MEMBERS_MAX = 200;
/** Invitations of an organisation that somebody may still take up. */
export const INVITATIONS_MAX = 500;
/** E-mails that an organisation has us send to people whom it invites, in a day. */
export const INVITATIONS_A_DAY = 1_000;
/** Passkeys of a user. */
export const PASSKEYS_MAX = 10;
/** Systems of an organisation, passive ones included. */
export const SYSTEMS_MAX = 50;
/** Keys of a system that hold at a time: the old one and the new one, while the system changes over. */
export const KEYS_MAX = 2;
/** The newest keys of a system that its administrators see. */
export const KEYS_SHOWN = 20;
/** Units that may limit a system. */
export const UNITS_MAX = 200;
/** Open apps of others. */
export const APPS_MAX = 200;
/** Characters of an address to which an app gets its answers, or of an origin. */
export const ADDRESS_MAX = 300;
