/**
 * Tells faults that pass by themselves, which the log shows as warnings, from those that a person has to mend, which it
 * shows as errors.
 */
import { JetStreamError } from '@nats-io/jetstream';
import { errors } from '@nats-io/transport-node';
import { isTransient } from './transaction.ts';

const { AuthorizationError: _, PermissionViolationError: __, ...passing } = errors;
/** A broker that is away comes back. One that forbids something does not change its mind. */
const OF_THE_BROKER = [JetStreamError, ...Object.values(passing)];

/** Whether the fault comes each time: it is no lost connection, no conflict and no broker that is away. */
export const lasts = (fault: unknown): boolean => !isTransient(fault) && !OF_THE_BROKER.some((kind) => fault instanceof kind);

export const levelOf = (fault: unknown): 'warn' | 'error' => (lasts(fault) ? 'error' : 'warn');

export function rootOf(fault: unknown): Error {
  let root = fault;
  while (root instanceof Error && root.cause !== undefined) root = root.cause;
  return root instanceof Error ? root : new Error(String(root));
}
