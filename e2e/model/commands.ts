/**
 * The commands that people give Seteli, in any order. Each asks the running system, and compares its answer with the
 * model.
 */
import { randomUUID } from 'node:crypto';
import { moveDevelopmentClock } from '@seteli/local/development-clock';
import type { PersonaKey } from '@seteli/local/personas';
import { formatEuro } from '@seteli/kit/money';
import { lockMonth } from '@seteli/local/locking';
import fc from 'fast-check';
import { expect } from 'vitest';
import { book, grant, grantInput, type Service } from '../bookings.ts';
import { MONTH } from '../diary.ts';
import { until, untilWell } from '../waiting.ts';
import type { World } from '../world.ts';
import { sharesOf, type Books, type Minutes, type ModelVisit, type MonthIndex } from './books.ts';

export type Stage = { readonly world: World; readonly service: Service };
type Command = fc.AsyncCommand<Books, Stage>;

const HELSINKI = 'Europe/Helsinki';
const LAST_MONTH = 2;
const DAY = 1440;
const monthOf = (index: MonthIndex) => MONTH.add({ months: index });

/** A start is a weekday of the month and a minute of it from 06:00 on. No visit leaves its day or band. */
const timesOf = (month: MonthIndex, start: number, minutes: Minutes) => {
  const weekdays = Array.from({ length: 28 }, (_, day) => monthOf(month).toPlainDate({ day: day + 1 })).filter(
    ({ dayOfWeek }) => dayOfWeek <= 5,
  );
  const day = weekdays[Math.floor(start / DAY)]!;
  const from = day.toZonedDateTime({ timeZone: HELSINKI, plainTime: '06:00' }).add({ minutes: start % DAY });
  return { start: from.toInstant().toString(), end: from.add({ minutes }).toInstant().toString() };
};

/** Where the clock stands: in the first days after a month, or on its settlement day. */
export const instantOf = (clock: number): Temporal.Instant =>
  monthOf(Math.floor(clock / 2) + 1)
    .toPlainDate({ day: clock % 2 === 0 ? 1 : 5 })
    .toZonedDateTime({ timeZone: HELSINKI, plainTime: '09:00' })
    .toInstant();

const VISIT = 'id state allocation total organiserShare clientShare refusal { code remaining { minutes } }';
type Answer = {
  visit: { id: string; state: string; allocation: string; total: string; organiserShare: string; clientShare: string } | null;
  refusal: { code: string; remaining: { minutes: number } | null } | null;
};

const mutate = (name: string, type: string, fields: string) =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} refusal { code remaining { minutes } } } }`;

async function change({ world }: Stage, persona: PersonaKey, name: string, input: object): Promise<Answer> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const answer: Answer = (
    await world.client.ask(persona, mutate(name, type, `visit { ${VISIT} }`), { input: { idempotencyKey: randomUUID(), ...input } })
  )[name];
  return await decided(world, persona, answer);
}

const FIND = `query ($id: ID!) { visit(id: $id) { ${VISIT} } }`;

/** On a slow machine, bookings may answer before vouchers has decided. */
async function decided(world: World, persona: PersonaKey, answer: Answer): Promise<Answer> {
  if (answer.visit?.allocation !== 'PENDING') return answer;
  const visit = await until('the voucher has answered', async () => {
    const { visit: found } = await world.client.ask(persona, FIND, { id: answer.visit!.id });
    return found.allocation !== 'PENDING' && found;
  });
  return visit.refusal ? { visit: null, refusal: visit.refusal } : { visit, refusal: null };
}

const shown = ({ refusal }: Answer) => refusal && { code: refusal.code, remaining: refusal.remaining?.minutes ?? null };

function expectShares(answer: Answer, minutes: Minutes): void {
  const { total, organiser, client } = sharesOf(minutes);
  expect({
    refusal: shown(answer),
    total: answer.visit?.total,
    organiser: answer.visit?.organiserShare,
    client: answer.visit?.clientShare,
  }).toEqual({
    refusal: null,
    total: formatEuro(total),
    organiser: formatEuro(organiser),
    client: formatEuro(client),
  });
}

const pick = <T>(of: readonly T[], place: number): T | undefined => of[place % of.length];

/** A command that may come at any time. When it finds nothing to do, it does nothing. */
const command = (name: string, run: (books: Books, stage: Stage) => Promise<unknown>): Command => ({
  check: () => true,
  async run(books, stage) {
    if ((await run(books, stage)) !== 'nothing') books.commands++;
  },
  toString: () => name,
});

export const grantOne = (minutes: Minutes) =>
  command(`grant ${minutes} min a month`, async (books, { world, service }) => {
    const voucher = await grant(world.client, grantInput(service, minutes, 'MONTH'));
    books.vouchers.push({
      id: voucher.id,
      entitlementId: voucher.entitlements[0]!.id,
      bookingId: await book(world.client, voucher.id),
      granted: minutes,
    });
    return undefined;
  });

const CHANGE = 'mutation ($input: ChangeEntitlementInput!) { changeEntitlement(input: $input) { voucher { id } refusal { code } } }';

const changeGrant = (place: number, minutes: Minutes) =>
  command(`change grant ${place} to ${minutes} min`, async (books, { world }) => {
    const voucher = pick(books.vouchers, place);
    if (!voucher) return 'nothing';
    const most = Math.max(...Array.from({ length: books.lastMonth + 1 }, (_, month) => books.used(voucher, month)));
    const { changeEntitlement } = await world.client.ask('granter', CHANGE, {
      input: { idempotencyKey: randomUUID(), entitlementId: voucher.entitlementId, minutes },
    });
    expect(changeEntitlement.refusal?.code ?? null).toBe(minutes < most ? 'BELOW_USED' : null);
    if (minutes >= most) voucher.granted = minutes;
    return undefined;
  });

const RECORD = `mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) { results { visit { ${VISIT} } refusal { code remaining { minutes } } } } }`;

async function send({ world }: Stage, key: string, input: object): Promise<Answer> {
  const { recordVisits } = await world.client.ask('recorder', RECORD, { input: { idempotencyKey: key, visits: [input] } });
  return await decided(world, 'recorder', recordVisits.results[0]);
}

const record = (place: number, months: number, start: number, minutes: Minutes) =>
  command(`record ${minutes} min at ${start} for ${place}`, async (books, stage) => {
    const voucher = pick(books.vouchers, place);
    if (!voucher) return 'nothing';
    const month = months % (books.lastMonth + 1);
    const key = randomUUID();
    const input = { bookingId: voucher.bookingId, ...timesOf(month, start, minutes) };
    const answer = await send(stage, key, input);
    const obstacle = books.obstacle(voucher, month, start, minutes);
    expect(shown(answer)).toEqual(obstacle);
    if (obstacle) return undefined;
    expectShares(answer, minutes);
    // Recording in the first days after the month is on time; later it is late.
    const onTime = books.clock <= month * 2;
    const visit: ModelVisit = {
      id: answer.visit!.id,
      voucher,
      month,
      start,
      key,
      input,
      onTime,
      minutes,
      state: 'APPROVED',
      wasSettled: false,
      standing: null,
      reversedIn: null,
    };
    books.visits.push(visit);
    books.post(visit);
    return undefined;
  });

const recordAgain = (place: number) =>
  command(`send ${place} again`, async (books, stage) => {
    const visit = pick(books.visits, place);
    if (!visit) return 'nothing';
    const answer = await send(stage, visit.key, visit.input);
    expect(answer.visit?.id).toBe(visit.id);
    return undefined;
  });

/**
 * The recorder may change a visit until it is settled, and the organiser afterwards. Nobody may change a deleted visit.
 */
function stateRefusal({ state, wasSettled }: ModelVisit, byOrganiser: boolean): string | null {
  if (state === 'DELETED') return 'WRONG_STATE';
  return byOrganiser === wasSettled ? null : wasSettled ? 'SETTLED' : 'WRONG_STATE';
}

/** An edit or a correction: the same rule for other people and states. */
const rewrite = (name: 'editVisit' | 'correctVisit', place: number, minutes: Minutes) =>
  command(`${name} ${place} to ${minutes} min`, async (books, stage) => {
    const visit = pick(books.visits, place);
    if (!visit) return 'nothing';
    const isCorrection = name === 'correctVisit';
    const answer = await change(stage, isCorrection ? 'approver' : 'recorder', name, {
      visitId: visit.id,
      ...timesOf(visit.month, visit.start, minutes),
      ...(isCorrection && { reason: 'Kirjausvirhe' }),
    });
    const refusal = stateRefusal(visit, isCorrection);
    if (refusal) return void expect(shown(answer)?.code).toBe(refusal);
    const obstacle = books.obstacle(visit.voucher, visit.month, visit.start, minutes, visit);
    expect(shown(answer)).toEqual(obstacle);
    if (obstacle) return undefined;
    expectShares(answer, minutes);
    // An edit without a change posts nothing and leaves the visit as it was (rules 35).
    if (visit.standing?.minutes === minutes) return undefined;
    books.reverse(visit);
    visit.minutes = minutes;
    visit.state = 'APPROVED';
    books.post(visit);
    return undefined;
  });

const takeBack = (name: 'deleteVisit' | 'creditVisit', place: number) =>
  command(`${name} ${place}`, async (books, stage) => {
    const visit = pick(books.visits, place);
    if (!visit) return 'nothing';
    const isCredit = name === 'creditVisit';
    const answer = await change(stage, isCredit ? 'approver' : 'recorder', name, {
      visitId: visit.id,
      ...(isCredit && { reason: 'Ei toteutunut' }),
    });
    const refusal = stateRefusal(visit, isCredit);
    if (refusal) return void expect(shown(answer)?.code).toBe(refusal);
    expect({ refusal: shown(answer), state: answer.visit?.state }).toEqual({ refusal: null, state: 'DELETED' });
    books.reverse(visit);
    visit.state = 'DELETED';
    return undefined;
  });

const moveOn = command('move the clock on', async (books, { world }) => {
  // The clock leaves a month only when it is locked, so that the model needs no second way to be late.
  if (books.clock >= LAST_MONTH * 2 + 1 || (books.clock % 2 === 1 && books.openFrom <= books.lastMonth)) return 'nothing';
  books.clock++;
  return await moveDevelopmentClock(world.system.clockFile, instantOf(books.clock));
});

function expectCode({ refusal }: { refusal: { code: string } | null }, code: string): void {
  expect(refusal?.code).toBe(code);
}

function expectSums(run: object, books: Books): void {
  const { organiser, client } = books.ledger.get(books.openFrom) ?? { organiser: 0n, client: 0n };
  expect(run).toEqual({ state: 'LOCKED', organiserShare: formatEuro(organiser), clientShare: formatEuro(client) });
}

const RUN = 'state organiserShare clientShare';

const lock = command('lock the month', async (books, { world }) => {
  if (books.openFrom > LAST_MONTH || books.openFrom > books.lastMonth) return 'nothing';
  const isTime = books.clock >= books.openFrom * 2 + 1;
  const ask = () => lockMonth<object>(world.client, RUN, { idempotencyKey: randomUUID(), month: String(monthOf(books.openFrom)) });
  if (!isTime) return void expectCode(await ask(), 'TOO_EARLY');
  await untilWell(world.system);
  const { run } = await until('the month is locked', async () => {
    const answer = await ask();
    return answer.refusal?.code !== 'BEHIND' && answer;
  });
  expectSums(run!, books);
  books.lock();
  // Bookings hears of it a moment later. Until then people would see the old state.
  await untilWell(world.system);
  return undefined;
});

const restart = (service: 'bookings' | 'vouchers' | 'settlement') =>
  command(`kill ${service}`, async (_, { world }) => {
    await world.system.process(service).kill('SIGKILL');
    await untilWell(world.system);
  });

const TOTALS = 'query ($month: Month!) { ledgerTotals(month: $month) { entries organiserShare clientShare } }';
const REMAINING = 'query ($id: ID!, $day: Date!) { voucher(id: $id) { entitlements { remaining(day: $day) { minutes } } } }';

/** Asks the system for everything that the model knows. */
export async function compare(books: Books, { world }: Stage): Promise<void> {
  for (let month = 0; month <= LAST_MONTH + 1; month++) {
    const { organiser, client, entries } = books.ledger.get(month) ?? { organiser: 0n, client: 0n, entries: 0 };
    const wanted = { entries, organiserShare: formatEuro(organiser), clientShare: formatEuro(client) };
    let found: unknown;
    await until(
      'the ledger has everything',
      async () => {
        found = (await world.client.ask('approver', TOTALS, { month: String(monthOf(month)) })).ledgerTotals;
        return JSON.stringify(found) === JSON.stringify(wanted);
      },
      10_000,
    ).catch(() => expect({ month, found }).toEqual({ month, found: wanted }));
  }
  for (const voucher of books.vouchers)
    for (let month = 0; month <= books.lastMonth; month++) {
      const answer = await world.client.ask('granter', REMAINING, { id: voucher.id, day: String(monthOf(month).toPlainDate({ day: 1 })) });
      expect({ voucher: voucher.id, left: answer.voucher.entitlements[0].remaining.minutes }).toEqual({
        voucher: voucher.id,
        left: voucher.granted - books.used(voucher, month),
      });
    }
}

const place = fc.nat(10_000);
const minutes = fc.integer({ min: 1, max: 30 }).map((n) => n * 7);
const start = fc.tuple(fc.nat(9), fc.constantFrom(0, 150, 300, 430)).map(([day, minute]) => day * DAY + minute);

/** Visits are the most frequent commands. */
export const anyCommand: fc.Arbitrary<Command>[] = [
  ...Array.from({ length: 6 }, () => fc.tuple(place, place, start, minutes).map(([of, month, at, long]) => record(of, month, at, long))),
  place.map(recordAgain),
  ...Array.from({ length: 3 }, () => fc.tuple(place, minutes).map(([of, long]) => rewrite('editVisit', of, long))),
  ...Array.from({ length: 2 }, () => fc.tuple(place, minutes).map(([of, long]) => rewrite('correctVisit', of, long))),
  place.map((of) => takeBack('deleteVisit', of)),
  place.map((of) => takeBack('creditVisit', of)),
  fc.tuple(place, fc.integer({ min: 1, max: 20 })).map(([of, hours]) => changeGrant(of, hours * 60)),
];

/** The test gives these now and then, not by chance alone, because they move the whole system on. */
export const turningPoints = { moveOn, lock, restart };
