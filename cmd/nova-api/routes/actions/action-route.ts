import type { Cloud } from '../../cloud/cloud.ts';
import type { KnownServer } from '../../cloud/known-objects.ts';
import type { ServerFacts } from '../../translate/server-view.ts';
import type { NovaAnswer, NovaRequest, Policy } from '../route.ts';
import type { Guard } from '../server-guards.ts';

/** One key that the body of `POST /servers/ID/action` may have. */
export interface ActionRoute {
  readonly name: string;
  readonly policy: Policy;
  /** What Nova calls the right to it, behind `os_compute_api:`, for the message of a refusal. Default: `servers:NAME`. */
  readonly rule?: string;
  /** Absent: in any state, for whoever may. */
  readonly guard?: Guard;
  /** What the message of a refused state calls it; default its name. */
  readonly guardName?: string;
  /** The feature of a host's driver that it needs. */
  readonly capability?: string;
  readonly since?: number;
  readonly until?: number;
  readonly handle: (call: ActionCall) => Promise<NovaAnswer>;
}

export interface ActionCall {
  readonly cloud: Cloud;
  readonly request: NovaRequest;
  readonly server: KnownServer;
  readonly facts: ServerFacts;
  /** What stands behind the key. */
  readonly details: Readonly<Record<string, unknown>>;
}
