/**
 * All SQL about persons' data keys and what these seal. Takes and gives sealed texts and marks; opens and decides
 * nothing.
 */
import { and, asc, eq, inArray, lt, notInArray, sql, isNotNull } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { asRecordset, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Mark, Versions, WrappedKey } from '@seteli/kit/vault';
import type { Use } from '../domain/key-report.ts';
import { invitation, outgoingMail } from '../tables/invitation.ts';
import { identityCode, identityCodeMark, personContact, personKey } from '../tables/sealed.ts';

export type SealedCode = typeof identityCode.$inferSelect;
export type PersonKey = WrappedKey & { readonly personId: Id };
export type MarkOfCode = Mark & { readonly codeId: Id };
export type SealedContact = typeof personContact.$inferSelect;

const KEY = { personId: personKey.personId, wrappedKey: personKey.wrappedKey, keyVersion: personKey.keyVersion };

export const insertKeys = (tx: Tx, keys: readonly PersonKey[]) => insertAll(tx, personKey, keys);

export async function insertCodes(tx: Tx, codes: readonly SealedCode[], marks: readonly MarkOfCode[]): Promise<void> {
  await insertAll(tx, identityCode, codes);
  await insertAll(tx, identityCodeMark, marks);
}

export async function findKeys(reader: Reader, personIds: readonly Id[]): Promise<Map<Id, WrappedKey>> {
  const rows = await reader.select(KEY).from(personKey).where(isOneOf(personKey.personId, personIds));
  return new Map(rows.map(({ personId, ...key }) => [personId, key]));
}

/** Until the transaction ends nobody erases what the key seals, or wraps it anew. */
export async function holdKey(tx: Tx, personId: Id): Promise<WrappedKey | undefined> {
  const [found] = await tx.select(KEY).from(personKey).where(eq(personKey.personId, personId)).for('share');
  return found;
}

/** The codes of these persons, the replaced ones included. */
export const listCodes = (reader: Reader, personIds: readonly Id[]): Promise<SealedCode[]> =>
  reader.select().from(identityCode).where(isOneOf(identityCode.personId, personIds)).orderBy(asc(identityCode.id));

export const replaceCodes = (tx: Tx, personId: Id) =>
  tx.update(identityCode).set({ replaced: true }).where(eq(identityCode.personId, personId));

export async function findContacts(reader: Reader, personIds: readonly Id[]): Promise<SealedContact[]> {
  return await reader.select().from(personContact).where(isOneOf(personContact.personId, personIds));
}

export async function saveContact(tx: Tx, { personId, ...contact }: SealedContact): Promise<void> {
  await tx
    .insert(personContact)
    .values({ personId, ...contact })
    .onConflictDoUpdate({ target: personContact.personId, set: contact });
}

/**
 * Removes everything that is sealed, and what finds it. Without the wrapped key no copy of it elsewhere can be opened.
 * The locks come in the order of all who add codes, and keep whoever adds a mark out.
 */
export async function removeSealed(tx: Tx, personId: Id): Promise<void> {
  await tx.delete(personKey).where(eq(personKey.personId, personId));
  const held = await tx.select({ id: identityCode.id }).from(identityCode).where(eq(identityCode.personId, personId)).for('update');
  const codeIds = held.map(({ id }) => id);
  await tx.delete(identityCodeMark).where(isOneOf(identityCodeMark.codeId, codeIds));
  await tx.delete(identityCode).where(isOneOf(identityCode.id, codeIds));
  await tx.delete(personContact).where(eq(personContact.personId, personId));
}

const others = ({ known, present }: Versions): number[] => known.filter((version) => version !== present);

/**
 * Locks keys that an earlier version wraps, if the settings still have it. It passes over those that somebody else
 * holds.
 */
export const lockEarlierKeys = (tx: Tx, versions: Versions, most: number): Promise<PersonKey[]> =>
  tx
    .select(KEY)
    .from(personKey)
    .where(and(lt(personKey.keyVersion, versions.present), inArray(personKey.keyVersion, others(versions))))
    .orderBy(personKey.personId)
    .limit(most)
    .for('update', { skipLocked: true });

export async function saveKeys(tx: Tx, keys: readonly PersonKey[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.execute(sql`
    update person_key k set wrapped_key = new.wrapped_key, key_version = new.key_version
      from ${asRecordset(personKey, keys)} new where k.person_id = new.person_id`);
}

/** Codes that nobody finds by their mark of this version yet, each with the key of its person. */
export const lockUnmarkedCodes = (tx: Tx, version: number, known: readonly number[], most: number) =>
  tx
    .select({ ...KEY, id: identityCode.id, sealedCode: identityCode.sealedCode })
    .from(identityCode)
    .innerJoin(personKey, eq(personKey.personId, identityCode.personId))
    .where(
      and(
        inArray(personKey.keyVersion, [...known]),
        sql`not exists (select from ${identityCodeMark} m where m.code_id = ${identityCode.id} and m.version = ${version})`,
      ),
    )
    .orderBy(identityCode.id)
    .limit(most)
    // Whoever erases the person waits, and takes the new mark with the rest.
    .for('update', { of: identityCode, skipLocked: true });

export const insertMarks = (tx: Tx, marks: readonly MarkOfCode[]) => insertAll(tx, identityCodeMark, marks, sql`on conflict do nothing`);

/** Forgets marks of earlier versions that the settings no longer have. Answers how many. */
export async function forgetMarks(tx: Tx, { present, known }: Versions, most: number): Promise<number> {
  const old = tx
    .select({ mark: identityCodeMark.mark })
    .from(identityCodeMark)
    .where(and(lt(identityCodeMark.version, present), notInArray(identityCodeMark.version, [...known])))
    .limit(most)
    .for('update', { skipLocked: true });
  return (await tx.delete(identityCodeMark).where(inArray(identityCodeMark.mark, old))).rowCount ?? 0;
}

/** The version with which a text begins that its row alone keeps (`sealRow`). */
const versionOf = (column: PgColumn) => sql<number>`split_part(${column}, '~', 1)::integer`;

/**
 * How many data keys each version wraps, those of invitations and their mails included, how many codes it marks, and
 * how many codes there are.
 */
export async function countUse(reader: Reader): Promise<{ readonly keys: Use[]; readonly marks: Use[]; readonly codes: number }> {
  const count = sql<number>`count(*)::integer`;
  const keys = reader
    .select({ version: personKey.keyVersion })
    .from(personKey)
    .unionAll(
      reader
        .select({ version: versionOf(invitation.sealedInvitee) })
        .from(invitation)
        .where(isNotNull(invitation.sealedInvitee)),
    )
    .unionAll(reader.select({ version: versionOf(outgoingMail.sealedMail) }).from(outgoingMail))
    .as('keys');
  const marks = reader.select({ version: identityCodeMark.version, count }).from(identityCodeMark);
  return {
    keys: await reader.select({ version: keys.version, count }).from(keys).groupBy(keys.version).orderBy(keys.version),
    marks: await marks.groupBy(identityCodeMark.version).orderBy(identityCodeMark.version),
    codes: await reader.$count(identityCode),
  };
}
