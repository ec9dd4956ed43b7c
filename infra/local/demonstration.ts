/**
 * The services of the demonstration data. Personal assistance has the eight contents and bands exactly as the seed
 * document lists them, with their gaps and with 18–20 on Saturday evening. Home cleaning leaves the client a share.
 */

type Band = { dayClasses: string[]; from: string; to: string };
export type DemonstrationContent = { code: string; fi: string; sv: string; en: string; bands: Band[]; value: string; price: string };
export type DemonstrationService = {
  code: string;
  names: { fi: string; sv: string; en: string };
  deductibleAllowed: boolean;
  contents: DemonstrationContent[];
};

const band = (dayClasses: string[], from: string, to: string): Band => ({ dayClasses, from, to });
const WEEKDAY = ['WEEKDAY'];
const SATURDAY = ['SATURDAY'];
const SUNDAY = ['SUNDAY', 'HOLIDAY'];

export const PERSONAL_ASSISTANCE: DemonstrationService = {
  code: 'HA',
  names: {
    fi: 'Henkilökohtainen apu (vammaispalvelulaki)',
    sv: 'Personlig assistans (lagen om funktionshinderservice)',
    en: 'Personal assistance (disability services act)',
  },
  // By law, this service is free for the client.
  deductibleAllowed: false,
  contents: [
    {
      code: 'a',
      fi: 'Arkipäivä ma-pe klo 06-18',
      sv: 'Vardag må-fr kl. 06-18',
      en: 'Weekday Mon-Fri 06-18',
      bands: [band(WEEKDAY, '06:00', '18:00')],
      value: '21.00',
      price: '21.00',
    },
    {
      code: 'b',
      fi: 'Arki-ilta ma-pe klo 18-21',
      sv: 'Vardagskväll må-fr kl. 18-21',
      en: 'Weekday evening Mon-Fri 18-21',
      bands: [band(WEEKDAY, '18:00', '21:00')],
      value: '24.15',
      price: '24.15',
    },
    {
      code: 'c',
      fi: 'Lauantai klo 06-18',
      sv: 'Lördag kl. 06-18',
      en: 'Saturday 06-18',
      bands: [band(SATURDAY, '06:00', '18:00')],
      value: '25.20',
      price: '25.20',
    },
    {
      code: 'd',
      fi: 'Lauantai-ilta klo 18-20',
      sv: 'Lördagskväll kl. 18-20',
      en: 'Saturday evening 18-20',
      bands: [band(SATURDAY, '18:00', '20:00')],
      value: '28.35',
      price: '28.00',
    },
    {
      code: 'e',
      fi: 'Sunnuntai ja arkipyhä klo 06-18',
      sv: 'Söndag och helgdag kl. 06-18',
      en: 'Sunday and public holiday 06-18',
      bands: [band(SUNDAY, '06:00', '18:00')],
      value: '42.00',
      price: '42.00',
    },
    {
      code: 'f',
      fi: 'Sunnuntai-ilta ja arkipyhä klo 18-21',
      sv: 'Söndagskväll och helgdag kl. 18-21',
      en: 'Sunday evening and public holiday 18-21',
      bands: [band(SUNDAY, '18:00', '21:00')],
      value: '46.20',
      price: '46.20',
    },
    {
      code: 'g',
      fi: 'Arki yö ma-pe klo 21-24 ja 00-06',
      sv: 'Vardagsnatt må-fr kl. 21-24 och 00-06',
      en: 'Weekday night Mon-Fri 21-24 and 00-06',
      bands: [band(WEEKDAY, '21:00', '24:00'), band(WEEKDAY, '00:00', '06:00')],
      value: '26.30',
      price: '26.30',
    },
    {
      code: 'h',
      fi: 'Lauantai yö klo 00-06',
      sv: 'Lördagsnatt kl. 00-06',
      en: 'Saturday night 00-06',
      bands: [band(SATURDAY, '00:00', '06:00')],
      value: '30.45',
      price: '30.45',
    },
  ],
};

export const HOME_CLEANING: DemonstrationService = {
  code: 'KS',
  names: { fi: 'Kotisiivous', sv: 'Hemstädning', en: 'Home cleaning' },
  deductibleAllowed: true,
  contents: [
    {
      code: 'a',
      fi: 'Arkipäivä ma-pe klo 06-18',
      sv: 'Vardag må-fr kl. 06-18',
      en: 'Weekday Mon-Fri 06-18',
      bands: [band(WEEKDAY, '06:00', '18:00')],
      value: '32.00',
      price: '38.50',
    },
    {
      code: 'b',
      fi: 'Arki-ilta ma-pe klo 18-21',
      sv: 'Vardagskväll må-fr kl. 18-21',
      en: 'Weekday evening Mon-Fri 18-21',
      bands: [band(WEEKDAY, '18:00', '21:00')],
      value: '36.80',
      price: '44.00',
    },
  ],
};

/** Accounts of the artificial bank: their check digits are right, and nobody owns them. */
export const IBANS = {
  organiser: 'FI2112345600000785',
  otherOrganiser: 'FI5542345670000081',
  provider: 'FI1410093000123458',
  otherProvider: 'FI7944052020036082',
} as const;
