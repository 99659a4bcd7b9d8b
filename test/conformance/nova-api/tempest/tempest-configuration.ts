import { keystoneAdmin } from '../../../harness/keystone.ts';

export interface TempestConfigurationOptions {
  /** With `/v3`. */
  readonly identityURL: string;
  /** Ids of two images and of two flavors. */
  readonly image: string;
  readonly otherImage: string;
  readonly flavor: string;
  readonly otherFlavor: string;
  /** The name of a network that everybody may use, if there is one. */
  readonly network: string | undefined;
  readonly isToldOfXenAPI: boolean;
  readonly hosts: number;
  /** Where locks and logs go. */
  readonly folder: string;
}

/** What Tempest is told of the cloud, in its own format. Users are made by Tempest itself, in the identity service. */
export function tempestConfiguration(options: TempestConfigurationOptions): string {
  const sections: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>> = {
    DEFAULT: { log_file: `${options.folder}/tempest.log` },
    oslo_concurrency: { lock_path: `${options.folder}/lock` },
    auth: {
      use_dynamic_credentials: true,
      create_isolated_networks: false,
      admin_username: keystoneAdmin.userName,
      admin_password: keystoneAdmin.password,
      admin_project_name: keystoneAdmin.projectName!,
      admin_domain_name: 'Default',
    },
    identity: { auth_version: 'v3', uri_v3: options.identityURL, v3_endpoint_type: 'public', region: 'RegionOne' },
    'identity-feature-enabled': { api_v2: false, api_v3: true },
    service_available: { nova: true, glance: true, neutron: true, cinder: false, swift: false, horizon: false },
    compute: {
      image_ref: options.image,
      image_ref_alt: options.otherImage,
      flavor_ref: options.flavor,
      flavor_ref_alt: options.otherFlavor,
      min_microversion: '2.1',
      max_microversion: '2.96',
      min_compute_nodes: options.hosts,
      build_interval: 1,
      build_timeout: 60,
      ...named('fixed_network_name', options.network),
    },
    'compute-feature-enabled': {
      resize: true,
      pause: true,
      suspend: true,
      shelve: true,
      shelve_migrate: true,
      cold_migration: true,
      live_migration: false,
      console_output: true,
      vnc_console: true,
      change_password: true,
      interface_attach: true,
      snapshot: true,
      rescue: true,
      personality: false,
      config_drive: true,
      enable_instance_password: true,
      xenapi_apis: options.isToldOfXenAPI,
      scheduler_enabled_filters: 'ComputeFilter,ServerGroupAntiAffinityFilter,ServerGroupAffinityFilter,DifferentHostFilter,SameHostFilter',
    },
    image: { disk_formats: 'raw,qcow2', container_formats: 'bare' },
    'image-feature-enabled': { api_v2: true },
    network: { shared_physical_network: true, project_network_cidr: '10.20.0.0/16' },
    'network-feature-enabled': { ipv6: false, floating_ips: false, port_security: false },
    validation: { run_validation: false, connect_method: 'fixed', ...named('network_for_ssh', options.network) },
  };
  return Object.entries(sections)
    .map(([name, values]) => [`[${name}]`, ...Object.entries(values).map(([key, value]) => `${key} = ${value}`), ''].join('\n'))
    .join('\n');
}

function named(key: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [key]: value };
}
