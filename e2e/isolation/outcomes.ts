/** The words in which it is said what strangers get, and how they ask. */
import type { PersonaKey } from '@seteli/local/personas';
import type { Belongings } from './belongings.ts';

/** In words: what is answered instead of the thing. `own` is the stranger's own, in which none of our secrets may be. */
export type Outcome = 'null' | 'empty' | 'FORBIDDEN' | 'BAD_USER_INPUT' | 'public' | 'own' | `refused ${string}`;

export type Expectation = {
  readonly args: (of: Belongings) => Record<string, unknown>;
  /** What people of another organiser, of another provider, and another citizen may be answered. */
  readonly organiser: readonly Outcome[];
  readonly provider: readonly Outcome[];
  readonly citizen: readonly Outcome[];
  readonly owner?: PersonaKey;
};

export const nothing = () => ({});
export const everybody = (...outcomes: Outcome[]) => ({ organiser: outcomes, provider: outcomes, citizen: outcomes });
/** Those who may ask such things at all find nothing; the others are turned away. */
export const onlyOrganisers = (...outcomes: Outcome[]) => ({
  organiser: [...outcomes, 'FORBIDDEN'] as const,
  provider: ['FORBIDDEN'] as const,
  citizen: ['FORBIDDEN'] as const,
});
export const onlyProviders = (...outcomes: Outcome[]) => ({
  organiser: ['FORBIDDEN'] as const,
  provider: [...outcomes, 'FORBIDDEN'] as const,
  citizen: ['FORBIDDEN'] as const,
});

let keys = 0;
export const input = (fields: (of: Belongings) => object) => (of: Belongings) => ({
  input: { idempotencyKey: `isolation ${keys++}`, ...fields(of) },
});
