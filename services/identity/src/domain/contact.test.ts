/** The rules of contact data, as tables. */
import { describe, expect, test } from 'vitest';
import {
  decideContact,
  languageOf,
  newContact,
  registerContact,
  toEmail,
  toLanguage,
  toPhone,
  visibleTo,
  type Contact,
} from './contact.ts';

const address = { street: 'Mallikatu 1', postalCode: '33100', city: 'TAMPERE' };
const known: Contact = { language: 'SV', registeredLanguage: 'FI', phone: '+358401234567', email: 'aku@example.org', address, version: 3 };

test.each([
  ['040 123 4567', '+358401234567'],
  ['(040) 123-4567', '+358401234567'],
  ['+358 40 1234567', '+358401234567'],
  ['0046 8 123 456', '+468123456'],
  ['+1 650 253 0000', '+16502530000'],
  ['+1234567', '+1234567'],
  ['+123456', '+123456'],
  ['+12345', undefined],
  ['+123456789012345', '+123456789012345'],
  ['+1234567890123456', undefined],
  ['+0401234567', undefined],
  ['401234567', undefined],
  ['040 123 ABCD', undefined],
  ['', undefined],
])('the phone number %j is %j', (given, phone) => {
  expect(toPhone(given)).toBe(phone);
});

test.each([
  [' aku@example.org ', 'aku@example.org'],
  ['aku.asiakas+seteli@posti.example.fi', 'aku.asiakas+seteli@posti.example.fi'],
  ['äiti@pöytä.fi', 'äiti@pöytä.fi'],
  [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  [`${'a'.repeat(65)}@example.org`, undefined],
  [`a@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(63)}.fi`, undefined],
  ['aku', undefined],
  ['aku@localhost', undefined],
  ['aku@-example.org', undefined],
  ['aku@example..org', undefined],
  ['a@b.fi,c@d.fi', undefined],
  ['Aku <aku@example.org>', undefined],
  ['aku@example.org\r\nBcc: x@example.org', undefined],
  ['', undefined],
])('the e-mail address %j is %j', (given, email) => {
  expect(toEmail(given)).toBe(email);
});

describe('what the person says', () => {
  test.each([
    ['nothing', {}, known],
    ['the same', { language: 'SV', phone: '040 1234567', email: 'aku@example.org' }, known],
    ['another phone', { phone: '050 1234567' }, { ...known, phone: '+358501234567', version: 4 }],
    ['that there is no phone', { phone: null }, { ...known, phone: null, version: 4 }],
    ['another language', { language: 'EN' }, { ...known, language: 'EN', version: 4 }],
    ['that the register may choose the language', { language: null }, { ...known, language: null, version: 4 }],
    ['the version that they saw', { email: null, expectedVersion: 3 }, { ...known, email: null, version: 4 }],
  ] as const)('%s', (_, wish, value) => {
    expect(decideContact(known, wish)).toEqual({ accepted: true, value });
  });

  test.each([
    ['STALE', 'expectedVersion', { phone: 'x', email: 'x', expectedVersion: 2 }],
    ['INVALID_PHONE', 'phone', { phone: 'x', email: 'x' }],
    ['INVALID_EMAIL', 'email', { phone: null, email: 'x' }],
  ] as const)('%s at %s', (code, field, wish) => {
    expect(decideContact(known, wish)).toEqual({ accepted: false, refusal: { code, path: [field] } });
  });
});

describe('what the register says', () => {
  test('the person keeps their own choices', () => {
    const said = { language: 'en', address: { ...address, street: 'Toinen katu 2' }, protectedAddress: false };
    expect(registerContact(known, said)).toEqual({ ...known, registeredLanguage: 'EN', address: said.address, version: 4 });
  });

  test('nobody keeps the address of a protected person, even when the register tells it', () => {
    expect(registerContact(known, { language: 'fi', address, protectedAddress: true })).toEqual({ ...known, address: null, version: 4 });
  });

  test('the same again changes nothing', () => {
    expect(registerContact(known, { language: 'fi', address: { ...address }, protectedAddress: false })).toBe(known);
  });

  test.each([
    ['fi', 'FI'],
    ['SV', 'SV'],
    ['en', 'EN'],
    ['so', null],
    [null, null],
  ])('the language %j of the register is %j', (letters, language) => {
    expect(toLanguage(letters)).toBe(language);
  });
});

test.each([
  ['SV', 'EN', 'SV'],
  [null, 'EN', 'EN'],
  [null, null, 'FI'],
] as const)('who chose %j and has %j in the register reads %s', (language, registeredLanguage, read) => {
  expect(languageOf({ ...newContact, language, registeredLanguage })).toBe(read);
});

describe('who learns what', () => {
  const nothing = { phone: null, email: null, address: null };
  test.each([
    ['anybody who may see the person', { isOwn: false, protectedAddress: false, restricted: false }, known],
    ['the person themselves', { isOwn: true, protectedAddress: false, restricted: false }, known],
    ['somebody else, of a protected person', { isOwn: false, protectedAddress: true, restricted: false }, { ...known, ...nothing }],
    ['a protected person of themselves', { isOwn: true, protectedAddress: true, restricted: false }, { ...known, address: null }],
    ['somebody whose organiser restricts it', { isOwn: false, protectedAddress: false, restricted: true }, { ...known, ...nothing }],
    ['a restricted person of themselves', { isOwn: true, protectedAddress: false, restricted: true }, known],
  ] as const)('%s', (_, reader, seen) => {
    expect(visibleTo(known, reader)).toEqual(seen);
  });
});
