/**
 * What somebody reads about a rule of recurrence that bookings does not serve. The parts of a rule have the names of
 * RFC 5545.
 */
import { say } from '@seteli/kit/language';

/** What a part may be. It completes the sentence `NOT_SO`. */
export const WANTED = {
  FREQ: say('DAILY, WEEKLY tai MONTHLY', 'DAILY, WEEKLY eller MONTHLY', 'DAILY, WEEKLY or MONTHLY'),
  INTERVAL: say('1–99', '1–99', '1 to 99'),
  COUNT: say('1–999', '1–999', '1 to 999'),
  UNTIL: say(
    'päivä tai aika, esimerkiksi 20261222, 20261222T080000 tai 20261222T060000Z',
    'en dag eller en tid, till exempel 20261222, 20261222T080000 eller 20261222T060000Z',
    'a day or a time such as 20261222, 20261222T080000 or 20261222T060000Z',
  ),
  WKST: say('viikonpäivä, esimerkiksi MO', 'en veckodag, till exempel MO', 'a weekday such as MO'),
  BYDAY: say(
    'viikonpäivät, esimerkiksi MO,WE, tai monesko niistä kuukaudessa, 1–5, esimerkiksi 1MO tai -1FR',
    'veckodagar, till exempel MO,WE, eller den första till femte i månaden, till exempel 1MO eller -1FR',
    'weekdays such as MO,WE, or of months the first to fifth, such as 1MO or -1FR',
  ),
  BYMONTHDAY: say(
    'kuukauden päivät, 1–31 tai lopusta lukien -1:stä -31:een',
    'dagar i månaden, 1–31 eller från slutet -1 till -31',
    'days of the month, 1 to 31 or from its end -1 to -31',
  ),
  BYMONTH: say('kuukaudet, 1–12', 'månader, 1–12', 'months, 1 to 12'),
  BYSETPOS: say(
    'paikat, 1–366 tai lopusta lukien -1:stä -366:een',
    'platser, 1–366 eller från slutet -1 till -366',
    'places, 1 to 366 or from the end -1 to -366',
  ),
};

export const RULE_FAULTS = {
  NO_PART: say(
    '"{part}" ei kuulu toistosääntöön. Siinä voi olla: {parts}.',
    '"{part}" hör inte till en upprepningsregel. Den kan ha: {parts}.',
    '"{part}" is no part of a rule here; these are: {parts}.',
  ),
  TWICE: say('Toistosäännössä on {part} kahdesti.', 'Upprepningsregeln har {part} två gånger.', 'The rule has {part} twice.'),
  NO_FREQ: say(
    'Toistosäännöstä puuttuu FREQ: "FREQ=WEEKLY;BYDAY=MO,WE".',
    'Upprepningsregeln saknar FREQ: "FREQ=WEEKLY;BYDAY=MO,WE".',
    'The rule has no FREQ: "FREQ=WEEKLY;BYDAY=MO,WE".',
  ),
  NOT_SO: say(
    '{part} ei voi olla "{value}". Anna {wanted}.',
    '{part} kan inte vara "{value}". Ge {wanted}.',
    '{part} is not "{value}" but {wanted}.',
  ),
  NO_DAY: say(
    'Toistosääntö ei anna yhtään päivää ensimmäisestä päivästä alkaen.',
    'Upprepningsregeln ger ingen dag från och med den första dagen.',
    'The rule names no day from the first day on.',
  ),
  TWO_ENDS: say(
    'Toistosäännössä on sekä COUNT että UNTIL: vain toinen voi kertoa, milloin se päättyy.',
    'Upprepningsregeln har både COUNT och UNTIL: bara den ena kan säga när den slutar.',
    'The rule has COUNT beside UNTIL: only one of them says where it ends.',
  ),
  MONTHDAY_OF_WEEK: say(
    'BYMONTHDAY ei sovi yhteen FREQ=WEEKLY:n kanssa.',
    'BYMONTHDAY går inte ihop med FREQ=WEEKLY.',
    'BYMONTHDAY does not go with FREQ=WEEKLY.',
  ),
  NUMBERED_WEEKDAY: say(
    'Numeroidut viikonpäivät, esimerkiksi 1MO, sopivat vain FREQ=MONTHLY:n kanssa.',
    'Numrerade veckodagar, till exempel 1MO, går bara ihop med FREQ=MONTHLY.',
    'Numbered weekdays, such as 1MO, go with FREQ=MONTHLY only.',
  ),
  PLACE_OF_NOTHING: say(
    'BYSETPOS valitsee toisesta osasta, esimerkiksi BYDAY:sta. Sellainen puuttuu.',
    'BYSETPOS väljer ur en annan del, till exempel BYDAY. En sådan saknas.',
    'BYSETPOS chooses from another part, such as BYDAY.',
  ),
  NO_SUCH_UNTIL: say(
    'UNTIL on "{until}", eikä sellaista päivää tai aikaa ole.',
    'UNTIL är "{until}", men en sådan dag eller tid finns inte.',
    'UNTIL is "{until}", which no calendar or clock shows.',
  ),
};
