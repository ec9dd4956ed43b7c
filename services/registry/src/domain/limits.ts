/** How much of something there may be. The SDL says the same numbers (`@listSize`), and the cost of an operation is reckoned from them. */
/** Municipalities of an organiser: Finland has about three hundred, its largest wellbeing services county some twenty. */
export const MUNICIPALITIES_MAX = 100;
/** Areas of an organiser. */
export const AREAS_MAX = 50;
/** Services of an organiser. */
export const SERVICES_MAX = 500;
/** Contents of a service, those of all its versions together: they are never taken away. */
export const CONTENTS_MAX = 100;
/** How many gaps, and how many overlaps, of bands are shown: whoever has more mends these first. */
export const GAPS_SHOWN = 200;
