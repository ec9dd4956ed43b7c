/** After sign-in we send nobody to a stranger's site, whatever they asked for. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LONGEST_PATH, ownPath } from './own-path.ts';

const OURS = 'https://seteli.example';

test.each([
  ['/', '/'],
  ['/vouchers?page=2#top', '/vouchers?page=2#top'],
  ['/a/../b', '/b'],
  ['/haku?q=/a//b', '/haku?q=/a//b'],
  ['/päätös', '/p%C3%A4%C3%A4t%C3%B6s'],
  ['/a?next=%2Fb', '/a?next=%2Fb'],
  ['/100%25', '/100%25'],
  ['/%73ign-in-help', '/%73ign-in-help'],
  [`/${'a'.repeat(LONGEST_PATH - 1)}`, `/${'a'.repeat(LONGEST_PATH - 1)}`],
])('%s is a path of our own', (given, expected) => {
  expect(ownPath(OURS, given)).toBe(expected);
});

describe('a sign-in leads nobody to', () => {
  test.each([
    '/.//evil.example',
    '/..//evil.example/a',
    '/%2e//evil.example',
    '/%2E%2e//evil.example',
    '/./%2e%2e//evil.example',
    '/a/..//evil.example',
    '/a/b/../..//evil.example',
    `${OURS}//evil.example`,
    `${OURS}/vouchers`,
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '\\\\evil.example',
    '/a\\b',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r\nset-cookie: a=b',
    '/.\t//evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/ /evil.example',
    '/\u0000/evil.example',
    '/\u0085/evil.example',
    '/\u00a0/evil.example',
    '/\u2028/evil.example',
    '/%2f/evil.example',
    '/%2F%2Fevil.example',
    '/%5cevil.example',
    '/%09/evil.example',
    '/%0d%0alocation:%20https://evil.example',
    '/.%2f/evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'user@evil.example',
    '@evil.example',
    '//seteli.example@evil.example',
    'https:evil.example',
    'https:/evil.example',
    '?a=b',
    '#a',
    'a/b',
    '',
    '/sign-in/start',
    '/sign-in/../sign-in/end',
    '/%73ign-in/start',
    '/sign%2Din?return_to=/a',
    '/%73%69%67%6e%2d%69%6e/%zz',
    '/%2573ign-in/start',
    '/a/%2e%2e/%73ign-in',
    '/Sign-In',
    `/${'a'.repeat(LONGEST_PATH)}`,
    `/${'ä'.repeat(LONGEST_PATH / 3)}`,
    undefined,
    null,
    ['/a', '/b'],
    { toString: () => '/a' },
  ])('%j', (given) => {
    expect(ownPath(OURS, given)).toBeNull();
  });
});

const PIECES = [
  '/',
  '//',
  '\\',
  '.',
  '..',
  '%2e',
  '%2f',
  '%5c',
  '\t',
  '\n',
  '\r',
  ' ',
  '@',
  ':',
  '?',
  '#',
  'evil.example',
  'a',
  '%',
  'ä',
  '\u2028',
  OURS,
];

test('a browser that reads the answer stays with us, whatever was asked', () => {
  const given = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.tuple(fc.webPath(), fc.webQueryParameters()).map(([path, query]) => `${path}?${query}`),
  );
  let paths = 0;
  fc.assert(
    fc.property(given, (text) => {
      const path = ownPath(OURS, text);
      if (path === null) return;
      paths++;
      expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
      for (const base of [OURS, `${OURS}/sign-in/callback?code=1`]) {
        const target = new URL(path, base);
        expect(target.origin).toBe(OURS);
        expect(target.pathname + target.search + target.hash).toBe(path);
      }
      // A second check accepts the accepted path unchanged.
      expect(ownPath(OURS, path)).toBe(path);
    }),
    { numRuns: 2_000 },
  );
  expect(paths).toBeGreaterThan(100);
});
