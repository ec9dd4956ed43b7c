/** How often one may knock at the doors of sign-in. Counted for all replicas together, per minute. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '@seteli/kit/db';
import { openLimit, type Limit } from '@seteli/kit/limits';

export const SECONDS = 60;

/** An address may be a whole town hall behind one router. Each name says what is counted, and for whom. */
export const POINTS = {
  startsOfAddress: 120,
  startsOfAll: 3_000,
  callbacksOfAddress: 240,
  tokensOfAddress: 1_200,
  guessesOfAddress: 30,
  tokensOfSystem: 600,
} as const;

export type DoorLimits = Readonly<Record<keyof typeof POINTS, Limit>>;

export const openDoorLimits = ({ pool }: Pick<Database, 'pool'>): DoorLimits =>
  Object.fromEntries(
    Object.entries(POINTS).map(([name, points]) => [name, openLimit(pool, { name, points, seconds: SECONDS })]),
  ) as DoorLimits;

/** As the gateway says it; without a gateway, whoever is connected. */
export const addressOf = ({ headers, ip }: FastifyRequest): string => {
  const said = headers['x-forwarded-for'];
  return typeof said === 'string' && said !== '' ? said : ip;
};

export const tooMany = (reply: FastifyReply): FastifyReply => reply.code(429).header('retry-after', String(SECONDS));
export const busy = (reply: FastifyReply): FastifyReply =>
  reply.code(503).header('retry-after', '1').send({ error: 'temporarily_unavailable' });
