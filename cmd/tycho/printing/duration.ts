import { UsageFailure } from '../command-failure.ts';

/** How long ago, in one or two units, as kubectl has it: `42s`, `3m10s`, `7h`, `3d4h`. */
export function formatAge(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 2 * minute) return `${whole}s`;
  if (whole < 10 * minute) return twoUnits(whole, minute, 'm', 1, 's');
  if (whole < 3 * hour) return `${Math.floor(whole / minute)}m`;
  if (whole < 8 * hour) return twoUnits(whole, hour, 'h', minute, 'm');
  if (whole < 2 * day) return `${Math.floor(whole / hour)}h`;
  return whole < 8 * day ? twoUnits(whole, day, 'd', hour, 'h') : `${Math.floor(whole / day)}d`;
}

/** The age of an RFC 3339 time, or `<unknown>`. */
export function ageOf(timestamp: string | undefined, now: Date): string {
  const time = Date.parse(timestamp ?? '');
  return Number.isNaN(time) ? '<unknown>' : formatAge((now.getTime() - time) / 1000);
}

/** Reads `90`, `90s`, `5m`, `1h30m` or `500ms` as seconds, the value of `option`. Throws a {@link UsageFailure}. */
export function parseDurationSeconds(text: string, option: string): number {
  const parts = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+)ms)?$/.exec(text);
  if (/^\d+$/.test(text)) return Number(text);
  if (parts === null || text === '') throw new UsageFailure(`${option} "${text}" is no duration: write it as 90s, 5m or 1h30m`);
  const [days, hours, minutes, seconds, milliseconds] = parts.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return (days ?? 0) * day + (hours ?? 0) * hour + (minutes ?? 0) * minute + (seconds ?? 0) + (milliseconds ?? 0) / 1000;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

function twoUnits(seconds: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((seconds % large) / small);
  return `${Math.floor(seconds / large)}${largeUnit}${rest === 0 ? '' : `${rest}${smallUnit}`}`;
}
