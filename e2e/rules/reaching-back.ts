/**
 * Changes of values and prices that begin before today, and rises that people hear of before they begin. Registers the
 * tests.
 */
import { formatEuro } from '@seteli/kit/money';
import { COMPANY, type PersonaKey } from '@seteli/local/personas';
import { expect, it } from 'vitest';
import { query } from '../books.ts';
import { until } from '../waiting.ts';
import type { World } from '../world.ts';
import type { Office } from './office.ts';
import { effectOf, PREVIEW } from './price-lists.ts';
import { times, type Payload } from './reading.ts';

const UNIT = COMPANY.units[0]!.id;

export function whatReachesBack(world: World, office: Office): void {
  const { content, recorded } = office;
  const seen = async (id: string): Promise<string> => {
    const { visit } = await world.client.ask('recorder', 'query ($id: ID!) { visit(id: $id) { total organiserShare clientShare } }', {
      id,
    });
    return `${visit.total} = ${visit.organiserShare} + ${visit.clientShare}`;
  };
  const postedOf = async (visitId: string): Promise<string> => {
    const entries = await query<{ kind: string; organiser: string; client: string }>(
      world.system,
      'settlement',
      `select e.kind, sum(l.amount_cents) filter (where l.account = 'ORGANISER')::text as organiser,
              sum(l.amount_cents) filter (where l.account = 'CLIENT')::text as client
         from ledger_entry e join ledger_line l on l.entry_id = e.id where e.visit_id = $1 group by e.id, e.kind order by e.kind`,
      [visitId],
    );
    return entries
      .map(({ kind, organiser, client }) => `${kind} ${formatEuro(BigInt(organiser))} + ${formatEuro(BigInt(client))}`)
      .join(', ');
  };
  const JOB = 'id state done total endedAt';
  /** All that a subscription to the job tells, which ends with it. */
  const followed = async (persona: PersonaKey, id: string): Promise<Payload[]> => {
    const response = await fetch(`${world.system.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await world.client.token(persona)}` },
      body: JSON.stringify({ query: `subscription ($id: ID!) { bookingsJob(id: $id) { ${JOB} } }`, variables: { id } }),
    });
    const told = [...(await response.text()).matchAll(/^data: *(\{.*\})$/gm)];
    return told.map(([, text]) => JSON.parse(text!).data.bookingsJob);
  };
  /** What the job says when it has ended, whichever way somebody asks. */
  const ended = async (persona: PersonaKey, id: string): Promise<Payload> => {
    const last = (await followed(persona, id)).at(-1)!;
    const { bookingsJob } = await world.client.ask(persona, `query ($id: ID!) { bookingsJob(id: $id) { ${JOB} } }`, { id });
    expect(bookingsJob).toEqual(last);
    return last;
  };
  it('an organiser sees the effect of a value raised backwards, and then bookings recalculates the visits', async () => {
    const { visit } = await recorded('raised', times('2026-06-16', '08:00', '09:00'));
    const before = await recorded('raised', times('2026-05-29', '08:00', '09:00'));
    const wish = {
      serviceId: office.service('raised').id,
      firstDay: '2026-06-01',
      values: [{ contentId: content('raised', 'h'), value: '32.00' }],
    };
    const publish = (change: object = {}) =>
      office.change('organiser-admin', 'publishValues', `unitValues { value } preview { ${PREVIEW} }`, { ...wish, ...change });
    const { preview, unitValues } = await publish();
    expect(unitValues).toBeNull();
    expect(preview).toEqual({
      previewId: expect.any(String),
      visits: 1,
      organiserShareChange: '2.00',
      clientShareChange: '-2.00',
      effects: [
        {
          visit: { id: visit.id },
          organiserShareBefore: '30.00',
          organiserShareAfter: '32.00',
          clientShareBefore: '8.50',
          clientShareAfter: '6.50',
        },
      ],
    });
    expect(await seen(visit.id)).toBe('38.50 = 30.00 + 8.50');
    expect((await publish({ previewId: 'of another' })).refusal.code).toBe('STALE_PREVIEW');
    expect((await publish({ previewId: preview.previewId })).unitValues).toEqual([{ value: '32.00' }]);
    await until('the visit is corrected', async () => (await seen(visit.id)) === '38.50 = 32.00 + 6.50');
    expect(await seen(before.visit.id)).toBe('38.50 = 30.00 + 8.50');
    const NOTICES = 'query ($id: ID!) { visit(id: $id) { booking { notices { kind oldClientShare newClientShare } } } }';
    const { booking } = (await world.client.ask('recorder', NOTICES, { id: visit.id })).visit;
    expect(booking.notices).toEqual([{ kind: 'SHARE_RECALCULATED', oldClientShare: '8.50', newClientShare: '6.50' }]);
  });

  it('an organiser sees the effect of a price lowered backwards, and then bookings recalculates the visits', async () => {
    const { visit } = await recorded('lowered', times('2026-06-16', '08:00', '10:30'));
    const before = await recorded('lowered', times('2026-05-29', '08:00', '10:30'));
    // A visit of another client, which a later visit overlaps for a reason. The recalculation must not ask for that
    // reason again.
    const { bookingId } = await office.serve('lowered');
    const overlapped = await office.record(bookingId, times('2026-06-17', '08:00', '10:00'));
    await office.record(bookingId, { ...times('2026-06-17', '09:00', '11:00'), overlapReason: 'Kaksi työntekijää' });
    await office.change('checker', 'approveVisit', 'visit { state }', { idempotencyKey: '', visitId: overlapped.visit.id });
    await until('it is posted', async () => (await postedOf(overlapped.visit.id)) === 'ORIGINAL 64.00 + 13.00');
    const prices = [{ contentId: content('lowered', 'h'), price: '36.00' }];
    const { priceList } = await office.change('service-manager', 'submitPriceList', 'priceList { id }', {
      unitId: UNIT,
      serviceId: office.service('lowered').id,
      firstDay: '2026-06-01',
      prices,
    });
    const shown = await effectOf(world.client, priceList.id);
    expect(shown).toMatchObject({
      visits: 3,
      organiserShareChange: '0.00',
      clientShareChange: '-16.25',
    });
    const effect = shown.effects.find((each: Payload) => each.visit.id === overlapped.visit.id);
    expect(effect).toMatchObject({ organiserShareAfter: '64.00', clientShareBefore: '13.00', clientShareAfter: '8.00' });
    const accept = (more: object = {}) =>
      office.change('organiser-admin', 'acceptPriceList', 'priceList { state } job { id state }', { priceListId: priceList.id, ...more });
    expect(await accept()).toMatchObject({ job: null, refusal: { code: 'STALE_PREVIEW' } });
    const accepted = await accept({ previewId: shown.previewId });
    expect(accepted).toMatchObject({ priceList: { state: 'IN_FORCE' }, job: { state: 'WAITING' } });
    expect(await ended('organiser-admin', accepted.job.id)).toMatchObject({ state: 'DONE', done: 3, total: 3 });
    expect(await seen(visit.id)).toBe('90.00 = 80.00 + 10.00');
    const anew = 'ORIGINAL 64.00 + 13.00, REPLACEMENT 64.00 + 8.00, REVERSAL -64.00 + -13.00';
    await until('the ledger holds what was shown', async () => (await postedOf(overlapped.visit.id)) === anew);
    expect(await seen(overlapped.visit.id)).toBe('72.00 = 64.00 + 8.00');
    expect(await seen(before.visit.id)).toBe('96.25 = 80.00 + 16.25');
  });

  it('a client reads in the notice of a rise what they will pay', async () => {
    const { bookingId } = await office.serve('rising');
    // The running system reads the real clock, and counts the notice of 30 days from its today.
    const firstDay = Temporal.Now.plainDateISO('Europe/Helsinki').add({ days: 31 }).toString();
    const prices = [{ contentId: content('rising', 'h'), price: '40.00' }];
    const { priceList } = await office.change('service-manager', 'submitPriceList', 'priceList { id }', {
      unitId: UNIT,
      serviceId: office.service('rising').id,
      firstDay,
      prices,
    });
    await office.change('organiser-admin', 'acceptPriceList', 'priceList { state }', { priceListId: priceList.id });
    const NOTICES = 'query ($id: ID!) { booking(id: $id) { priceNotices { firstDay oldPrice newPrice oldClientShare newClientShare } } }';
    const notices = await until('the notice is there', async () => {
      const { booking } = await world.client.ask('recorder', NOTICES, { id: bookingId });
      return booking.priceNotices.length > 0 && booking.priceNotices;
    });
    expect(notices).toEqual([{ firstDay, oldPrice: '38.50', newPrice: '40.00', oldClientShare: '6.50', newClientShare: '8.00' }]);
  });

  const CORRECTION = `query ($id: ID!) { correction(id: $id) { state effect { ${PREVIEW} leftVisits left { id } rises { visits rise } } } }`;
  const effectOfCorrection = async (id: string): Promise<Payload> =>
    (await world.client.ask('second-organiser-admin', CORRECTION, { id })).correction.effect;
  const confirm = async (correctionId: string, previewId: string, persona: PersonaKey = 'second-organiser-admin') =>
    office.change(persona, 'confirmCorrection', 'correction { state } job { id state }', { correctionId, previewId });

  it('two persons correct wrongly published bands, also to the client’s loss, and see which visits no longer fit', async () => {
    const { visit } = await recorded('mistaken', times('2026-06-16', '16:00', '18:00'));
    const late = await recorded('mistaken', times('2026-06-17', '20:00', '21:00'));
    const before = await recorded('mistaken', times('2026-05-29', '16:00', '18:00'));
    expect(await seen(visit.id)).toBe('77.00 = 64.00 + 13.00');
    const content = (code: string, from: string, to: string) => ({
      code,
      names: { fi: code, sv: code, en: code },
      vatTreatment: 'STANDARD',
      multiWorker: true,
      deductibleAllowed: true,
      bands: [{ dayClasses: ['WEEKDAY'], from, to }],
    });
    const { correction } = await office.change('organiser-admin', 'publishService', 'service { id } correction { id state }', {
      code: 'mistaken',
      names: { fi: 'mistaken', sv: 'mistaken', en: 'mistaken' },
      firstDay: '2026-06-01',
      contents: [content('a', '06:00', '17:00'), content('b', '17:00', '20:30')],
      reason: 'CORRECTION_OF_ERROR',
    });
    expect(correction.state).toBe('PROPOSED');
    const preview = await effectOfCorrection(correction.id);
    expect(preview).toMatchObject({ visits: 1, organiserShareChange: '4.80', clientShareChange: '0.70' });
    expect(preview.effects).toMatchObject([{ visit: { id: visit.id }, clientShareBefore: '13.00', clientShareAfter: '13.70' }]);
    expect(preview.rises).toEqual([{ visits: 1, rise: '0.70' }]);
    expect([preview.leftVisits, preview.left]).toEqual([1, [{ id: late.visit.id }]]);
    expect((await confirm(correction.id, preview.previewId, 'organiser-admin')).refusal.code).toBe('SECOND_PERSON_NEEDED');
    const another = await recorded('mistaken', times('2026-06-18', '16:30', '17:30'));
    expect((await confirm(correction.id, preview.previewId)).refusal.code).toBe('STALE_PREVIEW');
    const now = await effectOfCorrection(correction.id);
    const { correction: confirmed, job } = await confirm(correction.id, now.previewId);
    expect([confirmed, job.state]).toEqual([{ state: 'CONFIRMED' }, 'WAITING']);
    // Both administrators follow it; those of another county are told nothing, however long they wait.
    const of = await Promise.all([ended('second-organiser-admin', job.id), ended('organiser-admin', job.id)]);
    for (const told of of) expect(told).toMatchObject({ state: 'DONE', done: 3, total: 3 });
    expect(await followed('other-organiser-admin', job.id)).toEqual([null]);
    expect(await seen(visit.id)).toBe('82.50 = 68.80 + 13.70');
    expect(await seen(another.visit.id)).toBe('41.25 = 34.40 + 6.85');
    const REPRICING = 'query ($id: ID!) { repricing(jobId: $id) { changed left leftVisits { id refusal { code } } } }';
    const { repricing } = await world.client.ask('second-organiser-admin', REPRICING, { id: job.id });
    expect(repricing).toEqual({ changed: 2, left: 1, leftVisits: [{ id: late.visit.id, refusal: { code: 'NO_BAND' } }] });
    expect(await seen(late.visit.id)).toBe('44.00 = 36.80 + 7.20');
    expect(await seen(before.visit.id)).toBe('77.00 = 64.00 + 13.00');
  });

  it('two persons add a forgotten holiday afterwards', async () => {
    const { visit } = await recorded('festive', times('2026-06-02', '08:00', '09:00'));
    const { correction } = await office.change('organiser-admin', 'setCalendarDays', 'correction { id }', {
      days: [{ day: '2026-06-02', dayClass: 'HOLIDAY' }],
      reason: 'CORRECTION_OF_ERROR',
    });
    const preview = await effectOfCorrection(correction.id);
    expect(preview.effects).toMatchObject([{ visit: { id: visit.id }, organiserShareAfter: '64.00', clientShareAfter: '16.00' }]);
    const { job } = await confirm(correction.id, preview.previewId);
    expect(await ended('second-organiser-admin', job.id)).toMatchObject({ state: 'DONE' });
    expect(await seen(visit.id)).toBe('80.00 = 64.00 + 16.00');
  });

  it('a provider gives a reason and corrects a too low price from its own first day on; an organiser sees the effect first', async () => {
    const { visit } = await recorded('mispriced', times('2026-06-16', '08:00', '10:00'));
    const wish = {
      unitId: UNIT,
      serviceId: office.service('mispriced').id,
      firstDay: '2024-01-01',
      prices: [{ contentId: content('mispriced', 'h'), price: '40.00' }],
    };
    const submit = (more: object = {}) => office.change('service-manager', 'submitPriceList', 'priceList { id }', { ...wish, ...more });
    expect((await submit()).refusal.code).toBe('INVALID_RANGE');
    const { priceList } = await submit({ reason: 'CORRECTION_OF_ERROR' });
    const { previewId, effects } = await effectOf(world.client, priceList.id);
    expect(effects).toMatchObject([{ visit: { id: visit.id }, clientShareBefore: '13.00', clientShareAfter: '16.00' }]);
    const accepted = await office.change('organiser-admin', 'acceptPriceList', 'priceList { state }', {
      priceListId: priceList.id,
      previewId,
    });
    expect(accepted.priceList.state).toBe('IN_FORCE');
    await until('the visit is priced anew', async () => (await seen(visit.id)) === '80.00 = 64.00 + 16.00');
  });
}
