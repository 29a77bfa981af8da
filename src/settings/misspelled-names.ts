import { closestMatch } from 'leven';
import type { Environment } from './setting.ts';

/** Shorter names are too close to those of other programs. */
const MIN_LENGTH = 8;
const MAX_DISTANCE = 2;

/**
 * A line for each variable whose name is almost that of a setting which is not set: it would be taken for unset in silence. `OTEL_` names are left
 * alone, of which other programs know more.
 */
export function misspelledNames(environment: Environment, names: readonly string[]): readonly string[] {
  const known = new Set(names);
  const unset = names.filter((name) => !environment[name]?.trim() && name.length >= MIN_LENGTH);
  return Object.entries(environment).flatMap(([name, value]) => {
    if (known.has(name) || !value?.trim() || name.length < MIN_LENGTH || name.startsWith('OTEL_')) return [];
    const meant = closestMatch(name.toUpperCase(), unset, { maxDistance: MAX_DISTANCE });
    return meant === undefined ? [] : [`${name} is not a setting; write ${meant}`];
  });
}
