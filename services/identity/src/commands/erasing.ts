/**
 * Erases a client of an organiser, except for what a law keeps. When nobody needs to know a person any longer, their
 * data key and names go. The person's id stays, with all that others keep of it.
 */
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { NATIONAL } from '@seteli/kit/events';
import { hashOf, once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { SERVICE } from '@seteli/kit/scope';
import type { ErasePersonInput } from '@seteli/schema/generated/identity';
import { checkErasure, keepsBasics, weigh, type HeldFact, type Part } from '../domain/erasure.ts';
import { isRestricted, type Restriction } from '../domain/restriction.ts';
import { personErased, restrictionChanged } from '../events.ts';
import * as store from '../store/erasure.ts';
import { insertAccess, servesPerson } from '../store/person.ts';
import { removeExports } from '../store/person-export.ts';
import { findRestriction, saveRestriction } from '../store/restriction.ts';
import { removeSealed } from '../store/sealed.ts';
import { voidTokensOfPerson } from '../store/user.ts';
import type { Desk } from './desk.ts';
import { lockRestriction } from './restricting.ts';

/**
 * Removes the person's data key, and with it the sense of everything that it sealed: here, in copies and in backups
 * whose wrapping key has rotated. Nobody finds the person by their identity code any more, so they cannot sign in.
 */
async function shred(tx: Tx, personId: Id): Promise<void> {
  await removeExports(tx, personId);
  await removeSealed(tx, personId);
  await voidTokensOfPerson(tx, personId);
  await store.forgetNames(tx, personId);
}

export const shredPerson = ({ database }: Pick<Desk, 'database'>, personId: Id): Promise<void> =>
  database.transaction((tx) => shred(tx, personId));

/** What all services hold. `undefined`: one of them does not answer. */
export type AskHeld = (client: store.Client) => Promise<HeldFact[] | undefined>;

export type ErasurePreview = { readonly previewId: string | null; readonly parts: readonly Part[] };

/**
 * Numbers of records change all day, and whoever looks is in the access log. An administrator confirms what goes, and
 * until when the rest stays.
 */
const previewIdOf = ({ organiserId, personId }: store.Client, parts: readonly Part[]): string => {
  const shown = parts.filter(({ retentionClass }) => retentionClass !== 'USE_LOG');
  const said = shown.map(({ service, retentionClass, outcome, keptUntil }) => [service, retentionClass, outcome, String(keptUntil)]);
  return hashOf([organiserId, personId, ...said]);
};

/** What an erasure would do now. Without an answer of each service nobody can confirm it. */
export async function previewErasure({ database, clock }: Desk, client: store.Client, ask: AskHeld): Promise<ErasurePreview | null> {
  if (!(await servesPerson(database.reader, client.organiserId, client.personId))) return null;
  const held = await ask(client);
  const parts = weigh(held ?? [], dayOf(clock.now()));
  return { previewId: held ? previewIdOf(client, parts) : null, parts };
}

export async function erasePerson(desk: Desk, actor: Actor, input: ErasePersonInput, ask: AskHeld): Promise<Decision<Id>> {
  const { idempotencyKey: key, personId, reason, previewId } = input;
  const client = { organiserId: actor.organisation.id, personId };
  const now = desk.clock.now();
  let held: HeldFact[] | undefined;
  // A reason in an administrator's own words may tell of the client.
  const mark = desk.vault.marksOf(`erasePerson ${hashOf({ personId, reason, previewId })}`).at(-1)!.mark;
  return await once<Decision<Id>>(
    // Others may serve the person, and then these keep what is theirs.
    desk.database.within(SERVICE),
    { organisation: client.organiserId, key, command: 'erasePerson', input: mark, now },
    async (tx) => {
      if (!(await servesPerson(tx, client.organiserId, personId))) return refuse('NOT_FOUND', { path: ['personId'] });
      if (!held) return refuseWhole('NOT_YET_KNOWN');
      await store.lockErasure(tx, personId);
      await lockRestriction(tx, client.organiserId, personId);
      const restriction = await findRestriction(tx, client.organiserId, personId);
      const parts = weigh(held, dayOf(now));
      const refused = checkErasure(parts, restriction);
      if (refused) return refused;
      if (previewId !== previewIdOf(client, parts)) return refuse('STALE_PREVIEW', { path: ['previewId'] });
      await insertAccess(tx, actor, [{ action: 'ERASED', outcome: 'DONE', personId, reason }]);
      await erase(tx, client, { now, restriction, isKept: keepsBasics(parts), actor: actor.userId });
      return accept(personId);
    },
    undefined,
    async () => {
      held = await ask(client);
    },
  );
}

/** Vouchers has removed the client's last voucher, since no law keeps it. What an erasure left here goes with it. */
export async function forgetClient(tx: Tx, now: Instant, client: store.Client): Promise<void> {
  if (!(await servesPerson(tx, client.organiserId, client.personId))) return;
  await store.lockErasure(tx, client.personId);
  await lockRestriction(tx, client.organiserId, client.personId);
  const restriction = await findRestriction(tx, client.organiserId, client.personId);
  // Vouchers had not heard yet that somebody needs the data.
  if (checkErasure([], restriction)) return;
  await erase(tx, client, { now, restriction, isKept: false });
}

type How = {
  readonly now: Instant;
  readonly restriction: Restriction | undefined;
  readonly isKept: boolean;
  readonly actor?: Id;
};

/** The caller has locked the erasure and the restriction. */
async function erase(tx: Tx, client: store.Client, { now, restriction, isKept, actor }: How): Promise<void> {
  const { personId } = client;
  const version = (restriction?.version ?? 0) + 1;
  if (isKept !== isRestricted(restriction)) {
    const changed: Restriction = isKept
      ? { ...client, ground: 'KEPT_BY_LAW', startedAt: now, endedAt: null, version }
      : { ...restriction!, endedAt: now, version };
    await saveRestriction(tx, changed);
    publish(tx, NATIONAL, [restrictionChanged(changed)], { now, actor });
  }
  await store.removeExportsOf(tx, client);
  if (!isKept) await store.removeServed(tx, client);
  const { serving, keeping, isUser } = await store.findNeed(tx, personId);
  const forgotten = serving === 0 && !isUser;
  if (forgotten) await shred(tx, personId);
  // Nobody reaches a client whose documents a law keeps, and no law keeps how to reach them.
  else if (serving === keeping && !isUser) await store.removeContacts(tx, personId);
  publish(tx, NATIONAL, [personErased({ ...client, forgotten })], { now, actor });
}
