/**
 * An organiser corrects for past days what it published: bookings recalculates delivered visits by what holds now.
 * Administrators may ask before what that would do (rules 14, 40).
 */
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { untilWorked } from '@seteli/kit/testing/jobs';
import { announced } from '@seteli/kit/testing/peer';
import { visitRecorded } from '@seteli/schema/events/bookings';
import { calendarDaysSet, servicePublished } from '@seteli/schema/events/registry';
import { linesOf, made, type RecordedVisit } from './played-vouchers.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

const EARLY = ['WEEKDAY' as const, 'SATURDAY' as const];
const banded = (contentId: string, fromHour: number, toHour: number, more: object = {}) => ({
  ...w.unbanded(contentId, more),
  bands: [{ dayClasses: EARLY, fromMinute: fromHour * 60, toMinute: toHour * 60 }],
});
const taken = () => untilWorked(world.bookings);
const admin = { ...w.checker, roles: ['ADMIN'] };
const PREVIEW = `query ($change: String!) { _entities(representations: [{ __typename: "Correction", id: "c", change: $change }]) { ... on Correction { takenAgain } } }`;
/** What bookings would announce again, and what it would leave. */
async function preview(change: object, by: Actor = admin) {
  const { data } = await world.bookings.ask(by, PREVIEW, { change: JSON.stringify(change) });
  const [[{ takenAgain }]] = Object.values(data) as [[{ takenAgain: string | null }]];
  return takenAgain === null ? null : JSON.parse(gunzipSync(Buffer.from(takenAgain, 'base64')).toString());
}
const say = async (announcement: ReturnType<typeof announce>) => {
  await world.registry.say(w.organiserId, announcement);
  await world.heard();
};

describe('bands from 6 to 18 and to 21 that should have met at 17', () => {
  const [day, evening] = [newId(), newId()];
  const serviceId = w.variedServiceId;
  const corrected = (change: object = {}) =>
    w.service({ serviceId, version: 2, contents: [banded(day, 6, 17), banded(evening, 17, 20)], ...change });
  const changeOf = (announcement: ReturnType<typeof announce>) => ({
    service: z.encode(servicePublished.data, announcement.data as never),
  });
  let bookingId: string;
  beforeAll(async () => {
    await w.publishService(
      world,
      serviceId,
      { [day]: 3850n, [evening]: 4400n },
      { contents: [banded(day, 6, 18), banded(evening, 18, 21)] },
    );
    ({ bookingId } = await w.book(world, { serviceId, contentIds: [day, evening] }));
  });
  const record = (onDay: string, from: string, to: string) => w.recordOne(world, bookingId, `${onDay}T${from}`, `${onDay}T${to}`);

  it('are previewed with what would no longer fit; publishing recalculates the visits, and only those that cost otherwise', async () => {
    const [crossing, morning, late] = [
      await record('2026-06-10', '16:00', '18:00'),
      await record('2026-06-11', '08:00', '10:00'),
      await record('2026-06-12', '20:00', '21:00'),
    ];
    const correction = corrected();
    const shown = await preview(changeOf(correction));
    expect(shown.visits).toMatchObject([
      {
        visitId: crossing.id,
        version: 2,
        pieces: [
          { contentId: day, steps: 60 },
          { contentId: evening, steps: 60 },
        ],
      },
    ]);
    expect(shown.left).toEqual([{ visitId: late.id, code: 'NO_BAND' }]);
    expect((await preview(changeOf(correction)))!.previewId).toBe(shown.previewId);
    const asked = { organiserId: w.organiserId, change: JSON.stringify(changeOf(correction)) };
    expect(await world.registry.backbone.ask('bookings', 'correction-preview', asked)).toEqual({
      previewId: shown.previewId,
      visits: 1,
      left: 1,
    });
    const another = await record('2026-06-13', '16:30', '17:30');
    expect((await preview(changeOf(correction)))!.previewId).not.toBe(shown.previewId);

    await say(correction);
    await taken();
    expect(await w.see(world, crossing.id)).toMatchObject({ total: '82.50', version: 2, state: 'APPROVED' });
    expect(await w.see(world, another.id)).toMatchObject({ total: '41.25', version: 2 });
    expect(await w.see(world, morning.id)).toMatchObject({ version: 1 });
    expect(await w.see(world, late.id)).toMatchObject({ version: 1, total: '44.00', refusal: { code: 'NO_BAND' } });
    expect(
      (await w.record(world, [{ bookingId, start: '2026-06-15T20:00:00+03:00', end: '2026-06-15T20:30:00+03:00' }]))[0].refusal.code,
    ).toBe('NO_BAND');
  });

  it('only the organiser’s own administrators see the preview', async () => {
    const change = changeOf(corrected({ version: 3 }));
    expect(await preview(change, w.checker)).toBeNull();
    expect(await preview(change, w.recorder)).toBeNull();
    expect(await preview(change, { ...w.otherChecker, roles: ['ADMIN'] })).toBeNull();
  });

  it('a correction of what vouchers goes by also recalculates visits that cost the same', async () => {
    const visit = await record('2026-06-11', '11:00', '12:00');
    const before = (await w.see(world, visit.id)).version;
    await say(
      corrected({
        version: 4,
        contents: [banded(day, 6, 17, { vatTreatment: 'STANDARD' }), banded(evening, 17, 20, { vatTreatment: 'STANDARD' })],
      }),
    );
    await taken();
    expect((await w.see(world, visit.id)).version).toBe(before + 1);
  });
});

describe('a visit that costs the same and has another payer', () => {
  const content = newId();
  const serviceId = w.sampledServiceId;
  const terms = (payer: 'CLIENT' | 'ORGANISER') => ({
    noticeMinutes: 24 * 60,
    billableSharePercent: 100,
    maxMinutes: null,
    payer,
    consumesQuota: false,
  });
  const announcedOf = async (visitId: string) =>
    (await announced(world.bookings.database, visitRecorded.type))
      .filter(({ subject }) => subject === visitId)
      .map(({ data }) => data as { cancellation: unknown; serviceVersion: number | null });

  it('R14 a late cancellation that the client paid by mistake is recalculated by a version that vouchers must know; served visits stay', async () => {
    await w.publishService(
      world,
      serviceId,
      { [content]: 3850n },
      { contents: [banded(content, 6, 18)], cancellationTerms: terms('CLIENT') },
    );
    const { bookingId } = await w.book(world, { serviceId, contentIds: [content] });
    const cancelled = await w.recordOne(world, bookingId, '2026-06-15T10:00', '2026-06-15T12:00', {
      kind: 'CANCELLATION',
      noticeAt: sent.helsinki('2026-06-15T05:00'),
    });
    const served = await w.recordOne(world, bookingId, '2026-06-15T14:00', '2026-06-15T15:00');
    await say(w.service({ serviceId, version: 2, contents: [banded(content, 6, 18)], cancellationTerms: terms('ORGANISER') }));
    await taken();
    expect((await w.see(world, served.id)).version).toBe(1);
    expect((await w.see(world, cancelled.id)).version).toBe(2);
    expect(await announcedOf(cancelled.id)).toMatchObject([
      { cancellation: { payer: 'CLIENT' }, serviceVersion: 1 },
      { cancellation: { payer: 'ORGANISER' }, serviceVersion: 2 },
    ]);
  });
});

describe('days about which the organiser changes its word', () => {
  const said = (onDay: string, dayClass: 'HOLIDAY' | null, version: number) =>
    announce(calendarDaysSet, w.organiserId, {
      organiserId: w.organiserId,
      days: [{ day: w.day(onDay), dayClass, holidayEve: null }],
      version,
    });

  it('R20, 40: a month that operating days share costs its price, also when one of its days becomes a holiday after recording', async () => {
    const [serviceId, month] = [w.finalServiceId, newId()];
    world.vouchersAnswers((visit: RecordedVisit) => {
      const [first] = linesOf(visit);
      return made({ ...visit, pieces: [{ ...visit.pieces[0]!, steps: visit.pieces.length }] }, { lines: { contentId: first!.contentId } });
    });
    await w.publishService(
      world,
      serviceId,
      { [month]: 22_000n },
      { prorationPolicy: 'OPERATING_DAYS', contents: [w.unbanded(month, { unit: 'MONTH' })] },
    );
    const { bookingId } = await w.book(world, { serviceId, contentIds: [month] });
    const record = async (firstDay: string, lastDay: string) =>
      (await w.record(world, [sent.dayRow(bookingId, month, firstDay, { lastDay })]))[0].visit;
    // June 2026 has 22 weekdays, none of them a holiday; Midsummer Day is a Saturday.
    const first = await record('2026-06-01', '2026-06-12');
    expect(first.total).toBe('100.00');
    await say(said('2026-06-24', 'HOLIDAY', 1));
    await taken();
    expect(await w.see(world, first.id)).toMatchObject({ total: '104.76', version: 2 });
    world.bookings.clock.set('2026-07-01T09:00:00Z');
    const rest = await record('2026-06-13', '2026-06-30');
    expect(rest.total).toBe('115.24');
    world.bookings.clock.set(w.NOW);
  });
});
