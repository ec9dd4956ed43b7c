/** Log lines as JSON, without personal data: what could carry any is cut out here, whoever logs it. */
import { pino } from 'pino';
import { z } from 'zod';

export type Log = pino.Logger;

const REDACTED = ['authorization', 'cookie', 'token', 'password', 'variables', 'name', 'address', 'phone', 'email', 'personalIdentityCode'];

export const logLevel = z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('How much is logged.');

export const openLog = (service: string, level: z.infer<typeof logLevel> = 'info'): Log =>
  pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: REDACTED.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
    serializers: { err: describeFault },
  });

/** A fault without the values that travelled with it: a driver's `detail` and `parameters` may hold a person's data. */
export function describeFault(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) return { message: String(fault) };
  const { code, constraint, table } = fault as Error & { code?: string; constraint?: string; table?: string };
  return {
    type: fault.name,
    message: fault.message.split('\nparams:')[0],
    stack: fault.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')).join('\n'),
    ...(code && { code }),
    ...(constraint && { constraint }),
    ...(table && { table }),
    ...(fault.cause !== undefined && { cause: describeFault(fault.cause) }),
  };
}
