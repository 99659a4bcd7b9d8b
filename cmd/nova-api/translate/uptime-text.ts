/**
 * How long a machine has been up, as the first half of what `uptime` of procps prints, which Nova hands through: ` 03:04:05 up 2 days,  1:02`. The time of day
 * is in UTC. Users and load stand in no record of ours and are left out.
 */
export function uptimeText(bootedAt: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(bootedAt)) / 60_000));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  const ofDays = days === 0 ? '' : `${days} ${days === 1 ? 'day' : 'days'}, `;
  const ofHours = hours === 0 ? `${minutes % 60} min` : `${String(hours).padStart(2)}:${String(minutes % 60).padStart(2, '0')}`;
  return ` ${now.toISOString().slice(11, 19)} up ${ofDays}${ofHours}`;
}
