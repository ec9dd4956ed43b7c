/**
 * The bytes of files, beside GraphQL: the gateway passes them on for the actor whom it vouches for. An officer sends a
 * scan, and a command uses it within an hour. Whoever may read it gets it back as a download, and is noted before.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { messageIn, rateLimited } from '@seteli/kit/errors';
import { sealedSize, sealFile, unsealFile, type Content } from '@seteli/kit/file-cipher';
import { FILE_KINDS, watchKind, type KindWatch } from '@seteli/kit/file-kind';
import type { FileStore } from '@seteli/kit/file-store';
import { isId, newId, type Id } from '@seteli/kit/ids';
import { openLimit } from '@seteli/kit/limits';
import type { Log } from '@seteli/kit/log';
import { wantedLanguage } from '@seteli/kit/request';
import type { Refusal } from '@seteli/kit/result';
import { actorOf } from '@seteli/kit/subgraph';
import { REFUSALS } from '@seteli/schema/refusals';
import { Readable } from 'node:stream';
import { openFileKey } from '../commands/file-keys.ts';
import { abandonFile, beginFile, finishFile, type BegunFile } from '../commands/file.ts';
import { readScan } from '../commands/scan.ts';
import type { Desk } from '../commands/desk.ts';
import { FILE_BYTES_MAX } from '../domain/file.ts';
import { requireRight } from '../policy.ts';

export type FileParts = { readonly desk: Desk; readonly files: FileStore; readonly log: Log };
type Doors = FileParts & { readonly sent: ReturnType<typeof openLimit> };

const HOUR = 3_600;
/** An officer who records papers all day sends far fewer. */
export const FILES_OF_A_USER = 60;

class Unfit extends Error {}

const STATUS: Readonly<Record<string, number>> = { BAD_USER_INPUT: 400, RATE_LIMITED: 429 };

export function addFiles(app: FastifyInstance, parts: FileParts): void {
  const doors: Doors = {
    ...parts,
    sent: openLimit(parts.desk.database.pool, { name: 'filesOfUser', points: FILES_OF_A_USER, seconds: HOUR }),
  };
  app.removeAllContentTypeParsers();
  // Nobody keeps a whole file in memory. What the sender calls it counts for nothing.
  app.addContentTypeParser('*', (_, payload, done) => done(null, payload));
  app.setErrorHandler<Error & { statusCode?: number }>((fault, _, reply) => {
    if (fault instanceof GraphQLError) {
      const code = String(fault.extensions['code']);
      const message = messageIn(wantedLanguage(), fault);
      return reply.code(STATUS[code] ?? 403).send({ errors: [{ message, extensions: { code } }] });
    }
    const status = fault.statusCode ?? 500;
    if (status < 500) return answer(reply, status);
    const errorId = newId();
    parts.log.error({ errorId, err: fault }, 'a file could not be carried');
    return answer(reply, 503, errorId);
  });
  app.put('/files', (request, reply) => send(doors, request, reply));
  app.get('/files/:id', (request, reply) => read(doors, request, reply));
}

const WORDS: Readonly<Record<number, string>> = {
  404: 'There is nothing at this address.',
  411: 'The request has to state the length of the file (content-length).',
  413: `A file has at most ${FILE_BYTES_MAX} bytes.`,
};
const answer = (reply: FastifyReply, status: number, errorId?: Id) =>
  reply.code(status).send({
    errors: [
      {
        message: WORDS[status] ?? 'The file could not be carried.',
        extensions: { code: status < 500 ? 'BAD_REQUEST' : 'INTERNAL', errorId },
      },
    ],
  });

const refused = (reply: FastifyReply, { code, path }: Refusal) =>
  reply.code(422).send({
    fileId: null,
    refusal: { code, path: path ?? null, message: REFUSALS[code as keyof typeof REFUSALS][wantedLanguage() ?? 'FI'] },
  });

async function send({ desk, files, log, sent }: Doors, request: FastifyRequest, reply: FastifyReply) {
  const actor = actorOf(request);
  requireRight(actor, 'recordPaperMandate');
  const { person } = request.query as { person?: unknown };
  if (typeof person !== 'string' || !isId(person)) return answer(reply, 400);
  const size = Number(request.headers['content-length'] ?? Number.NaN);
  if (!Number.isSafeInteger(size)) return answer(reply, 411);
  if (size > FILE_BYTES_MAX) return answer(reply, 413);
  if (size === 0) return refused(reply, { code: 'UNFIT_FILE' });
  if (!(await sent.take(actor.userId))) throw rateLimited();
  const begun = await beginFile(desk, actor, person);
  if (!begun.accepted) return refused(reply, begun.refusal);
  const { id } = begun.value;
  try {
    const whole = await keep(files, begun.value, request.body as Content, size);
    if (await finishFile(desk, id, whole)) return await reply.code(201).send({ fileId: id, refusal: null });
    // It took longer than anybody may, and the chore came before us.
    await files.remove(id);
    return answer(reply, 503);
  } catch (fault) {
    await abandonFile(desk, id);
    if (fault instanceof Unfit) return refused(reply, { code: 'UNFIT_FILE' });
    log.warn({ err: fault, file: id }, 'a file did not come to its end');
    return answer(reply, 503);
  }
}

/** Seals and keeps the file while it comes. A file of no kind that we take never gets its last piece. */
async function keep(files: FileStore, { id, key }: BegunFile, content: Content, size: number) {
  const watch = watchKind();
  await files.put(id, sealFile(key, id, watched(content, watch, size)), sealedSize(size));
  return { kind: watch.kind()!, bytes: watch.bytes };
}

async function* watched(content: Content, watch: KindWatch, size: number): AsyncGenerator<Uint8Array> {
  for await (const part of content) {
    watch.see(part);
    yield part;
  }
  if (watch.bytes !== size) throw new Error('The sender broke off.');
  if (!watch.kind()) throw new Unfit('The file is of no kind that we take.');
}

async function read({ desk, files, log }: Doors, request: FastifyRequest, reply: FastifyReply) {
  const actor = actorOf(request);
  requireRight(actor, 'readScan');
  const { id } = request.params as { id: string };
  const file = isId(id) ? await readScan(desk, actor, id) : undefined;
  const key = file && (await openFileKey(desk.database.reader, desk, file));
  if (!file || key === undefined) return answer(reply, 404);
  const sealed = await files.get(id);
  if (!sealed) {
    log.error({ file: id }, 'the store of files has lost a file that a mandate needs');
    return answer(reply, 503);
  }
  const { mediaType, ending } = FILE_KINDS[file.kind!];
  return reply
    .type(mediaType)
    .headers({ 'content-length': String(file.bytes), 'content-disposition': `attachment; filename="${id}.${ending}"` })
    .send(Readable.from(unsealFile(key, id, sealed), { objectMode: false }));
}
