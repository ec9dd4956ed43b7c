/**
 * Rules 72: people record visits wrongly, and edit and correct them over two locked months, while prices and values
 * change backwards. Beside each such client stands another whose truth is recorded at once, at the final prices.
 * Registers the test, which comes last in its file, because the clock only moves forward.
 */
import { randomUUID } from 'node:crypto';
import { onceKnown } from '@seteli/local/client';
import { moveDevelopmentClock } from '@seteli/local/development-clock';
import { lockMonth } from '@seteli/local/locking';
import { COMPANY } from '@seteli/local/personas';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { query, readBooks, unlikeTheLedger } from '../books.ts';
import { MONTH } from '../diary.ts';
import { until, untilWell } from '../waiting.ts';
import type { World } from '../world.ts';
import { dated, pricesOf, scenario, STAGES, timesOf, versionsOf, type History, type Scenario, type Version } from './histories.ts';
import type { Office } from './office.ts';
import { effectOf } from './price-lists.ts';
import type { Payload } from './reading.ts';

const LIMIT_MS = 300_000;
/** The first months that no other test of the system settles. */
const FIRST = MONTH.add({ months: 3 });
const SECOND = FIRST.add({ months: 1 });
const AFTER = SECOND.add({ months: 1 });
const MONTHS = [FIRST, SECOND] as const;

const BANDS = { a: ['06:00', '18:00'], b: ['18:00', '24:00'], n: ['00:00', '06:00'] };
const DAY_CLASSES = ['WEEKDAY', 'SATURDAY', 'SUNDAY', 'HOLIDAY', 'HOLIDAY_EVE'];
const CONTENTS = Object.entries(BANDS).map(([code, [from, to]]) => ({
  code,
  vatTreatment: 'STANDARD',
  multiWorker: true,
  bands: [{ dayClasses: DAY_CLASSES, from: from!, to: to! }],
}));

/** A client and their visits: the ids by place, once the visits are recorded. */
type Served = { readonly bookingId: string; readonly entitlementId: string; readonly ids: (string | undefined)[] };

const noon = (month: Temporal.PlainYearMonth, day: number) =>
  month.toPlainDate({ day }).toZonedDateTime({ timeZone: 'Europe/Helsinki', plainTime: '12:00' }).toInstant();

export function whatIsCorrectedLater(world: World, office: Office): void {
  const done = async (answer: Promise<Payload>): Promise<Payload> => {
    const payload = await answer;
    expect(payload.refusal).toBeNull();
    return payload;
  };

  async function lockThrough(month: Temporal.PlainYearMonth): Promise<void> {
    const lock = (of: string) => onceKnown(() => lockMonth<object>(world.client, 'state', { month: of, idempotencyKey: randomUUID() }));
    for (;;) {
      const { run, refusal } = await lock(String(month));
      if (run) break;
      expect(refusal!.code).toBe('EARLIER_MONTH_OPEN');
      await lock(refusal!.details!.month!);
    }
    // Bookings hears of it a moment later.
    await untilWell(world.system);
  }

  const publish = ({ wrong, corrected, lowered, raised, values }: Scenario) => {
    const then = (of: Readonly<Record<string, string>>, from: Scenario['lowered']) => ({ firstDay: dated(MONTHS, from), of });
    return office.publish([
      { code: 'wrong', contents: CONTENTS, values: [{ of: pricesOf(values) }], prices: [{ of: pricesOf(wrong) }] },
      {
        code: 'right',
        contents: CONTENTS,
        values: [{ of: pricesOf(values) }, then(pricesOf(values, raised.by), raised)],
        prices: [{ of: pricesOf(corrected) }, then(pricesOf(corrected, -lowered.by), lowered)],
      },
    ]);
  };

  async function serve(code: string): Promise<Served> {
    const { voucher, bookingId } = await office.serve(code);
    return { bookingId, entitlementId: voucher.entitlements[0].id, ids: [] };
  }

  async function record(client: Served, place: number, version: Version): Promise<void> {
    const { visit } = await done(office.record(client.bookingId, timesOf(MONTHS, place, version)));
    client.ids[place] = visit.id;
  }

  /** The provider changes what is not settled, and a checker what is. */
  async function change(own: string, ofSettled: string, visitId: string, input: object): Promise<void> {
    const answer = await office.change('recorder', own, 'visit { id }', { visitId, ...input });
    if (answer.refusal?.code !== 'SETTLED') return void (await done(answer));
    await done(office.change('checker', ofSettled, 'visit { id }', { visitId, reason: 'Kirjausvirhe', ...input }));
  }

  /** What is said of a visit at a stage: first it is recorded, and then changed. */
  async function say(client: Served, histories: readonly History[], stage: number): Promise<void> {
    for (const [place, history] of histories.entries()) {
      const version = versionsOf(history)[stage];
      const id = client.ids[place];
      if (version && id) await change('editVisit', 'correctVisit', id, timesOf(MONTHS, place, version));
      else if (version) await record(client, place, version);
    }
  }

  /** The truth of visits of a month, said as soon as the month is over. */
  async function sayTruth(client: Served, histories: readonly History[], month: number): Promise<void> {
    for (const [place, { truth, happened }] of histories.entries())
      if (happened && truth.month === month) await record(client, place, truth);
  }

  async function takeBack(client: Served, histories: readonly History[]): Promise<void> {
    for (const [place, { happened }] of histories.entries())
      if (!happened) await change('deleteVisit', 'creditVisit', client.ids[place]!, {});
  }

  async function reprice(prices: Readonly<Record<string, string>>, more: { firstDay: string; reason?: 'CORRECTION_OF_ERROR' }) {
    const asked = Object.entries(prices).map(([code, price]) => ({ contentId: office.content('wrong', code), price }));
    const wish = { unitId: COMPANY.units[0]!.id, serviceId: office.service('wrong').id, prices: asked, ...more };
    const { priceList } = await done(office.change('service-manager', 'submitPriceList', 'priceList { id }', wish));
    const { previewId } = await effectOf(world.client, priceList.id);
    const accepted = { priceListId: priceList.id, previewId };
    const { job } = await done(office.change('organiser-admin', 'acceptPriceList', 'job { id }', accepted));
    const JOB = 'query ($id: ID!) { bookingsJob(id: $id) { state endedAt } }';
    const ended = await until('the visits are priced anew', async () => {
      const { bookingsJob } = await world.client.ask('organiser-admin', JOB, { id: job.id });
      return bookingsJob?.endedAt ? bookingsJob : undefined;
    });
    expect(ended.state).toBe('DONE');
    await untilWell(world.system);
  }

  async function raiseValues(of: Readonly<Record<string, string>>, firstDay: string): Promise<void> {
    const values = Object.entries(of).map(([code, value]) => ({ contentId: office.content('wrong', code), value }));
    const wish = { serviceId: office.service('wrong').id, firstDay, values };
    const send = (more: object) =>
      done(office.change('organiser-admin', 'publishValues', 'unitValues { value } preview { previewId }', { ...wish, ...more }));
    const { previewId } = (await send({})).preview;
    expect((await send({ previewId })).unitValues).toHaveLength(values.length);
    await untilWell(world.system);
  }

  /** Each visit's sums by service month and account, with their tax, and what its client has used of each month. */
  async function standing(clients: readonly Served[], histories: readonly (readonly History[])[]): Promise<string[]> {
    const LEDGER = `select e.visit_id visit, e.service_month::text || ' ' || l.account || ' ' || sum(l.amount_cents) || ', tax ' || sum(l.vat_cents) as sum
      from ledger_entry e join ledger_line l on l.entry_id = e.id where e.visit_id = any($1)
      group by e.visit_id, e.service_month, l.account having sum(l.amount_cents) <> 0 or sum(l.vat_cents) <> 0 order by 1, 2`;
    const ids = clients.flatMap((client) => client.ids.filter((id) => id !== undefined));
    const sums = Map.groupBy(await query<{ visit: string; sum: string }>(world.system, 'settlement', LEDGER, [ids]), ({ visit }) => visit);
    const USED = `select entitlement_id entitlement, period || ': ' || granted - remaining as used from bucket
      where entitlement_id = any($1) and remaining <> granted order by period`;
    const of = [clients.map(({ entitlementId }) => entitlementId)];
    const used = await query<{ entitlement: string; used: string }>(world.system, 'vouchers', USED, of);
    return clients.flatMap((client, index) => [
      ...histories[index]!.map(({ truth, happened }, place) => {
        const posted = (sums.get(client.ids[place] ?? '') ?? []).map(({ sum }) => sum);
        return `client ${index}, visit ${place}, ${happened ? JSON.stringify(truth) : 'none'}: ${posted.join('; ')}`;
      }),
      `client ${index}: ${used.filter(({ entitlement }) => entitlement === client.entitlementId).map((each) => each.used)}`,
    ]);
  }

  async function play(story: Scenario): Promise<void> {
    const { histories, corrected, lowered, values, raised } = story;
    const { clockFile } = world.system;
    await publish(story);
    const serveAll = (code: string) => Promise.all(histories.map(() => serve(code)));
    const [corrects, truthful] = [await serveAll('wrong'), await serveAll('right')];
    const each = async (clients: readonly Served[], work: (client: Served, of: readonly History[]) => Promise<void>) => {
      await Promise.all(clients.map((client, index) => work(client, histories[index]!)));
      await untilWell(world.system);
    };
    const sayAll = (stage: (typeof STAGES)[number]) => each(corrects, (client, of) => say(client, of, STAGES.indexOf(stage)));

    await moveDevelopmentClock(clockFile, noon(SECOND, 2));
    await sayAll('recorded');
    await each(truthful, (client, of) => sayTruth(client, of, 0));
    await sayAll('edited');
    await moveDevelopmentClock(clockFile, noon(AFTER, 2));
    await lockThrough(FIRST);
    await sayAll('first month locked');
    await each(truthful, (client, of) => sayTruth(client, of, 1));
    await reprice(pricesOf(corrected), { firstDay: '2024-01-01', reason: 'CORRECTION_OF_ERROR' });
    await moveDevelopmentClock(clockFile, noon(AFTER, 5));
    await lockThrough(SECOND);
    await sayAll('both months locked');
    await reprice(pricesOf(corrected, -lowered.by), { firstDay: dated(MONTHS, lowered) });
    await raiseValues(pricesOf(values, raised.by), dated(MONTHS, raised));
    await sayAll('repriced');
    await each(corrects, takeBack);

    const CAUSES = 'select distinct cause from ledger_entry where visit_id = any($1)';
    const causes = await query<{ cause: string }>(world.system, 'settlement', CAUSES, [corrects.flatMap(({ ids }) => ids)]);
    expect(causes.map(({ cause }) => cause)).toEqual(expect.arrayContaining(['EDITED', 'CORRECTED', 'PUBLISHED', 'CREDITED']));
    expect(await standing(corrects, histories)).toEqual(await standing(truthful, histories));
  }

  it(
    '72 visits that are edited, corrected and repriced backwards end, by service month, where the truth recorded at once does',
    { timeout: LIMIT_MS },
    async () => {
      // One long run on one system. The run cannot be undone, so nothing can shrink it.
      await fc.assert(fc.asyncProperty(scenario, play), { numRuns: 1, endOnFailure: true });
      expect(unlikeTheLedger(await readBooks(world.system, world.client))).toEqual([]);
    },
  );
}
