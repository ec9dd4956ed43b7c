/**
 * The words to which a client agrees when a booking makes a consumer contract. Each version names the day from which
 * forms show it. Nobody edits a version that a client may have agreed to: other words make another version, and its
 * hash proves this.
 */
import { createHash } from 'node:crypto';
import { isBefore, type Day } from '@seteli/kit/day';
import { say, type Sentences } from '@seteli/kit/language';

export const CONSENT_KINDS = ['TERMS_ACCEPTED', 'CONTRACT_FORMED'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

export type ConsentTerms = {
  readonly version: number;
  readonly firstDay: string;
  readonly texts: Readonly<Record<ConsentKind, Sentences>>;
  /** Which law governs the contract. */
  readonly law: Sentences;
};

/** In the order of their days. */
export const CONSENT_TERMS: readonly [ConsentTerms, ...ConsentTerms[]] = [
  {
    version: 1,
    firstDay: '2026-01-01',
    texts: {
      TERMS_ACCEPTED: say(
        'Asiakas hyväksyy sopimusehdot.',
        'Klienten godkänner avtalsvillkoren.',
        'The client accepts the terms of the contract.',
      ),
      CONTRACT_FORMED: say(
        'Asiakas hyväksyy muodostavansa sopimussuhteen palveluntuottajan kanssa.',
        'Klienten godkänner att ett avtalsförhållande uppstår mellan klienten och serviceproducenten.',
        'The client accepts that they enter into a contract with the service provider.',
      ),
    },
    law: say(
      'Sopimussuhteeseen sovelletaan kuluttajansuojalakia.',
      'På avtalsförhållandet tillämpas konsumentskyddslagen.',
      'The Consumer Protection Act applies to the contract.',
    ),
  },
];

/** The terms that forms show on a day. Before the first version's day these are the first version. */
export const termsOn = (day: Day): ConsentTerms =>
  CONSENT_TERMS.findLast(({ firstDay }) => !isBefore(day, Temporal.PlainDate.from(firstDay))) ?? CONSENT_TERMS[0];

export const termsOfVersion = (version: number): ConsentTerms | undefined => CONSENT_TERMS.find((terms) => terms.version === version);

/** SHA-256 of all words of the terms in the three languages, as JSON. */
export const hashOfTerms = ({ texts, law }: ConsentTerms): string =>
  createHash('sha256')
    .update(JSON.stringify([texts.TERMS_ACCEPTED, texts.CONTRACT_FORMED, law].map(({ FI, SV, EN }) => [FI, SV, EN])))
    .digest('hex');
