import type { DriverProfile } from './driver-profile.ts';

/** Why a driver does not offer what others do, by capability. Every gap in `docs/parity.md` has to have its reason here. */
export const gaps: Readonly<Record<DriverProfile['name'], Readonly<Record<string, string>>>> = {
  fake: {},
  kvm: {},
  container: {
    suspend: 'the kernel cannot write the memory of a system container to disk (CRIU gives up on nested namespaces)',
    'crash-dump': 'a container has no kernel of its own to interrupt',
    'console-graphical': 'a container has no screen',
    volume: "mounting a tenant's file system in the host's kernel is not safe",
    'volume-attach': "mounting a tenant's file system in the host's kernel is not safe",
    'volume-extend': "mounting a tenant's file system in the host's kernel is not safe",
    'volume-multi-attach': "mounting a tenant's file system in the host's kernel is not safe",
  },
  ironic: {
    pause: 'a machine cannot stand still',
    suspend: 'a machine has no host that could keep its memory',
    snapshot: 'Ironic does not read disks back',
    backup: 'Ironic does not read disks back',
    shelve: 'Ironic does not read disks back',
    resize: 'a machine is as large as it is',
    'migrate-cold': 'Ironic does not read disks back',
    'set-password': 'nothing of ours runs inside a machine',
    'console-log': 'Ironic keeps no log of the console',
    'console-graphical': 'Ironic offers a screen only on a page of its own',
    network: 'machines are cabled by somebody else',
    'port-attach': 'machines are cabled by somebody else',
    'metadata-service': 'it is there only where the operator routes to it; the config drive has the same',
    volume: 'machines have no disks that could come and go',
    'volume-attach': 'machines have no disks that could come and go',
    'volume-extend': 'machines have no disks that could come and go',
  },
};
