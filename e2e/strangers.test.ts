/**
 * Strangers send a system whatever they like; the tests check what they get. People without rights come first: that
 * test proves that nothing changed, and there is little data to compare yet.
 */
import { describe } from 'vitest';
import { whatIsSent } from './bad-input/promises.ts';
import { whatAppsGet } from './apps/promises.ts';
import { whatStrangersGet } from './isolation/promises.ts';
import { whatIsNoRequest } from './packets/promises.ts';
import { useWorld } from './world.ts';

const world = useWorld();

describe('what belongs to others', () => {
  whatStrangersGet(world);
});

describe('apps of others', () => {
  whatAppsGet(world);
});

// These tests use the year after, and settle months at the end.
describe('what is wrong, or as extreme as may be', () => {
  whatIsSent(world);
});

describe('what is no request at all, at every port', () => {
  whatIsNoRequest(world);
});
