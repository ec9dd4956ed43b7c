/**
 * The rules behind the lines of a visit, in the languages of the service, for clients, providers and auditors who ask
 * why.
 */
import { say } from '@seteli/kit/language';

export const RULES = {
  BAND: say(
    'Päivän päiväluokka ja kellonaika määräävät palvelusisällön.',
    'Dagens klass och klockslaget avgör tjänsteinnehållet.',
    'The class of the day and the time of day name the content.',
  ),
  HOLIDAY: say(
    'Päivä on arkipyhä, joten pyhän ajat ovat voimassa.',
    'Dagen är en söckenhelg, så helgens tider gäller.',
    'The day is a public holiday, so the times of holidays hold.',
  ),
  OWN_DAY: say(
    'Palvelunjärjestäjä on määrännyt päivälle oman päiväluokan.',
    'Serviceanordnaren har gett dagen en egen klass.',
    'The organiser has given the day a class of its own.',
  ),
  HOLIDAY_EVE: say(
    'Päivä on aatto, jolla on oma aikansa.',
    'Dagen är en afton med en egen tid.',
    'The day is the eve of a holiday, which has a time of its own.',
  ),
  NOT_CUT: say(
    'Yksikköä ei jaeta: se kuuluu kokonaan alkamisensa päivään ja aikaan.',
    'Enheten delas inte: den hör helt till den dag och tid då den började.',
    'The unit is not divided: it belongs wholly to the day and time of its start.',
  ),
  STARTED_INCREMENTS: say(
    'Aika laskutetaan alkavina jaksoina. Lisätyt minuutit kuuluvat viimeiseen osaan.',
    'Tiden debiteras per påbörjad period. De tillagda minuterna hör till den sista delen.',
    'Time is charged by started increments. The added minutes belong to the last part.',
  ),
  WORKERS: say(
    'Aika kerrotaan työntekijöiden määrällä.',
    'Tiden multipliceras med antalet arbetstagare.',
    'The time is multiplied by the number of workers.',
  ),
  PRORATION: say(
    'Osa kuukaudesta tai viikosta maksaa päiviensä osuuden koko jaksosta.',
    'En del av en månad eller vecka kostar sina dagars andel av hela perioden.',
    'A part of a month or week costs the share of its days in the whole period.',
  ),
  FULL_WHEN_STARTED: say(
    'Alkanut kuukausi tai viikko maksaa koko hinnan.',
    'En påbörjad månad eller vecka kostar hela priset.',
    'A month or week that has begun costs the whole price.',
  ),
  CANCELLATION: say(
    'Liian myöhään perutusta tai turhasta käynnistä laskutetaan ehtojen mukainen aika.',
    'För ett för sent avbokat eller förgäves gjort besök debiteras tiden enligt villkoren.',
    'Of a visit that was cancelled too late or made in vain the time in the terms is billed.',
  ),
  ACCESSORY: say('Lisä kuuluu käyntiin.', 'Tillägget hör till besöket.', 'The accessory belongs to the visit.'),
  LIST_PRICE: say(
    'Hinta on toimipaikan sinä päivänä voimassa olevasta hinnastosta.',
    'Priset är ur enhetens prislista som gäller den dagen.',
    "The price is that of the unit's list which holds on the day.",
  ),
  ORDER_PRICE: say(
    'Hinta on sovittu tilauksessa, eikä hinnasto muuta sitä.',
    'Priset har avtalats i beställningen, och prislistan ändrar det inte.',
    'The price was agreed in the order, and no list changes it.',
  ),
  FREE_BY_LAW: say(
    'Palvelu on asiakkaalle lain mukaan maksuton, joten hinta on enintään setelin arvo.',
    'Tjänsten är enligt lag avgiftsfri för klienten, så priset är högst sedelns värde.',
    'The service is free for the client by law, so the price is at most the value.',
  ),
  CONTRACT_PRICE: say(
    'Ostopalvelu: palvelunjärjestäjä maksaa sopimushinnan, asiakas ei maksa palveluntuottajalle.',
    'Köptjänst: serviceanordnaren betalar avtalspriset, klienten betalar inget till serviceproducenten.',
    'Purchased service: the organiser pays the contract price, the client pays the provider nothing.',
  ),
  TABLE_VALUE: say(
    'Setelin arvo on palvelunjärjestäjän sinä päivänä voimassa olevasta taulukosta.',
    'Sedelns värde är ur serviceanordnarens tabell som gäller den dagen.',
    "The value is that of the organiser's table which holds on the day.",
  ),
  OWN_VALUE: say(
    'Setelin arvo on asiakkaan omasta päätöksestä.',
    'Sedelns värde är ur klientens eget beslut.',
    "The value is that of the client's own decision.",
  ),
  VALUE_CAPS: say(
    'Palvelunjärjestäjä maksaa enintään setelin arvon, asiakas loput.',
    'Serviceanordnaren betalar högst sedelns värde, klienten resten.',
    'The organiser pays at most the value, the client the rest.',
  ),
  PRICE_WITHIN_VALUE: say(
    'Hinta ei ylitä setelin arvoa, joten palvelunjärjestäjä maksaa sen kokonaan.',
    'Priset överskrider inte sedelns värde, så serviceanordnaren betalar det helt.',
    'The price is not above the value, so the organiser pays all of it.',
  ),
  BALANCE: say(
    'Saldosta maksettiin, mitä siinä oli jäljellä. Asiakas maksaa loput.',
    'Ur saldot betalades det som fanns kvar. Klienten betalar resten.',
    'The balance paid what was left of it. The client pays the rest.',
  ),
  EXTRA_SERVICE: say(
    'Setelin määrä oli käytetty. Asiakas maksaa osan itse, kuten on etukäteen hyväksynyt.',
    'Sedelns mängd var använd. Klienten betalar delen själv, så som han eller hon på förhand har godkänt.',
    "The voucher's quantity was used up. The client pays this part, as they accepted before.",
  ),
  CUMULATIVE_ROUNDING: say(
    'Sentit jaetaan käynnin osille kertymänä, joten jakaminen ei muuta summaa.',
    'Centen fördelas kumulativt på besökets delar, så delningen ändrar inte summan.',
    'The cents are dealt out to the parts of a visit cumulatively, so that dividing it changes no sum.',
  ),
};

export type RuleCode = keyof typeof RULES;
