/**
 * How long ago something was, as kubectl prints it: `42s`, `3m20s`, `5h12m`, `4d6h`, `2y31d`. Two units at most, and the finer one only while it says
 * something. Rules observed in kubectl's output: the finer unit goes at 10 minutes, 8 hours, 8 days and 8 years, the coarser begins at 2 minutes,
 * 3 hours, 2 days and 2 years.
 */
export function formatAge(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / 1000);
  if (Number.isNaN(seconds)) return '<unknown>';
  if (seconds < -1) return '<invalid>';
  if (seconds < 120) return `${Math.max(0, seconds)}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return twoUnits(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return twoUnits(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 8) return twoUnits(days, 'd', hours % 24, 'h');
  if (days < 2 * daysPerYear) return `${days}d`;
  const years = Math.floor(days / daysPerYear);
  return years < 8 ? twoUnits(years, 'y', days % daysPerYear, 'd') : `${years}y`;
}

const daysPerYear = 365;

function twoUnits(coarse: number, coarseUnit: string, fine: number, fineUnit: string): string {
  return fine === 0 ? `${coarse}${coarseUnit}` : `${coarse}${coarseUnit}${fine}${fineUnit}`;
}
