/** What callers write, read into what commands take; what cannot be meant at all is BAD_USER_INPUT. Holds no rule of what may be granted. */
import type { Id } from '@seteli/kit/ids';
import { MOST_MINUTES } from '@seteli/kit/quantity';
import { badInput, requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/vouchers';
import { readSteps } from '../domain/entitlement.ts';
import type { Content, EntitlementWish } from '../domain/grant.ts';
import type { IncomeFormula } from '../domain/income.ts';
import type { TableWish } from '../domain/value.ts';
import { VOUCHER_NUMBER } from '../domain/voucher.ts';

const WRONG_QUANTITY = `Give minutes for hours, at most ${MOST_MINUTES}, and for other units an amount as the unit is counted, of less than a million.`;

const given = (values: readonly unknown[]): number => values.filter((value) => value != null && value !== false).length;

/** A quantity that is not one of the content's unit is malformed, and a unit that nobody knows is refused later. */
function readEntitlement(contents: readonly Content[], wish: api.QuantityEntitlementInput): EntitlementWish {
  const { contentIds, minutes, amount, unlimited, recurrence, periods, carryOver } = wish;
  if (given([minutes, amount, unlimited]) !== 1) throw badInput('Give exactly one of minutes, amount and unlimited.');
  if ((recurrence === 'PERIOD') !== (periods ?? []).length > 0)
    throw badInput('Periods are given for the recurrence PERIOD, and only there.');
  if (carryOver && (recurrence === 'ONCE' || unlimited)) throw badInput('Only what is given anew can be carried over.');
  const unit = contents.find(({ id }) => id === contentIds[0])?.unit;
  const steps = unit && !unlimited ? readSteps(unit, wish) : 0;
  if (steps === undefined) throw badInput(WRONG_QUANTITY);
  return { contentIds, steps: unlimited ? null : steps, recurrence, periods: periods ?? [], carryOver: carryOver ?? false };
}

export function readGrant(input: api.GrantVoucherInput, contents: readonly Content[]): EntitlementWish[] {
  if (input.voucherNumber != null && !VOUCHER_NUMBER.test(input.voucherNumber))
    throw badInput('A voucher number is a capital letter and 13 digits.');
  requireIds(input.personId, input.serviceId, ...(input.predecessorId == null ? [] : [input.predecessorId]));
  if (input.ownValue) requireOwnValue(input.ownValue);
  return input.entitlements.map((wish) => readEntitlement(contents, wish));
}

export function requireOwnValue({ income, base, contents }: api.OwnValueInput): void {
  if ((income != null) === given([base]) + (contents ?? []).length > 0)
    throw badInput('Give either the income, or a base and values of contents.');
}

const COEFFICIENT = /^(0|[1-9]\d{0,2})(\.\d{1,4})?$/;

/** In ten-thousandths. */
function readCoefficient(text: string): number {
  if (!COEFFICIENT.test(text)) throw badInput('A coefficient has at most four decimals, for example "1.15".');
  const [whole, decimals = ''] = text.split('.');
  return Number(whole) * 10_000 + Number(decimals.padEnd(4, '0'));
}

export function readTable({ firstDay, base, values, reason }: api.PublishValuesInput): TableWish {
  return {
    firstDay,
    baseCents: base ?? null,
    values: values.map(({ contentId, value, coefficient, percentage }) => {
      if (given([value, coefficient, percentage]) !== 1) throw badInput('Give exactly one of value, coefficient and percentage.');
      if (coefficient != null && base == null) throw badInput('A coefficient is applied to a base.');
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
  if (roundUpToCents !== null && roundUpToCents !== 5 && roundUpToCents !== 10) throw badInput('Values are rounded up to 5 or 10 cents.');
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

/** The new quantity; any of an entitlement that the caller does not see, since that is refused anyway. */
export function readChange(
  input: api.ChangeEntitlementInput,
  entitlement: { readonly id: Id; readonly unit: api.Unit } | undefined,
): number {
  if (given([input.minutes, input.amount]) !== 1) throw badInput('Give exactly one of minutes and amount.');
  const steps = entitlement ? readSteps(entitlement.unit, input) : 1;
  if (steps === undefined) throw badInput(WRONG_QUANTITY);
  return steps;
}
