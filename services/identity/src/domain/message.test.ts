/** When and how people hear that something waits for them, as tables with both sides of each boundary. */
import { describe, expect, test } from 'vitest';
import { heldUntil, isAvoided, isNews, MESSAGES_A_DAY, nextTry, TRIES_MAX, usualChannel, writeMessage } from './message.ts';

const at = (text: string) => Temporal.Instant.from(text);
const NOW = at('2026-06-01T09:00:00Z');

test.each([
  ['an organiser', { organisation: { kind: 'ORGANISER', id: 'o' }, personId: 'p' }, 'EMAIL'],
  ['a provider', { organisation: { kind: 'PROVIDER', id: 'o' }, personId: 'p' }, 'EMAIL'],
  ['themselves', { organisation: { kind: 'PERSON', id: 'p' }, personId: 'p' }, 'SUOMI_FI'],
  ['another person', { organisation: { kind: 'PERSON', id: 'q' }, personId: 'p' }, 'NONE'],
])('who acts for %s hears by the usual way', (_, receiver, channel) => expect(usualChannel(receiver)).toBe(channel));

test.each([
  ['2026-05-30T09:00:00Z', true],
  ['2026-05-30T08:59:59Z', false],
])('what was told at %s is news: %s', (told, news) => expect(isNews(at(told), NOW)).toBe(news));

test.each([
  [MESSAGES_A_DAY - 1, undefined],
  [MESSAGES_A_DAY, '2026-06-02T05:00:00Z'],
  [MESSAGES_A_DAY + 1, '2026-06-02T05:00:00Z'],
])('after %d messages today the next one waits until %s', (sent, until) => expect(heldUntil(NOW, sent)?.toString()).toBe(until));

test('a message is tried again after growing pauses, and not for ever', () => {
  const pauses = Array.from({ length: TRIES_MAX }, (_, index) =>
    nextTry(NOW, index + 1)
      ?.since(NOW)
      .total('minutes'),
  );
  expect(pauses).toEqual([1, 2, 5, 15, 60, 120, 240, 240, 240, 240, 240, undefined]);
});

describe('an address that turned a message away', () => {
  const avoided = { contactVersion: 2, since: at('2026-05-02T09:00:00Z') };
  test.each([
    ['the same, within 30 days', avoided, 2, '2026-06-01T08:59:59Z', true],
    ['the same, after 30 days', avoided, 2, '2026-06-01T09:00:00Z', false],
    ['another since', avoided, 3, '2026-05-03T09:00:00Z', false],
    ['none that did', undefined, 2, '2026-05-03T09:00:00Z', false],
  ])('is avoided: %s', (_, known, version, now, isIt) => expect(isAvoided(known, version, at(now))).toBe(isIt));
});

test.each(['FI', 'SV', 'EN'] as const)('the message in %s is one sentence with the address, short enough for a telephone', (language) => {
  const { subject, text } = writeMessage(language, 'https://seteli.example.fi');
  expect(text).toMatch(/^[^.!?]+: https:\/\/seteli\.example\.fi$/);
  expect([text.length <= 160, subject.length <= 60]).toEqual([true, true]);
});
