/**
 * The door by which tests and developers change what the counterparts know, make one of them unwell, and read what was
 * sent. JSON on loopback only; there is no such door in a real register.
 */
import { z } from 'zod';
import { company, mandate, type Book } from './book.ts';
import { json, NOTHING_HERE, readJson, type Answer, type Exchange } from './exchange.ts';
import { mood } from './moods.ts';

/** The book checks the whole, together with what it knows. */
const personChange = z.looseObject({ identityCode: z.string() });
const companyChange = z.looseObject({ businessId: z.string() });
const bounce = z.strictObject({ address: z.string().max(254), bounces: z.boolean() });
const pair = mandate.pick({ delegate: true, principal: true });
const replacement = z.strictObject({ from: z.string().max(11), to: z.string().max(11) });
const forget = z.strictObject({ identityCode: z.string().max(11) });

export type TestDoor = { readonly book: Book; expireTokens(): void };

export async function serveTestDoor(exchange: Exchange, { book, expireTokens }: TestDoor): Promise<Answer> {
  const { method, path, url } = exchange;
  switch (`${method} ${path}`) {
    case 'PUT /persons': {
      const { identityCode, ...facts } = await readJson(exchange, personChange);
      return json(book.change(identityCode, facts));
    }
    case 'POST /persons/remove':
      return json({ removed: book.persons.delete((await readJson(exchange, forget)).identityCode) });
    case 'POST /persons/replace-code': {
      const { from, to } = await readJson(exchange, replacement);
      return json(book.replaceCode(from, to));
    }
    case 'PUT /mandates': {
      const given = await readJson(exchange, mandate);
      revoke(book, given);
      book.mandates.push(given);
      return json(given);
    }
    case 'POST /mandates/revoke':
      return json({ revoked: revoke(book, await readJson(exchange, pair)) });
    case 'PUT /companies': {
      const given = await readJson(exchange, companyChange);
      const changed = company.parse({ ...book.companies.get(given.businessId), ...given });
      book.companies.set(changed.businessId, changed);
      return json(changed);
    }
    case 'PUT /mood': {
      const given = await readJson(exchange, mood);
      book.moods.set(given.register, given);
      return json(given);
    }
    case 'PUT /bounces': {
      const { address, bounces } = await readJson(exchange, bounce);
      book.bounces[bounces ? 'add' : 'delete'](address.toLowerCase());
      return json({ bounces: [...book.bounces] });
    }
    case 'POST /expire-tokens':
      expireTokens();
      return json({});
    case 'GET /messages': {
      const to = url.searchParams.get('to');
      return json(book.messages.filter((message) => to === null || message.to === to));
    }
    default:
      return NOTHING_HERE;
  }
}

function revoke(book: Book, { delegate, principal }: z.infer<typeof pair>): number {
  const before = book.mandates.length;
  book.mandates = book.mandates.filter((one) => one.delegate !== delegate || one.principal !== principal);
  return before - book.mandates.length;
}
