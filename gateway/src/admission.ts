/**
 * Calculates before an operation runs what it may cost, and sets that aside from what its caller may spend. Afterwards
 * the caller gets back what the operation did not fetch.
 */
import { valueFromASTUntyped, type OperationDefinitionNode } from 'graphql';
import { fillIn, say } from '@seteli/kit/language';
import { MAX_COST, type AskedOperation, type CostOf } from './cost.ts';
import { badInput } from './errors.ts';
import type { Caller } from './sign-in-check.ts';
import { callerKeyOf, type Spending } from './spending.ts';

type Variables = Record<string, unknown>;

/** Takes how many objects were fetched, once. */
export type Settle = (fetched: number) => void;
/** Throws the caller's error when the operation costs too much, in itself or for this minute. */
export type Admit = (asked: AskedOperation, caller: Caller) => Settle;

export const createAdmission =
  (costOf: CostOf, spending: Spending): Admit =>
  (asked, { actor }) => {
    const cost = costOf(asked);
    if (cost > MAX_COST)
      throw badInput(fillIn(ASK_FOR_LESS[asked.operation.operation as keyof typeof ASK_FOR_LESS], { cost, most: MAX_COST }));
    const giveBack = spending.reserve(callerKeyOf(actor), Math.max(1, cost));
    return (fetched) => giveBack(Math.max(1, fetched));
  };

/** Sends the default of an absent variable: compiled queries of the subgraphs would report the variable as missing. */
export function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, given: Variables | undefined): Variables {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...given };
}

const ASK_FOR_LESS = {
  query: say(
    'Kysely voisi hakea {cost} kohdetta, enemmän kuin {most}. Kysy pienempiä sivuja tai vähemmän tasoja.',
    'Frågan kunde hämta {cost} objekt, fler än {most}. Fråga mindre sidor eller färre nivåer.',
    'The operation could fetch {cost} objects, more than {most}. Ask for smaller pages or fewer levels.',
  ),
  mutation: say(
    'Pyyntö voisi hakea {cost} kohdetta, enemmän kuin {most}. Lähetä vähemmän kerralla tai kysy vähemmän tasoja.',
    'Begäran kunde hämta {cost} objekt, fler än {most}. Sänd färre åt gången eller fråga färre nivåer.',
    'The operation could fetch {cost} objects, more than {most}. Send fewer things at once, or ask for fewer levels.',
  ),
};
