/** An answer that breaks its schema, or that only the gateway package can handle: the package answers instead. */
export class Irregular extends Error {}
