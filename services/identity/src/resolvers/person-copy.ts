/**
 * The copy of a person's data beside GraphQL, because it may be large: as JSON, or as a page in the reader's language.
 * The gateway says who reads. It goes out page by page, so that nobody holds all of it.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { verifyActorToken, type Actor, type TokenKey } from '@seteli/kit/actor';
import { isId } from '@seteli/kit/ids';
import { LANGUAGES, type Language } from '@seteli/kit/language';
import type { Log } from '@seteli/kit/log';
import { fromClaims } from '@seteli/schema/actors';
import { z } from 'zod';
import { readCopy, type PersonCopy } from '../commands/exporting.ts';
import type { Desk } from '../commands/desk.ts';
import { asPage } from './person-copy-page.ts';

type CopyParts = { readonly desk: Desk; readonly gatewayKey: TokenKey; readonly log: Log };

const asked = z.object({ id: z.string().refine(isId) });

export function addPersonCopies(app: FastifyInstance, { desk, gatewayKey, log }: CopyParts): void {
  app.get('/person-exports/:id', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const actor = await readActor(request, gatewayKey).catch((fault: unknown) => {
      log.info({ err: fault }, 'somebody asked for a copy of a person’s data without the gateway');
      return undefined;
    });
    if (!actor) return reply.code(401).send({ error: 'invalid_token' });
    const { data } = asked.safeParse(request.params);
    const copy = data && (await readCopy(desk, actor, data.id));
    // Unknown, foreign and forgotten look alike.
    if (!copy) return reply.code(404).send({ error: 'not_found' });
    const { accept = '' } = request.headers;
    return accept.includes('text/html')
      ? reply.type('text/html; charset=utf-8').send(Readable.from(asPage(copy, languageOf(request))))
      : reply.type('application/json; charset=utf-8').send(Readable.from(asJson(copy)));
  });
}

const readActor = (request: FastifyRequest, key: TokenKey): Promise<Actor> => {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return verifyActorToken(token, { subgraph: 'identity', key, readClaims: fromClaims });
};

const languageOf = ({ headers }: FastifyRequest): Language =>
  LANGUAGES.find((language) => headers['accept-language']?.toUpperCase().startsWith(language)) ?? 'FI';

async function* asJson({ made, pages }: PersonCopy): AsyncGenerator<string> {
  const { id, personId, organiserId, askedAt, expiresAt } = made;
  const head = JSON.stringify({ id, personId, organiserId, askedAt, expiresAt });
  yield `${head.slice(0, -1)},"records":[`;
  let comma = '\n';
  for await (const { service, records } of pages)
    for (const record of records) {
      yield `${comma}${JSON.stringify({ service, ...record })}`;
      comma = ',\n';
    }
  yield '\n]}\n';
}
