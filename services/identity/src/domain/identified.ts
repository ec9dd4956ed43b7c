/**
 * Who came in by strong identification: what we read of the provider's answer after its signature and address were
 * found good, and which answers we do not accept. It knows neither whether we know the person nor whom they act for.
 */
import type { Instant } from '@seteli/kit/day';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';
import { isSeen, tidyText, unfitIn } from '@seteli/kit/text';

export type Identified = {
  readonly identityCode: string;
  readonly givenNames: string;
  readonly familyName: string;
  /** The level of assurance, as the trust network names it. */
  readonly acr: string;
  /** When the person proved at the provider who they are. */
  readonly authenticatedAt: Instant;
};

export type IdentificationRefusal = 'LEVEL_NOT_ACCEPTED' | 'FROM_THE_FUTURE' | 'CODE_MISSING' | 'NAME_UNFIT';

/** Finnish identification tells the identity code under its object identifier. */
export const IDENTITY_CODE = 'urn:oid:1.2.246.21';
/** No register of people has longer ones. */
export const NAME_MAX = 200;
/** Clocks of two organisations differ by less than this. */
export const CLOCKS_DIFFER = Temporal.Duration.from({ seconds: 30 });

type Claims = Readonly<Record<string, unknown>>;

export function readIdentification(claims: Claims, levels: readonly string[], now: Instant): Decision<Identified, IdentificationRefusal> {
  const { acr, iat, auth_time: authTime, [IDENTITY_CODE]: identityCode } = claims;
  if (typeof acr !== 'string' || !levels.includes(acr)) return refuseWhole('LEVEL_NOT_ACCEPTED');
  const [issuedAt, authenticatedAt] = [instantIn(iat), instantIn(authTime)];
  const isKnown = (instant: Instant | undefined): instant is Instant =>
    instant !== undefined && Temporal.Instant.compare(instant, now.add(CLOCKS_DIFFER)) <= 0;
  if (!isKnown(issuedAt) || !isKnown(authenticatedAt)) return refuseWhole('FROM_THE_FUTURE');
  if (typeof identityCode !== 'string') return refuseWhole('CODE_MISSING');
  const [givenNames, familyName] = [nameIn(claims.given_name), nameIn(claims.family_name)];
  if (givenNames === undefined || familyName === undefined) return refuseWhole('NAME_UNFIT');
  return accept({ identityCode, givenNames, familyName, acr, authenticatedAt });
}

/** Far beyond any calendar of ours, and within that of the language. */
const SECONDS_MAX = 8_000_000_000;

const instantIn = (claim: unknown): Instant | undefined =>
  typeof claim === 'number' && claim >= 0 && claim <= SECONDS_MAX
    ? Temporal.Instant.fromEpochMilliseconds(Math.floor(claim * 1_000))
    : undefined;

/** The name as Seteli keeps texts, with single blanks; nothing when a person could not read it as a name. */
function nameIn(claim: unknown): string | undefined {
  if (typeof claim !== 'string' || claim.length > NAME_MAX * 2) return undefined;
  const name = tidyText(claim).replaceAll(/\s+/g, ' ');
  return name.length <= NAME_MAX && isSeen(name) && unfitIn(name, { mayHaveLines: false }) === undefined ? name : undefined;
}
