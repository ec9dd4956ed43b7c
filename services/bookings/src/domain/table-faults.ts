/**
 * What a provider's office reads about a table, line or cell that bookings cannot read. Columns have the names of the
 * API's fields.
 */
import { say } from '@seteli/kit/language';

export const TABLE_FAULTS = {
  CSV_OR_FILE: say('Anna joko "csv" tai "file".', 'Ge antingen "csv" eller "file".', 'Give either "csv" or "file".'),
  NOT_BASE64: say('Tiedosto ei ole base64-muodossa.', 'Filen är inte i formen base64.', 'The file is no base64.'),
  NOT_A_TABLE: say(
    'Tiedosto ei ole taulukko, jonka voi lukea. Tallenna se muodossa CSV UTF-8.',
    'Filen är ingen tabell som kan läsas. Spara den som CSV UTF-8.',
    'The file is no table that can be read. Save it as CSV UTF-8.',
  ),
  WRONG_ENCODING: say(
    'Teksti on luettu väärällä merkistöllä: ä, ö ja muita kirjaimia on kadonnut. Anna tiedosto sellaisenaan kentässä "file" tai tallenna se muodossa CSV UTF-8.',
    'Texten har lästs med fel teckenkodning: bokstäver som ä och ö har gått förlorade. Ge filen som den är i "file", eller spara den som CSV UTF-8.',
    'The text was read in another encoding than it was written in: letters such as ä and ö are lost. Give the bytes of the file in "file", or save it as CSV UTF-8.',
  ),
  QUOTATION_MARK: say(
    'Taulukkoa ei voi lukea: lainausmerkki puuttuu tai on väärässä paikassa.',
    'Tabellen kan inte läsas: ett citattecken saknas eller står på fel ställe.',
    'The table cannot be read: a quotation mark is missing or misplaced.',
  ),
  TOO_MANY_LINES: say(
    'Kerralla voi tuoda enintään {lines} riviä.',
    'Högst {lines} rader kan importeras åt gången.',
    'At most {lines} lines at a time.',
  ),
  UNKNOWN_COLUMN: say(
    'Otsikkorivillä on tuntematon sarake "{name}".',
    'På rubrikraden finns en okänd kolumn, "{name}".',
    'There is no column "{name}".',
  ),
  NO_BOOKING: say(
    'Otsikkoriviltä puuttuu sarake "bookingId".',
    'På rubrikraden saknas kolumnen "bookingId".',
    'The heading names no column "bookingId".',
  ),
  COLUMN_TWICE: say(
    'Sarake "{column}" on otsikkorivillä kahdesti.',
    'Kolumnen "{column}" finns två gånger på rubrikraden.',
    'The heading names the column "{column}" twice.',
  ),
  NO_TIMES: say(
    'Otsikkoriviltä puuttuvat sarakkeet "start" ja "end" tai sarake "day".',
    'På rubrikraden saknas kolumnerna "start" och "end", eller kolumnen "day".',
    'The heading names neither the columns "start" and "end" nor the column "day".',
  ),
};

export const LINE_FAULTS = {
  CELLS: say(
    'Soluja on {cells}, pitäisi olla {columns}',
    'Antalet celler är {cells} i stället för {columns}',
    '{cells} cells instead of {columns}',
  ),
  NO_HEADING: say(
    'Sarakkeella {number} ei ole otsikkoa, mutta solussa lukee "{text}"',
    'Kolumn {number} har ingen rubrik, men i cellen står "{text}"',
    'The heading does not name column {number}, which holds "{text}"',
  ),
  ONE_OF_TWO: say(
    'extraServiceAcceptedAt ja extraServiceChannel: toinen puuttuu',
    'extraServiceAcceptedAt och extraServiceChannel: den ena saknas',
    'extraServiceAcceptedAt and extraServiceChannel: one of them is missing',
  ),
};

const same = (sentence: string) => say(sentence, sentence, sentence);

/** Each completes a sentence that begins with the name of its column. */
export const CELL_FAULTS = {
  IN_COLUMN: same('{column}: {fault}'),
  INSTANT: same('"{text}": {fault}'),
  MISSING: say('puuttuu', 'saknas', 'missing'),
  WHICH_CONTENT: say(
    'kerro sarakkeessa "kilometresContentId", mitä sisältöä ne ovat',
    'ange i kolumnen "kilometresContentId" vilket innehåll de är',
    'the column "kilometresContentId" must say which content they are',
  ),
  WHOLE_NUMBER: say('"{text}" ei ole kokonaisluku', '"{text}" är inget heltal', '"{text}" is not a whole number'),
  TRUE_OR_FALSE: say('"{text}" ei ole true eikä false', '"{text}" är varken true eller false', '"{text}" is not true or false'),
  ONE_OF: say('"{text}" ei ole mikään näistä: {words}', '"{text}" är inget av dessa: {words}', '"{text}" is not one of {words}'),
  DAY: say(
    '"{text}" ei ole päivä: anna se esimerkiksi 2026-06-01 tai 1.6.2026',
    '"{text}" är ingen dag: ge den till exempel som 2026-06-01 eller 1.6.2026',
    '"{text}" is not a day: 2026-06-01 or 1.6.2026',
  ),
  TIME: say(
    '"{text}" ei ole aika: anna se esimerkiksi 2026-06-01T08:00+03:00 tai 1.6.2026 8:00, tai 8:00 ja päivä omassa sarakkeessaan',
    '"{text}" är ingen tid: ge den till exempel som 2026-06-01T08:00+03:00 eller 1.6.2026 8:00, eller som 8:00 med dagen i en egen kolumn',
    '"{text}" is not a time: 2026-06-01T08:00+03:00, 1.6.2026 8:00, or 8:00 beside a day',
  ),
  TIME_WITHOUT_DAY: say(
    'kellonajalta "{text}" puuttuu päivä: anna se sarakkeessa "day"',
    'klockslaget "{text}" saknar sin dag: ge den i kolumnen "day"',
    '"{text}" is a time without its day: give the day in the column "day"',
  ),
  NO_SUCH_TIME: say('"{text}": tällaista aikaa ei ole', '"{text}": en sådan tid finns inte', '"{text}" is not a time that any clock shows'),
  LEFT_OUT: say(
    '"{text}": tätä kellonaikaa ei ole päivänä {day}, jolloin kesäaika alkaa',
    '"{text}": det klockslaget finns inte den {day}, då sommartiden börjar',
    '"{text}": no clock in Finland shows this on {day}, when summer time begins',
  ),
  SHOWN_TWICE: say(
    '"{text}": tämä kellonaika on päivänä {day} kahdesti; anna aika aikaeron kanssa, +03:00 tai +02:00',
    '"{text}": det klockslaget finns två gånger den {day}; ge tiden med tidsskillnaden, +03:00 eller +02:00',
    '"{text}": the clocks show this twice on {day}; give it with its offset, +03:00 or +02:00',
  ),
};
