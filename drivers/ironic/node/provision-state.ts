/**
 * What a provision state of Ironic's means to whoever owns the node's instance.
 *
 * - `Free`: nothing is deployed, and an instance may be.
 * - `Deploying`: the instance is being put on it, and runs at the end unless that fails. `Waiting`: so too, and Ironic waits for the machine.
 * - `Deployed`: the instance is on it. `Rescue`: so too, and something else was started instead.
 * - `Failed`: a deployment failed; another may be tried.
 * - `Leaving`: it is being taken off. `Stuck`: that failed.
 * - `Cleaning`: nothing of it is left; the machine is being made ready for the next.
 * - `Away`: the operator has it.
 */
export type ProvisionPhase =
  | 'Free'
  | 'Deploying'
  | 'Waiting'
  | 'Deployed'
  | 'Rescue'
  | 'Failed'
  | 'Leaving'
  | 'Stuck'
  | 'Cleaning'
  | 'Away';

/** See {@link ProvisionPhase}. */
export function provisionPhase(provisionState: string): ProvisionPhase {
  return phases.get(provisionState) ?? 'Away';
}

/** Whether Ironic will go on from this state by itself. */
export function isPassing(provisionState: string): boolean {
  return passing.has(provisionState);
}

/** As ironic/common/states.py of 2023.1 has them, and the later ones for servicing and holding. */
const phases: ReadonlyMap<string, ProvisionPhase> = new Map([
  ['available', 'Free'],
  ['deploying', 'Deploying'],
  ['wait call-back', 'Waiting'],
  ['deploy hold', 'Waiting'],
  ['active', 'Deployed'],
  ['servicing', 'Deployed'],
  ['service wait', 'Deployed'],
  ['service hold', 'Deployed'],
  ['service failed', 'Deployed'],
  ['rescuing', 'Rescue'],
  ['rescue wait', 'Rescue'],
  ['rescue', 'Rescue'],
  ['rescue failed', 'Rescue'],
  ['unrescuing', 'Rescue'],
  ['unrescue failed', 'Rescue'],
  ['deploy failed', 'Failed'],
  ['deleting', 'Leaving'],
  ['error', 'Stuck'],
  ['cleaning', 'Cleaning'],
  ['clean wait', 'Cleaning'],
  ['clean hold', 'Cleaning'],
  ['clean failed', 'Cleaning'],
] as const);

const passing: ReadonlySet<string> = new Set([
  'deploying',
  'wait call-back',
  'deploy hold',
  'deleting',
  'cleaning',
  'clean wait',
  'clean hold',
  'rescuing',
  'rescue wait',
  'unrescuing',
  'servicing',
  'service wait',
  'service hold',
]);
