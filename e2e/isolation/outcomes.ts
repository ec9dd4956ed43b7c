/** The words that say what strangers get, and the ways in which they ask. */
import type { PersonaKey } from '@seteli/local/personas';
import type { Belongings } from './belongings.ts';

/**
 * The answer that comes instead of the thing, in words. `own` is the stranger's own thing, which must hold none of our
 * secrets.
 */
export type Outcome = 'null' | 'empty' | 'FORBIDDEN' | 'BAD_USER_INPUT' | 'public' | 'own' | `refused ${string}`;

export type Expectation = {
  readonly args: (of: Belongings) => Record<string, unknown>;
  /** The permitted outcomes for another organiser, another provider and another citizen. */
  readonly organiser: readonly Outcome[];
  readonly provider: readonly Outcome[];
  readonly citizen: readonly Outcome[];
  readonly owner?: PersonaKey;
};

export const nothing = () => ({});
export const everybody = (...outcomes: Outcome[]) => ({ organiser: outcomes, provider: outcomes, citizen: outcomes });
/** People who may ask such things at all find nothing; the others get FORBIDDEN. */
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
export const onlyCitizens = (...outcomes: Outcome[]) => ({
  organiser: ['FORBIDDEN'] as const,
  provider: ['FORBIDDEN'] as const,
  citizen: outcomes,
});

/** Another organiser and another provider have lists of their own, with nothing of ours. */
export const ofBothSides = { organiser: ['empty', 'FORBIDDEN'], provider: ['empty', 'FORBIDDEN'], citizen: ['FORBIDDEN'] } as const;

let keys = 0;
export const input = (fields: (of: Belongings) => object) => (of: Belongings) => ({
  input: { idempotencyKey: `isolation ${keys++}`, ...fields(of) },
});
