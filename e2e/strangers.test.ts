/** What strangers may send to a system, and what they get of it. Who has no right is first: nothing may have changed, and there is little to look at. */
import { describe } from 'vitest';
import { whatIsSent } from './bad-input/promises.ts';
import { whatStrangersGet } from './isolation/promises.ts';
import { whatIsNoRequest } from './packets/promises.ts';
import { useWorld } from './world.ts';

const world = useWorld();

describe('what belongs to others', () => {
  whatStrangersGet(world);
});

// A year later, and in the end other months are settled.
describe('what is wrong, or as extreme as may be', () => {
  whatIsSent(world);
});

describe('what is no request at all, at every port', () => {
  whatIsNoRequest(world);
});
