import type { Capability } from '#drivers/contract/capability.ts';
import type { Execution, Observation } from '#drivers/contract/driver.ts';
import type { InstanceRecord } from '../journal/journal-state.ts';
import type { ActionSecret } from './action-secrets.ts';
import type { StepFailure } from './step-failure.ts';
import type { HostedVolume } from './volume-source.ts';

/** What is so, at one moment, about one instance on this host. */
export interface InstanceObservation {
  readonly record: InstanceRecord;
  readonly guest: Observation;
  /** The highest epoch of this server that was ever allowed to run here. */
  readonly runEpoch: number;
  /** Other incarnations of the server that execute here, or may. */
  readonly rivals: readonly Rival[];
  /**
   * Whether the control plane has spoken since the host was booted. A host that was off may have been given up meanwhile, and its servers started
   * elsewhere.
   */
  readonly isConfirmed: boolean;
  /** Steps that went wrong the last time, by {@link keyOfStep}. */
  readonly failures: ReadonlyMap<string, StepFailure>;
  /** What the driver of this host can do; undefined while it has not said so: then everything is tried. */
  readonly capabilities: ReadonlySet<Capability> | undefined;
  /** Volumes that this instance wants, by uid of the volume, as far as this host knows of them. */
  readonly volumes: ReadonlyMap<string, HostedVolume>;
  /** Ports that the host has something for, of this guest and as far as this life of the agent knows; undefined: not known. */
  readonly settledPorts: readonly string[] | undefined;
  /** The transfer that this life of the agent has something to prove itself with for, by the uid of the Instance that the guest goes to. */
  readonly offeredTransfer: string | undefined;
  /** What was heard of the secret of the newest action, in this life of the agent. */
  readonly actionSecret: ActionSecret | undefined;
}

export interface Rival {
  readonly instanceUID: string;
  readonly epoch: number;
}

/** A guest with a process: it executes, or its processors stand still. */
export type Executing = { readonly kind: 'Running' | 'Paused' } & Execution;

export function isExecuting(guest: Observation | undefined): guest is Executing {
  return guest?.kind === 'Running' || guest?.kind === 'Paused';
}
