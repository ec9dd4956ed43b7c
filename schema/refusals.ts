/** The sentences of refusals in the languages of the service, and the resolver of the type that all subgraphs share. */
import type { Id } from '@seteli/kit/ids';
import { stateOf, type Job } from '@seteli/kit/jobs';
import type { Refusal } from '@seteli/kit/result';
import { say, type Language, type Sentences } from '@seteli/kit/language';
import { wantedLanguage } from '@seteli/kit/request';
import { MANDATE_REFUSALS } from './mandate-refusals.ts';
import { ORGANISATION_REFUSALS } from './organisation-refusals.ts';
import { detailResolvers, saidDetails } from './refusal-details.ts';
import { RULES, type RuleCode } from './rules.ts';
import { amountOf, type Quantity, type Unit } from './quantity.ts';

export const REFUSALS = {
  ...MANDATE_REFUSALS,
  BAD_USER_INPUT: say('Rivin tietoja ei voi lukea.', 'Uppgifterna på raden kan inte läsas.', 'The row cannot be read.'),
  IDEMPOTENCY_MISMATCH: say(
    'Samaa toistoavainta on jo käytetty toisilla tiedoilla.',
    'Samma nyckel har redan använts med andra uppgifter.',
    'The same key has been used with other data.',
  ),
  NOT_FOUND: say('Tietoa ei löytynyt.', 'Uppgiften hittades inte.', 'It was not found.'),
  STALE: say(
    'Tieto on muuttunut sen jälkeen, kun sitä katsottiin. Katso se uudelleen.',
    'Uppgiften har ändrats efter att man såg på den. Se på den på nytt.',
    'It has changed since it was seen. Look at it again.',
  ),
  NOT_YET_KNOWN: say(
    'Tieto on vielä matkalla. Yritä hetken päästä uudelleen.',
    'Uppgiften är ännu på väg. Försök igen om en stund.',
    'The information is still on its way. Try again in a moment.',
  ),
  TASK_TAKEN: say('Joku muu on jo ottanut tehtävän.', 'Någon annan har redan tagit uppgiften.', 'Somebody else has taken the task.'),
  EXTERNAL_ID_CONFLICT: say(
    'Ulkoinen tunniste on jo käytössä toisella tapahtumalla.',
    'Den externa identifieraren används redan för en annan händelse.',
    'The external id is in use for another visit.',
  ),
  EXTERNAL_ID_DELETED: say(
    'Ulkoisen tunnisteen tapahtuma on poistettu. Lähetä se uudelleen retry-merkinnällä, jos se on annettu.',
    'Händelsen med den externa identifieraren har raderats. Sänd den på nytt med retry om den har getts.',
    'The visit of this external id was deleted. Send it again with retry if it was given.',
  ),
  EMPTY_VISIT: say(
    'Tapahtuman lopun on oltava alun jälkeen.',
    'Händelsens slut måste vara efter dess början.',
    'The visit must end after it starts.',
  ),
  VISIT_TOO_LONG: say(
    'Tapahtuma on pidempi kuin palvelussa sallitaan.',
    'Händelsen är längre än vad tjänsten tillåter.',
    'The visit is longer than the service allows.',
  ),
  IN_FUTURE: say('Tapahtuma ei ole vielä päättynyt.', 'Händelsen har inte ännu avslutats.', 'The visit has not ended yet.'),
  DUPLICATE: say('Sama tapahtuma on jo kirjattu.', 'Samma händelse har redan registrerats.', 'The same visit has been recorded already.'),
  OUTSIDE_VALIDITY: say(
    'Tapahtuma ei ole kokonaan voimassaoloaikana.',
    'Händelsen ligger inte helt inom giltighetstiden.',
    'The visit does not lie wholly within the validity.',
  ),
  NO_BAND: say(
    'Palvelulla ei ole palvelusisältöä koko tapahtuman ajalle.',
    'Tjänsten saknar tjänsteinnehåll för en del av händelsen.',
    'The service has no content for a part of the visit.',
  ),
  CONTENT_NOT_GRANTED: say(
    'Palvelusisältöä ei ole myönnetty setelillä.',
    'Tjänsteinnehållet har inte beviljats på sedeln.',
    'The voucher does not grant the content.',
  ),
  NOT_APPROVED: say(
    'Palveluntuottajaa ei ole hyväksytty palvelusisältöön.',
    'Serviceproducenten är inte godkänd för tjänsteinnehållet.',
    'The provider is not approved for the content.',
  ),
  NO_PRICE: say(
    'Toimipaikan hinnastossa ei ole hintaa palvelusisällölle.',
    'Enhetens prislista saknar pris för tjänsteinnehållet.',
    "The unit's price list has no price for the content.",
  ),
  WRONG_QUANTITY: say(
    'Palvelusisältöä ei kirjata näin: tarkista ajat tai määrä.',
    'Tjänsteinnehållet registreras inte så här: kontrollera tiderna eller mängden.',
    'The content is not recorded in this way: check the times or the quantity.',
  ),
  EXTRA_NOT_ALLOWED: say(
    'Lisä sisältyy palvelun hintaan tai ylittää käyntikohtaisen enimmäismäärän.',
    'Tillägget ingår i tjänstens pris eller överskrider det största antalet per besök.',
    'The accessory is included in the price of the service, or more than one visit may have.',
  ),
  NOT_MULTI_WORKER: say(
    'Palvelusisältöä ei anna useampi työntekijä yhtä aikaa.',
    'Tjänsteinnehållet ges inte av flera arbetstagare samtidigt.',
    'The content is not served by several workers at a time.',
  ),
  NOTHING_BILLABLE: say('Peruutuksesta ei laskuteta mitään.', 'Avbokningen faktureras inte.', 'Nothing is billed for the cancellation.'),
  TOO_LATE: say('Kirjausaika on päättynyt.', 'Tiden för registrering har gått ut.', 'The time for recording has passed.'),
  OVERLAP: say(
    'Asiakkaalla on samaan aikaan toinen tapahtuma. Kerro syy.',
    'Klienten har en annan händelse samtidigt. Ange orsak.',
    'The client has another visit at the same time. Give a reason.',
  ),
  DAY_ALREADY_RECORDED: say(
    'Päivä on jo kirjattu asiakkaalle.',
    'Dagen har redan registrerats för klienten.',
    'The day has been recorded for the client already.',
  ),
  QUOTA_EXCEEDED: say('Setelin määrä ei riitä.', 'Sedelns mängd räcker inte.', "The voucher's quantity does not suffice."),
  BALANCE_EXCEEDED: say('Setelin saldo ei riitä.', 'Sedelns saldo räcker inte.', "The voucher's balance does not suffice."),
  SETTLED: say(
    'Tapahtuma on tilitetty. Vain hyvitys voi muuttaa sitä.',
    'Händelsen har redovisats. Den kan bara ändras genom gottgörelse.',
    'The visit has been settled. Only a correction can change it.',
  ),
  WRONG_STATE: say('Tila ei salli tätä.', 'Läget tillåter inte detta.', 'The state does not allow this.'),
  CONSENT_MISSING: say(
    'Asiakkaan molemmat suostumukset tarvitaan.',
    'Klientens båda samtycken behövs.',
    'Both consents of the client are needed.',
  ),
  ALREADY_BOOKED: say(
    'Yksiköllä on jo varaus tälle setelille kyseisenä päivänä.',
    'Enheten har redan en bokning av sedeln för den dagen.',
    'The unit has a booking of the voucher on that day already.',
  ),
  PRICE_EXCEEDS_CAP: say(
    'Hinta ylittää setelin arvon, ja palvelu on asiakkaalle maksuton.',
    'Priset överskrider sedelns värde, och tjänsten är avgiftsfri för klienten.',
    'The price is above the value, and the service is free for the client.',
  ),
  VALUE_BELOW_CAP: say(
    'Maksuttomassa palvelussa setelin arvo ei saa olla palvelun arvoa pienempi.',
    'I en avgiftsfri tjänst får sedelns värde inte vara mindre än tjänstens värde.',
    'For a service that is free by law the value may not be less than that of the service.',
  ),
  FREE_BY_LAW: say(
    'Palvelu on asiakkaalle maksuton. Häneltä ei voi periä maksua.',
    'Tjänsten är avgiftsfri för klienten. Ingen avgift kan tas ut.',
    'The service is free for the client by law. He cannot be charged.',
  ),
  NO_VALUE: say(
    'Palvelusisällölle ei ole julkaistu arvoa.',
    'Inget värde har publicerats för tjänsteinnehållet.',
    'No value has been published for the content.',
  ),
  NOTICE_TOO_SHORT: say(
    'Muutos alkaa ennen kuin ilmoitusaika on kulunut.',
    'Ändringen börjar innan varseltiden har gått.',
    'The change starts before the time of notice has passed.',
  ),
  BELOW_USED: say(
    'Määrä olisi pienempi kuin jo käytetty.',
    'Mängden skulle bli mindre än det som redan använts.',
    'The quantity would be less than what has been used.',
  ),
  TOO_MANY_VISITS: say(
    'Muutos koskee liian monta toteutunutta käyntiä. Aloita myöhemmästä päivästä ja muuta aiemmat päivät sen jälkeen.',
    'Ändringen gäller för många genomförda besök. Börja från en senare dag och ändra de tidigare dagarna efteråt.',
    'The change concerns too many delivered visits. Begin on a later day, and change the days before it afterwards.',
  ),
  STALE_PREVIEW: say(
    'Tiedot ovat muuttuneet esikatselun jälkeen. Katso muutokset uudelleen.',
    'Uppgifterna har ändrats efter förhandsgranskningen. Granska ändringarna på nytt.',
    'Something has changed since the preview. Look at it again.',
  ),
  BANDS_OVERLAP: say('Palvelun aikarajat menevät päällekkäin.', 'Tjänstens tidsband överlappar varandra.', 'Bands of the service overlap.'),
  INVALID_RANGE: say('Aikaväli päättyy ennen kuin alkaa.', 'Intervallet slutar innan det börjar.', 'The range ends before it starts.'),
  UNKNOWN_CONTENT: say(
    'Palvelulla ei ole tätä palvelusisältöä.',
    'Tjänsten har inte detta tjänsteinnehåll.',
    'The service does not have this content.',
  ),
  VERSION_EXISTS: say(
    'Samalle päivälle on jo versio.',
    'Det finns redan en version för dagen.',
    'There is a version for that day already.',
  ),
  NUMBER_TAKEN: say('Numero on jo käytössä.', 'Numret är redan i bruk.', 'The number is in use.'),
  CLIENT_DIED: say('Asiakas on kuollut.', 'Klienten har avlidit.', 'The client has died.'),
  CONTENT_GRANTED_TWICE: say(
    'Palvelusisältö on myönnetty kahdesti.',
    'Tjänsteinnehållet har beviljats två gånger.',
    'A content is granted twice.',
  ),
  AMOUNT_NOT_POSITIVE: say(
    'Määrän on oltava suurempi kuin nolla.',
    'Mängden måste vara större än noll.',
    'The amount must be more than zero.',
  ),
  AMOUNT_TOO_LARGE: say(
    'Määrä on liian suuri: tapahtuma tai yksikön arvo on enintään miljoona euroa ja tapahtuma enintään miljoona yksikköä.',
    'Beloppet är för stort: en händelse eller en enhets värde är högst en miljon euro, och en händelse högst en miljon enheter.',
    'The amount is too large: a visit or the value of a unit is at most a million euros, and a visit at most a million units.',
  ),
  REASON_MISSING: say('Kerro syy.', 'Ange orsak.', 'Give a reason.'),
  TOO_EARLY: say(
    'Kuukauden tilityspäivä ei ole vielä.',
    'Månadens redovisningsdag har inte ännu kommit.',
    'The settlement day of the month has not come.',
  ),
  EARLIER_MONTH_OPEN: say(
    'Aiempi kuukausi on vielä tilittämättä.',
    'En tidigare månad är ännu oredovisad.',
    'An earlier month has not been locked.',
  ),
  BEHIND: say(
    'Kaikki tapahtumat eivät ole vielä tilityksessä. Yritä hetken päästä uudelleen.',
    'Alla händelser har inte ännu nått redovisningen. Försök igen om en stund.',
    'Settlement has not heard of all visits yet. Try again in a moment.',
  ),
  EVENTS_PARKED: say(
    'Tietoja odottaa käsittelyä. Ota yhteys tukeen.',
    'Uppgifter väntar på behandling. Kontakta stödet.',
    'Some events wait for an operator. Contact support.',
  ),
  SECOND_PERSON_NEEDED: say('Toisen henkilön on tehtävä tämä.', 'En annan person måste göra detta.', 'Another person has to do this.'),
  INVALID_BUSINESS_ID: say('Y-tunnus ei kelpaa.', 'FO-numret är inte giltigt.', 'The business id is not valid.'),
  INVALID_IBAN: say('Tilinumero ei kelpaa.', 'Kontonumret är inte giltigt.', 'The bank account number is not valid.'),
  NAME_UNFIT_FOR_PAYMENT: say(
    'Tilin haltijan nimestä ei jää mitään pankkien maksuissa käyttämin kirjaimin. Anna nimi latinalaisin, kreikkalaisin tai kyrillisin kirjaimin.',
    'Av kontohavarens namn återstår inget med de bokstäver som bankerna använder i betalningar. Ange namnet med latinska, grekiska eller kyrilliska bokstäver.',
    'Nothing is left of the account holder’s name in the letters that banks take in payments. Give the name in Latin, Greek or Cyrillic letters.',
  ),
  LIMIT_REACHED: say(
    'Näitä on jo niin monta kuin voi olla. Muuta jotakin niistä tai päätä se.',
    'Av dessa finns redan så många som det kan finnas. Ändra eller avsluta någon av dem.',
    'There are as many of these already as there can be. Change or end one of them.',
  ),
  ALREADY_REQUESTED: say(
    'Tapahtumasta on jo avoin korjauspyyntö.',
    'Det finns redan en öppen begäran om rättelse av händelsen.',
    'A correction of the visit has been asked for already.',
  ),
  ...ORGANISATION_REFUSALS,
  KEY_ALREADY_SHOWN: say(
    'Avaimen salaisuus näytetään vain kerran. Mitätöi avain ja tee uusi.',
    'Nyckelns hemlighet visas bara en gång. Återkalla nyckeln och gör en ny.',
    'The secret of a key is shown only once. Revoke the key and make another.',
  ),
  INVALID_IDENTITY_CODE: say(
    'Henkilötunnus ei kelpaa. Tarkista sen jokainen merkki.',
    'Personbeteckningen är inte giltig. Kontrollera varje tecken.',
    'The identity code is not valid. Check each character of it.',
  ),
  INVALID_PHONE: say('Puhelinnumero ei kelpaa.', 'Telefonnumret är inte giltigt.', 'The phone number is not valid.'),
  INVALID_EMAIL: say('Sähköpostiosoite ei kelpaa.', 'E-postadressen är inte giltig.', 'The e-mail address is not valid.'),
  REGISTER_UNAVAILABLE: say(
    'Rekisteri ei vastaa. Yritä myöhemmin uudelleen.',
    'Registret svarar inte. Försök igen senare.',
    'The register does not answer. Try again later.',
  ),
  INVALID_REDIRECT: say(
    'Sovelluksen vastausosoite ei kelpaa.',
    'Adressen för appens svar är inte giltig.',
    'An app may not get its answers at this address.',
  ),
  INVALID_ORIGIN: say(
    'Sovelluksen sivujen alkuperä (origin) ei kelpaa.',
    'Ursprunget (origin) för appens sidor är inte giltigt.',
    'The origin of the app’s pages is not valid.',
  ),
} as const satisfies Record<string, Sentences>;

export type RefusalCode = keyof typeof REFUSALS;

// The largest Int of GraphQL.
const MOST_INT = 2_147_483_647;

const quantity = (unit: string, steps: number): Quantity => ({ unit: unit as Unit, steps });

type Wanted = { readonly language?: Language | null };

const languageFor = ({ language }: Wanted): Language => language ?? wantedLanguage() ?? 'FI';

/** Resolvers of the shared types, for every subgraph. */
type LoadsNames = { readonly load: { readonly actorName: { load(userId: Id): Promise<unknown> } } };

export const sharedResolvers = {
  Job: {
    state: stateOf,
    startedBy: ({ startedBy }: Job, _: unknown, { load }: LoadsNames) => startedBy && load.actorName.load(startedBy),
    resultId: ({ subjectId }: Job) => subjectId,
  },
  Refusal: {
    message: ({ sentences, ...refusal }: Refusal<RefusalCode>, args: Wanted) => {
      const language = languageFor(args);
      return [REFUSALS[refusal.code][language], sentences?.[language], ...saidDetails(refusal, language)].filter(Boolean).join(' ');
    },
    path: ({ path }: Refusal) => path ?? null,
    remaining: ({ remaining }: Refusal) => (remaining ? quantity(remaining.unit, remaining.steps) : null),
    details: ({ details }: Refusal) => details ?? null,
  },
  ...detailResolvers,
  AppliedRule: {
    code: (code: RuleCode) => code,
    text: (code: RuleCode, args: Wanted) => RULES[code][languageFor(args)],
  },
  Quantity: {
    amount: (given: Quantity) => amountOf(given),
    minutes: ({ unit, steps }: Quantity) => (unit === 'HOUR' && Math.abs(steps) <= MOST_INT ? steps : null),
  },
};
