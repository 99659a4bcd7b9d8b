import { waitingForAgent } from '#apis/compute/waiting-for-agent.ts';
import type { ServerStatus } from '#apis/compute/server.ts';
import type { Condition } from '#apis/machinery/condition.ts';

/** Where a server stands: one word for people, and who waits for what. */
export interface Progress {
  readonly phase: NonNullable<ServerStatus['phase']>;
  readonly ready: Condition['status'];
  readonly reason: string;
  readonly message: string;
  /** `Passing`: over in a moment if all goes well, and not worth a write of its own before that moment has passed. */
  readonly pace: 'Settled' | 'Passing';
  /** Of a settled one that is not ready: `Retried`, somebody goes on trying; `Awaited`, it is as it is to be for the time being. Absent: it is stuck. */
  readonly hope?: 'Retried' | 'Awaited';
}

/** As it was declared, which is not always running. */
export function asDeclared(phase: Progress['phase'], reason: string, message: string): Progress {
  return { phase, ready: 'True', reason, message, pace: 'Settled' };
}

/** It will be over in a moment. */
export function passing(phase: Progress['phase'], reason: string, message: string): Progress {
  return { phase, ready: 'False', reason, message, pace: 'Passing' };
}

/** It stays so until somebody wishes for something else, or does something. */
export function settled(phase: Progress['phase'], reason: string, message: string): Progress {
  return { phase, ready: 'False', reason, message, pace: 'Settled' };
}

/** The agent has to hear of it first. */
export function notTakenUp(phase: Progress['phase']): Progress {
  return passing(phase, waitingForAgent.reason, waitingForAgent.message);
}
