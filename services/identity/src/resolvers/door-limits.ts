/** How often a caller may knock at the doors of sign-in, per minute and over all replicas. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '@seteli/kit/db';
import { openLimit, type Limit } from '@seteli/kit/limits';
import type { Log } from '@seteli/kit/log';
import { siteOf } from '@seteli/kit/network';

export const SECONDS = 60;

/** An address may be a whole town hall behind one router. Each name says what is counted, and for whom. */
export const POINTS = {
  startsOfAddress: 120,
  callbacksOfAddress: 240,
  authorizationsOfAddress: 240,
  tokensOfAddress: 1_200,
  guessesOfAddress: 30,
  invitationsOfAddress: 120,
  passkeysOfAddress: 240,
  tokensOfSystem: 600,
} as const;

/** An IPv6 /48 may do so many times as much as one address. */
export const SITE = 8;
/** More than all of Finland needs. It refuses nobody: otherwise a holder of many networks could keep everybody out. */
export const STARTS_OF_ALL = 3_000;

type Taker = Pick<Limit, 'take'>;
export type DoorLimits = Readonly<Record<keyof typeof POINTS, Taker>> & {
  /** Counts a sign-in that begins, and logs an error for the operator when there are too many. */
  noticeStart(): Promise<void>;
};

export function openDoorLimits({ pool }: Pick<Database, 'pool'>, log: Log): DoorLimits {
  const open = (name: string, points: number) => openLimit(pool, { name, points, seconds: SECONDS });
  const limits = Object.entries(POINTS).map(([name, points]): [string, Taker] => {
    const [own, ofSite] = [open(name, points), open(name, points * SITE)];
    // A key is an address or a system's id, which has no colon. The address comes first: one over its own limit takes
    // nothing from its neighbours.
    const take: Taker['take'] = async (key) => {
      const site = siteOf(key);
      return (await own.take(key)) && (site === undefined || (await ofSite.take(site)));
    };
    return [name, { take }];
  });
  const ofAll = open('startsOfAll', STARTS_OF_ALL);
  let saidAt = -Infinity;
  const noticeStart = async () => {
    if ((await ofAll.take('all')) || performance.now() - saidAt < SECONDS * 1_000) return;
    saidAt = performance.now();
    log.error({ starts: STARTS_OF_ALL, seconds: SECONDS }, 'more sign-ins begin than people can mean: somebody may be flooding the door');
  };
  return { ...(Object.fromEntries(limits) as Readonly<Record<keyof typeof POINTS, Taker>>), noticeStart };
}

/** The address that the gateway gives; without a gateway, that of the connection. */
export const addressOf = ({ headers, ip }: FastifyRequest): string => {
  const said = headers['x-forwarded-for'];
  return typeof said === 'string' && said !== '' ? said : ip;
};

export const tooMany = (reply: FastifyReply): FastifyReply => reply.code(429).header('retry-after', String(SECONDS));
export const busy = (reply: FastifyReply): FastifyReply =>
  reply.code(503).header('retry-after', '1').send({ error: 'temporarily_unavailable' });
