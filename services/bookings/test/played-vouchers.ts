/**
 * Plays vouchers: hears what bookings announces, and says through the broker what the test wants. It keeps no quota.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { DataOf } from '@seteli/kit/events';
import { divideHalfUp, minCents } from '@seteli/kit/money';
import { announce, type Announcement } from '@seteli/kit/outbox';
import type { Peer } from '@seteli/testing/peer';
import type { ServiceUnderTest } from '@seteli/testing/service';
import { visitRecorded } from '@seteli/schema/events/bookings';
import { allocationMade, allocationRefused } from '@seteli/schema/events/vouchers';

export type RecordedVisit = DataOf<typeof visitRecorded>;
/** What vouchers says about a visit; `undefined` while it does not answer. */
export type Answerer = (visit: RecordedVisit) => Announcement | undefined;

const VALUE_CENTS = 3200n;

/** Vouchers allocates the whole visit, at a value of 32.00 a unit. */
export const made = (
  visit: RecordedVisit,
  detail: { overlap?: boolean; visitVersion?: number; lines?: Partial<Line> } = {},
): Announcement =>
  announce(allocationMade, visit.visitId, {
    visitId: visit.visitId,
    visitVersion: detail.visitVersion ?? visit.version,
    voucherId: visit.voucherId,
    overlap: detail.overlap ?? visit.overlapReasonGiven,
    lines: linesOf(visit).map((line) => ({ ...line, ...detail.lines })),
  });

type Line = DataOf<typeof allocationMade>['lines'][number];

/** One line for each piece. A test itself names what is outside the voucher, or taxed. */
export const linesOf = (visit: RecordedVisit): Line[] =>
  visit.pieces.map(({ contentId, day: onDay, unit, steps, stepsPerUnit, unitPriceCents }) => {
    const totalCents = divideHalfUp(unitPriceCents * BigInt(steps), BigInt(stepsPerUnit));
    const organiserCents = minCents(divideHalfUp(VALUE_CENTS * BigInt(steps), BigInt(stepsPerUnit)), totalCents);
    const amounts = { unitPriceCents, unitValueCents: VALUE_CENTS, totalCents, organiserCents, clientCents: totalCents - organiserCents };
    const untaxed = { vatPermille: 0, totalVatCents: 0n, organiserVatCents: 0n };
    const month = { serviceMonth: onDay.toPlainYearMonth(), unbilledCents: 0n, isExtraService: false };
    return { contentId, unit, steps, stepsPerUnit, ...month, ...amounts, ...untaxed };
  });

export const refused = (
  visit: RecordedVisit,
  code: DataOf<typeof allocationRefused>['code'],
  minutesLeft?: number,
  details: DataOf<typeof allocationRefused>['details'] = null,
): Announcement =>
  announce(allocationRefused, visit.visitId, {
    visitId: visit.visitId,
    visitVersion: visit.version,
    voucherId: visit.voucherId,
    code,
    remaining: minutesLeft === undefined ? null : { unit: 'HOUR', steps: minutesLeft },
    details,
  });

/** Vouchers allocates every visit, until a test says otherwise. */
export function playVouchers(bookings: ServiceUnderTest, vouchers: Peer, organiserId: string) {
  let answerer: Answerer = made;
  let last = 0n;
  let stopped = false;
  const answerNew = async () => {
    const { rows } = await bookings.database.pool.query<{ seq: bigint; type: string; data: string }>(
      'select seq, type, data from outbox where partition = $1 and seq > $2 order by seq',
      [organiserId, last],
    );
    last = rows.at(-1)?.seq ?? last;
    const visits = rows.filter(({ type }) => type === visitRecorded.type).map(({ data }) => z.decode(visitRecorded.data, JSON.parse(data)));
    await vouchers.say(organiserId, ...visits.flatMap((visit) => answerer(visit) ?? []));
  };
  const playing = (async () => {
    for (; !stopped; await pause(10)) await answerNew();
  })();
  return {
    answers: (next: Answerer) => void (answerer = next),
    /** What vouchers would say about a visit. Nothing of it stays. */
    trial(question: unknown): string {
      const said = answerer(z.decode(visitRecorded.data, question as never));
      return JSON.stringify(said ? { type: said.contract.type, data: z.encode(said.contract.data, said.data) } : null);
    },
    async stop() {
      stopped = true;
      await playing;
    },
  };
}

export const SILENT_WAIT_MS = 500;
/** Enough on the busiest machine. */
const ANSWERED_WITHIN_MS = 30_000;

/** Bookings waits long while vouchers answers, and not while it is silent. */
export function playPatience(answers: (next: Answerer) => void) {
  let isSilent = false;
  const playAs = (silent: boolean) => (next: Answerer) => {
    isSilent = silent;
    answers(next);
  };
  return {
    patience: { ANSWER_WAIT_MS: { get: () => (isSilent ? SILENT_WAIT_MS : ANSWERED_WITHIN_MS) } },
    /** Until a test says otherwise, vouchers allocates every visit. */
    vouchersAnswers: playAs(false),
    /** The same, but vouchers says nothing about some visits, or about all. */
    vouchersHears: playAs(true),
  };
}
