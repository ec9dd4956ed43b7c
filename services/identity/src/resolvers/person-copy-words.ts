/**
 * The words of the page with a copy of a person's data, in three languages. A fact without a word shows its own name.
 */
import { say, type Sentences } from '@seteli/kit/language';
import type { RecordKind } from '@seteli/schema/person-data';
import type { Answerer } from '../domain/person-export.ts';

export const TITLE = say('Tietosi palvelusetelijärjestelmässä', 'Dina uppgifter i servicesedelsystemet', 'Your data in the voucher system');

export const ABOUT: readonly Sentences[] = [
  say(
    'Tämä on jäljennös tiedoista, jotka järjestelmä säilyttää sinusta. Se on tehty {day} (yleinen tietosuoja-asetus, 15 ja 20 artikla).',
    'Det här är en kopia av de uppgifter som systemet har om dig. Den gjordes {day} (allmänna dataskyddsförordningen, artikel 15 och 20).',
    'This is a copy of the data that the system keeps of you. It was made on {day} (General Data Protection Regulation, articles 15 and 20).',
  ),
  say(
    'Muita ihmisiä jäljennös ei nimeä: heidän sijastaan siinä on organisaatio. Henkilötunnustasi ei toisteta.',
    'Kopian nämner inga andra människor, bara deras organisation. Din personbeteckning upprepas inte.',
    'The copy names no other people, only their organisation. It does not repeat your identity code.',
  ),
  say(
    'Palveluluettelo, hinnastot ja tuottajien tiedot eivät kuulu jäljennökseen: ne eivät ole tietoja sinusta.',
    'Tjänster, prislistor och uppgifter om producenter hör inte till kopian: de är inte uppgifter om dig.',
    'Services, price lists and data of providers are not in the copy: they are not data of you.',
  ),
];

export const NOTHING_HERE = say('Tietoja ei ole.', 'Det finns inga uppgifter.', 'There is no data.');

export const SERVICES: Readonly<Record<Answerer, Sentences>> = {
  identity: say('Henkilö ja tunnistautuminen', 'Person och identifiering', 'Person and sign-in'),
  vouchers: say('Palvelusetelit', 'Servicesedlar', 'Service vouchers'),
  bookings: say('Varaukset ja tapahtumat', 'Bokningar och händelser', 'Bookings and visits'),
  settlement: say('Tilitykset', 'Redovisningar', 'Settlements'),
};

export const KINDS: Readonly<Record<RecordKind, Sentences>> = {
  PERSON: say('Henkilö', 'Person', 'Person'),
  CONTACTS: say('Yhteystiedot', 'Kontaktuppgifter', 'Contact data'),
  RESTRICTION: say('Käsittelyn rajoitus', 'Begränsning av behandlingen', 'Restriction of use'),
  MANDATE: say('Valtuus', 'Fullmakt', 'Mandate'),
  USER: say('Käyttäjä', 'Användare', 'User'),
  SESSION: say('Istunto', 'Session', 'Session'),
  VOUCHER: say('Palveluseteli', 'Servicesedel', 'Service voucher'),
  ENTITLEMENT: say('Myönnetty määrä', 'Beviljad mängd', 'Entitlement'),
  VALUE_DECISION: say('Päätökset setelin arvosta', 'Beslut om sedelns värde', "Decisions on the voucher's value"),
  BOOKING: say('Varaus', 'Bokning', 'Booking'),
  VISIT: say('Tapahtuma', 'Händelse', 'Visit'),
  CORRECTION_REQUEST: say('Korjauspyyntö', 'Begäran om rättelse', 'Correction request'),
  CLIENT_STATEMENT: say('Omavastuuerittely', 'Specifikation av egenandel', 'Statement of your share'),
  LEDGER_ENTRY: say('Kirjaus', 'Bokföring', 'Ledger entry'),
};

/** Facts whose own name would say nothing to people. */
export const FACTS: Readonly<Record<string, Sentences>> = {
  givenNames: say('Etunimet', 'Förnamn', 'Given names'),
  familyName: say('Sukunimi', 'Släktnamn', 'Family name'),
  protectedAddress: say('Turvakielto', 'Spärrmarkering', 'Protected address'),
  diedOn: say('Kuolinpäivä', 'Dödsdag', 'Day of death'),
  municipalityCode: say('Kotikunnan tunnus', 'Hemkommunens kod', 'Code of the home municipality'),
  identityCodeIsKept: say(
    'Henkilötunnus säilytetään salattuna',
    'Personbeteckningen sparas krypterad',
    'The identity code is kept encrypted',
  ),
  language: say('Kieli', 'Språk', 'Language'),
  phone: say('Puhelin', 'Telefon', 'Phone'),
  email: say('Sähköposti', 'E-post', 'E-mail'),
  address: say('Osoite', 'Adress', 'Address'),
  street: say('Katuosoite', 'Gatuadress', 'Street'),
  streetAddress: say('Katuosoite', 'Gatuadress', 'Street'),
  postalCode: say('Postinumero', 'Postnummer', 'Postal code'),
  city: say('Postitoimipaikka', 'Postanstalt', 'Post office'),
  municipality: say('Kunta', 'Kommun', 'Municipality'),
  name: say('Nimi', 'Namn', 'Name'),
  roles: say('Oikeudet', 'Rättigheter', 'Rights'),
  side: say('Suunta', 'Riktning', 'Side'),
  firstDay: say('Ensimmäinen päivä', 'Första dagen', 'First day'),
  lastDay: say('Viimeinen päivä', 'Sista dagen', 'Last day'),
  state: say('Tila', 'Tillstånd', 'State'),
  voucherNumber: say('Setelin numero', 'Sedelns nummer', 'Voucher number'),
  clientCard: say('Asiakaskortti', 'Klientkort', 'Client card'),
  income: say('Tulot päätöksessä', 'Inkomster i beslutet', 'Income in the decision'),
  monthlyIncome: say('Tulot kuukaudessa (euroa)', 'Inkomst per månad (euro)', 'Monthly income (euros)'),
  persons: say('Henkilöitä taloudessa', 'Personer i hushållet', 'Persons in the household'),
  ownValue: say('Oma arvo', 'Eget värde', 'Own value'),
  grantedAt: say('Myönnetty', 'Beviljad', 'Granted'),
  declinedAt: say('Kieltäydytty', 'Avböjd', 'Declined'),
  declineReason: say('Kieltäytymisen syy', 'Skäl till avböjandet', 'Reason for declining'),
  wish: say('Toive', 'Önskemål', 'Wish'),
  consents: say('Suostumukset', 'Samtycken', 'Consents'),
  ground: say('Peruste', 'Grund', 'Ground'),
  endedAt: say('Päättynyt', 'Avslutad', 'Ended'),
  startedAt: say('Alkanut', 'Började', 'Began'),
  startsAt: say('Alku', 'Början', 'Start'),
  endsAt: say('Loppu', 'Slut', 'End'),
  total: say('Yhteensä (euroa)', 'Totalt (euro)', 'Total (euros)'),
  organiserShare: say('Järjestäjän osuus (euroa)', 'Anordnarens andel (euro)', "Organiser's share (euros)"),
  ownShare: say('Oma osuus (euroa)', 'Egen andel (euro)', 'Own share (euros)'),
  beyondVoucher: say('Setelin yli (euroa)', 'Utöver sedeln (euro)', 'Beyond the voucher (euros)'),
  amount: say('Määrä', 'Mängd', 'Amount'),
  month: say('Kuukausi', 'Månad', 'Month'),
  visits: say('Tapahtumia', 'Händelser', 'Visits'),
  reason: say('Syy', 'Skäl', 'Reason'),
  serviceId: say('Palvelun tunniste', 'Tjänstens beteckning', 'Id of the service'),
  providerId: say('Tuottajan tunniste', 'Producentens beteckning', 'Id of the provider'),
  voucherId: say('Setelin tunniste', 'Sedelns beteckning', 'Id of the voucher'),
  bookingId: say('Varauksen tunniste', 'Bokningens beteckning', 'Id of the booking'),
};

/** Values that are no words of people. */
export const VALUES: Readonly<Record<string, Sentences>> = {
  true: say('kyllä', 'ja', 'yes'),
  false: say('ei', 'nej', 'no'),
  GIVEN: say('annettu', 'given', 'given'),
  HELD: say('saatu', 'mottagen', 'held'),
  ACTIVE: say('voimassa', 'i kraft', 'active'),
  REVOKED: say('peruttu', 'återkallad', 'revoked'),
  ENDED: say('päättynyt', 'avslutad', 'ended'),
  DECLINED: say('kieltäydytty', 'avböjd', 'declined'),
  RECORDED: say('kirjattu', 'registrerad', 'recorded'),
  APPROVED: say('hyväksytty', 'godkänd', 'approved'),
  SETTLED: say('tilitetty', 'redovisad', 'settled'),
  DELETED: say('poistettu', 'raderad', 'deleted'),
};
