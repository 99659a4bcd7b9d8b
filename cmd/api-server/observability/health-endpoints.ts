import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { ApiRequest } from '../exchange/api-request.ts';
import { textResponse, type ApiResponse } from '../exchange/api-response.ts';
import { withDeadline } from '../exchange/deadline.ts';
import type { PathEndpoint } from '../exchange/path-endpoints.ts';

/** One thing that must be so for the server to do its work. */
export interface HealthCheck {
  readonly name: string;
  /** Rejects when it is not so. */
  readonly check: () => Promise<void>;
}

/**
 * `/livez`: the process answers, so there is no use in restarting it. `/readyz` and `/healthz`: it can do its work. Plain text as in Kubernetes: `ok`, or
 * with `?verbose` (and on failure) one line for each check. Why one failed stands in the log only: anybody may ask.
 */
export function healthEndpoints(options: {
  readonly checks: readonly HealthCheck[];
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly logger: Logger;
}): ReadonlyMap<string, PathEndpoint> {
  const answer =
    (name: string, checks: readonly HealthCheck[]): PathEndpoint =>
    async (request) => {
      const outcomes = await Promise.all(checks.map((check) => outcomeOf(check, options)));
      return report(name, outcomes, request);
    };
  return new Map([
    ['/livez', answer('livez', [ping])],
    ['/readyz', answer('readyz', [ping, ...options.checks])],
    ['/healthz', answer('healthz', [ping, ...options.checks])],
  ]);
}

const ping: HealthCheck = { name: 'ping', check: async () => {} };

const checkDeadlineSeconds = 5;

interface Outcome {
  readonly name: string;
  readonly isGood: boolean;
}

async function outcomeOf(
  { name, check }: HealthCheck,
  { clock, logger }: { readonly clock: Pick<Clock, 'setTimer'>; readonly logger: Logger },
): Promise<Outcome> {
  try {
    await withDeadline(check(), { clock, seconds: checkDeadlineSeconds });
    return { name, isGood: true };
  } catch (error) {
    logger.warn({ check: name, error }, 'health check failed');
    return { name, isGood: false };
  }
}

function report(name: string, outcomes: readonly Outcome[], request: Pick<ApiRequest, 'query'>): ApiResponse {
  const isGood = outcomes.every((outcome) => outcome.isGood);
  if (isGood && !request.query.has('verbose')) return textResponse(200, 'ok');
  const lines = outcomes.map((outcome) => (outcome.isGood ? `[+]${outcome.name} ok` : `[-]${outcome.name} failed: reason withheld`));
  return textResponse(isGood ? 200 : 500, `${[...lines, `${name} check ${isGood ? 'passed' : 'failed'}`].join('\n')}\n`);
}
