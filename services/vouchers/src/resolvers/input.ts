/**
 * Reads what callers write into what commands take. Input that can have no meaning is BAD_USER_INPUT. Holds no rule of
 * granting.
 */
import { isId, type Id } from '@seteli/kit/ids';
import { badInput } from '@seteli/kit/errors';
import { requireIds } from '@seteli/kit/subgraph';
import type { Unit } from '@seteli/schema/quantity';
import type * as api from '@seteli/schema/generated/vouchers';
import type { ReadGrant } from '../commands/grant.ts';
import { readSteps } from '../domain/entitlement.ts';
import type { Content, EntitlementWish } from '../domain/grant.ts';
import type { IncomeFormula } from '../domain/income.ts';
import type { TableWish } from '../domain/value.ts';
import { readVoucherNumber } from '../domain/number.ts';
import { requireRight } from '../policy.ts';
import { findEntitlement } from '../store/entitlement.ts';
import { findContents } from '../store/value.ts';
import type { Context } from './context.ts';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';

const given = (values: readonly unknown[]): number => values.filter((value) => value != null && value !== false).length;

/** A quantity that does not fit the content's unit is malformed. An unknown content is refused later. */
function readEntitlement(contents: readonly Content[], wish: api.QuantityEntitlementInput): EntitlementWish {
  const { contentIds, minutes, amount, unlimited, recurrence, periods, carryOver } = wish;
  if (given([minutes, amount, unlimited]) !== 1) throw badInput(INPUT_FAULTS.ONE_AMOUNT_OR_UNLIMITED);
  if ((recurrence === 'PERIOD') !== (periods ?? []).length > 0) throw badInput(INPUT_FAULTS.PERIODS);
  if (carryOver && (recurrence === 'ONCE' || unlimited)) throw badInput(INPUT_FAULTS.CARRY_OVER);
  const unit = contents.find(({ id }) => id === contentIds[0])?.unit;
  const steps = unit && !unlimited ? readSteps(unit, wish) : 0;
  if (steps === undefined) throw badInput(INPUT_FAULTS.QUANTITY);
  return { contentIds, steps: unlimited ? null : steps, recurrence, periods: periods ?? [], carryOver: carryOver ?? false };
}

/**
 * Reads a voucher number as it is stored. It looks nothing up, so a mistyped number tells nothing about existing
 * vouchers.
 */
export function readNumber(typed: string): string {
  const number = readVoucherNumber(typed);
  if (number === undefined) throw badInput(INPUT_FAULTS.VOUCHER_NUMBER);
  return number;
}

function readGrant(input: api.GrantVoucherInput, contents: readonly Content[]): ReadGrant {
  const chosenNumber = input.voucherNumber == null ? null : readNumber(input.voucherNumber);
  requireIds(input.personId, input.serviceId, input.predecessorId);
  if (input.ownValue) requireOwnValue(input.ownValue);
  return { entitlements: input.entitlements.map((wish) => readEntitlement(contents, wish)), chosenNumber };
}

export function requireOwnValue({ income, base, contents }: api.OwnValueInput): void {
  if ((income != null) === given([base]) + (contents ?? []).length > 0) throw badInput(INPUT_FAULTS.INCOME_OR_BASE);
}

const COEFFICIENT = /^(0|[1-9]\d{0,2})(\.\d{1,4})?$/;

/** In ten-thousandths. */
function readCoefficient(text: string): number {
  if (!COEFFICIENT.test(text)) throw badInput(INPUT_FAULTS.COEFFICIENT);
  const [whole, decimals = ''] = text.split('.');
  return Number(whole) * 10_000 + Number(decimals.padEnd(4, '0'));
}

export function readTable({ firstDay, base, values, reason }: api.PublishValuesInput): TableWish {
  return {
    firstDay,
    baseCents: base ?? null,
    values: values.map(({ contentId, value, coefficient, percentage }) => {
      if (given([value, coefficient, percentage]) !== 1) throw badInput(INPUT_FAULTS.ONE_VALUE);
      if (coefficient != null && base == null) throw badInput(INPUT_FAULTS.BASE_MISSING);
      return {
        contentId,
        valueCents: value ?? null,
        coefficient: coefficient == null ? null : readCoefficient(coefficient),
        share: percentage ?? null,
      };
    }),
    reason: reason ?? null,
  };
}

export function readFormula(input: api.PublishIncomeFormulaInput): IncomeFormula {
  const { roundUpToCents = null } = input;
  if (roundUpToCents !== null && roundUpToCents !== 5 && roundUpToCents !== 10) throw badInput(INPUT_FAULTS.VALUE_ROUNDING);
  return {
    firstDay: input.firstDay,
    maxCents: input.max,
    floorCents: input.floor,
    households: input.households.map(({ limit, percent }) => ({ limitCents: limit, percent })),
    furtherLimitCents: input.furtherLimit ?? 0n,
    furtherPercent: input.furtherPercent ?? 0,
    roundUpToCents,
  };
}

/**
 * The new quantity. For an entitlement that the caller does not see, any number will do, since the command refuses it.
 */
function readChange(input: api.ChangeEntitlementInput, entitlement: { readonly id: Id; readonly unit: Unit } | undefined): number {
  if (given([input.minutes, input.amount]) !== 1) throw badInput(INPUT_FAULTS.ONE_AMOUNT);
  const steps = entitlement ? readSteps(entitlement.unit, input) : 1;
  if (steps === undefined) throw badInput(INPUT_FAULTS.QUANTITY);
  return steps;
}

/** Reads the input of a grant by the contents of its service. */
export async function readGrantOf({ actor, database }: Context, input: api.GrantVoucherInput) {
  requireRight(actor, 'grantVoucher');
  const contents = isId(input.serviceId) ? await findContents(database.reader, actor.organisation.id, input.serviceId) : null;
  return readGrant(input, contents ?? []);
}

/** Reads the input of an entitlement's change by its unit. */
export async function readChangeOf({ actor, database, load }: Context, input: api.ChangeEntitlementInput): Promise<number> {
  requireRight(actor, 'changeVoucher');
  requireIds(input.entitlementId);
  const found = await findEntitlement(database.reader, input.entitlementId);
  return readChange(input, found && (await load.voucher.load(found.voucherId)) ? found : undefined);
}
