/**
 * A person as the population register knows them, with those who look after them: their guardians and custodians, each
 * as the register knows them. It asks several questions, and answers wholly or not at all.
 */
import type { Day } from '@seteli/kit/day';
import { newId } from '@seteli/kit/ids';
import { answered, type Outcome } from '@seteli/kit/outside';
import type { Inquiry, PopulationRegister, RegisteredPerson } from './population-register.ts';

export type Carer = {
  readonly kind: 'GUARDIAN' | 'CUSTODIAN';
  readonly person: RegisteredPerson;
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
};

export type Household = {
  /** The code that was asked for. The person's own is another when the register has replaced it. */
  readonly askedCode: string;
  readonly person: RegisteredPerson;
  readonly carers: readonly Carer[];
};

export type HouseholdOutcome = Outcome<Household>;

/** The outside answers about the person; whoever looks after them and is not in the register is left out. */
export async function findHousehold(
  register: Pick<PopulationRegister, 'find'>,
  askedCode: string,
  endUser: Inquiry['endUser'],
): Promise<HouseholdOutcome> {
  const find = (code: string) => register.find(code, { endUser, requestId: newId() });
  const found = await find(askedCode);
  if (found.outcome !== 'ANSWERED') return found;
  const { guardians, custodians } = found.value;
  const relatives = [
    ...guardians.map(({ identityCode, from, until }) => ({ kind: 'GUARDIAN', identityCode, firstDay: from, lastDay: until }) as const),
    ...custodians.map(({ identityCode }) => ({ kind: 'CUSTODIAN', identityCode, firstDay: null, lastDay: null }) as const),
  ];
  const carers: Carer[] = [];
  for (const { identityCode, ...of } of relatives) {
    const carer = await find(identityCode);
    if (carer.outcome === 'UNAVAILABLE') return carer;
    if (carer.outcome === 'ANSWERED') carers.push({ ...of, person: carer.value });
  }
  return answered({ askedCode, person: found.value, carers });
}
