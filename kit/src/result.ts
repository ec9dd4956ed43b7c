/**
 * The answer of a rule: a decision, or a refusal that has a name. Rules never throw for something that a person can do.
 */
import type { Sentences } from './language.ts';

/** What else is known of an obstacle, by name. `schema/refusal-facts.ts` says what there is. */
export interface RefusalFacts {}

export type Refusal<Code extends string = string> = RefusalFacts & {
  readonly code: Code;
  /** Where in the caller's input the obstacle lies, as GraphQL names it: `['rows', '3', 'end']`. */
  readonly path?: readonly string[];
  /** What is wrong with the input, in the caller's words, where the code does not say it. */
  readonly sentences?: Sentences;
};

export type Accepted<T> = { readonly accepted: true; readonly value: T };
export type Refused<Code extends string = string> = { readonly accepted: false; readonly refusal: Refusal<Code> };
export type Decision<T, Code extends string = string> = Accepted<T> | Refused<Code>;

export const accept = <T>(value: T): Accepted<T> => ({ accepted: true, value });

/** A refusal without its code. */
type Detail = Omit<Refusal, 'code'>;
/** The field of the input that the caller would have to change. */
export type Field = { readonly path: readonly string[] };

/** Refuses and names the field, so that a form shows the refusal there. */
export const refuse = <Code extends string>(code: Code, detail: Detail & Field): Refused<Code> => refuseWhole(code, detail);

/** Refuses without a field: no change of one field would help, or the rule does not know the names of the fields. */
export const refuseWhole = <Code extends string>(code: Code, detail: Detail = {}): Refused<Code> => ({
  accepted: false,
  refusal: { code, ...detail },
});

/** A caller who saw another version decided about another thing. Without a version, the last caller wins. */
export const checkSeen = (
  thing: { readonly version: number } | undefined,
  expectedVersion: number | null | undefined,
): Refused<'STALE'> | undefined =>
  thing && expectedVersion != null && thing.version !== expectedVersion ? refuse('STALE', { path: ['expectedVersion'] }) : undefined;

/**
 * What this service has not heard yet and may hear soon, from another service or from a register: such a refusal tells
 * of now, and not of the caller's wish (rules 69g).
 */
export const ABOUT_NOW: readonly string[] = ['NOT_YET_KNOWN', 'BEHIND', 'REGISTER_UNAVAILABLE'];

export const isAboutNow = ({ code }: Pick<Refusal, 'code'>): boolean => ABOUT_NOW.includes(code);
