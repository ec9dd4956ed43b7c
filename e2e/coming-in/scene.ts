/** What the tests of coming in hand to each other: the people, and the ids of what they have made. */
import { PLATFORM } from '@seteli/schema/actors';
import type { Town, Visitor } from './visitors.ts';

export const LIMIT_MS = 400_000;
export const BUSINESS_IDS = { county: '9000009-7', company: '9000011-8', mistake: '9000012-6', second: '9000013-4' } as const;
export const IBAN = 'FI2112345600000785';

/** Filled by the tests, in their order. */
export type Scene = {
  readonly platformId: string;
  countyId: string;
  serviceId: string;
  contentId: string;
  companyId: string;
  unitId: string;
  voucherId: string;
  citizenId: string;
} & Record<'operator' | 'administrator' | 'granter' | 'checker' | 'signatory' | 'recorder' | 'citizen' | 'daughter', Visitor>;

export const emptyScene = (): Scene => ({ platformId: PLATFORM.id }) as Scene;

export const dayBefore = (days: number): string => Temporal.Now.plainDateISO('Europe/Helsinki').subtract({ days }).toString();

/** Somebody new who takes up the invitation that came to this address. */
export async function joined(town: Town, givenNames: string, familyName: string, address: string): Promise<Visitor> {
  const visitor = await town.invent(givenNames, familyName);
  const answer = await visitor.takeUp(await town.linkIn(address));
  if (!answer.ok) throw new Error(`${givenNames} did not get in: ${answer.status} ${await answer.text()}`);
  return visitor;
}
