import { option, type Option } from './option.ts';

/** A QEMU that a guest has broken out of may not start programs, gain rights or change its share of the host. */
export function sandbox(): readonly Option[] {
  return [option('-sandbox', { enable: 'on', obsolete: 'deny', elevateprivileges: 'deny', spawn: 'deny', resourcecontrol: 'deny' })];
}
