import { without, type Converter } from './converter.ts';

const unlimited = -1;
/** None are: whoever sends one is refused (routes/injected-files.ts). */
const filesInjected = 0;
const bytesInjected = 10_240;
const pathBytesInjected = 255;

const injectedFileQuotas = {
  injected_files: filesInjected,
  injected_file_content_bytes: bytesInjected,
  injected_file_path_bytes: pathBytesInjected,
};

const networkQuotas = { fixed_ips: unlimited, floating_ips: unlimited, security_groups: unlimited, security_group_rules: unlimited };

const addNetworkQuotas = withValues(networkQuotas);
const withoutGroups = without('server_groups', 'server_group_members');

/**
 * What quotas and limits looked like. The limits of things that went are those that a Nova of today gives for them: unlimited where another service keeps count,
 * its defaults for the sizes of files that were put into servers (nova/quota.py, nova/conf/quota.py).
 */
export const quotaConverters: readonly Converter[] = [
  {
    since: 57,
    of: ['quotaSet', 'quotaClassSet'],
    effect: 'There are quotas for files that are put into servers.',
    lower: withValues(injectedFileQuotas),
  },
  {
    since: 57,
    of: 'quotaSetDetail',
    effect: 'There are quotas for files that are put into servers, in detail.',
    lower: withDetails(injectedFileQuotas),
  },
  {
    since: 57,
    of: 'limits',
    effect: 'There are limits for files that are put into servers.',
    lower: withValues({ maxPersonality: filesInjected, maxPersonalitySize: bytesInjected }),
  },

  {
    since: 50,
    of: 'quotaClassSet',
    effect: "A class has the network service's quotas, and none for groups.",
    lower: (body) => {
      addNetworkQuotas(body);
      withoutGroups(body);
    },
  },

  {
    since: 39,
    of: 'limits',
    effect: 'There is a limit for metadata of images.',
    lower: (body) => {
      if ('maxServerMeta' in body) body['maxImageMeta'] = body['maxServerMeta'];
    },
  },

  { since: 36, of: 'quotaSet', effect: "There are the network service's quotas.", lower: withValues(networkQuotas) },
  { since: 36, of: 'quotaSetDetail', effect: "There are the network service's quotas, in detail.", lower: withDetails(networkQuotas) },
  {
    since: 36,
    of: 'limits',
    effect: "There are the network service's limits.",
    lower: withValues({
      maxTotalFloatingIps: unlimited,
      maxSecurityGroups: unlimited,
      maxSecurityGroupRules: unlimited,
      totalFloatingIpsUsed: 0,
      totalSecurityGroupsUsed: 0,
    }),
  },
];

function withValues(values: Readonly<Record<string, number>>): Converter['lower'] {
  return (body) => Object.assign(body, values);
}

function withDetails(limits: Readonly<Record<string, number>>): Converter['lower'] {
  return (body) => {
    for (const [name, limit] of Object.entries(limits)) body[name] = { in_use: 0, limit, reserved: 0 };
  };
}
