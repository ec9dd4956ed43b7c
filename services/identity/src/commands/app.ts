/** The platform's operator registers, changes and closes apps of others. Each command is one transaction. */
import type { Actor } from '@seteli/kit/actor';
import { lock } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { accept, checkSeen, refuse, type Decision } from '@seteli/kit/result';
import type { CloseAppInput, SaveAppInput } from '@seteli/schema/generated/identity';
import { decideApp } from '../domain/app.ts';
import * as store from '../store/app.ts';
import type { Desk } from './desk.ts';

type AppDesk = Pick<Desk, 'database' | 'clock' | 'identityCodes'>;

export async function saveApp(desk: AppDesk, { organisation }: Actor, input: SaveAppInput): Promise<Decision<Id>> {
  const { id, kind, names, redirectUris, origins, expectedVersion } = input;
  const use = { organisation: organisation.id, key: input.idempotencyKey, command: 'saveApp', input, now: desk.clock.now() };
  return await once<Decision<Id>>(desk.database, use, async (tx) => {
    const known = id == null ? undefined : await store.lockApp(tx, id);
    if (id != null && !known) return refuse('NOT_FOUND', { path: ['id'] });
    if (!known) await lock(tx, 'apps');
    const surroundings = { others: known ? 0 : await store.countApps(tx), localPages: desk.identityCodes === 'ARTIFICIAL' };
    const decision = decideApp(known, known?.id ?? newId(), { kind, names, redirectUris, origins }, surroundings, expectedVersion);
    if (!decision.accepted) return decision;
    await store.saveApp(tx, decision.value);
    return accept(decision.value.id);
  });
}

/** Closes the app for good. Whoever checks a token of the app looks at the app, so its sessions need no change. */
export async function closeApp({ database, clock }: AppDesk, { organisation }: Actor, input: CloseAppInput): Promise<Decision<Id>> {
  const now = clock.now();
  const use = { organisation: organisation.id, key: input.idempotencyKey, command: 'closeApp', input, now };
  return await once<Decision<Id>>(database, use, async (tx) => {
    const known = await store.lockApp(tx, input.appId);
    if (!known) return refuse('NOT_FOUND', { path: ['appId'] });
    const stale = checkSeen(known, input.expectedVersion);
    if (stale) return stale;
    if (!known.closedAt) await store.saveApp(tx, { ...known, version: known.version + 1, closedAt: now });
    return accept(known.id);
  });
}
