import { expect, test } from 'vitest';
import { changeContact, NO_CONTACT, type Contact, type ContactWish } from './contact.ts';

const known: Contact = { ...NO_CONTACT, email: 'seteli@pirha.example', city: 'Tampere' };

test.each<[string, ContactWish, Partial<Contact>]>([
  ['an absent field keeps its value', { phone: '+358 3 123 (45)' }, { phone: '+358 3 123 (45)' }],
  ['a null takes it away', { email: null }, { email: null }],
  ['spaces alone take it away', { city: ' ' }, { city: null }],
  ['spaces around it go', { city: ' Nokia ' }, { city: 'Nokia' }],
  ['a page with https', { website: 'https://pirha.example/seteli?a=1' }, { website: 'https://pirha.example/seteli?a=1' }],
])('%s', (_, wish, changes) =>
  expect(changeContact(known, wish, ['contact'])).toEqual({ accepted: true, value: { ...known, ...changes } }),
);

test.each<[string, ContactWish, string]>([
  ['an e-mail address without a host', { email: 'seteli' }, 'email'],
  ['an e-mail address with a second receiver', { email: 'a@b.fi,c@d.fi x' }, 'email'],
  ['a phone number of letters', { phone: 'kysy vaihteesta' }, 'phone'],
  ['a link that runs a script', { website: 'javascript:alert(1)' }, 'website'],
  ['a link that carries a name and a password', { website: 'https://a:b@pirha.example' }, 'website'],
  ['a page without its protocol', { website: 'pirha.example' }, 'website'],
])('is refused: %s', (_, wish, field) =>
  expect(changeContact(known, wish, ['contact'])).toEqual({
    accepted: false,
    refusal: { code: 'INVALID_CONTACT', path: ['contact', field] },
  }),
);
