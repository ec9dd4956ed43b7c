import { isId } from '@seteli/kit/ids';
import { expect, test } from 'vitest';
import { providerIdOf } from '../provider-id.ts';

test('a company has one id, in whatever process, and another company another', () => {
  // Identity mints tokens for it and the registry keeps it, so it may never change.
  expect(providerIdOf('9000004-6')).toBe('7d0937e9-87c7-8e78-8865-e18e2820f94d');
  expect(isId(providerIdOf('9000005-4'))).toBe(true);
  expect(providerIdOf('9000005-4')).not.toBe(providerIdOf('9000004-6'));
});

test('the id is a UUID of version 8', () =>
  expect(providerIdOf('2362180-3')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
