/** Quotes the visits of one request: it reads their facts at once and decides the visits of one quote together. */
import type { Reader } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { RecordedVisit } from '../domain/decide.ts';
import { quote, quotePlanned, type Quoted } from '../domain/quote.ts';
import { readAllocationFacts } from '../store/allocation.ts';

export type AskedVisit = {
  readonly visit: RecordedVisit;
  readonly isPlanned: boolean;
  readonly quoteId: Id;
  readonly place: number;
  /** A recorded visit of the same voucher. */
  readonly replacing: Id | null;
};

export async function quoteAll(reader: Reader, asked: readonly AskedVisit[]): Promise<Quoted[]> {
  const facts = await readAllocationFacts(
    reader,
    asked.map(({ visit }) => visit),
    asked.flatMap(({ visit, replacing }) => (replacing === null ? [] : [{ ...visit, visitId: replacing }])),
  );
  const answers = new Map<AskedVisit, Quoted>();
  const [planned, booked] = [asked.filter(({ isPlanned }) => isPlanned), asked.filter(({ isPlanned }) => !isPlanned)];
  for (const each of planned) answers.set(each, quotePlanned(facts, each.visit));
  for (const together of Map.groupBy(booked, ({ quoteId }) => quoteId).values()) {
    const inOrder = together.toSorted((a, b) => a.place - b.place);
    const replaced = new Set(inOrder.flatMap(({ replacing }) => (replacing === null ? [] : [replacing])));
    const decided = quote(
      facts,
      inOrder.map(({ visit }) => visit),
      replaced,
    );
    for (const [index, each] of inOrder.entries()) answers.set(each, decided[index]!);
  }
  return asked.map((each) => answers.get(each)!);
}
