/**
 * For tests and the demonstration: the contents of personal assistance (henkilökohtainen apu), with the bands and gaps
 * that a guide for providers prints.
 */
import type { BandWish, DayClass } from './band.ts';
import type { ContentInput } from './content.ts';

const band = (dayClasses: readonly DayClass[], from: string, to: string): BandWish => ({ dayClasses, from, to });

const content = (code: string, fi: string, sv: string, en: string, bands: readonly BandWish[]): ContentInput => ({
  code,
  names: { fi, sv, en },
  unit: 'HOUR',
  deductibleAllowed: false,
  bands,
});

const SUNDAYS = ['SUNDAY', 'HOLIDAY'] as const;

export const PERSONAL_ASSISTANCE: readonly ContentInput[] = [
  content('a', 'Arkipäivä ma–pe', 'Vardag må–fr', 'Weekday Mon–Fri', [band(['WEEKDAY'], '06:00', '18:00')]),
  content('b', 'Arki-ilta ma–pe', 'Vardagskväll må–fr', 'Weekday evening Mon–Fri', [band(['WEEKDAY'], '18:00', '21:00')]),
  content('c', 'Lauantai', 'Lördag', 'Saturday', [band(['SATURDAY'], '06:00', '18:00')]),
  content('d', 'Lauantai-ilta', 'Lördagskväll', 'Saturday evening', [band(['SATURDAY'], '18:00', '20:00')]),
  content('e', 'Sunnuntai ja arkipyhä', 'Söndag och helgdag', 'Sunday and public holiday', [band(SUNDAYS, '06:00', '18:00')]),
  content('f', 'Sunnuntai-ilta ja arkipyhä', 'Söndagskväll och helgdag', 'Sunday and public holiday evening', [
    band(SUNDAYS, '18:00', '21:00'),
  ]),
  content('g', 'Arkiyö ma–pe', 'Vardagsnatt må–fr', 'Weekday night Mon–Fri', [
    band(['WEEKDAY'], '21:00', '24:00'),
    band(['WEEKDAY'], '00:00', '06:00'),
  ]),
  content('h', 'Lauantaiyö', 'Lördagsnatt', 'Saturday night', [band(['SATURDAY'], '00:00', '06:00')]),
];
