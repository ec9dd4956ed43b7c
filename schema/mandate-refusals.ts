/** The sentences of refusals about mandates on paper, and about files. */
import { say } from '@seteli/kit/language';

export const MANDATE_REFUSALS = {
  NAMES_DIFFER: say(
    'Henkilötunnuksella löytyy toisen niminen henkilö. Tarkista henkilötunnus ja nimi.',
    'Personbeteckningen hör till någon med ett annat namn. Kontrollera personbeteckningen och namnet.',
    'The identity code belongs to somebody of another name. Check the code and the name.',
  ),
  SAME_PERSON: say('Kukaan ei edusta itseään.', 'Ingen företräder sig själv.', 'Nobody represents themselves.'),
  TERM_TOO_LONG: say(
    'Paperivaltakirja voi olla voimassa enintään kaksi vuotta.',
    'En fullmakt på papper kan gälla högst två år.',
    'A mandate on paper may hold for two years at most.',
  ),
  MANDATE_ENDED: say(
    'Asiakas on päättänyt valtuuden. Uusi valtuus voi alkaa aikaisintaan sinä päivänä.',
    'Klienten har avslutat fullmakten. En ny fullmakt kan börja tidigast den dagen.',
    'The client has ended the mandate. A new one may begin on that day at the earliest.',
  ),
  UNFIT_FILE: say(
    'Tiedosto on tyhjä tai vioittunut, tai se ei ole PDF-, PNG- tai JPEG-tiedosto.',
    'Filen är tom eller skadad, eller så är den ingen PDF-, PNG- eller JPEG-fil.',
    'The file is empty or damaged, or it is no PDF, PNG or JPEG.',
  ),
};
