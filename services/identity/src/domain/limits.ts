/**
 * How much of something there may be. The SDL has the same numbers (`@listSize`), from which the gateway calculates
 * costs.
 */
/** Service teams of an organisation. */
export const TEAMS_MAX = 200;
