/**
 * The vault of a service. A data key of each owner's own seals their texts, and a key outside the database wraps it.
 * Without the wrapped key nobody can open anything of the owner, so its removal erases.
 * Keyed marks find a text again without opening it. Both outer keys have versions, so that they can rotate.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Id } from './ids.ts';
import { sealWith, unsealWith, type KeyRing } from './secrets.ts';

/** An owner's data key as the database keeps it. */
export type WrappedKey = { readonly wrappedKey: string; readonly keyVersion: number };

/** Equal for equal texts, and meaningless without the key: for look-ups and uniqueness. */
export type Mark = { readonly version: number; readonly mark: string };

/** The place of a text: its table and its row. A text that was sealed for one place opens at no other. */
export type Place = { readonly table: string; readonly row: Id };

/** What seals and opens the texts of one owner. */
export type OwnerKey = {
  seal(text: string, place: Place): string;
  /** Throws when the text, the place or the owner differs. */
  unseal(sealed: string, place: Place): string;
};

export type Vault = {
  /** Makes the data key of a new owner. */
  newKey(owner: Id): WrappedKey;
  /** Throws when the key is another owner's, or the version of its wrapping is unknown. */
  open(wrapped: WrappedKey, owner: Id): OwnerKey;
  /** The same data key, wrapped by the present key. */
  rewrap(wrapped: WrappedKey, owner: Id): WrappedKey;
  /** The text's mark under each version, the present one first. Whoever looks it up tries all of them. */
  marksOf(text: string): readonly [Mark, ...Mark[]];
  /**
   * Seals a text of a row that lasts for days, with a data key of its own beside it. Nobody wraps it anew: it opens as
   * long as the settings hold the version with which it begins.
   */
  sealRow(text: string, place: Place): string;
  unsealRow(sealed: string, place: Place): string;
  readonly versions: { readonly key: Versions; readonly index: Versions };
};

export type Versions = { readonly present: number; readonly known: readonly number[] };

const versionsOf = ({ present, keys }: KeyRing): Versions => ({ present, known: [...keys.keys()] });
/** No part has this sign. */
const BETWEEN = '~';
const placeOf = ({ table, row }: Place): string => `${table} ${row}`;
const wrappingOf = (owner: Id): string => `data key of ${owner}`;

export function openVault({ keys, indexKeys }: { readonly keys: KeyRing; readonly indexKeys: KeyRing }): Vault {
  const wrapping = [...keys.keys.values()];
  if ([...indexKeys.keys.values()].some((key) => wrapping.some((other) => other.equals(key)))) throw new Error('The vault needs two keys.');
  const wrap = (dataKey: Buffer, owner: Id): WrappedKey => ({
    wrappedKey: sealWith(keys.keys.get(keys.present)!, dataKey.toString('base64url'), wrappingOf(owner)),
    keyVersion: keys.present,
  });
  const unwrap = ({ wrappedKey, keyVersion }: WrappedKey, owner: Id): Buffer => {
    const key = keys.keys.get(keyVersion);
    if (!key) throw new Error(`Version ${keyVersion} of the key that wraps data keys is not among the settings.`);
    return Buffer.from(unsealWith(key, wrappedKey, wrappingOf(owner)), 'base64url');
  };
  const markUnder = (version: number, text: string): Mark => ({
    version,
    mark: createHmac('sha256', indexKeys.keys.get(version)!).update(text).digest('base64url'),
  });
  const others = versionsOf(indexKeys).known.filter((version) => version !== indexKeys.present);
  const vault: Vault = {
    newKey: (owner) => wrap(randomBytes(32), owner),
    open(wrapped, owner) {
      const dataKey = unwrap(wrapped, owner);
      return {
        seal: (text, place) => sealWith(dataKey, text, placeOf(place)),
        unseal: (sealed, place) => unsealWith(dataKey, sealed, placeOf(place)),
      };
    },
    sealRow(text, place) {
      const { wrappedKey, keyVersion } = vault.newKey(place.row);
      return [keyVersion, wrappedKey, vault.open({ wrappedKey, keyVersion }, place.row).seal(text, place)].join(BETWEEN);
    },
    unsealRow(whole, place) {
      const [version, wrappedKey = '', sealed = ''] = whole.split(BETWEEN);
      return vault.open({ wrappedKey, keyVersion: Number(version) }, place.row).unseal(sealed, place);
    },
    rewrap: (wrapped, owner) => wrap(unwrap(wrapped, owner), owner),
    marksOf: (text) => [markUnder(indexKeys.present, text), ...others.map((version) => markUnder(version, text))],
    versions: { key: versionsOf(keys), index: versionsOf(indexKeys) },
  };
  return vault;
}
