import type { Judgement } from './judge.ts';

/** For people: each difference that is not allowed, the rules that nothing needed, and how many requests there were. */
export function describeJudgement({ compared, equal, refused, stale }: Judgement): string {
  return [
    ...refused.map(
      ({ name, endpoint, at, nova, ours }) =>
        `${endpoint} (${name})\n  ${at}\n    Nova: ${nova ?? 'absent'}\n    ours: ${ours ?? 'absent'}`,
    ),
    ...stale.map(
      ({ of, at }) => `allowed-differences.ts allows what no longer differs: ${[of].flat().join(', ')} at ${[at].flat().join(', ')}`,
    ),
    `${compared} requests compared: ${equal} answered the same, ${refused.length} differences that are not allowed, ${stale.length} rules too many.`,
    '',
  ].join('\n');
}
