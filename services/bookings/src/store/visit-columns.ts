/**
 * Which columns of a visit a statement writes. A new column does not compile before somebody says when it is written.
 */
import { toSnakeCase } from 'drizzle-orm/casing';
import { sql, type SQL } from 'drizzle-orm';
import type { Visit } from '../domain/visit.ts';
import { fromVisit, type VisitRow } from './visit-row.ts';

export type Column = keyof VisitRow;

/**
 * ONCE: with the new visit only. ON_CHANGE: also when somebody changes the visit. ON_ANSWER: also when vouchers answers
 * about it.
 */
const WRITTEN: Readonly<Record<Column, 'ONCE' | 'ON_CHANGE' | 'ON_ANSWER'>> = {
  id: 'ONCE',
  bookingId: 'ONCE',
  organiserId: 'ONCE',
  providerId: 'ONCE',
  voucherId: 'ONCE',
  serviceId: 'ONCE',
  unitId: 'ONCE',
  externalId: 'ONCE',
  recordedBy: 'ONCE',
  startsAt: 'ON_CHANGE',
  endsAt: 'ON_CHANGE',
  timed: 'ON_CHANGE',
  kind: 'ON_CHANGE',
  contentId: 'ON_CHANGE',
  amount: 'ON_CHANGE',
  workers: 'ON_CHANGE',
  workerReference: 'ON_CHANGE',
  groupReference: 'ON_CHANGE',
  noticeAt: 'ON_CHANGE',
  accessories: 'ON_CHANGE',
  extraService: 'ON_CHANGE',
  overlapReason: 'ON_CHANGE',
  correctionReason: 'ON_CHANGE',
  before: 'ON_CHANGE',
  recordedAt: 'ON_CHANGE',
  placingId: 'ON_CHANGE',
  state: 'ON_ANSWER',
  allocation: 'ON_ANSWER',
  refusal: 'ON_ANSWER',
  lines: 'ON_ANSWER',
  totalCents: 'ON_ANSWER',
  organiserCents: 'ON_ANSWER',
  clientCents: 'ON_ANSWER',
  unbilledCents: 'ON_ANSWER',
  flags: 'ON_ANSWER',
  approvedBy: 'ON_ANSWER',
  approverId: 'ON_ANSWER',
  approvedAt: 'ON_ANSWER',
  heldAt: 'ON_ANSWER',
  holdReason: 'ON_ANSWER',
  isTakenBack: 'ON_ANSWER',
  returnReason: 'ON_ANSWER',
  returnedAt: 'ON_ANSWER',
  handleBy: 'ON_ANSWER',
  remindedAt: 'ON_ANSWER',
  version: 'ON_ANSWER',
  allocatedVersion: 'ON_ANSWER',
};

const columns = Object.keys(WRITTEN) as Column[];
export const CHANGEABLE: readonly Column[] = columns.filter((column) => WRITTEN[column] !== 'ONCE');
export const ANSWERED: readonly Column[] = columns.filter((column) => WRITTEN[column] === 'ON_ANSWER');

/** `column = n.column` for each. `n` has the new values. */
export const assignments = (written: readonly Column[]): SQL =>
  sql.join(
    written.map((column) => {
      const name = sql.identifier(toSnakeCase(column));
      return sql`${name} = n.${name}`;
    }),
    sql`, `,
  );

/** These columns of a visit, and the id that finds its row. */
export function rowOf(given: Visit, written: readonly Column[]): Partial<VisitRow> {
  const row = fromVisit(given);
  return Object.fromEntries([['id', row.id], ...written.map((column) => [column, row[column]])]) as Partial<VisitRow>;
}
