/** Tables of visits: what is readable is read, and every fault is said with its line. */
import type { Language, Sentences } from '@seteli/kit/language';
import { expect, test } from 'vitest';
import { readTableFile } from './table-text.ts';
import { readVisitTable } from './visit-table.ts';

const BOOKING = '019b0000-00aa-7000-8000-000000000001';

type Told = { readonly fault: Sentences };
const told = <T extends object>(read: T | Told, language: Language = 'EN') =>
  'fault' in read ? { ...read, fault: read.fault[language] } : read;

function readTable(csv: string, language?: Language) {
  const table = readVisitTable(csv);
  return 'fault' in table ? told(table, language) : { lines: table.lines.map((line) => told(line, language)) };
}

const times = { start: Temporal.Instant.from('2026-06-01T05:00Z'), end: Temporal.Instant.from('2026-06-01T07:00Z') };

test.each<[string, string, unknown]>([
  [
    'semicolons',
    `bookingId;start;end\n${BOOKING};2026-06-01T08:00+03:00;2026-06-01T10:00+03:00\n`,
    [{ line: 2, visit: { bookingId: BOOKING, ...times } }],
  ],
  [
    'commas, quotation marks, Windows',
    `\uFEFFbookingId,start,end,overlapReason\r\n${BOOKING},2026-06-01T05:00Z,2026-06-01T07:00Z,"two, at ""once"""\r\n`,
    [{ line: 2, visit: { bookingId: BOOKING, ...times, overlapReason: 'two, at "once"' } }],
  ],
  [
    'days, amounts and workers',
    `bookingId;day;lastDay;contentId;amount;workers;kind\n${BOOKING};2026-06-01;2026-06-02;${BOOKING};2;3;NO_SHOW`,
    [
      {
        line: 2,
        visit: {
          bookingId: BOOKING,
          day: Temporal.PlainDate.from('2026-06-01'),
          lastDay: Temporal.PlainDate.from('2026-06-02'),
          contentId: BOOKING,
          amount: '2',
          workers: 3,
          kind: 'NO_SHOW',
        },
      },
    ],
  ],
  [
    'faults with their lines, the others stand, empty lines count but say nothing',
    `bookingId;start;end\n${BOOKING};1.6.26 8:00;2026-06-01T07:00Z\n\n${BOOKING};2026-06-01T05:00Z;2026-06-01T07:00Z\n${BOOKING};2026-06-01T05:00Z\n;2026-06-01T05:00Z;2026-06-01T07:00Z`,
    [
      { line: 2, fault: 'start: "1.6.26 8:00" is not a time: 2026-06-01T08:00+03:00, 1.6.2026 8:00, or 8:00 beside a day' },
      { line: 4, visit: { bookingId: BOOKING, ...times } },
      { line: 5, fault: '2 cells instead of 3' },
      { line: 6, fault: 'bookingId: missing' },
    ],
  ],
  ['a number that is none', `bookingId;day;workers\n${BOOKING};;two`, [{ line: 2, fault: 'workers: "two" is not a whole number' }]],
  [
    'a kind that is none',
    `bookingId;day;kind\n${BOOKING};;HOLIDAY`,
    [{ line: 2, fault: 'kind: "HOLIDAY" is not one of NORMAL, CANCELLATION, NO_SHOW, ABSENCE, TRAVEL' }],
  ],
  [
    'a cell without end',
    `bookingId;day;workers\n${BOOKING};;${'9'.repeat(100_000)}`,
    [{ line: 2, fault: `workers: "${'9'.repeat(50)}…" is not a whole number` }],
  ],
  ['a heading alone', 'bookingId;start;end\n', []],
])('a table with %s', (_, csv, lines) => {
  expect(readTable(csv)).toEqual({ lines });
});

test.each([
  ['an unknown column', `bookingId;hours\n${BOOKING};2`, 'There is no column "hours".'],
  ['a column that every object has', `bookingId;constructor\n${BOOKING};2`, 'There is no column "constructor".'],
  ['no booking', 'start;end\n', 'The heading names no column "bookingId".'],
  ['a column twice', 'bookingId;start;start\n', 'The heading names the column "start" twice.'],
  ['nothing', '', 'The heading names no column "bookingId".'],
  ['an open quotation mark', `bookingId;start\n"${BOOKING};2`, 'The table cannot be read: a quotation mark is missing or misplaced.'],
  ['a column of 200,000 characters', `bookingId;${'x'.repeat(200_000)}\n`, `There is no column "${'x'.repeat(50)}…".`],
  ['a line too many', `bookingId;day\n${`${BOOKING};2026-06-01\n`.repeat(20_001)}`, 'At most 20000 lines at a time.'],
])('a table with %s is none', (_, csv, fault) => {
  expect(readTable(csv)).toEqual({ fault });
});

const visit = (fields: object) => ({ visit: { bookingId: BOOKING, ...fields } });
const on = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.Instant.from(text);
const EIGHT = { start: at('2026-11-02T06:00Z'), end: at('2026-11-02T08:00Z') };

test.each<[string, string, unknown]>([
  ['a first line sep=;', `sep=;\r\nbookingId;start;end\r\n${BOOKING};2.11.2026 8:00;2.11.2026 10:00\r\n`, [{ line: 3, ...visit(EIGHT) }]],
  ['a first line sep=|', `\uFEFFsep=|\nbookingId|start|end\n${BOOKING}|2.11.2026 8:00|2.11.2026 10:00`, [{ line: 3, ...visit(EIGHT) }]],
  ['sep= a tab', `sep=\t\nbookingId\tday\n${BOOKING}\t2.11.2026`, [{ line: 3, ...visit({ day: on('2026-11-02') }) }]],
  [
    'tabs, and cells that are empty',
    `bookingId\tstart\tend\tday\n${BOOKING}\t\t\t2.11.2026`,
    [{ line: 2, ...visit({ day: on('2026-11-02') }) }],
  ],
  ['empty first lines', `\n  \n\nbookingId;day\n\n${BOOKING};2.11.2026`, [{ line: 6, ...visit({ day: on('2026-11-02') }) }]],
  ['lines of separators', `;;\nbookingId;day;\n;;\n; ;\n${BOOKING};02.11.2026;\n;;\n`, [{ line: 5, ...visit({ day: on('2026-11-02') }) }]],
  ['hundreds of them', `bookingId;day\n${';\n'.repeat(600)}${BOOKING};2.11.2026`, [{ line: 602, ...visit({ day: on('2026-11-02') }) }]],
  [
    'empty columns at the end',
    `bookingId;day;;;\n${BOOKING};2.11.2026;;;\n${BOOKING};3.11.2026\n${BOOKING};4.11.2026;;;;;`,
    [
      { line: 2, ...visit({ day: on('2026-11-02') }) },
      { line: 3, ...visit({ day: on('2026-11-03') }) },
      { line: 4, ...visit({ day: on('2026-11-04') }) },
    ],
  ],
  [
    'cells under no name',
    `bookingId;;day;\n${BOOKING};x;2.11.2026;\n${BOOKING};;2.11.2026;y`,
    [
      { line: 2, fault: 'The heading does not name column 2, which holds "x"' },
      { line: 3, fault: '4 cells instead of 3' },
    ],
  ],
  [
    'line breaks in quoted cells, whatever ends a line',
    `bookingId;day;overlapReason\r${BOOKING};2.11.2026;"two\r\nlines ""so""\r"\r\n${BOOKING};x;"\n\n"\n${BOOKING};y;z`,
    [
      { line: 2, ...visit({ day: on('2026-11-02'), overlapReason: 'two\nlines "so"\n' }) },
      { line: 5, fault: 'day: "x" is not a day: 2026-06-01 or 1.6.2026' },
      { line: 8, fault: 'day: "y" is not a day: 2026-06-01 or 1.6.2026' },
    ],
  ],
  [
    'Finnish headings, days and commas',
    `Varaus;Päivä;Sisältö;Määrä;Kilometrit;Kilometrien sisältö\n${BOOKING};2.11.2026;${BOOKING};1,5;24,5;${BOOKING}`,
    [
      {
        line: 2,
        ...visit({ day: on('2026-11-02'), contentId: BOOKING, amount: '1.5', accessories: [{ contentId: BOOKING, amount: '24.5' }] }),
      },
    ],
  ],
  [
    'Swedish headings',
    `Bokning;Början;Slut;Arbetstagare\n${BOOKING};2.11.2026 8.00;2.11.2026 kl 10.00;w1`,
    [{ line: 2, ...visit({ ...EIGHT, workerReference: 'w1' }) }],
  ],
  [
    'Finnish letters that are put together',
    `bookingId;pa\u0308iva\u0308\n${BOOKING};2.11.2026`,
    [{ line: 2, ...visit({ day: on('2026-11-02') }) }],
  ],
  [
    'times beside their day',
    `bookingId;day;start;end\n${BOOKING};2.11.2026;8:00;10.00\n${BOOKING};2026-11-02;8:00:00;10:00:00`,
    [
      { line: 2, ...visit(EIGHT) },
      { line: 3, ...visit(EIGHT) },
    ],
  ],
  [
    'a night beside its day',
    `bookingId;day;start;end\n${BOOKING};2.11.2026;22:00;6:00`,
    [{ line: 2, ...visit({ start: at('2026-11-02T20:00Z'), end: at('2026-11-03T04:00Z') }) }],
  ],
  [
    'an end that is a time alone',
    `bookingId;start;end\n${BOOKING};2.11.2026 8:00;10:00\n${BOOKING};2026-11-02T08:00+02:00;10:00`,
    [
      { line: 2, ...visit(EIGHT) },
      { line: 3, ...visit(EIGHT) },
    ],
  ],
  ['ISO times without an offset', `bookingId;start;end\n${BOOKING};2026-11-02 8:00;2026-11-02T10:00:00`, [{ line: 2, ...visit(EIGHT) }]],
  [
    'extra service',
    `bookingId;day;extraServiceAcceptedAt;extraServiceChannel\n${BOOKING};2.11.2026;1.11.2026 12:00;phone\n${BOOKING};2.11.2026;;PHONE`,
    [
      { line: 2, ...visit({ day: on('2026-11-02'), extraService: { acceptedAt: at('2026-11-01T10:00Z'), channel: 'PHONE' } }) },
      { line: 3, fault: 'extraServiceAcceptedAt and extraServiceChannel: one of them is missing' },
    ],
  ],
  [
    'kilometres of nothing',
    `bookingId;day;km\n${BOOKING};2.11.2026;0\n${BOOKING};2.11.2026;0,0\n${BOOKING};2.11.2026;12`,
    [
      { line: 2, ...visit({ day: on('2026-11-02') }) },
      { line: 3, ...visit({ day: on('2026-11-02') }) },
      { line: 4, fault: 'kilometres: the column "kilometresContentId" must say which content they are' },
    ],
  ],
  [
    '58: times that the clocks do not show, show twice, or show at another offset',
    `bookingId;start;end\n${[
      '29.3.2026 3:30;29.3.2026 5:00',
      '25.10.2026 3:30;25.10.2026 5:00',
      '25.10.2026 1:00;3:30',
      '2026-11-02T08:00+03:00;2026-11-02T10:00+03:00',
      '2026-03-29T03:30+02:00;2026-03-29T05:00+03:00',
      '31.2.2026 8:00;31.2.2026 9:00',
      '2.11.2026 24:00;3.11.2026 9:00',
      '8:00;9:00',
    ]
      .map((times) => `${BOOKING};${times}`)
      .join('\n')}`,
    [
      { line: 2, fault: 'start: "29.3.2026 3:30": no clock in Finland shows this on 2026-03-29, when summer time begins' },
      { line: 3, fault: 'start: "25.10.2026 3:30": the clocks show this twice on 2026-10-25; give it with its offset, +03:00 or +02:00' },
      { line: 4, fault: 'end: "3:30": the clocks show this twice on 2026-10-25; give it with its offset, +03:00 or +02:00' },
      {
        line: 5,
        fault:
          'start: "2026-11-02T08:00+03:00": The offset of Finland at 08:00 on 2026-11-02 is +02:00: give the time with that, or in UTC with Z.',
      },
      { line: 6, fault: 'start: "2026-03-29T03:30+02:00": No clock in Finland shows 03:30 on 2026-03-29: summer time begins there.' },
      { line: 7, fault: 'start: "31.2.2026 8:00" is not a time that any clock shows' },
      { line: 8, fault: 'start: "2.11.2026 24:00" is not a time that any clock shows' },
      { line: 9, fault: 'start: "8:00" is a time without its day: give the day in the column "day"' },
    ],
  ],
])('a table as Excel writes it: %s', (_, csv, lines) => {
  expect(readTable(csv)).toEqual({ lines });
});

test.each([
  ['no times and no day', `bookingId;start\n${BOOKING};2`, 'The heading names neither the columns "start" and "end" nor the column "day".'],
  ['one column by two names', 'bookingId;day;päivä\n', 'The heading names the column "day" twice.'],
  ...['bookingId;p\ufffdiv\ufffd\n', 'bookingId;day;overlapReason\n1;2;kÃ¤ynti', 'bookingId;day;overlapReason\n1;2;Ã–inen'].map((csv) => [
    'letters that were lost',
    csv,
    'The text was read in another encoding than it was written in: letters such as ä and ö are lost. Give the bytes of the file in "file", or save it as CSV UTF-8.',
  ]),
])('a table as Excel writes it with %s is none', (_, csv, fault) => {
  expect(readTable(csv!)).toEqual({ fault });
});

const TABLE = 'Varaus;Päivä;Päällekkäisyyden syy\r\nx;2.11.2026;Åsa käy öisin – 5 €\r\n';
const windows1252 = Uint8Array.from(TABLE, (letter) => ({ '–': 0x96, '€': 0x80 })[letter] ?? letter.charCodeAt(0));
const utf16 = (isBig: boolean) =>
  Uint8Array.from(
    [...`\ufeff${TABLE}`].flatMap((letter) => {
      const bytes = [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8];
      return isBig ? bytes.toReversed() : bytes;
    }),
  );

test.each([
  ['UTF-8', new TextEncoder().encode(TABLE)],
  ['UTF-8 with its mark', new TextEncoder().encode(`\ufeff${TABLE}`)],
  ['Windows-1252', windows1252],
  ['UTF-16, little end first', utf16(false)],
  ['UTF-16, big end first', utf16(true)],
])('a file in %s is read', (_, bytes) => {
  expect(readTableFile(bytes.toBase64())).toEqual({ text: TABLE });
});

test.each([
  ['no base64', 'käynti', 'The file is no base64.'],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).toBase64()],
  ['UTF-16 without its mark', utf16(false).slice(2).toBase64()],
  ['half of UTF-16', new Uint8Array([0xff, 0xfe, 0x00, 0xd8]).toBase64()],
  ['what Windows-1252 does not have', new Uint8Array([0x41, 0xe4, 0x81]).toBase64()],
])('a file of %s is none', (_, file, fault = 'The file is no table that can be read. Save it as CSV UTF-8.') => {
  expect(told(readTableFile(file))).toEqual({ fault });
});

const FAULTY = `bookingId;day;start;workers\n${[
  `${BOOKING};2.11.2026;x;`,
  `${BOOKING};29.3.2026;3:30;`,
  `${BOOKING};;2026-10-25T03:30+01:00;`,
  `${BOOKING};2.11.2026;;kaksi`,
  `;2.11.2026;;{text}`,
  BOOKING,
].join('\n')}`;

test.each<[Language, string, readonly string[]]>([
  [
    'FI',
    'Otsikkorivillä on tuntematon sarake "tunnit {name}".',
    [
      'start: "x" ei ole aika: anna se esimerkiksi 2026-06-01T08:00+03:00 tai 1.6.2026 8:00, tai 8:00 ja päivä omassa sarakkeessaan',
      'start: "3:30": tätä kellonaikaa ei ole päivänä 2026-03-29, jolloin kesäaika alkaa',
      'start: "2026-10-25T03:30+01:00": Suomen aikaero kello 03:30 päivänä 2026-10-25 on +03:00 ja sitten +02:00. Anna aika sen kanssa tai UTC-aikana, jossa on Z.',
      'workers: "kaksi" ei ole kokonaisluku',
      'bookingId: puuttuu',
      'Soluja on 1, pitäisi olla 4',
    ],
  ],
  [
    'SV',
    'På rubrikraden finns en okänd kolumn, "tunnit {name}".',
    [
      'start: "x" är ingen tid: ge den till exempel som 2026-06-01T08:00+03:00 eller 1.6.2026 8:00, eller som 8:00 med dagen i en egen kolumn',
      'start: "3:30": det klockslaget finns inte den 2026-03-29, då sommartiden börjar',
      'start: "2026-10-25T03:30+01:00": Finlands tidsskillnad klockan 03:30 den 2026-10-25 är +03:00 och sedan +02:00. Ge tiden med den, eller i UTC med Z.',
      'workers: "kaksi" är inget heltal',
      'bookingId: saknas',
      'Antalet celler är 1 i stället för 4',
    ],
  ],
])('a reader of %s reads in it what is wrong with a table and with its lines', (language, ofTable, ofLines) => {
  expect(readTable('bookingId;tunnit {name}\n', language)).toEqual({ fault: ofTable });
  expect(readTable(FAULTY, language)).toEqual({ lines: ofLines.map((fault, index) => ({ line: index + 2, fault })) });
});
