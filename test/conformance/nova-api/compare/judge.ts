import type { Difference } from './differences.ts';

/** A difference that is meant, or that the two worlds cannot but have. */
export interface AllowedDifference {
  /** Endpoints, or names of requests, with `*` for any text; or several of those. */
  readonly of: string | readonly string[];
  /** Where in the answer, as in {@link Difference}, with `*` for any text; or several of those. */
  readonly at: string | readonly string[];
  /** A sentence that a reader of the compatibility page understands. */
  readonly reason: string;
  /** Whether it may happen that nothing differs. */
  readonly byChance?: boolean;
}

export interface ComparedAnswer {
  readonly name: string;
  /** As `GET /servers/:id`; an action's has its name behind. */
  readonly endpoint: string;
  readonly differences: readonly Difference[];
}

export interface Judgement {
  /** How many requests were compared, and how many of those had no difference at all. */
  readonly compared: number;
  readonly equal: number;
  /** Differences that nobody has allowed. */
  readonly refused: readonly (Difference & { readonly name: string; readonly endpoint: string })[];
  /** Rules that nothing needed. */
  readonly stale: readonly AllowedDifference[];
  /** In the order of the endpoints' names. */
  readonly endpoints: readonly JudgedEndpoint[];
}

export interface JudgedEndpoint {
  readonly endpoint: string;
  readonly compared: number;
  /** Why some of its answers differ. */
  readonly reasons: readonly string[];
}

/** Holds differences against the list of what is allowed. */
export function judge(answers: readonly ComparedAnswer[], allowed: readonly AllowedDifference[]): Judgement {
  const used = new Set<AllowedDifference>();
  const endpoints = new Map<string, { compared: number; reasons: Set<string> }>();
  const refused = answers.flatMap(({ name, endpoint, differences }) => {
    const row = endpoints.get(endpoint) ?? { compared: 0, reasons: new Set<string>() };
    endpoints.set(endpoint, row);
    row.compared += 1;
    return differences.flatMap((difference) => {
      const rule = allowed.find(({ of, at }) => (fits(of, endpoint) || fits(of, name)) && fits(at, difference.at));
      if (rule === undefined) return [{ ...difference, name, endpoint }];
      used.add(rule);
      row.reasons.add(rule.reason);
      return [];
    });
  });
  return {
    compared: answers.length,
    equal: answers.filter(({ differences }) => differences.length === 0).length,
    refused,
    stale: allowed.filter((rule) => !used.has(rule) && rule.byChance !== true),
    endpoints: [...endpoints]
      .map(([endpoint, { compared, reasons }]) => ({ endpoint, compared, reasons: [...reasons] }))
      .toSorted((one, other) => (one.endpoint < other.endpoint ? -1 : 1)),
  };
}

function fits(patterns: string | readonly string[], text: string): boolean {
  return [patterns].flat().some((pattern) => expressionOf(pattern).test(text));
}

function expressionOf(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
