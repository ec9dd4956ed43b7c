/** The stores of identity give back systems and their keys as they were given. */
import { beforeAll } from 'vitest';
import { eq } from 'drizzle-orm';
import { some, storesOf } from '@seteli/testing/saved-and-read';
import type { SystemAccount, SystemKey } from '../src/domain/system.ts';
import * as systems from '../src/store/system.ts';
import { systemKey } from '../src/tables/system.ts';

const { inTransaction, givesBack } = storesOf('identity');

const system = (): Required<SystemAccount> => ({
  id: some.id(),
  organisation: { kind: 'PROVIDER', id: some.id() },
  clientId: some.text(),
  name: some.text(),
  scopes: ['SYSTEM_READ', 'SYSTEM_BILLING'],
  unitIds: [some.id(), some.id()],
  active: false,
  version: some.number(),
});
const unlimited = () => ({ scopes: ['SYSTEM_RECORD'] as const, unitIds: null, active: true });

givesBack<SystemAccount>('a system', {
  full: system,
  sparse: unlimited,
  save: systems.saveSystem,
  read: async (tx, { id, organisation: of }) => (await systems.findSystems(tx, of, [id]))[0],
  changes: { 'a change': { save: systems.saveSystem, keeps: ['organisation'] } },
});

givesBack<SystemAccount>('a system that asks for a token', {
  full: system,
  sparse: unlimited,
  save: systems.saveSystem,
  read: async (tx, { clientId }) => (await systems.findSystemByClient(tx, clientId))!.account,
});

const owner = system();
beforeAll(() => inTransaction((tx) => systems.saveSystem(tx, owner)));
type MarkedKey = SystemKey & { readonly mark: string };
givesBack<MarkedKey>('a key of a system', {
  full: () => ({
    id: some.id(),
    accountId: owner.id,
    name: some.text(),
    mark: some.text(),
    place: 1,
    madeAt: some.instant(),
    madeBy: some.id(),
    expiresOn: some.day(),
    endedAt: some.instant(),
    endedBy: some.id(),
    lastUsedAt: some.instant(),
  }),
  sparse: () => ({ place: 2, madeBy: null, expiresOn: null, endedAt: null, endedBy: null, lastUsedAt: null }),
  shared: ['accountId'],
  save: systems.insertKey,
  read: async (tx, { id }) => {
    const [found] = await tx.select().from(systemKey).where(eq(systemKey.id, id));
    return found && { ...(await systems.findKey(tx, owner.organisation, id)), mark: found.mark };
  },
});
