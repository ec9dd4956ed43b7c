/**
 * Sends one request to a service and reads its answer piece by piece, no further than the operation's meter allows. It
 * takes the pieces from the connection itself: a stream for each answer takes longer than reading it.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Deadline } from './deadline.ts';
import type { Counted, Meter } from './meter.ts';
import { unreached } from './upstream.ts';

export type Sent = { readonly service: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** The text is empty unless the status is 200. */
export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

/** The most that is read of an unwanted answer, in order to keep its connection. */
const UNWANTED_BYTES_MAX = 128 * 1024;

/** When it ends early, it destroys the connection with the rest of the answer. */
export async function exchange(pool: Dispatcher, { service, headers, body }: Sent, meter: Meter, deadline: Deadline): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const chunks: Buffer[] = [];
  let start: Omit<Answer, 'text'> | undefined;
  let counted: Counted | undefined;
  let controller: Dispatcher.DispatchController | undefined;
  let unwanted = 0;
  let waits = 0;
  let hasEnded = false;
  let isOver = false;

  function leave(): boolean {
    const wasOver = isOver;
    isOver = true;
    deadline.whenOver(undefined);
    return !wasOver;
  }
  function fail(fault: unknown): void {
    if (!leave()) return;
    reject(fault as Error);
    controller?.abort(fault as Error);
  }
  function finish(): void {
    if (!hasEnded || waits > 0 || !leave()) return;
    const text = textOf(chunks);
    counted?.end(text);
    resolve({ ...start!, text });
  }

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(given) {
      controller = given;
      if (isOver) given.abort(deadline.fault!);
    },
    onResponseStart(_, status, headers) {
      if (status < 200) return;
      start = { status, headers };
      if (status === 200) counted = attempt(() => meter.answer());
    },
    onResponseData(_, chunk) {
      if (isOver) return;
      if (!counted) {
        unwanted += chunk.length;
        if (unwanted > UNWANTED_BYTES_MAX) handler.onResponseEnd!(controller!, {});
        if (isOver) controller!.abort(new Error('the answer is not wanted'));
        return;
      }
      chunks.push(chunk);
      const wait = attempt(() => counted!.add(chunk, deadline));
      if (wait) untilIn(wait);
    },
    onResponseEnd() {
      hasEnded = true;
      finish();
    },
    onResponseError: (_, fault) => fail(start ? fault : unreached(service, fault)),
  };

  /** While the meter waits, the rest stands in the socket. */
  function untilIn(wait: Promise<void>): void {
    waits++;
    controller!.pause();
    wait.then(goOn, fail);
  }
  function goOn(): void {
    waits--;
    if (waits === 0) controller!.resume();
    finish();
  }
  /** The client library would take a fault within a handler for a fault of the connection. */
  function attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (fault) {
      fail(fault);
      return undefined;
    }
  }

  deadline.whenOver(fail);
  if (deadline.fault) fail(deadline.fault);
  else pool.dispatch({ path: '/graphql', method: 'POST', headers, body }, handler);
  return await promise;
}

const textOf = (chunks: readonly Buffer[]): string => (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString();
