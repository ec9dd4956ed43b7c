/** Bookings and visits of two clients and two services, known by names, and readers who see different parts of them. */
import { OPEN_TO_ALL } from '@seteli/testing/peer';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { teamChanged } from '@seteli/schema/events/identity';
import * as op from './operations.ts';
import { made, refused } from './played-vouchers.ts';
import { row } from './sent.ts';
import * as w from './world.ts';

export const [aku, eeva] = [newId(), newId()];
export const clientAku = w.actor('PERSON', aku, ['CLIENT']);
export const admin = w.actor('ORGANISER', w.organiserId, ['ADMIN']);
export const preparer = w.actor('PROVIDER', w.providerId, ['PREPARER'], w.recorder.teamIds as string[]);
/** Their teams cover only the service that is always checked. */
const [checkersTeam, recordersTeam] = [newId(), newId()];
export const checkedOnly = w.actor('ORGANISER', w.organiserId, ['EVENT_CHECKER'], [checkersTeam]);
export const recordsChecked = w.actor('PROVIDER', w.providerId, ['RECORDER'], [recordersTeam]);

/** Tests know things by names, since ids say nothing. */
export const visits: Record<string, string> = {};
export const bookings: Record<string, string> = {};
export const vouchers: Record<string, string> = {};
export const nameOf = (all: Record<string, string>, id: string) => Object.entries(all).find(([, each]) => each === id)?.[0] ?? id;

export async function openListed(): Promise<w.World> {
  const world = await w.openWorld();
  const team = (teamId: string, organisationKind: 'ORGANISER' | 'PROVIDER', organisationId: string) =>
    announce(teamChanged, teamId, {
      teamId,
      organisationKind,
      organisationId,
      serviceIds: [w.checkedServiceId],
      ...OPEN_TO_ALL,
      version: 1,
    });
  await world.identity.say('national', team(checkersTeam, 'ORGANISER', w.organiserId), team(recordersTeam, 'PROVIDER', w.providerId));
  await world.registry.say(w.organiserId, w.priceList({ [w.dayContent]: 3850n }, { unitId: w.changingUnitId }));
  await world.heard();
  const book = async (name: string, ...given: [Partial<w.Voucher>, Record<string, unknown>?]) => {
    const { bookingId, voucherId } = await w.book(world, ...given);
    bookings[name] = bookingId;
    vouchers[name] = voucherId;
  };
  await book('akuPlain', { personId: aku }, { firstDay: '2026-03-01' });
  await book('akuChecked', { personId: aku, ...w.checkedVoucher });
  await book('eevaElsewhere', { personId: eeva, contentIds: [w.dayContent] }, { unitId: w.changingUnitId, firstDay: '2026-03-01' });
  const record = async (name: string, of: string, start: string, end: string, change: Record<string, unknown> = {}) => {
    visits[name] = (await w.recordOne(world, bookings[of]!, start, end, change)).id;
  };
  world.vouchersAnswers(made);
  await record('first', 'akuPlain', '2026-06-03T10:00', '2026-06-03T11:00', { workerReference: 'T-1' });
  // Two visits begin at the same time as the first, and the order of recording differs from the order of beginning.
  await record('second', 'akuChecked', '2026-06-03T10:00', '2026-06-03T11:00', { workerReference: 'T-2' });
  await record('night', 'akuChecked', '2026-06-05T00:30', '2026-06-05T01:30', { workerReference: 'T-1' });
  await record('early', 'akuPlain', '2026-06-01T10:00', '2026-06-01T11:00');
  await record('eevas', 'eevaElsewhere', '2026-06-03T10:00', '2026-06-03T11:00', { workerReference: 'T-3' });
  await record('returned', 'akuChecked', '2026-06-08T10:00', '2026-06-08T11:00');
  await record('deleted', 'akuChecked', '2026-06-09T10:00', '2026-06-09T11:00');
  await record('old', 'akuChecked', '2026-05-11T10:00', '2026-05-11T11:00');
  await record('overlapping', 'akuChecked', '2026-06-10T10:00', '2026-06-10T11:00', { overlapReason: 'two' });
  world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED'));
  await w.record(world, [row(bookings.akuPlain!, '2026-06-10T10:00', '2026-06-10T11:00')]);
  const { rows } = await world.bookings.database.pool.query("select id from visit where allocation = 'REFUSED'");
  visits.refused = rows[0].id;
  world.vouchersAnswers(made);
  for (const name of ['returned', 'old'])
    await world.bookings.ask(w.checker, op.RETURN, { input: { idempotencyKey: newId(), visitId: visits[name], reason: 'x' } });
  await world.bookings.ask(w.recorder, op.DELETE, { input: { idempotencyKey: newId(), visitId: visits.deleted } });
  return world;
}
