/** Tells the gateway from which origins the pages of open apps ask. Only the gateway itself may ask. */
import type { FastifyInstance } from 'fastify';
import { verifyGatewayToken } from '@seteli/kit/actor';
import { listOrigins } from '../store/app.ts';
import type { EndedParts } from './ended-sessions.ts';

export function addAppOrigins(app: FastifyInstance, { desk, gatewayKey, log }: EndedParts): void {
  app.get('/app-origins', async (request, reply) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    try {
      await verifyGatewayToken(token, 'identity', gatewayKey);
    } catch (fault) {
      log.info({ err: fault }, 'somebody other than the gateway asked for the origins of apps');
      return reply.code(401).send({ error: 'invalid_token' });
    }
    return reply.header('cache-control', 'no-store').send({ origins: await listOrigins(desk.database.reader) });
  });
}
