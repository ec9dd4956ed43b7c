/** A job that recalculates visits dies wherever it can. It still recalculates and counts each visit once. */
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '@seteli/kit/database';
import { sourceUri, type Envelope } from '@seteli/kit/events';
import { newId } from '@seteli/kit/ids';
import { workingOff } from '@seteli/kit/jobs';
import { openLog } from '@seteli/kit/log';
import { cutEachOnce } from '@seteli/testing/cuts';
import { createNudge } from '@seteli/kit/waiting';
import { SERVICE } from '@seteli/kit/scope';
import { visitRecorded } from '@seteli/schema/events/bookings';
import { createReactions } from '../src/reactions.ts';
import { repricingWork } from '../src/jobs/repricing.ts';
import { made } from './played-vouchers.ts';
import * as w from './world.ts';

const log = openLog('test', 'silent');

it('a job that dies before each of its statements and after each commit recalculates each visit once', { timeout: 120_000 }, async () => {
  const world = await w.openWorld();
  world.vouchersAnswers(made);
  const { bookingId } = await w.book(world);
  const ids: string[] = [];
  for (const day of ['01', '02', '03', '04', '05'])
    ids.push((await w.recordOne(world, bookingId, `2026-06-${day}T10:00`, `2026-06-${day}T12:30`)).id);
  const { clock } = world.bookings;
  await world.stop();

  const database = openDatabase({ url: world.runUrl, log, name: 'test', max: 2 }).within(SERVICE);
  const jobId = newId();
  const { contract, subject, data } = w.priceList(
    { [w.dayContent]: 3600n },
    { firstDay: w.day('2026-06-01'), repricing: { jobId, roles: ['ADMIN'] } },
  );
  const reaction = createReactions(clock, w.SAMPLING_KEY).find(({ type }) => type === contract.type)!;
  const envelope: Envelope = {
    specversion: '1.0',
    id: newId(),
    source: sourceUri('registry'),
    type: contract.type,
    subject,
    time: w.NOW,
    datacontenttype: 'application/json',
    partition: w.organiserId,
    seq: 1,
    epoch: 1,
    actor: newId(),
    data: z.encode(contract.data, data as never),
  };
  await database.transaction((tx) => reaction.apply(tx, [envelope]));
  const dying = openDatabase({ url: world.runUrl, log, name: 'jobs', max: 1 }).within(SERVICE);
  const { cuts } = cutEachOnce(dying);
  const work = () => workingOff([repricingWork(2)], { database: dying, clock, log, bell: createNudge() }).run();
  const read = async () => (await database.reader.$client.query('select step, done, total from job where id = $1', [jobId])).rows[0];
  // Each run dies at one cut; what the job has kept then, the test reads.
  while ((await read()).step.at < 1) await work().catch(() => undefined);
  expect(cuts()).toBeGreaterThan(40);
  expect(await read()).toMatchObject({ done: 5, total: 5 });
  const { rows } = await database.reader.$client.query(`select data from outbox where type = $1`, [visitRecorded.type]);
  const told = rows.map(({ data }) => JSON.parse(data) as { visitId: string; version: number }).filter(({ version }) => version === 2);
  expect(told.map(({ visitId }) => visitId).toSorted()).toEqual(ids.toSorted());
  await Promise.all([database.close(), dying.close()]);
});
