/** An answer that is not as the schema promises, or in which only the gateway package finds its way: the package shall answer. */
export class Irregular extends Error {}
