import { olderOf, only, without, type Converter } from './converter.ts';

/** What operators' resources looked like. */
export const operatorConverters: readonly Converter[] = [
  {
    since: 88,
    of: 'hypervisor',
    effect: 'A hypervisor has sums of what is on it, and its uptime has a path of its own.',
    lower: withStatistics,
  },
  {
    since: 75,
    of: ['hypervisor', 'hypervisorBrief'],
    effect: 'A hypervisor without servers has no list of them.',
    lower: (body) => {
      if (Array.isArray(body['servers']) && body['servers'].length === 0) delete body['servers'];
    },
  },
  {
    since: 53,
    of: ['hypervisor', 'hypervisorBrief', 'hypervisorUptime', 'service'],
    effect: 'Services and hypervisors are known by integers.',
    lower: withIntegerIDs,
  },
  { since: 28, of: 'hypervisor', effect: 'What a hypervisor says of its processors is JSON in a string.', lower: processorsAsText },

  { since: 11, of: 'service', effect: 'A service cannot be said to be down.', lower: without('forced_down') },
  {
    since: 53,
    of: 'enabledService',
    effect: 'The answer to enabling a service has the change only.',
    lower: only('host', 'binary', 'status'),
  },
  {
    since: 53,
    of: 'disabledService',
    effect: 'The answer to disabling a service has the change only.',
    lower: only('host', 'binary', 'status'),
  },
  {
    since: 53,
    of: 'disabledServiceWithReason',
    effect: 'The answer to disabling a service for a reason has the change only.',
    lower: only('host', 'binary', 'status', 'disabled_reason'),
  },
  {
    since: 53,
    of: 'forcedDownService',
    effect: 'The answer to saying that a service is down has the change only.',
    lower: only('host', 'binary', 'forced_down'),
  },

  { since: 41, of: 'aggregate', effect: 'An aggregate is known by its integer only.', lower: without('uuid') },

  {
    since: 80,
    of: ['migration', 'serverMigration'],
    effect: 'A migration does not tell whose server it moved.',
    lower: without('user_id', 'project_id'),
  },
  { since: 59, of: ['migration', 'serverMigration'], effect: 'A migration is known by its integer only.', lower: without('uuid') },
  { since: 23, of: 'migration', effect: 'A migration has neither type nor links.', lower: without('migration_type', 'links') },
];

/** The sums that a hypervisor had before 2.88. */
export const hypervisorStatistics = [
  'vcpus',
  'memory_mb',
  'local_gb',
  'vcpus_used',
  'memory_mb_used',
  'local_gb_used',
  'free_ram_mb',
  'free_disk_gb',
  'current_workload',
  'running_vms',
  'disk_available_least',
] as const;

function withStatistics(body: Record<string, unknown>): void {
  const { statistics = {} } = olderOf(body) as { readonly statistics?: Readonly<Record<string, unknown>> };
  delete body['uptime'];
  for (const field of hypervisorStatistics) body[field] = statistics[field] ?? 0;
  body['cpu_info'] = statistics['cpu_info'] ?? {};
}

function processorsAsText(body: Record<string, unknown>): void {
  if (typeof body['cpu_info'] === 'object') body['cpu_info'] = JSON.stringify(body['cpu_info'] ?? {});
}

function withIntegerIDs(body: Record<string, unknown>): void {
  const { id, serviceID } = olderOf(body);
  if (id !== undefined) body['id'] = id;
  const { service } = body;
  if (serviceID !== undefined && typeof service === 'object' && service !== null) body['service'] = { ...service, id: serviceID };
}
