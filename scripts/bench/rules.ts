/**
 * How many visits the pure rules decide in a second on one core: cut at bands and midnight, priced, valued, drawn from
 * the quota, shared. No database, no network.
 */
import { contents, facts as factsOfBooking } from '../../services/bookings/src/domain/example-service.ts';
import { recordVisit } from '../../services/bookings/src/domain/record.ts';
import { PLAIN, type Recorded } from '../../services/bookings/src/domain/recorded.ts';
import { decide, type RecordedVisit } from '../../services/vouchers/src/domain/decide.ts';
import { buckets, entitlement, facts as factsOfVoucher, visit, voucher } from '../../services/vouchers/src/domain/testing/visits.ts';
import { atLeast, check, type Measurement } from './figure.ts';

const VISITS = 200_000;
const REPETITIONS = 5;
/** R2: Tuesday 16:30–19:00, an hour and a half by day and one in the evening. Each visit is in another week. */
const FIRST = Temporal.Instant.from('2026-01-13T16:30:00+02:00');
const WEEKS = 11;
const NOW = Temporal.Instant.from('2026-06-30T12:00:00Z');
const R2 = '101.75 = 84.80 + 16.95';

const recordedIn = (week: number): Recorded => {
  const startsAt = FIRST.add({ hours: 24 * 7 * week });
  return { ...PLAIN, timed: true, startsAt, endsAt: startsAt.add({ minutes: 150 }) };
};

const value = (valueCents: bigint) => [{ firstDay: Temporal.PlainDate.from('2020-01-01'), valueCents, coefficient: null }];
const entitled = entitlement('e');
const known = factsOfVoucher({
  vouchers: [
    voucher({
      entitlements: new Map([
        ['a', entitled],
        ['b', entitled],
      ]),
    }),
  ],
  values: new Map([
    ['a', value(3_200n)],
    ['b', value(3_680n)],
  ]),
  buckets: buckets({ 'e 2026-01': 600, 'e 2026-02': 600, 'e 2026-03': 600 }),
});
const booked = factsOfBooking({ contents: contents() });
const sample: RecordedVisit = visit();

type Sums = { total: bigint; organiser: bigint; client: bigint };

function decideOne(recorded: Recorded): Sums {
  const decision = recordVisit(booked, recorded, NOW);
  if (!decision.accepted) throw new Error(decision.refusal.code);
  const taken = decide(known, [], { ...sample, start: recorded.startsAt, end: recorded.endsAt, pieces: decision.value.pieces });
  if (!taken.accepted) throw new Error(taken.refusal.code);
  const sums = { total: 0n, organiser: 0n, client: 0n };
  for (const { totalCents, organiserCents, clientCents } of taken.value.lines) {
    sums.total += totalCents;
    sums.organiser += organiserCents;
    sums.client += clientCents;
  }
  return sums;
}

const euro = (cents: bigint) => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;

export async function measureRules(quick: boolean): Promise<Measurement> {
  const visits = Array.from({ length: WEEKS }, (_, week) => recordedIn(week));
  const count = quick ? VISITS / 10 : VISITS;
  const values: number[] = [];
  let last: Sums = decideOne(visits[0]!);
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const from = process.cpuUsage();
    for (let index = 0; index < count; index++) last = decideOne(visits[index % WEEKS]!);
    // Counts processor time, so that other processes do not disturb it.
    const { user, system } = process.cpuUsage(from);
    values.push(count / ((user + system) / 1e6));
  }
  return {
    figures: [{ name: 'rules: one visit of two bands, pure', unit: 'visits/s', target: atLeast(50_000), values }],
    checks: [check('R2 to the cent', `${euro(last.total)} = ${euro(last.organiser)} + ${euro(last.client)}`, R2)],
  };
}
