import { actionCapability } from '../infrastructure/capabilities-for.ts';
import type { Host } from '../infrastructure/host.ts';

/**
 * Between which hosts a guest can go while it runs: equal for hosts that are alike, as far as that can be told from afar. What is finer, as what their processors
 * can do, the hosts find out among themselves before anything is sent. Undefined: not from or to this host.
 */
export function liveMoveWord({ status }: Pick<Host, 'status'>): string | undefined {
  const feature = actionCapability({ spec: { server: '', type: 'MigrateLive' } })!;
  if (status?.capabilities?.includes(feature) !== true) return undefined;
  return `${feature} from ${[status.driver, status.architecture, status.accelerator].join('/')}`;
}
