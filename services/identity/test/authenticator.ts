/**
 * A passkey device in software: it makes keys, signs challenges and counts, as WebAuthn says, and lets a test lie about
 * each part. It shares no code with what verifies it.
 */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const text = (data: string | Buffer): string => Buffer.from(data).toString('base64url');

/** As much of CBOR (RFC 8949) as an attestation needs. */
function cbor(value: unknown): Buffer {
  const head = (major: number, size: number): Buffer => {
    if (size < 24) return Buffer.from([(major << 5) | size]);
    if (size < 256) return Buffer.from([(major << 5) | 24, size]);
    return Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
  };
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...(value as Map<unknown, unknown>)];
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, each]) => [cbor(key), cbor(each)])]);
}

const USER_PRESENT = 1;
const USER_VERIFIED = 4;
const MAY_LEAVE_THE_DEVICE = 8;
const HAS_COPIES = 16;
const NEW_KEY = 64;

/** What a test lies about. */
export type Lies = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly challenge?: string;
  readonly userVerified?: boolean;
  readonly counter?: number;
  readonly crossOrigin?: boolean;
  /** `impossible`: it has copies and may not leave the device. */
  readonly backup?: 'none' | 'eligible' | 'copied' | 'impossible';
  readonly userHandle?: string;
  readonly credentialId?: string;
  readonly spoiltSignature?: boolean;
};

export type CreationOptions = { challenge: string; rp: { id: string }; user: { id: string; name: string; displayName: string } };
export type RequestOptions = { challenge: string; rpId: string };

export type Authenticator = ReturnType<typeof openAuthenticator>;

export function openAuthenticator(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  let counter = 0;
  let userHandle = '';

  const clientData = (type: string, challenge: string, lies: Lies): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: lies.type ?? type,
        challenge: lies.challenge ?? challenge,
        origin: lies.origin ?? origin,
        crossOrigin: lies.crossOrigin ?? false,
      }),
    );

  function authenticatorData(rpId: string, lies: Lies, key?: Buffer): Buffer {
    const { userVerified = true, backup = 'none' } = lies;
    const flags =
      USER_PRESENT |
      (userVerified ? USER_VERIFIED : 0) |
      (backup === 'eligible' || backup === 'copied' ? MAY_LEAVE_THE_DEVICE : 0) |
      (backup === 'copied' || backup === 'impossible' ? HAS_COPIES : 0) |
      (key ? NEW_KEY : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(lies.counter ?? ++counter);
    return Buffer.concat([sha256(lies.rpId ?? rpId), Buffer.from([flags]), count, ...(key ? [key] : [])]);
  }

  return {
    credentialId: text(credentialId),

    /** Makes the passkey. */
    make({ challenge, rp, user }: CreationOptions, lies: Lies = {}) {
      userHandle = user.id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKeyOf(publicKey)]);
      const data = authenticatorData(rp.id, lies, attested);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', data],
      ]);
      return {
        id: text(credentialId),
        rawId: text(credentialId),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: text(clientData('webauthn.create', challenge, lies)),
          attestationObject: text(cbor(attestation)),
          transports: ['internal'],
        },
      };
    },

    /** Signs in with it. */
    use({ challenge, rpId }: RequestOptions, lies: Lies = {}) {
      const client = clientData('webauthn.get', challenge, lies);
      const data = authenticatorData(rpId, lies);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      if (lies.spoiltSignature) signature.writeUInt8(signature.at(-1)! ^ 1, signature.length - 1);
      const id = lies.credentialId ?? text(credentialId);
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: text(client),
          authenticatorData: text(data),
          signature: text(signature),
          userHandle: lies.userHandle ?? userHandle,
        },
      };
    },
  };
}

/** COSE (RFC 9053): an elliptic curve key of P-256 for ES256. */
function coseKeyOf(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' }) as { x: string; y: string };
  const [kty, alg, crv] = [2, -7, 1];
  return cbor(
    new Map<number, unknown>([
      [1, kty],
      [3, alg],
      [-1, crv],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  );
}
