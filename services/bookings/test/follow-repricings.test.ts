/**
 * An administrator who publishes, confirms or accepts for days that have begun follows the recalculation of the
 * delivered visits to its end. Other organisations see nothing of it.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce, publish, type Announcement } from '@seteli/kit/outbox';
import { untilWorked } from '@seteli/testing/jobs';
import { pause } from '@seteli/kit/waiting';
import { calendarDaysSet } from '@seteli/schema/events/registry';
import { made, refused } from './played-vouchers.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

const admin = w.actor('ORGANISER', w.organiserId, ['ADMIN']);
const otherAdmin = w.actor('ORGANISER', newId(), ['ADMIN']);
const JOB = `query ($id: ID!) { bookingsJob(id: $id) { id kind state done total startedBy { id roles } startedAt endedAt resultId } }`;
const REPRICING = `query ($id: ID!) { repricing(jobId: $id) { changed left leftVisits { id refusal { code } } } }`;
const jobOf = async (id: string, by = admin) => (await world.bookings.ask(by, JOB, { id })).data.bookingsJob;
const repricingOf = async (id: string, by = admin) => (await world.bookings.ask(by, REPRICING, { id })).data.repricing;

/**
 * Announces as the registry does after an administrator's command. Returns the id of the job, with which the registry
 * answers.
 */
async function say(announcementOf: (repricing: { jobId: string; roles: string[] }) => Announcement, by = admin): Promise<string> {
  const jobId = newId();
  const cause = { now: Temporal.Instant.from(w.NOW), actor: by.userId };
  const { database } = world.registry;
  await database.transaction((tx) => publish(tx, w.organiserId, [announcementOf({ jobId, roles: [...by.roles] })], cause));
  return jobId;
}
const list = (prices: Record<string, bigint>, change: object) => (repricing: { jobId: string; roles: string[] }) =>
  w.priceList(prices, { repricing, firstDay: w.day('2026-06-01'), ...change });

/** A service of one content at 38.50, with a booking and a visit on each of the days. */
async function served(serviceId: string, days: readonly string[]) {
  const contentId = newId();
  await w.publishService(world, serviceId, { [contentId]: 3850n }, { contents: [{ ...w.checkedByDay, contentId }] });
  const { bookingId } = await w.book(world, { serviceId, contentIds: [contentId] });
  const visits: { id: string }[] = [];
  for (const day of days) visits.push(await w.recordOne(world, bookingId, `2026-06-${day}T10:00`, `2026-06-${day}T12:30`));
  return { contentId, bookingId, visits };
}

test('an administrator who accepts a price list follows the job from before it arrives until vouchers has answered about the last visit', async () => {
  const { contentId, bookingId, visits } = await served(w.variedServiceId, ['01', '02', '03']);
  // Vouchers does not answer about the last visit, so bookings cannot recalculate it yet.
  let heard: Parameters<typeof made>[0] | undefined;
  const hear = () => world.vouchersHears((visit) => void (heard = visit));
  const answer = () => world.vouchers.say(w.organiserId, made(heard!));
  hear();
  await w.recordOne(world, bookingId, '2026-06-04T10:00', '2026-06-04T12:30');
  world.vouchersAnswers(made);
  const id = await say(list({ [contentId]: 3600n }, { serviceId: w.variedServiceId }));
  expect(await jobOf(id)).toMatchObject({ id, kind: 'REPRICE_VISITS', startedBy: { id: admin.userId, roles: ['ADMIN'] } });
  await expect.poll(() => jobOf(id)).toMatchObject({ state: 'RUNNING', done: 3, total: 4, endedAt: null });
  await pause(1_200);
  expect(await jobOf(id)).toMatchObject({ state: 'RUNNING', done: 3 });

  hear();
  await answer();
  await expect.poll(() => jobOf(id), { timeout: 10_000 }).toMatchObject({ state: 'RUNNING', done: 4, total: 4 });
  await pause(1_200);
  expect(await jobOf(id), 'the new price of one visit does not stand yet').toMatchObject({ state: 'RUNNING' });
  expect(await repricingOf(id)).toEqual({ changed: 3, left: 0, leftVisits: [] });
  await answer();
  await expect.poll(() => jobOf(id), { timeout: 10_000 }).toMatchObject({ state: 'DONE', done: 4, total: 4 });
  expect(await repricingOf(id)).toMatchObject({ changed: 4 });
  for (const visit of visits) expect(await w.see(world, visit.id)).toMatchObject({ total: '90.00', version: 2 });
});

test('the job counts and lists the visits that would be refused, and changes the rest', async () => {
  const { contentId, visits } = await served(w.sampledServiceId, ['01', '02', '03']);
  world.vouchersAnswers((visit) => (visit.visitId === visits[1]!.id ? refused(visit, 'QUOTA_EXCEEDED', 15) : made(visit)));
  const id = await say(list({ [contentId]: 3600n }, { serviceId: w.sampledServiceId }));
  await expect.poll(() => jobOf(id), { timeout: 10_000 }).toMatchObject({ state: 'DONE', done: 3, total: 3 });
  const left = [{ id: visits[1]!.id, refusal: { code: 'QUOTA_EXCEEDED' } }];
  expect(await repricingOf(id)).toEqual({ changed: 2, left: 1, leftVisits: left });
  expect(await w.see(world, visits[0]!.id)).toMatchObject({ total: '90.00', version: 2 });
});

test('a corrected service and a word about days: other organisations, and colleagues who may not publish, see nothing of the job', async () => {
  const content = { ...w.checkedByDay, contentId: newId() };
  await w.publishService(world, w.finalServiceId, { [content.contentId]: 3850n }, { contents: [content] });
  const service = await say((repricing) =>
    w.service({ serviceId: w.finalServiceId, version: 2, contents: [{ ...content, vatTreatment: 'STANDARD' }], repricing }),
  );
  const { organiserId } = w;
  const said = [{ day: w.day('2026-06-10'), dayClass: 'SUNDAY' as const, holidayEve: null }];
  const days = await say((repricing) => announce(calendarDaysSet, organiserId, { organiserId, days: said, version: 1, repricing }));
  for (const [id, resultId] of [
    [service, w.finalServiceId],
    [days, organiserId],
  ] as const) {
    await expect.poll(() => jobOf(id), { timeout: 10_000 }).toMatchObject({ state: 'DONE', resultId });
    const strangers = [otherAdmin, w.checker, w.recorder, w.client];
    expect(await Promise.all(strangers.map((by) => jobOf(id, by)))).toEqual(strangers.map(() => null));
    expect(await Promise.all(strangers.map((by) => repricingOf(id, by)))).toEqual(strangers.map(() => null));
  }
});

describe('a question about a job', () => {
  const timed = async (ask: () => Promise<unknown>) => {
    const begun = performance.now();
    return [await ask(), performance.now() - begun] as const;
  };

  test('by a stranger waits as long as a question about a job that does not exist', async () => {
    const id = await say(list({ [newId()]: 1n }, { serviceId: newId(), unitId: newId() }));
    const [found] = await timed(() => jobOf(id));
    expect(found).toMatchObject({ id });
    for (const [answer, ms] of await Promise.all([timed(() => jobOf(id, otherAdmin)), timed(() => jobOf(newId()))])) {
      expect(answer).toBeNull();
      expect(ms).toBeGreaterThan(2_900);
    }
  });

  test('by an old or malformed id gets its answer at once', async () => {
    for (const id of ['019b0000-00aa-7000-8000-000000000001', 'x']) {
      const [answer, ms] = await timed(() => jobOf(id));
      expect([answer, ms < 2_000]).toEqual([null, true]);
    }
  });
});

test('bookings also carries out a repricing that names no asker', async () => {
  const { contentId, visits } = await served(w.eveServiceId, ['01', '02', '03']);
  await world.registry.say(
    w.organiserId,
    w.priceList({ [contentId]: 3600n }, { serviceId: w.eveServiceId, firstDay: w.day('2026-06-03') }),
  );
  await world.heard();
  await untilWorked(world.bookings);
  expect((await w.see(world, visits[2]!.id)).total).toBe('90.00');
  const { pool } = world.bookings.database;
  const { rows } = await pool.query(`select started_by from job where step #>> '{reaches,0,serviceId}' = $1`, [w.eveServiceId]);
  expect(rows).toEqual([{ started_by: null }]);
});
