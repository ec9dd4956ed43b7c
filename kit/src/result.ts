/** The answer of a rule: a decision, or a refusal that has a name. Rules never throw for something a person can do. */
import type { Quantity } from './quantity.ts';

export type Refusal<Code extends string = string> = {
  readonly code: Code;
  /** Where in the caller's input the obstacle lies, as GraphQL names it: `['visits', '3', 'end']`. */
  readonly path?: readonly string[];
  /** What would still have fitted: minutes for hours, cents for euros, thousandths for what is counted. */
  readonly remaining?: Quantity;
  /** What is wrong with the input, in the caller's terms, where the code does not say it. */
  readonly sentence?: string;
};

export type Accepted<T> = { readonly accepted: true; readonly value: T };
export type Refused<Code extends string = string> = { readonly accepted: false; readonly refusal: Refusal<Code> };
export type Decision<T, Code extends string = string> = Accepted<T> | Refused<Code>;

export const accept = <T>(value: T): Accepted<T> => ({ accepted: true, value });

export const refuse = <Code extends string>(code: Code, detail: Omit<Refusal<Code>, 'code'> = {}): Refused<Code> => ({
  accepted: false,
  refusal: { code, ...detail },
});
