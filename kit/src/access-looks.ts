/**
 * Notes looks at people's data before they are answered. Requests at the same time share a transaction, and the same
 * look again within an hour is the same row.
 */
import { accessRows, insertAccessRows, type Access, type AccessRow } from './access.ts';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Database } from './db.ts';
import { gather } from './gathering.ts';
import { newId } from './ids.ts';
import { currentNetwork } from './request.ts';
import { SERVICE } from './scope.ts';

/** Resolves when the rows are committed. */
export type NoteLooks<Action extends string> = (actor: Actor, looks: readonly Access<Action>[]) => Promise<void>;

/**
 * People leave lists open and read them again all day. Who asks who has seen their data wants to know who and when, and
 * an hour tells them that.
 */
const SAME_LOOK_MS = 3_600_000;
/** A process that forgets writes a row more, and never one less. */
const REMEMBERED = 50_000;
const TOGETHER = { patienceMs: 20, sideBySide: 4, limit: 5_000 };

type Batch = { readonly id: string; readonly rows: readonly AccessRow[] };
type Known = { readonly at: number; readonly kept: Promise<unknown> };

export function noteLooks<Action extends string>({ database, clock }: { database: Database; clock: Clock }): NoteLooks<Action> {
  const own = database.within(SERVICE);
  const known = new Map<string, Known>();
  const keep = gather<Batch, void>(
    async (batches, patience) => {
      const rows = batches.flatMap((batch) => batch.rows);
      await own.transaction((tx) => insertAccessRows(tx, rows), patience);
      return batches.map(() => undefined);
    },
    { ...TOGETHER, weightOf: ({ rows }) => rows.length, keyOf: ({ id }) => id },
  );

  return async (actor, looks) => {
    // People may look at their own data; nobody else is told of it.
    const others = looks.filter(({ personId }) => personId === undefined || personId !== actor.personId);
    if (others.length === 0) return;
    const now = clock.now().epochMilliseconds;
    const by = sayWho(actor);
    const fresh = new Map<string, Access<Action>>();
    const waited: Promise<unknown>[] = [];
    for (const look of others) {
      // The reason comes last: only it may hold the mark between the parts.
      const key = `${by}|${look.action}|${look.outcome}|${look.personId}|${look.subjectId}|${look.reason}`;
      const before = known.get(key);
      if (before && isSameLook(before.at, now)) waited.push(before.kept);
      else fresh.set(key, look);
    }
    if (fresh.size > 0) {
      const kept = keep({ id: newId(), rows: accessRows(actor, [...fresh.values()]) });
      if (known.size + fresh.size > REMEMBERED) known.clear();
      for (const key of fresh.keys()) known.set(key, { at: now, kept });
      // Whoever looked hears of the fault below. The next look tries again.
      kept.catch(() => fresh.forEach((_, key) => known.get(key)?.kept === kept && known.delete(key)));
      waited.push(kept);
    }
    await Promise.all(waited);
  };
}

// A clock that was set back tells nothing.
const isSameLook = (before: number, now: number): boolean => now >= before && now - before < SAME_LOOK_MS;

/** Whoever looks with other roles, for somebody else or from another network looks anew. */
const sayWho = ({ userId, roles, acting }: Actor): string => JSON.stringify([userId, roles, acting?.mandateId, currentNetwork()]);
