/**
 * The largest counts that the registry accepts. The SDL says the same numbers (`@listSize`), and the gateway computes
 * the cost of an operation from them.
 */
/**
 * Municipalities of an organiser: Finland has about three hundred, its largest wellbeing services county some twenty.
 */
export const MUNICIPALITIES_MAX = 100;
/** Areas of an organiser. */
export const AREAS_MAX = 50;
/** Services of an organiser. */
export const SERVICES_MAX = 500;
/** Contents of a service in all its versions together, since a content never goes away. */
export const CONTENTS_MAX = 100;
/** The most gaps, and the most overlaps, that an answer shows. An administrator mends these first. */
export const GAPS_SHOWN = 200;
/** Units of a provider, closed ones too. */
export const UNITS_MAX = 500;
