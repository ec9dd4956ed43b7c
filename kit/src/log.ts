/**
 * Writes log lines as JSON, without personal data: it cuts out what could carry any, whoever logs it and however deep
 * it lies.
 */
import { pino, type DestinationStream } from 'pino';
import { z } from 'zod';
import { setting } from './config.ts';
import { never } from './production.ts';
import { currentTrace } from './request.ts';

/** Without `child`: pino would write a child's fields as they are. */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

export const logLevel = setting(z.enum(['debug', 'info', 'warn', 'error', 'silent']), {
  meaning: 'How much is logged; no level logs personal data.',
  default: 'info',
  production: [never('silent')],
});

/** Names of fields that are never written, and longer names that contain them: `userName`, `phoneNumber`. */
export const NEVER = /name|address|phone|e-?mail|identitycode|authorization|cookie|token|secret|password|variables|params/i;
const IDENTITY_CODE = /\b\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]\b/gi;
const EMAIL = /[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}/gi;
const PHONE = /\+358[\d ]{5,}/g;
const DEEPEST = 6;

/** The trace of the request that is being served. */
function ofTheRequest(): { traceparent?: string } {
  const traceparent = currentTrace();
  return traceparent === undefined ? {} : { traceparent };
}

export const openLog = (service: string, level: z.infer<typeof logLevel> = 'info', destination?: DestinationStream): Log =>
  pino(
    {
      level,
      base: { service },
      mixin: ofTheRequest,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: (fields) => clean(fields) as Described },
      serializers: { err: describeFault },
      hooks: {
        logMethod(given, method) {
          // Without words of its own, the line would repeat those of the fault as they are.
          method.apply(this, given.length === 1 && typeof given[0] === 'object' ? [given[0], 'a fault'] : given);
        },
        // The last net, for personal data inside a sentence.
        streamWrite: (line) => line.replaceAll(IDENTITY_CODE, '…').replaceAll(EMAIL, '…').replaceAll(PHONE, '…'),
      },
    },
    destination,
  );

function clean(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return describeFault(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if ('toJSON' in value) return String(value);
  if (depth === DEEPEST) return '…';
  if (Array.isArray(value)) return value.map((each) => clean(each, depth + 1));
  const fields = Object.entries(value).filter(([field]) => !NEVER.test(field));
  return Object.fromEntries(fields.map(([field, inner]) => [field, clean(inner, depth + 1)]));
}

type Described = Record<string, unknown>;

/** A fault without the values that travelled with it: a driver's `detail` and `params` may hold a person's data. */
export function describeFault(fault: unknown): Described {
  if (!(fault instanceof Error))
    return typeof fault === 'object' && fault !== null ? (clean(fault) as Described) : { message: String(fault) };
  const { code, constraint, table } = fault as Error & { code?: string; constraint?: string; table?: string };
  return {
    type: fault.name,
    message: withoutValues(fault, code),
    stack: fault.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .join('\n'),
    ...(code && { code }),
    ...(constraint && { constraint }),
    ...(table && { table }),
    ...(fault.cause !== undefined && { cause: describeFault(fault.cause) }),
  };
}

/** SQLSTATE 22, GraphQL and parsers quote the value that they could not read. */
function withoutValues(fault: Error, code: unknown): string {
  if (fault instanceof SyntaxError) return 'a text could not be parsed';
  const message = fault.message.split('\nparams:')[0]!;
  const quotes = fault.name === 'GraphQLError' || fault instanceof RangeError || String(code).startsWith('22');
  return quotes ? message.replaceAll(/"[^"]*"/g, '"…"') : message;
}
