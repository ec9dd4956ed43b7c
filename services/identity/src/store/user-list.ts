/** The list of an organisation's users that its administrators filter, order and count. Decides nothing. */
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { asArray, contains, type Reader } from '@seteli/kit/db';
import { inOrder, startOf, textKey, type Order, type OrderedPage } from '@seteli/kit/pages';
import { countRuns, ONE_RUN } from '@seteli/kit/runs';
import type { Organisation, Role, User } from '../domain/user.ts';
import { person } from '../tables/person.ts';
import { userAccount } from '../tables/user.ts';
import { COLUMNS, isOf, toUser } from './user.ts';

type Maybe<T> = T | null | undefined;

/** An absent filter leaves nothing out. */
export type UserFilter = { readonly text?: Maybe<string>; readonly roles?: Maybe<readonly Role[]>; readonly active?: Maybe<boolean> };

/** A user with the name that may order the list; a system has none. */
export type NamedUser = User & { readonly familyName: string; readonly givenNames: string };

const nameIn = (column: typeof person.familyName | typeof person.givenNames): SQL<string> => sql`coalesce(${column}, '')`;
const finnish = (name: SQL): SQL => sql`${name} collate "fi-x-icu"`;

export const USER_ORDERS = {
  MADE_DESC: { name: 'users MADE_DESC', direction: 'desc', keys: [], id: userAccount.id },
  NAME_ASC: {
    name: 'users NAME_ASC',
    direction: 'asc',
    keys: [
      textKey(finnish(nameIn(person.familyName)), ({ familyName }: NamedUser) => familyName),
      textKey(finnish(nameIn(person.givenNames)), ({ givenNames }: NamedUser) => givenNames),
    ],
    id: userAccount.id,
  },
} as const satisfies Record<string, Order<NamedUser>>;

/** Matches with either name first. */
const isCalled = (text: string): SQL =>
  sql`exists (select from ${person} p where p.id = ${userAccount.personId}
    and ${contains(sql`concat_ws(' ', p.given_names, p.family_name, p.given_names)`, text)})`;

const isWanted = (organisation: Organisation, { text, roles, active }: UserFilter): SQL =>
  and(
    isOf(organisation),
    text == null ? undefined : isCalled(text),
    roles == null ? undefined : sql`${userAccount.roles} && ${asArray(roles)}::text[]`,
    active == null ? undefined : eq(userAccount.active, active),
  )!;

export async function listUsers(
  reader: Reader,
  organisation: Organisation,
  filter: UserFilter,
  page: OrderedPage<NamedUser>,
): Promise<NamedUser[]> {
  const rows = await reader
    .select({ ...COLUMNS, familyName: nameIn(person.familyName), givenNames: nameIn(person.givenNames) })
    .from(userAccount)
    .leftJoin(person, eq(person.id, userAccount.personId))
    .where(and(isWanted(organisation, filter), startOf(page)))
    .orderBy(...inOrder(page.order))
    .limit(page.first);
  return rows.map(({ familyName, givenNames, ...row }) => ({ ...toUser(row), familyName, givenNames }));
}

export const countUsers = (reader: Reader, organisation: Organisation, filter: UserFilter): Promise<number> =>
  countRuns(reader, userAccount, { from: ONE_RUN, where: isWanted(organisation, filter) });
