/** How answers of several subgraphs become one. */
import type { Fields } from './plan.ts';

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Adds new values. Where both have an object or a list, it merges their contents. */
export function merge(target: Fields, source: Fields): void {
  for (const key of Object.keys(source)) {
    if (key === '__proto__') continue;
    const before = target[key];
    const value = source[key];
    if (typeof before !== 'object') target[key] = value;
    else if (isObject(before) && isObject(value)) merge(before, value);
    else if (Array.isArray(before) && Array.isArray(value))
      value.forEach((element, index) => {
        if (isObject(before[index]) && isObject(element)) merge(before[index], element);
        else before[index] = element;
      });
    else target[key] = value;
  }
}
