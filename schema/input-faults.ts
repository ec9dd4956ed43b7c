/**
 * The sentences for input on which no rule could decide, in the languages of the service. refusals.ts has the sentences
 * of a rule's refusals.
 */
import { say } from '@seteli/kit/language';

export const INPUT_FAULTS = {
  REASON_OF_AUDITOR: say(
    'Kerro, miksi haet tietoja lokista: anna reason.',
    'Berätta varför du söker i loggen: ge reason.',
    'Say why you search the log: give a reason.',
  ),
  WORKER_OF_WHOM: say(
    'Anna myös palveluntuottaja: työntekijän tunnus on palveluntuottajan oma.',
    'Ange också serviceproducenten: beteckningen på arbetstagaren är serviceproducentens egen.',
    'Give the provider, too: a name for a worker is the provider’s own.',
  ),
  ORDER_BY_DAY: say(
    'Päivillä tai työntekijällä rajattu luettelo järjestetään palvelupäivän tai käsittelypäivän mukaan.',
    'En lista som avgränsas med dagar eller en arbetstagare ordnas efter servicedag eller behandlingsdag.',
    'A list that is limited to days or a worker is ordered by service day, or by the day to handle visits by.',
  ),
  BOOKING_OR_UNIT: say(
    'Anna bookingId tai yhdessä voucherId ja unitId. Korvattava käynti on varauksen käynti.',
    'Ge bookingId, eller voucherId och unitId tillsammans. Ett besök som ersätts hör till bokningen.',
    'Give bookingId, or voucherId and unitId together. A visit that is replaced is one of the booking.',
  ),
  ONE_AMOUNT_OR_UNLIMITED: say(
    'Anna täsmälleen yksi: minutes, amount tai unlimited.',
    'Ge exakt ett av minutes, amount och unlimited.',
    'Give exactly one of minutes, amount and unlimited.',
  ),
  PERIODS: say(
    'Jaksot annetaan toistuvuudelle PERIOD, ja vain sille.',
    'Perioder ges för upprepningen PERIOD, och bara där.',
    'Periods are given for the recurrence PERIOD, and only there.',
  ),
  CARRY_OVER: say(
    'Vain se siirtyy, mikä annetaan uudelleen.',
    'Bara det som ges på nytt kan föras över.',
    'Only what is given anew can be carried over.',
  ),
  QUANTITY: say(
    'Anna tunneille minuutit ja muille yksiköille määrä sellaisena kuin yksikkö lasketaan, alle miljoona.',
    'Ge minuter för timmar, och för andra enheter mängden så som enheten räknas, mindre än en miljon.',
    'Give minutes for hours, and for other units an amount as the unit is counted, of less than a million.',
  ),
  VOUCHER_NUMBER: say(
    'Tämä ei ole setelin numero. Tarkista sen jokainen merkki.',
    'Detta är inget sedelnummer. Kontrollera varje tecken.',
    'This is no voucher number: check each character of it.',
  ),
  INCOME_OR_BASE: say(
    'Anna joko tulot tai perusarvo ja sisältöjen arvot.',
    'Ge antingen inkomsten eller ett basvärde och innehållens värden.',
    'Give either the income, or a base and values of contents.',
  ),
  COEFFICIENT: say(
    'Kertoimessa on enintään neljä desimaalia, esimerkiksi "1.15".',
    'En koefficient har högst fyra decimaler, till exempel "1.15".',
    'A coefficient has at most four decimals, for example "1.15".',
  ),
  ONE_VALUE: say(
    'Anna täsmälleen yksi: value, coefficient tai percentage.',
    'Ge exakt ett av value, coefficient och percentage.',
    'Give exactly one of value, coefficient and percentage.',
  ),
  BASE_MISSING: say('Kerroin tarvitsee perusarvon.', 'En koefficient behöver ett basvärde.', 'A coefficient is applied to a base.'),
  VALUE_ROUNDING: say(
    'Arvot pyöristetään ylöspäin 5 tai 10 senttiin.',
    'Värden avrundas uppåt till 5 eller 10 cent.',
    'Values are rounded up to 5 or 10 cents.',
  ),
  ONE_AMOUNT: say(
    'Anna täsmälleen yksi: minutes tai amount.',
    'Ge exakt ett av minutes och amount.',
    'Give exactly one of minutes and amount.',
  ),
  PRICE_OF_A_CONTENT: say(
    'Hinnan mukaan järjestetään, kun filter.contentId kertoo, minkä sisällön hinta.',
    'Listan ordnas efter pris när filter.contentId säger vilket innehålls pris.',
    'The list is ordered by price when filter.contentId says of which content.',
  ),
  INCOMPLETE: say('Kysymys on vajaa.', 'Det som frågas om är ofullständigt.', 'What is asked about is not complete.'),
  TOO_OFTEN: say(
    'Setelinumeroita on kysytty liian monta. Yritä myöhemmin uudelleen.',
    'För många sedelnummer har efterfrågats. Försök igen senare.',
    'Too many voucher numbers were asked for; try again later.',
  ),
  NAME_OR_CODE: say(
    'Anna joko nimi tai henkilötunnus.',
    'Ge antingen namnet eller personbeteckningen.',
    'Give either the name or the identity code.',
  ),
  PERSONS_TOO_OFTEN: say(
    'Henkilöitä on haettu liian monta. Yritä myöhemmin uudelleen.',
    'För många personer har sökts. Försök igen senare.',
    'Too many persons were looked for; try again later.',
  ),
  WHOLE_MINUTES: say(
    'Alku ja loppu annetaan kokonaisina minuutteina.',
    'Början och slut ges i hela minuter.',
    'Start and end are given in whole minutes.',
  ),
  TIMES_OR_DAY: say(
    'Anna joko alku ja loppu tai päivä.',
    'Ge antingen början och slut, eller dagen.',
    'Either start and end are given, or the day.',
  ),
  CANCELLATION_NOTICE: say(
    'Peruutus kertoo, milloin asiakas ilmoitti siitä, eikä mikään muu kerro sitä.',
    'En avbokning, och inget annat, säger när klienten meddelade.',
    'A cancellation, and nothing else, says when the client gave notice.',
  ),
  CALENDAR_DAYS: say('Kalenterissa on 1–{days} päivää.', 'En kalender har 1–{days} dagar.', 'A calendar has 1 to {days} days.'),
  USAGE_PERIODS: say(
    'Kysy enintään {periods} jakson käyttö, alkupäivästä loppupäivään.',
    'Fråga om användningen under högst {periods} perioder, från första dagen till sista.',
    'Ask for the usage of at most {periods} periods, from a first day to a last one.',
  ),
  TIMES_OR_CONTENT: say(
    'Anna joko kellonajat tai palvelusisältö.',
    'Ge antingen klockslag eller innehållet.',
    'Either times are given, or the content.',
  ),
  CHANGE: say('Muutosta ei voitu lukea.', 'Ändringen kunde inte läsas.', 'The change cannot be read.'),
  TOO_MANY_CHANGED: say(
    'Muutos koskisi yli {visits} käyntiä. Korjaa vähemmän päiviä kerralla.',
    'Ändringen skulle gälla fler än {visits} besök. Rätta färre dagar åt gången.',
    'More than {visits} visits would change: correct fewer days at a time.',
  ),
  NO_BAND: say('Aikarajaa ei voi lukea: {place}.', 'Tidsbandet kan inte läsas: {place}.', 'No band: {place}.'),
  NOT_OPEN: say('Aukko ei ole avoin: {place}.', 'Inte en lucka: {place}.', 'Not open: {place}.'),
};
