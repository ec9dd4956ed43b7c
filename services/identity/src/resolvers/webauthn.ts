/**
 * What browsers and authenticators exchange for passkeys (WebAuthn): options out, checked answers in. The library reads
 * and verifies; this file says what we ask for. It keeps nothing.
 */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { Log } from '@seteli/kit/log';
import { tidyText, unfitIn } from '@seteli/kit/text';
import type { NewPasskey, Use } from '../commands/passkey.ts';
import { CHALLENGE_MS, type Passkey } from '../domain/passkey.ts';

const encoded = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\w-]+$/);
const credentialId = encoded(1_400);
const answer = { id: credentialId, rawId: credentialId, type: z.literal('public-key'), clientExtensionResults: z.looseObject({}) };
const TRANSPORT = /^[a-z-]{1,20}$/;

export const registration = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: encoded(2_000),
    attestationObject: encoded(3_500),
    transports: z.array(z.string().regex(TRANSPORT)).max(10).default([]),
  }),
});
export type Registration = z.infer<typeof registration>;

export const assertion = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: encoded(2_000),
    authenticatorData: encoded(2_000),
    signature: encoded(1_000),
    userHandle: encoded(100),
  }),
});
export type Assertion = z.infer<typeof assertion>;

const NAME_MAX = 100;
/** The name that a person gives a passkey, as Seteli keeps texts. */
export const passkeyName = z
  .string()
  .max(2 * NAME_MAX)
  .transform(tidyText)
  .refine((name) => name.length > 0 && name.length <= NAME_MAX && unfitIn(name, { mayHaveLines: false }) === undefined);

/** The challenge that the authenticator says it has signed. The signature proves it later. */
export function challengeIn({ response }: Registration | Assertion): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()) as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge : '';
  } catch {
    // Not JSON: nobody gave such a challenge.
    return '';
  }
}

/** Ed25519, ES256 and RS256, in COSE's numbers: every authenticator has one of these. */
const ALGORITHMS = [-8, -7, -257];

/** Authenticators give it back, and so say whose passkey it is. */
const handleOf = (userId: string) => Buffer.from(userId);

export type Webauthn = ReturnType<typeof openWebauthn>;

export function openWebauthn(publicUrl: string, log: Log) {
  const { origin, hostname: rpID } = new URL(publicUrl);
  /** The library throws when an answer is wrong, and all answers come from outside: a throw is no fault of ours. */
  async function orNothing<T>(verify: () => Promise<T | undefined>): Promise<T | undefined> {
    try {
      return await verify();
    } catch (fault) {
      log.info({ err: fault }, 'a passkey was turned away');
      return undefined;
    }
  }
  return {
    creationOptions: (
      challenge: string,
      user: { readonly id: string; readonly account: string; readonly title: string },
      known: readonly Passkey[],
    ) =>
      generateRegistrationOptions({
        rpName: 'Seteli',
        rpID,
        challenge: Buffer.from(challenge, 'base64url'),
        timeout: CHALLENGE_MS,
        userID: handleOf(user.id),
        userName: user.account,
        userDisplayName: user.title,
        // We ask for no proof of the maker: people use the device that they have.
        attestationType: 'none',
        supportedAlgorithmIDs: ALGORITHMS,
        excludeCredentials: known.map((passkey) => ({ id: passkey.credentialId, transports: [...passkey.transports] })),
        // The device knows the account, so nobody types an address and we tell nobody which addresses exist.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      }),

    requestOptions: (challenge: string) =>
      generateAuthenticationOptions({
        rpID,
        challenge: Buffer.from(challenge, 'base64url'),
        timeout: CHALLENGE_MS,
        userVerification: 'required',
      }),

    readNew: (given: Registration, challenge: string, name: string): Promise<NewPasskey | undefined> =>
      orNothing(async () => {
        const { registrationInfo: info } = await verifyRegistrationResponse({
          response: given,
          expectedChallenge: challenge,
          expectedOrigin: origin,
          expectedRPID: rpID,
          expectedType: 'webauthn.create',
          supportedAlgorithmIDs: ALGORITHMS,
          requireUserVerification: true,
        });
        if (!info) return undefined;
        const { credential, credentialDeviceType, credentialBackedUp } = info;
        return {
          credentialId: credential.id,
          publicKey: Buffer.from(credential.publicKey).toString('base64url'),
          counter: credential.counter,
          transports: given.response.transports,
          name,
          backupEligible: credentialDeviceType === 'multiDevice',
          backedUp: credentialBackedUp,
        };
      }),

    /** How the passkey was used; nothing unless it signed this challenge for us, after its device verified its user. */
    readUse: (given: Assertion, challenge: string, passkey: Passkey): Promise<Use | undefined> =>
      orNothing(async () => {
        if (!handleOf(passkey.userId).equals(Buffer.from(given.response.userHandle, 'base64url'))) return undefined;
        const { verified, authenticationInfo: info } = await verifyAuthenticationResponse({
          response: given,
          expectedChallenge: challenge,
          expectedOrigin: origin,
          expectedRPID: rpID,
          expectedType: 'webauthn.get',
          requireUserVerification: true,
          credential: { id: passkey.credentialId, publicKey: Buffer.from(passkey.publicKey, 'base64url'), counter: passkey.counter },
        });
        // Whether a passkey may leave its device never changes (WebAuthn 7.2).
        const isSame = (info.credentialDeviceType === 'multiDevice') === passkey.backupEligible;
        return verified && isSame ? { counter: info.newCounter, backedUp: info.credentialBackedUp } : undefined;
      }),
  };
}
