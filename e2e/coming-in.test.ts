/**
 * An installation in which nobody is known: everybody comes in through the door that people use, and works. No seed
 * writes anything, and nobody here is a persona of the demonstration.
 */
import { describe } from 'vitest';
import { whoActsForAnother, whoLooked, whomTheCountyServes } from './coming-in/citizen.ts';
import { whatIsOpenedByMistake, whoBringsACompany, whoOpensACounty } from './coming-in/county.ts';
import { whoIsInTheMiddle } from './coming-in/deaths.ts';
import { whoIsErased } from './coming-in/erasing.ts';
import { emptyScene } from './coming-in/scene.ts';
import { openTown } from './coming-in/visitors.ts';
import { useWorld } from './world.ts';

const world = useWorld({ seeded: false });
const town = openTown(world);
const scene = emptyScene();

describe('an installation in which nobody is known', () => {
  whoOpensACounty(world, town, scene);
});

describe('a company', () => {
  whoBringsACompany(town, scene);
});

describe('a citizen', () => {
  whomTheCountyServes(town, scene);
});

describe('a mandate', () => {
  whoActsForAnother(town, scene);
});

describe('the access log', () => {
  whoLooked(scene);
});

describe('an erasure', () => {
  whoIsErased(town, scene);
});

describe('a mistake of the operator', () => {
  whatIsOpenedByMistake(town, scene);
});

describe('identity killed, while people come in', () => {
  whoIsInTheMiddle(world, town, scene);
});
