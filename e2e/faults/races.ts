/**
 * Things happen at the same moment, twice, or under a connection that breaks: exactly one of them counts, as a whole.
 * Registers the tests.
 */
import { randomUUID } from 'node:crypto';
import { HOME_CLEANING } from '@seteli/local/demonstration';
import { OTHER_COMPANY, type PersonaKey } from '@seteli/local/personas';
import { adminUrl } from '@seteli/local/postgres';
import { withClient } from '@seteli/local/service-database';
import { lockMonth } from '@seteli/local/locking';
import { beforeAll, describe, expect, it } from 'vitest';
import { book, findService, grant, grantInput, makeBookings, type Service } from '../bookings.ts';
import { query } from '../books.ts';
import { MONTH, moveToSettlement, openDiary, type Slot } from '../diary.ts';
import { openRecorder, toInput, type Result } from '../recording.ts';
import { admitSecondProvider } from '../second-provider.ts';
import { until, untilWell } from '../waiting.ts';
import { deathsIn, type World } from '../world.ts';
import { expectNothingLost, type Told } from './promises.ts';

const LIMIT_MS = 300_000;

const RESULT = 'visit { id allocation } refusal { code remaining { minutes } }';
const RECORD = `mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) { results { ${RESULT} } } }`;
const VISIT = 'query ($id: ID!) { visit(id: $id) { id allocation refusal { code remaining { minutes } } } }';

export function whatHappensAtOnce(world: World, told: Told): void {
  let cleaning: Service;

  beforeAll(async () => {
    cleaning = await findService(world.client, HOME_CLEANING.code);
    await admitSecondProvider(world.client, cleaning);
  }, LIMIT_MS);

  async function record(persona: PersonaKey, slots: readonly Slot[], idempotencyKey: string = randomUUID()): Promise<Result[]> {
    const { recordVisits } = await world.client.ask(persona, RECORD, { input: { idempotencyKey, visits: slots.map(toInput) } });
    return await Promise.all(recordVisits.results.map((result: Result) => decided(persona, result)));
  }

  /** On a slow machine, bookings may answer before vouchers has decided. */
  async function decided(persona: PersonaKey, result: Result): Promise<Result> {
    if (result.visit?.allocation !== 'PENDING') return result;
    const visit = await until('the voucher has answered', async () => {
      const found = (await world.client.ask(persona, VISIT, { id: result.visit!.id })).visit;
      return found.allocation !== 'PENDING' && found;
    });
    return visit.allocation === 'REFUSED' ? { visit: null, refusal: visit.refusal } : { visit, refusal: null };
  }

  function note(results: readonly Result[], slots: readonly Slot[]): void {
    for (const [index, { visit }] of results.entries())
      if (visit) told.accepted.set(visit.id, slots[index]!);
      else told.refused++;
  }

  describe('two recorders of two providers', () => {
    it.each([1, 2, 3, 4, 5, 6])('race for what is left of a voucher, and exactly one gets it (%i)', { timeout: LIMIT_MS }, async () => {
      const voucher = await grant(world.client, grantInput(cleaning, 50, 'ONCE'));
      const bookings = [
        await book(world.client, voucher.id),
        await book(world.client, voucher.id, 'other-recorder', OTHER_COMPANY.units[0]!.id),
      ];
      told.ofSecondProvider.add(bookings[1]!);
      // The visits have different times, so that only the quota can refuse one.
      const [early, , , late] = openDiary(bookings).take(4);
      const slots = [early!, late!];
      const results = await Promise.all([record('recorder', [slots[0]!]), record('other-recorder', [slots[1]!])]).then((each) =>
        each.flat(),
      );
      note(results, slots);
      expect(results.filter(({ visit }) => visit?.allocation === 'MADE')).toHaveLength(1);
      expect(results.flatMap(({ refusal }) => (refusal ? [refusal] : []))).toEqual([
        { code: 'QUOTA_EXCEEDED', remaining: { minutes: 20 } },
      ]);
      const left = await query(world.system, 'vouchers', 'select granted, remaining from bucket where entitlement_id = $1', [
        voucher.entitlements[0]!.id,
      ]);
      expect(left).toEqual([{ granted: 50, remaining: 20 }]);
    });
  });

  describe('the same idempotency key', () => {
    it('records once, however often and at the same time a client sends it, and refuses another body', { timeout: LIMIT_MS }, async () => {
      const [bookingId] = await makeBookings(world.client, 1);
      const [slot, other] = openDiary([bookingId!]).take(2) as [Slot, Slot];
      const key = randomUUID();
      const answers = [
        ...(await Promise.all(Array.from({ length: 8 }, () => record('recorder', [slot], key)))),
        await record('recorder', [slot], key),
      ];
      note(answers[0]!, [slot]);
      expect(new Set(answers.map((results) => results[0]!.visit?.id)).size).toBe(1);
      expect(await record('recorder', [other], key)).toEqual([{ visit: null, refusal: { code: 'IDEMPOTENCY_MISMATCH', remaining: null } }]);
      const kept = await query(world.system, 'bookings', 'select id from visit where booking_id = $1', [bookingId]);
      expect(kept).toEqual([{ id: answers[0]![0]!.visit!.id }]);
    });

    it(
      'grants one voucher, however often and at the same time a granter sends it, and refuses another body',
      { timeout: LIMIT_MS },
      async () => {
        const GRANT = 'mutation ($input: GrantVoucherInput!) { grantVoucher(input: $input) { voucher { id } refusal { code } } }';
        const input = grantInput(cleaning, 60, 'ONCE');
        const send = async (wish: object) => (await world.client.ask('granter', GRANT, { input: wish })).grantVoucher;
        const answers = await Promise.all(Array.from({ length: 8 }, () => send(input)));
        expect(new Set(answers.map(({ voucher }) => voucher?.id)).size).toBe(1);
        expect(await send({ ...input, lastDay: '2035-12-31' })).toEqual({ voucher: null, refusal: { code: 'IDEMPOTENCY_MISMATCH' } });
        expect(await query(world.system, 'vouchers', 'select id from voucher where person_id = $1', [input.personId])).toHaveLength(1);
      },
    );
  });

  describe('a database that hangs up in the middle of commands', () => {
    /** Ends the working connections, and the one that holds the lock of relay and consumers. */
    const HANG_UP = `select datname, state, xact_start is not null as "inTransaction", pg_terminate_backend(pid) as ended from pg_stat_activity a
      where usename in ('bookings', 'vouchers', 'settlement') and state <> 'idle'
         or usename = $1 and exists (select from pg_locks l where l.pid = a.pid and l.locktype = 'advisory' and l.granted)`;
    const VICTIMS = ['bookings', 'vouchers', 'settlement'];
    type Ended = { datname: string; inTransaction: boolean; ended: boolean };

    it('leaves nothing half done', { timeout: LIMIT_MS }, async () => {
      const bookings = await makeBookings(world.client, 12);
      const recorder = openRecorder(world.client, openDiary(bookings), { accepted: told.accepted });
      const { ports, secrets } = world.system;
      const ended: Ended[] = [];
      const landed = (name: string) => ended.filter(({ datname, inTransaction }) => datname === name && inTransaction).length;
      recorder.start();
      await recorder.progress(30);
      await withClient(adminUrl(ports.postgres, secrets.postgres), async (client) => {
        for (let round = 0; VICTIMS.some((name) => landed(name) < 4); round++) {
          const { rows } = await client.query<Ended>(HANG_UP, [VICTIMS[round % 10]]);
          ended.push(...rows);
          await recorder.progress(5);
        }
      });
      await recorder.progress(30);
      await recorder.stop();
      expect(ended.every((each) => each.ended)).toBe(true);
      expect(deathsIn(world)).toEqual([]);
      await expectNothingLost(world, told, recorder);
    });
  });
}

/** Uses the month after the recorded one, because other tests settle that. */
export function whatAKeyIsFor(world: World): void {
  it('is refused for another command', { timeout: LIMIT_MS }, async () => {
    const { client, system } = world;
    const month = MONTH.add({ months: 1 });
    await moveToSettlement(system.clockFile, month);
    await untilWell(system);
    const decide = (command: 'approveRun' | 'exportRun', type: string) =>
      `mutation ($input: ${type}!) { ${command}(input: $input) { run { state } refusal { code } } }`;
    const run = await until('the month is locked', async () => {
      const input = { idempotencyKey: randomUUID(), month: String(month) };
      return (await lockMonth<{ id: string; hash: string }>(client, 'id hash', input)).run ?? undefined;
    });
    const input = { idempotencyKey: randomUUID(), runId: run.id };
    const approval = { input: { ...input, hash: run.hash } };
    const { approveRun } = await client.ask('second-approver', decide('approveRun', 'ApproveRunInput'), approval);
    expect(approveRun).toEqual({ run: { state: 'APPROVED' }, refusal: null });
    const { exportRun } = await client.ask('second-approver', decide('exportRun', 'ExportRunInput'), { input });
    expect(exportRun).toEqual({ run: null, refusal: { code: 'IDEMPOTENCY_MISMATCH' } });
  });
}
