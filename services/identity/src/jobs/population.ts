/** Hears each night what has changed in the population register, and tells the other services. */
import type { Chore } from '@seteli/kit/chores';
import { dayOf } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Log } from '@seteli/kit/log';
import type { Desk } from '../commands/desk.ts';
import { lockHouseholds, saveHousehold } from '../commands/registered.ts';
import { readCodes } from '../commands/sealing.ts';
import { afterPart, finished, firstRound, isDue, type Round } from '../domain/population-round.ts';
import { findHousehold, type Household } from '../ports/household.ts';
import { CODES_AT_ONCE, type PopulationRegister } from '../ports/population-register.ts';
import * as store from '../store/population.ts';

const LOOK_EVERY_MS = 60_000;
/** A list of more pages since one night is no list any more. The next turn begins it again. */
const PAGES_MAX = 10_000;
/** In the register's own log, whoever asks at night: nobody in particular. */
export const NIGHT: Id = '00000000-0000-0000-0000-000000000000';

type Parts = { readonly desk: Desk; readonly register: PopulationRegister; readonly log: Log };

/**
 * Goes through all persons, a part in each run. It asks outside of a transaction, and saves the answers together with
 * the place where the night goes on. When the register does not answer, the same part is tried again later.
 */
export const populationChore = (parts: Parts): Chore => ({
  name: 'changes in the population register',
  everyMs: LOOK_EVERY_MS,
  run: (signal) => nextPart(parts, signal),
});

async function nextPart(parts: Parts, signal: AbortSignal | undefined): Promise<boolean> {
  const { desk, register } = parts;
  const { database, clock, vault } = desk;
  const now = clock.now();
  const round = await store.findRound(database.reader);
  if (!round) return await beginFirst(parts);
  if (!isDue(round, now)) return false;
  const ids = await store.listPersonsAfter(database.reader, round.afterPersonId, CODES_AT_ONCE);
  if (ids.length === 0) return await saveIfSame(parts, round, finished(round, now), NOTHING);
  const codes = await readCodes(database.reader, vault, ids);
  const changes = await changesOf(register, round.cursor, [...codes.values()]);
  if (!changes) return false;
  const [served, before] = await Promise.all([store.findServed(database.reader, ids), store.findUnheard(database.reader, ids)]);
  const households: Household[] = [];
  const unheard: Id[] = [];
  for (const [personId, code] of codes) {
    if (!changes.codes.has(code) && !before.has(personId)) continue;
    if (signal?.aborted) return false;
    const answer = await findHousehold(register, code, NIGHT);
    if (answer.outcome === 'ANSWERED') households.push(served.has(personId) ? answer.value : { ...answer.value, carers: [] });
    else if (answer.outcome === 'UNAVAILABLE' && answer.why !== 'UNREADABLE') return false;
    else {
      // One answer that nobody can read must not keep the others waiting for ever.
      unheard.push(personId);
      parts.log.error(
        { person: personId, outcome: answer.outcome },
        'the population register says nothing readable of a person who has changed',
      );
    }
  }
  const to = afterPart(round, { lastPersonId: ids.at(-1)!, listEnd: changes.listEnd });
  return await saveIfSame(parts, round, to, { ids, households, unheard });
}

type Heard = { readonly ids: readonly Id[]; readonly households: readonly Household[]; readonly unheard: readonly Id[] };
const NOTHING: Heard = { ids: [], households: [], unheard: [] };

/** Whatever changes from today on, the first night hears of it. */
async function beginFirst({ desk: { database, clock }, register }: Parts): Promise<boolean> {
  const now = clock.now();
  const start = await register.cursorOf(dayOf(now));
  if (start.outcome === 'ANSWERED')
    await database.transaction(async (tx) => {
      if (!(await store.lockRound(tx))) await store.saveRound(tx, firstRound(start.value, now));
    });
  return false;
}

type Changed = { readonly codes: ReadonlySet<string>; readonly listEnd: string };

/** Which of these codes have changed since then, and where the list ends now. Nothing: the register does not answer. */
async function changesOf(register: PopulationRegister, from: string, codes: readonly string[]): Promise<Changed | undefined> {
  const changed = new Set<string>();
  let cursor = from;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const answer = await register.changesSince(cursor, codes);
    if (answer.outcome !== 'ANSWERED') return undefined;
    for (const code of answer.value.identityCodes) changed.add(code);
    ({ cursor } = answer.value);
    if (answer.value.isComplete) return { codes: changed, listEnd: cursor };
  }
  return undefined;
}

/** Saves a part with its place, unless another process has done it meanwhile. Answers whether the night goes on. */
async function saveIfSame({ desk, log }: Parts, from: Round, to: Round, { ids, households, unheard }: Heard): Promise<boolean> {
  const others = await desk.database.transaction(async (tx) => {
    const round = await store.lockRound(tx);
    if (round?.cursor !== from.cursor || round.afterPersonId !== from.afterPersonId) return [];
    await lockHouseholds(tx, desk, households);
    const saved = [];
    for (const household of households) saved.push(await saveHousehold(tx, desk, household));
    await store.saveUnheard(tx, ids, unheard);
    await store.saveRound(tx, to);
    return saved.flatMap((each) => (each && each.others.length > 0 ? [each] : []));
  });
  for (const { personId, others: same } of others)
    log.error(
      { person: personId, others: same },
      'the population register says that these are one person: an operator has to look at them',
    );
  return to.nextCursor !== null;
}
