/** What each action of the access log says to people, in plain words. Whoever did it stands beside the sentence. */
import { say, type Sentences } from '@seteli/kit/language';
import type { AccessAction } from './generated/shared.ts';

export const ACCESS_SENTENCES: Readonly<Record<AccessAction, Sentences>> = {
  SIGNED_IN: say('Kirjautui sisään.', 'Loggade in.', 'Signed in.'),
  SIGN_IN_REFUSED: say(
    'Tunnistautui, mutta ei päässyt sisään.',
    'Identifierade sig men släpptes inte in.',
    'Identified themselves and was not let in.',
  ),
  SIGNED_OUT: say('Kirjautui ulos.', 'Loggade ut.', 'Signed out.'),
  APP_ALLOWED: say(
    'Antoi toisen sovelluksen asioida puolestaan.',
    'Lät en annan app uträtta ärenden för sig.',
    'Let an app of somebody else act for them.',
  ),
  CODE_REUSED: say(
    'Sovelluksen koodia yritettiin käyttää uudelleen, ja sovelluksen istunto päätettiin.',
    'Någon försökte använda en apps kod på nytt, och appens session avslutades.',
    'Somebody tried to use an app’s code again, and the app’s session was ended.',
  ),
  TOKEN_REUSED: say(
    'Vanhaa istuntoa yritettiin käyttää uudelleen, ja istunto päätettiin.',
    'Någon försökte använda en gammal session på nytt, och sessionen avslutades.',
    'Somebody tried to use an old session again, and it was ended.',
  ),
  SYSTEM_TOKEN: say(
    'Organisaation järjestelmä kirjautui.',
    'Organisationens system loggade in.',
    'A system of the organisation signed in.',
  ),
  INVITED: say('Kutsui käyttäjän.', 'Bjöd in en användare.', 'Invited a user.'),
  INVITATION_TAKEN_UP: say(
    'Otti kutsun vastaan ja on nyt käyttäjä.',
    'Tog emot en inbjudan och är nu användare.',
    'Took up an invitation, and is a user now.',
  ),
  USER_CHANGED: say('Muutti käyttäjän oikeuksia.', 'Ändrade en användares rättigheter.', 'Changed what a user may do.'),
  PERSON_READ: say(
    'Katsoi nimeä ja turvakieltoa.',
    'Såg på namn och spärrmarkering.',
    'Looked at the name, and at whether the address is protected.',
  ),
  MANDATE_MADE: say(
    'Oikeus asioida puolesta alkoi, tai se palautettiin.',
    'Rätten att uträtta ärenden för någon annans räkning började eller återställdes.',
    'A right to act for the person began, or was given back.',
  ),
  MANDATE_ENDED: say(
    'Oikeus asioida puolesta päättyi.',
    'Rätten att uträtta ärenden för någon annans räkning upphörde.',
    'A right to act for the person ended.',
  ),
  COMPANY_ENTERED: say(
    'Alkoi asioida yrityksen puolesta rekisterin tietojen perusteella.',
    'Började uträtta ärenden för ett företag enligt registret.',
    'Came in for a company, as the register allows.',
  ),
  SCAN_SENT: say(
    'Lähetti kuvan paperille tehdystä valtakirjasta.',
    'Skickade en bild av en fullmakt på papper.',
    'Sent the scan of a mandate on paper.',
  ),
  SCAN_READ: say(
    'Katsoi kuvaa paperille tehdystä valtakirjasta.',
    'Såg på bilden av en fullmakt på papper.',
    'Looked at the scan of a mandate on paper.',
  ),
  CONTACTS_READ: say('Katsoi yhteystietoja.', 'Såg på kontaktuppgifter.', 'Looked at how to reach the person.'),
  PERSONS_SEARCHED: say(
    'Haki asiakkaita nimellä tai henkilötunnuksella.',
    'Sökte klienter med namn eller personbeteckning.',
    'Searched for clients by name or identity code.',
  ),
  CLIENT_REGISTERED: say(
    'Haki tiedot väestötietojärjestelmästä ja tallensi ne.',
    'Hämtade uppgifter från befolkningsdatasystemet och sparade dem.',
    'Fetched data from the population register, and kept it.',
  ),
  CLIENT_SOUGHT: say(
    'Kysyi henkilötunnuksella väestötietojärjestelmästä, eikä kenestäkään tallentunut tietoja.',
    'Frågade befolkningsdatasystemet med en personbeteckning, och inga uppgifter sparades.',
    'Asked the population register by an identity code, and kept nobody’s data.',
  ),
  VOUCHER_OPENED: say('Avasi palvelusetelin sen numerolla.', 'Öppnade en servicesedel med dess nummer.', 'Opened a voucher by its number.'),
  VOUCHER_NOT_OPENED: say(
    'Yritti avata palvelusetelin sen numerolla, eikä saanut sitä auki.',
    'Försökte öppna en servicesedel med dess nummer men fick inte upp den.',
    'Tried to open a voucher by its number, and did not get it.',
  ),
  VOUCHER_NOT_GRANTED: say(
    'Yritti myöntää palvelusetelin, mutta sitä ei voitu myöntää.',
    'Försökte bevilja en servicesedel, men den kunde inte beviljas.',
    'Tried to grant a voucher, which could not be granted.',
  ),
  VOUCHER_NUMBERS_GUESSED: say(
    'Haki palveluseteleitä numeroilla poikkeuksellisen usein.',
    'Sökte servicesedlar med nummer ovanligt ofta.',
    'Sought vouchers by number unusually often.',
  ),
  VOUCHER_READ: say('Katsoi palveluseteliä.', 'Såg på en servicesedel.', 'Looked at a voucher.'),
  CLIENT_CARD_SEEN: say(
    'Katsoi palvelusetelin asiakastietoja: nimeä ja yhteystietoja.',
    'Såg på klientuppgifterna på en servicesedel: namn och kontaktuppgifter.',
    'Looked at the client’s data on a voucher: name and contact data.',
  ),
  BOOKING_READ: say('Katsoi varausta ja sen tapahtumia.', 'Såg på en bokning och dess händelser.', 'Looked at a booking and its visits.'),
  CLIENT_SHARES_READ: say('Katsoi omavastuuosuuksia.', 'Såg på självriskandelar.', 'Looked at what the client pays.'),
  LEDGER_READ: say('Katsoi palvelujen kustannuksia.', 'Såg på vad tjänsterna har kostat.', 'Looked at what the services have cost.'),
  COPY_ASKED: say('Pyysi jäljennöksen tiedoista.', 'Bad om en kopia av uppgifterna.', 'Asked for a copy of the data.'),
  COPY_READ: say('Luki jäljennöksen tiedoista.', 'Läste en kopia av uppgifterna.', 'Read a copy of the data.'),
  RESTRICTED: say('Rajoitti tietojen käsittelyä.', 'Begränsade behandlingen av uppgifterna.', 'Restricted the use of the data.'),
  RESTRICTION_ENDED: say(
    'Poisti tietojen käsittelyn rajoituksen.',
    'Upphävde begränsningen av behandlingen.',
    'Ended the restriction of the use of the data.',
  ),
  ERASURE_PREVIEWED: say(
    'Katsoi, mitä tietojen poistaminen poistaisi.',
    'Såg på vad som skulle försvinna om uppgifterna raderades.',
    'Looked at what an erasure of the data would take.',
  ),
  ERASED: say(
    'Poisti tiedot, paitsi ne, jotka laki säilyttää.',
    'Raderade uppgifterna, förutom dem som lagen bevarar.',
    'Erased the data, except for what a law keeps.',
  ),
  ACCESSES_SEARCHED: say(
    'Haki lokista, kuka on katsonut tietoja.',
    'Sökte i loggen vem som har sett uppgifter.',
    'Searched the log for who has seen data.',
  ),
};

/** Instead of the sentence of a look, when the service did not allow it. */
export const DENIED: Sentences = say(
  'Yritti katsoa tietoja, mutta ei saanut nähdä niitä.',
  'Försökte se uppgifter men fick inte se dem.',
  'Tried to look at data, and did not get to see it.',
);
