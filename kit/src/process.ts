/**
 * The life of a process: it starts, says that it is ready, stops in order, and ends with exit code 1 when something
 * breaks.
 */
import { ConfigError, environmentOf } from './config.ts';
import type { Log } from './log.ts';
import { STOP_LIMIT_MS } from './stopping.ts';

export type Running = {
  readonly url: string;
  /** How long the process serves on after it was asked to stop. Stopping takes so much longer. */
  readonly drainMs?: number;
  stop(): Promise<void>;
};

/**
 * Runs `start` and keeps the process until it is asked to end. An unhandled fault ends it with exit code 1; the
 * supervisor starts it again.
 */
export async function runProcess(log: Log, start: () => Promise<Running>): Promise<void> {
  // Libraries read it too, and must not take production for development.
  process.env.NODE_ENV = environmentOf();
  const fail = (fault: unknown) => {
    log.fatal({ err: fault }, 'a fault that nobody handled');
    process.exit(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  let running: Running | undefined;
  let stopping = false;
  const stop = (why: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'stopping');
    // A process that is still starting holds nothing: PostgreSQL rolls its transactions back.
    if (!running) return process.exit(0);
    setTimeout(() => process.exit(1), STOP_LIMIT_MS + (running.drainMs ?? 0)).unref();
    running.stop().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  // The supervisor is gone, perhaps before we listened. Nobody else would stop us.
  process.on('disconnect', () => stop('the supervisor left'));
  if (process.send && !process.connected) stop('the supervisor left');
  try {
    running = await start();
  } catch (fault) {
    if (fault instanceof ConfigError) console.error(fault.message);
    else log.fatal({ err: fault }, 'could not start');
    process.exit(1);
  }
  log.info({ url: running.url }, 'ready');
  if (process.connected) process.send?.({ ready: true, url: running.url });
}
