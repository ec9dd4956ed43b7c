/**
 * Opening a voucher by its number, as a caller sees it: the time of the answer tells nothing, and a log line alarms the
 * operator.
 */
import { rateLimited } from '@seteli/kit/errors';
import { inSteps } from '@seteli/kit/waiting';
import { may } from '../policy.ts';
import type { StoredVoucher } from '../store/voucher.ts';
import type { Context } from './context.ts';
import { readNumber } from './input.ts';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';

/** Several times the work, and too short for a person to notice. */
const STEP_MS = 25;

export async function voucherByNumber(context: Context, typed: string): Promise<StoredVoucher | null> {
  const { actor, log, load, openByNumber } = context;
  const number = readNumber(typed);
  if (!may(actor, 'openByNumber')) return null;
  const { opened, alarms } = await inSteps(STEP_MS, () => openByNumber(context, number));
  for (const { window, lookups, misses, older } of alarms)
    log.error(
      { userId: actor.userId, organisationId: actor.organisation.id, by: window.by, seconds: window.seconds, lookups, misses, older },
      'somebody may be guessing voucher numbers',
    );
  if (opened === 'TOO_OFTEN') throw rateLimited(INPUT_FAULTS.TOO_OFTEN);
  return opened === null ? null : load.voucher.load(opened);
}
