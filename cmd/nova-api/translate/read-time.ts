/** With or without a fraction, between a `T` or a space; always in UTC, as Nova reads them. */
const pattern = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,6})?$/;

/** A time as clients write it where Nova takes no zone; undefined for what is none. */
export function readTime(text: string): Date | undefined {
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const [, day = '', time = '', fraction = ''] = found;
  const date = new Date(`${day}T${time}${fraction.slice(0, 4)}Z`);
  // Of a 30th of February a Date makes the 2nd of March.
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(`${day}T${time}`) ? undefined : date;
}
