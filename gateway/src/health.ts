/**
 * Health of this process and of the system: whether the process lives, whether it is ready, and what operators have to
 * mend.
 */
import type { FastifyInstance } from 'fastify';
import type { Door } from '@seteli/kit/door';
import { isSameMark, markOf } from '@seteli/kit/secrets';
import type { SystemWatch } from './system-watch.ts';

type HealthOptions = { door: Door; watch: SystemWatch; operatorToken: string };

export function addHealth(app: FastifyInstance, { door, watch, operatorToken }: HealthOptions): void {
  const operatorMark = markOf(`Bearer ${operatorToken}`);
  app.get('/health/live', async () => ({ service: 'gateway' }));
  app.get('/health/ready', async (_, reply) =>
    door.isClosing ? reply.code(503).send({ service: 'gateway', stopping: true }) : { service: 'gateway' },
  );
  app.get('/health/system', async ({ headers: { authorization } }, reply) => {
    if (authorization !== undefined && !isSameMark(markOf(authorization), operatorMark))
      return reply.code(401).header('www-authenticate', 'Bearer').send({ error: 'This is not the token of an operator.' });
    // Everybody may know whether the system was well a moment ago. Only operators see what is wrong, and how it is now.
    const { well, ...detail } = await (authorization === undefined ? watch.latest() : watch.fresh());
    return reply.code(well ? 200 : 503).send(authorization === undefined ? { well } : { well, ...detail });
  });
}
