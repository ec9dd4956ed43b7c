/** People at a browser, on a whole system of their own: what they see, what they may do, and that they can read it. */
import { describe } from 'vitest';
import { useWorld } from './world.ts';
import { whatBrowsersGet } from './web/promises.ts';

const world = useWorld();

describe('people at a browser', () => {
  whatBrowsersGet(world);
});
