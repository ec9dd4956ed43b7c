/** Helps the tests of the rules to write times and to read answers, in one line each. */

// Callers know what they asked for.
// oxlint-disable-next-line typescript/no-explicit-any
export type Payload = any;

export const at = (day: string, time: string, offset = '+03:00') => `${day}T${time}:00${offset}`;
export const times = (day: string, from: string, to: string, offset?: string) => ({
  start: at(day, from, offset),
  end: at(day, to, offset),
});

/** The most frequent question: total, organiser's and client's share, or the refusal. */
export const money = ({ visit, refusal }: Payload): string =>
  refusal
    ? [refusal.code, refusal.remaining?.minutes ?? refusal.remaining?.amount]
        .filter((part) => part !== undefined && part !== null)
        .join(' ')
    : `${visit.total} = ${visit.organiserShare} + ${visit.clientShare}`;

export const lines = ({ visit }: Payload): string[] =>
  visit.lines.map(
    (line: Payload) =>
      `${line.content.code} ${line.serviceMonth} ${line.quantity.amount}: ${line.total} = ${line.organiserShare} + ${line.clientShare}${line.extraService ? ' extra' : ''}`,
  );
