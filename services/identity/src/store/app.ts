/** All SQL about apps of others, who let them act, and their codes. */
import { and, asc, desc, eq, gte, isNull, sql } from 'drizzle-orm';
import { isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { App } from '../domain/app.ts';
import type { Code } from '../domain/authorization.ts';
import { app, appConsent } from '../tables/app.ts';
import { appCode } from '../tables/app-code.ts';
import type { Ended } from './session.ts';

type AppRow = typeof app.$inferSelect;

const toApp = ({ nameFi: fi, nameSv: sv, nameEn: en, ...rest }: AppRow): App => ({ ...rest, names: { fi, sv, en } });
const toRow = ({ names: { fi, sv, en }, redirectUris, origins, ...rest }: App): AppRow => ({
  ...rest,
  redirectUris: [...redirectUris],
  origins: [...origins],
  nameFi: fi,
  nameSv: sv,
  nameEn: en,
});

export const findApps = async (reader: Reader, ids: readonly Id[]): Promise<App[]> =>
  (await reader.select().from(app).where(isOneOf(app.id, ids))).map(toApp);

/** Nobody changes or closes the app until the transaction ends. */
export async function holdApp(tx: Tx, id: Id): Promise<App | undefined> {
  const [found] = await tx.select().from(app).where(eq(app.id, id)).for('share');
  return found && toApp(found);
}

export async function lockApp(tx: Tx, id: Id): Promise<App | undefined> {
  const [found] = await tx.select().from(app).where(eq(app.id, id)).for('update');
  return found && toApp(found);
}

/** The open apps, by their Finnish names. The domain allows few. */
export const listApps = async (reader: Reader): Promise<App[]> =>
  (
    await reader
      .select()
      .from(app)
      .where(isNull(app.closedAt))
      .orderBy(sql`${app.nameFi} collate "fi-x-icu"`, app.id)
  ).map(toApp);

export const countApps = (tx: Tx): Promise<number> => tx.$count(app, isNull(app.closedAt));

export async function saveApp(tx: Tx, saved: App): Promise<void> {
  const { id, kind, ...changed } = toRow(saved);
  await tx
    .insert(app)
    .values({ id, kind, ...changed })
    .onConflictDoUpdate({ target: app.id, set: changed });
}

/** The origins from which pages of open apps ask. */
export async function listOrigins(reader: Reader): Promise<string[]> {
  const rows = await reader
    .selectDistinct({ origin: sql<string>`unnest(${app.origins})` })
    .from(app)
    .where(isNull(app.closedAt));
  return rows.map(({ origin }) => origin).toSorted();
}

/** The apps that were closed from then on, the first ones first. */
export const listClosedApps = async (reader: Reader, since: Instant, most: number): Promise<Ended[]> => {
  const rows = await reader
    .select({ id: app.id, at: app.closedAt })
    .from(app)
    .where(gte(app.closedAt, since))
    .orderBy(asc(app.closedAt))
    .limit(most);
  return rows.map(({ id, at }) => ({ id, at: at! }));
};

type Consent = typeof appConsent.$inferInsert;

export const saveConsent = (tx: Tx, given: Consent) =>
  tx
    .insert(appConsent)
    .values(given)
    .onConflictDoUpdate({ target: [appConsent.personId, appConsent.appId], set: { givenAt: given.givenAt } });

export async function findConsent(reader: Reader, personId: Id, appId: Id): Promise<Consent | undefined> {
  const [found] = await reader
    .select()
    .from(appConsent)
    .where(and(eq(appConsent.personId, personId), eq(appConsent.appId, appId)))
    .orderBy(desc(appConsent.givenAt));
  return found;
}

export const insertCode = (tx: Tx, code: Code) => tx.insert(appCode).values(code);

/** Of two who show the code at once, one waits here for the other. */
export async function lockCode(tx: Tx, mark: string): Promise<Code | undefined> {
  const [found] = await tx.select().from(appCode).where(eq(appCode.mark, mark)).for('update');
  return found;
}

export const saveCodeUse = (tx: Tx, { mark, usedAt, sessionId }: Pick<Code, 'mark' | 'usedAt' | 'sessionId'>) =>
  tx.update(appCode).set({ usedAt, sessionId }).where(eq(appCode.mark, mark));
