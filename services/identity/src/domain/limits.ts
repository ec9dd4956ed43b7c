/** How much of something there may be. The SDL says the same numbers (`@listSize`), and the cost of an operation is reckoned from them. */
/** Service teams of an organisation. */
export const TEAMS_MAX = 200;
