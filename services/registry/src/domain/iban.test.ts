import { describe, expect, test } from 'vitest';
import { confirmIban, proposeIban, readIban, type IbanProposal } from './iban.ts';

describe('an account number', () => {
  test.each([
    ['Finnish, as printed', 'FI21 1234 5600 0007 85', 'FI2112345600000785'],
    ['Finnish, in small letters', 'fi2112345600000785', 'FI2112345600000785'],
    ['German', 'DE89 3704 0044 0532 0130 00', 'DE89370400440532013000'],
    ['British, with letters', 'GB29 NWBK 6016 1331 9268 19', 'GB29NWBK60161331926819'],
  ])('%s', (_name, text, expected) => expect(readIban(text)).toBe(expected));
  test.each([
    ['other check digits', 'FI22 1234 5600 0007 85'],
    ['a digit too few', 'FI21 1234 5600 0007 8'],
    ['check digits that fit, over an account number that does not', withCheckDigits('12345600000786')],
    ['letters in a Finnish one', 'FI21 1234 5600 000A 85'],
    ['nothing', ''],
  ])('is not valid: %s', (_name, text) => expect(readIban(text)).toBeUndefined());

  test('these tests compute check digits as banks do', () => expect(withCheckDigits('12345600000785')).toBe('FI2112345600000785'));
});

function withCheckDigits(account: string): string {
  // F is 15, I is 18.
  const check = 98n - (BigInt(`${account}151800`) % 97n);
  return `FI${check.toString().padStart(2, '0')}${account}`;
}

const IBAN = 'FI2112345600000785';
const now = Temporal.Instant.from('2026-06-15T09:00:00Z');

describe('proposing an account', () => {
  test.each([
    ['a wrong number', 'FI2212345600000785', 'Pirkanmaa', 'INVALID_IBAN'],
    ['a name that no bank can write', IBAN, '护理', 'NAME_UNFIT_FOR_PAYMENT'],
  ])('is refused: %s', (_, iban, name, code) =>
    expect(proposeIban(iban, { name, path: ['iban'] })).toEqual({ accepted: false, refusal: { code, path: ['iban'] } }),
  );

  test('keeps the number without spaces', () =>
    expect(proposeIban('fi21 1234 5600 0007 85', { name: 'Pirkanmaa', path: ['iban'] })).toEqual({ accepted: true, value: IBAN }));
});

describe('confirming an account', () => {
  const proposal: IbanProposal = {
    id: 'proposal',
    organisationId: 'company',
    kind: 'PROVIDER_IBAN',
    subjectId: 'company',
    serviceId: null,
    wish: { iban: IBAN, personId: 'first person' },
    previewId: null,
    state: 'PROPOSED',
    proposedBy: 'first user',
    proposedAt: now,
    decidedBy: null,
    decidedAt: null,
  };
  const second = { userId: 'second user', personId: 'second person', now };

  test.each([
    ['nothing', undefined, IBAN, second, 'NOT_FOUND', ['proposalId']],
    ['one that was taken back', { ...proposal, state: 'WITHDRAWN' as const }, IBAN, second, 'WRONG_STATE', ['proposalId']],
    ['one that was replaced', { ...proposal, state: 'REPLACED' as const }, IBAN, second, 'WRONG_STATE', ['proposalId']],
    ['one’s own', proposal, IBAN, { ...second, userId: 'first user' }, 'SECOND_PERSON_NEEDED', undefined],
    [
      'one’s own, as a user of another organisation',
      proposal,
      IBAN,
      { ...second, personId: 'first person' },
      'SECOND_PERSON_NEEDED',
      undefined,
    ],
    ['another number', proposal, 'FI1410093000123458', second, 'IBAN_DIFFERS', ['iban']],
    ['no number', proposal, 'x', second, 'IBAN_DIFFERS', ['iban']],
  ])('is refused: %s', (_, found, iban, by, code, path) =>
    expect(confirmIban(found, iban, by)).toEqual({ accepted: false, refusal: { code, ...(path && { path }) } }),
  );

  test('takes another person, and the same number as the bank prints it', () =>
    expect(confirmIban(proposal, 'FI21 1234 5600 0007 85', second)).toEqual({
      accepted: true,
      value: { ...proposal, state: 'CONFIRMED', decidedBy: 'second user', decidedAt: now },
    }));

  test('looks at users alone where nobody knows the person', () =>
    expect(confirmIban({ ...proposal, wish: { iban: IBAN, personId: null } }, IBAN, { ...second, personId: null }).accepted).toBe(true));
});
