/** What the counterparts know: people, mandates, companies, and what was sent. It lives as long as the process. */
import { systemClock } from '@seteli/kit/clock';
import { dayOf } from '@seteli/kit/day';
import { newId } from '@seteli/kit/ids';
import { z } from 'zod';
import type { Mood, Register } from './moods.ts';

const code = z.string().regex(/^\d{6}[-+A-FU-Y]9\d\d[0-9A-Y]$/, 'is no made-up identity code');
const day = z.iso.date();
const text = z.string().max(200);

export const person = z.strictObject({
  identityCode: code,
  givenNames: text.min(1).default('Nimetön'),
  familyName: text.min(1).default('Henkilö'),
  /** Null: lives abroad. */
  municipalityCode: z
    .string()
    .regex(/^\d{3}$/)
    .nullable()
    .default('837'),
  address: z.strictObject({ street: text, postalCode: text, city: text }).nullable().default(null),
  language: z.enum(['fi', 'sv', 'en']).default('fi'),
  diedOn: day.nullable().default(null),
  protectedAddress: z.boolean().default(false),
  guardians: z
    .array(z.strictObject({ identityCode: code, from: day, until: day.nullable() }))
    .max(20)
    .default([]),
  custodians: z.array(code).max(20).default([]),
  /** Whether the person has a mailbox in Suomi.fi. */
  mailbox: z.boolean().default(true),
});
export type Person = z.infer<typeof person>;

/** A day that is reached no longer holds: `until` is the last day. */
export const mandate = z.strictObject({
  delegate: code,
  principal: code,
  codes: z.array(text).max(50),
  from: day,
  until: day.nullable().default(null),
});
export type Mandate = z.infer<typeof mandate>;

const businessId = z.string().regex(/^\d{7}-\d$/);
const described = z.strictObject({ code: text, fi: text, sv: text, en: text });
export const company = z.strictObject({
  businessId,
  name: text.min(1).default('Yritys Oy'),
  form: described.nullable().default(null),
  industry: described.nullable().default(null),
  addresses: z
    .array(
      z.strictObject({
        kind: z.enum(['VISITING', 'POSTAL']),
        street: text,
        buildingNumber: text.optional(),
        postalCode: text,
        city: text,
        municipalityCode: text,
      }),
    )
    .max(10)
    .default([]),
  endedOn: day.nullable().default(null),
  /** Who may act for it, with roles of the trade register and codes of mandates. */
  roles: z
    .array(z.strictObject({ identityCode: code, roles: z.array(text).max(50) }))
    .max(50)
    .default([]),
});
export type Company = z.infer<typeof company>;

export type Way = 'EMAIL' | 'SMS' | 'SUOMI_FI';
export type SentMessage = {
  readonly id: string;
  readonly at: string;
  readonly way: Way;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

const MESSAGES_MAX = 500;

export const today = (): string => dayOf(systemClock.now()).toString();

export function openBook(people: readonly Person[], mandates: readonly Mandate[], companies: readonly Company[]) {
  const book = {
    persons: new Map(people.map((one) => [one.identityCode, one])),
    companies: new Map(companies.map((one) => [one.businessId, one])),
    mandates: [...mandates],
    /** In order; the place in the list is the key of the entry. */
    changes: [] as { day: string; identityCode: string }[],
    messages: [] as SentMessage[],
    /** E-mail addresses and telephone numbers that take nothing. */
    bounces: new Set<string>(),
    /** Codes that no longer hold, with those that came in their place. */
    replaced: new Map<string, string>(),
    moods: new Map<Register, Mood>(),
    change(identityCode: string, change: Partial<Person>): Person {
      const changed = person.parse({ ...book.persons.get(identityCode), ...change, identityCode });
      book.persons.set(identityCode, changed);
      book.changes.push({ day: today(), identityCode });
      return changed;
    },
    /** Gives a person another identity code, as after a mistake at birth. */
    replaceCode(from: string, to: string): Person {
      const { identityCode: _, ...facts } = book.persons.get(from) ?? person.parse({ identityCode: from });
      book.persons.delete(from);
      book.replaced.set(from, to);
      book.changes.push({ day: today(), identityCode: from });
      return book.change(to, facts);
    },
    /** The same reference from the same way is the same message. */
    keep(message: Omit<SentMessage, 'id' | 'at'>, reference: string): string {
      const id = `${message.way} ${reference}`;
      if (book.messages.some((known) => known.id === id)) return id;
      book.messages.unshift({ id, at: systemClock.now().toString(), ...message });
      book.messages.length = Math.min(book.messages.length, MESSAGES_MAX);
      return id;
    },
    newId,
  };
  return book;
}
export type Book = ReturnType<typeof openBook>;

/** Whom the delegate may represent today, and in which matters. A minor's guardian may in all. */
export function principalsOf(book: Book, delegate: string): { person: Person; codes: readonly string[] | 'ALL' }[] {
  const alive = (identityCode: string) => {
    const found = book.persons.get(identityCode);
    return found && found.diedOn === null ? found : undefined;
  };
  if (!alive(delegate)) return [];
  const children = [...book.persons.values()]
    .filter((one) => one.custodians.includes(delegate) && one.diedOn === null && isMinor(one.identityCode))
    .map((one) => ({ person: one, codes: 'ALL' as const }));
  const now = today();
  const mandated = book.mandates.flatMap((one) => {
    const holds = one.delegate === delegate && one.from <= now && (one.until === null || now <= one.until);
    const principal = holds ? alive(one.principal) : undefined;
    return principal ? [{ person: principal, codes: one.codes }] : [];
  });
  return [...children, ...mandated];
}

const CENTURIES: Readonly<Record<string, string>> = { '+': '18', ...Object.fromEntries([...'ABCDEF'].map((sign) => [sign, '20'])) };

function isMinor(identityCode: string): boolean {
  const [, dd, mm, yy, sign] = /^(\d\d)(\d\d)(\d\d)(.)/.exec(identityCode)!;
  const born = Temporal.PlainDate.from(`${CENTURIES[sign!] ?? '19'}${yy}-${mm}-${dd}`);
  return Temporal.PlainDate.compare(born.add({ years: 18 }), Temporal.PlainDate.from(today())) > 0;
}
