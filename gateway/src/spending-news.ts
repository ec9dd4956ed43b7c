/**
 * How gateways tell each other what callers have spent: about once a second over the broker, core NATS, nothing kept.
 * Without the broker each gateway limits for itself. Only gateways may publish or hear the subject.
 */
import type { NatsConnection } from '@nats-io/transport-node';
import type { Log } from '@seteli/kit/log';
import { z } from 'zod';
import type { News, Spending } from './spending.ts';

const SUBJECT = 'gateway.spent';
const EVERY_MS = 1_000;
/** About 60 kB. News of further callers follows a second later. */
const CALLERS_MAX = 1_000;

const message = z.object({
  gateway: z.string().max(64),
  minute: z.number().int(),
  totals: z.array(z.tuple([z.string().max(128), z.number().min(0)])).max(CALLERS_MAX),
});

/** Tells and hears for as long as the connection lives. */
export function shareSpending(connection: NatsConnection, spending: Spending, log: Log): void {
  connection.subscribe(SUBJECT, {
    callback: (fault, received) => {
      if (fault) return log.warn({ err: fault }, 'what other gateways have counted cannot be heard');
      const read = z.safeParse(
        message,
        jsonOf(() => received.json()),
      );
      if (read.success) spending.hear(read.data.gateway, read.data);
      else log.warn({ err: read.error }, 'a message about spending could not be read');
    },
  });
  const telling = setInterval(() => {
    const news: News = spending.news(CALLERS_MAX);
    if (news.totals.length > 0 && !connection.isClosed())
      connection.publish(SUBJECT, JSON.stringify({ gateway: spending.gateway, ...news }));
  }, EVERY_MS);
  void connection.closed().then(() => clearInterval(telling));
}

function jsonOf(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    // A malformed message becomes undefined, which the schema refuses.
    return undefined;
  }
}
