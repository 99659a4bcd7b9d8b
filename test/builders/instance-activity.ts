import { noActivity, type InstanceActivity } from '#cmd/node-agent/instance/instance-activity.ts';

/** What an agent knows of an instance that nothing has failed for. */
export function anActivity(overrides: Partial<InstanceActivity> = {}): InstanceActivity {
  return { ...noActivity(), ...overrides };
}
