/**
 * The accounts (IBAN) of organisers and providers. One person proposes an account, another confirms it, and only then
 * anybody pays to it or from it. Who may be the other person, the policy and the look-ups say.
 */
import type { Id } from '@seteli/kit/ids';

import { checkSecond, confirm, type Proposal } from '@seteli/kit/proposal';
import type { Instant } from '@seteli/kit/day';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { checkHolder, type HolderOfAccount } from './company.ts';

const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;
const FINNISH_IBAN = /^FI\d{16}$/;

/** An account number (IBAN) without spaces whose check digits fit; `undefined` when they do not. */
export function readIban(text: string): string | undefined {
  const iban = text.replaceAll(' ', '').toUpperCase();
  if (!IBAN.test(iban) || remainder97(iban) !== 1n) return undefined;
  return !iban.startsWith('FI') || (FINNISH_IBAN.test(iban) && fitsLuhn(iban.slice(4))) ? iban : undefined;
}

/** ISO 7064: the first four characters go to the end, letters count from 10. */
function remainder97(iban: string): bigint {
  const digits = [...`${iban.slice(4)}${iban.slice(0, 4)}`].map((character) => Number.parseInt(character, 36)).join('');
  return BigInt(digits) % 97n;
}

/** The Finnish account number has a check digit of its own within the IBAN. */
function fitsLuhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

export const IBAN_KINDS = ['ORGANISER_IBAN', 'PROVIDER_IBAN'] as const;
export type IbanKind = (typeof IBAN_KINDS)[number];

/** `personId`: a person may be a user of several organisations, and stays one person. */
export type IbanWish = { readonly iban: string; readonly personId: Id | null };
export type IbanProposal = Proposal<IbanWish> & { readonly kind: IbanKind };

/** The account without spaces. */
export function proposeIban(text: string, holder: HolderOfAccount): Decision<string, 'INVALID_IBAN' | 'NAME_UNFIT_FOR_PAYMENT'> {
  const iban = readIban(text);
  if (iban === undefined) return refuse('INVALID_IBAN', { path: ['iban'] });
  const fits = checkHolder(holder);
  return fits.accepted ? accept(iban) : fits;
}

export type Confirmer = { readonly userId: Id; readonly personId: Id | null; readonly now: Instant };

type ConfirmRefusal = 'NOT_FOUND' | 'WRONG_STATE' | 'SECOND_PERSON_NEEDED' | 'IBAN_DIFFERS' | 'NOT_YET_KNOWN' | 'STALE_PREVIEW';

/**
 * The second person gives the number that they have from elsewhere, such as the bank's own paper. A number that the
 * first person mistyped, or that a thief of their session put in, then differs.
 */
export function confirmIban<Of extends Pick<IbanProposal, 'state' | 'previewId' | 'proposedBy' | 'decidedBy' | 'decidedAt' | 'wish'>>(
  proposal: Of | undefined,
  text: string,
  { userId, personId, now }: Confirmer,
): Decision<Of, ConfirmRefusal> {
  const field = 'proposalId';
  const proposed = proposal?.wish.iban ?? null;
  const decision = confirm(proposal, { seen: proposed, now: proposed }, { userId, now, field });
  if (!decision.accepted) return decision;
  const samePerson = personId === null ? undefined : checkSecond(decision.value.wish.personId, personId);
  if (samePerson) return samePerson;
  return readIban(text) === proposed ? decision : refuse('IBAN_DIFFERS', { path: ['iban'] });
}
