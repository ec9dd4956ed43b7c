/** How large an answer of a subgraph may be, in bytes: it sends none that is larger, and the gateway reads none. */
export const ANSWER_BYTES_MAX = 8 * 1024 * 1024;
