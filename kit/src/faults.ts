/** Which faults pass by themselves, and which somebody has to mend: the log says the first as a warning, the second as an error. */
import { JetStreamError } from '@nats-io/jetstream';
import { errors } from '@nats-io/transport-node';
import { isTransient } from './transaction.ts';

const { AuthorizationError: _, PermissionViolationError: __, ...passing } = errors;
/** A broker that is away comes back; one that forbids something does not change its mind. */
const OF_THE_BROKER = [JetStreamError, ...Object.values(passing)];

/** No lost connection, no conflict, no broker that is away: it fails each time. */
export const lasts = (fault: unknown): boolean => !isTransient(fault) && !OF_THE_BROKER.some((kind) => fault instanceof kind);

export const levelOf = (fault: unknown): 'warn' | 'error' => (lasts(fault) ? 'error' : 'warn');

/** What is at the bottom of it, in one line. */
export function rootOf(fault: unknown): Error {
  let root = fault;
  while (root instanceof Error && root.cause !== undefined) root = root.cause;
  return root instanceof Error ? root : new Error(String(root));
}
