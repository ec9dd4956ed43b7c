/**
 * Says what strangers get from the access logs: each their own. A client sees who looked at them, an auditor what their
 * organiser's people did.
 */
import type { Expectation } from './outcomes.ts';

const OWN: Expectation = {
  args: () => ({ reason: 'Tarkastus' }),
  organiser: ['own', 'FORBIDDEN'],
  provider: ['FORBIDDEN'],
  citizen: ['own', 'empty'],
  owner: 'auditor',
};

export const ACCESSES: Readonly<Record<string, Expectation>> = {
  'Query.personAccesses': OWN,
  'Query.voucherAccesses': OWN,
  'Query.bookingAccesses': OWN,
  'Query.settlementAccesses': OWN,
};
