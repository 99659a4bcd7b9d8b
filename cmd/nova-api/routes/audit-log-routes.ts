import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { readTime } from '../translate/read-time.ts';
import { hostsInOrder } from './host-facts.ts';
import type { Route } from './route.ts';

const path = '/os-instance_usage_audit_log';
const rule = (verb: string): string => `os_compute_api:os-instance-usage-audit-log:${verb}`;

/** `/os-instance_usage_audit_log`, as a Nova shows it whose agents are not told to audit, which is its default: no host has. */
export function auditLogRoutes(cloud: Cloud): readonly Route[] {
  return [
    {
      method: 'GET',
      path,
      policy: 'admin',
      rule: rule('list'),
      handle: () => ({ code: 200, body: { instance_usage_audit_logs: auditLog(cloud, cloud.clock.now()) } }),
    },
    {
      method: 'GET',
      path: `${path}/:before`,
      policy: 'admin',
      rule: rule('show'),
      handle: ({ parameters }) => {
        const text = parameters['before'] ?? '';
        const before = readTime(text);
        if (before === undefined) throw new NovaFault(400, `Invalid timestamp for date ${text}`);
        return { code: 200, body: { instance_usage_audit_log: auditLog(cloud, before) } };
      },
    },
  ];
}

function auditLog(cloud: Cloud, before: Date): object {
  const hosts = hostsInOrder(cloud).map(({ metadata }) => metadata.name);
  const [year, month] = [before.getUTCFullYear(), before.getUTCMonth()];
  return {
    // The last month that was over then.
    period_beginning: text(Date.UTC(year, month - 1)),
    period_ending: text(Date.UTC(year, month)),
    num_hosts: hosts.length,
    num_hosts_done: 0,
    num_hosts_running: 0,
    num_hosts_not_run: hosts.length,
    hosts_not_run: hosts,
    total_instances: 0,
    total_errors: 0,
    overall_status: `0 of ${hosts.length} hosts done. 0 errors.`,
    log: {},
  };
}

function text(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}
