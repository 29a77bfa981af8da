/** The shop's calendar: fixed days, so that the data never depends on the day on which it is made. */

const opening = Date.UTC(2022, 6, 29, 17, 23, 47);
const minute = 60_000;

/** `minutes` after the shop opened, ISO 8601 in whole seconds. */
export function instant(minutes: number): string {
  return `${new Date(opening + minutes * minute).toISOString().slice(0, 19)}Z`;
}

/** The same as `YYYY-MM-DD HH:MM:SS` without a zone. */
export function zonelessTime(minutes: number): string {
  return instant(minutes).slice(0, 19).replace('T', ' ');
}
