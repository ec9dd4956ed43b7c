/** Asks for the visits of days that have begun to be taken again, in the transaction that says something else of these days. Bookings does it, as a job. */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/kept-actors';
import type { Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import type { AskedRepricing } from '../events.ts';
import { insertRepricing } from '../store/repricing.ts';

type About = {
  /** What is published. */
  readonly subjectId: Id;
  /** The correction or the price list that is decided about. */
  readonly causeId: Id | null;
  readonly now: Instant;
};

/** The job has its id here, so that who asked for it can follow it, though it starts when bookings hears of it. */
export async function askRepricing(tx: Tx, actor: Actor, { now, ...about }: About): Promise<AskedRepricing> {
  const id = newId();
  await keepActors(tx, [actor]);
  await insertRepricing(tx, { id, ...about, organiserId: actor.organisation.id, askedBy: actor.userId, askedAt: now });
  return { jobId: id, roles: actor.roles };
}
