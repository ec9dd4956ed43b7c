/**
 * Asks bookings to recalculate the visits of days that have begun, in the transaction that publishes the change.
 * Bookings does it as a job.
 */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/actor-names';
import type { Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import type { AskedRepricing } from '../events.ts';
import { insertRepricing } from '../store/repricing.ts';

type About = {
  /** The service or the price list that changes, or the organiser whose days change. */
  readonly subjectId: Id;
  /** The confirmed correction or the accepted price list. Null when an administrator published at once. */
  readonly causeId: Id | null;
  readonly now: Instant;
};

/** The registry makes the job's id, so that the asker can follow the job before bookings has heard of it. */
export async function askRepricing(tx: Tx, actor: Actor, { now, ...about }: About): Promise<AskedRepricing> {
  const id = newId();
  await keepActors(tx, [actor]);
  await insertRepricing(tx, { id, ...about, organiserId: actor.organisation.id, askedBy: actor.userId, askedAt: now });
  return { jobId: id, roles: actor.roles };
}
