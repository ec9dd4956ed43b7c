/**
 * Tells the gateway which sessions have ended, and whose earlier tokens hold no longer. Only the gateway itself may
 * ask.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { verifyGatewayToken, type TokenKey } from '@seteli/kit/actor';
import type { Log } from '@seteli/kit/log';
import type { Desk } from '../commands/desk.ts';
import { LONGEST_TOKEN } from '../domain/session.ts';
import { listClosedApps } from '../store/app.ts';
import { databaseNow, listChangedUsers, listEndedSessions, type Ended } from '../store/session.ts';
import { listEndedKeys } from '../store/system.ts';

export type EndedParts = { readonly desk: Desk; readonly gatewayKey: TokenKey; readonly log: Log };

const MOST = 10_000;
const question = z.object({
  since: z.iso
    .datetime()
    .transform((text) => Temporal.Instant.from(text))
    .optional(),
});

export function addEndedSessions(app: FastifyInstance, { desk, gatewayKey, log }: EndedParts): void {
  app.get('/ended-sessions', async (request, reply) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    try {
      await verifyGatewayToken(token, 'identity', gatewayKey);
    } catch (fault) {
      log.info({ err: fault }, 'somebody other than the gateway asked which sessions have ended');
      return reply.code(401).send({ error: 'invalid_token' });
    }
    const asked = question.safeParse(request.query);
    if (!asked.success) return reply.code(400).send({ error: 'invalid_request' });
    const { reader } = desk.database;
    // Sessions end by our clock and rights change by the database's. The gateway continues from the earlier of the two.
    const [now] = [desk.clock.now(), await databaseNow(reader)].toSorted(Temporal.Instant.compare) as [Temporal.Instant, Temporal.Instant];
    const since = asked.data.since ?? now.subtract(LONGEST_TOKEN);
    const [sessions, keys, apps, users] = await Promise.all([
      listEndedSessions(reader, since, MOST),
      listEndedKeys(reader, since, MOST),
      listClosedApps(reader, since, MOST),
      listChangedUsers(reader, since, MOST),
    ]);
    const cut = [sessions, keys, apps, users].filter((list) => list.length === MOST).map((list) => list.at(-1)!.at);
    const [readTo = now] = cut.toSorted(Temporal.Instant.compare);
    return (
      reply
        .header('cache-control', 'no-store')
        // A token of a system names its key where another names its session. One of an app names the app, too.
        .send({
          readTo: String(readTo),
          complete: cut.length === 0,
          sessions: [...sessions, ...keys, ...apps].map(toText),
          users: users.map(toText),
        })
    );
  });
}

const toText = ({ id, at }: Ended) => ({ id, at: String(at) });
