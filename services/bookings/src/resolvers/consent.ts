/** The consents of a booking, and the words that clients see first: look-up, GraphQL out. */
import { dayOf } from '@seteli/kit/day';
import type { Language, Sentences } from '@seteli/kit/language';
import { wantedLanguage } from '@seteli/kit/request';
import { hashOfTerms, termsOfVersion, termsOn, type ConsentTerms } from '@seteli/schema/consent-texts';
import type { Consent } from '../store/booking.ts';
import type { Context } from './context.ts';

type Wanted = { readonly language?: Language | null };

const inWanted = (sentences: Sentences, { language }: Wanted): string => sentences[language ?? wantedLanguage() ?? 'FI'];

const termsOf = ({ termsVersion }: Consent): ConsentTerms | null => (termsVersion === null ? null : (termsOfVersion(termsVersion) ?? null));

export const consentQueries = {
  consentTerms: (_: unknown, _args: unknown, { clock }: Context): ConsentTerms => termsOn(dayOf(clock.now())),
};

export const consentTypes = {
  ConsentTerms: {
    hash: (terms: ConsentTerms) => hashOfTerms(terms),
    firstDay: ({ firstDay }: ConsentTerms) => Temporal.PlainDate.from(firstDay),
    termsAccepted: ({ texts }: ConsentTerms, wanted: Wanted) => inWanted(texts.TERMS_ACCEPTED, wanted),
    contractFormed: ({ texts }: ConsentTerms, wanted: Wanted) => inWanted(texts.CONTRACT_FORMED, wanted),
    law: ({ law }: ConsentTerms, wanted: Wanted) => inWanted(law, wanted),
  },
  Consent: {
    givenThrough: ({ givenThrough }: Consent, _: unknown, { load }: Context) => load.actorName.load(givenThrough),
    terms: termsOf,
    text: (consent: Consent, wanted: Wanted) => {
      const terms = termsOf(consent);
      return terms && inWanted(terms.texts[consent.kind], wanted);
    },
  },
};
