import { join } from 'node:path';

/** Where everything of one control plane on this machine lies. */
export interface StateDirectory {
  readonly root: string;
  /** How kubectl and tycho reach it, with the administrator's certificate. */
  readonly kubeconfig: string;
  /** Ports and wishes, remembered from start to start. */
  readonly settings: string;
  /** Who supervises, held while it runs. */
  readonly lock: string;
  /** What the supervisor has started, by pid and start time. */
  readonly processes: string;
  /** How everything stands, for `up` and `down` to read. */
  readonly status: string;
  readonly keys: string;
  readonly etcdData: string;
  /** What the image store keeps. */
  readonly imageStoreData: string;
  /** Signs links to the image store. */
  readonly imageLinkKey: string;
  /** Signs tokens of service accounts. */
  readonly accountSigningKey: string;
  /** By which keys Secrets are encrypted in etcd. Without it they cannot be read. */
  readonly encryptionConfiguration: string;
  /** Who may use OpenStack's APIs, and with which roles; people change it. */
  readonly openStackUsers: string;
  /** Signs tokens of OpenStack's. */
  readonly openStackTokenKey: string;
  /** The password that a user of OpenStack's was given at the first start. */
  readonly openStackPasswordOf: (user: string) => string;
  /** For clients of OpenStack's: a file for the shell, and one with several clouds. They hold passwords. */
  readonly openrc: string;
  readonly openStackClouds: string;
  /** Who did what, one line a request. */
  readonly auditLog: string;
  /** Where commits lie while they are read. */
  readonly gitopsData: string;
  /** What one agent keeps. */
  readonly agentData: (agent: string) => string;
  readonly joinToken: (agent: string) => string;
  readonly logs: string;
  /** Where Node keeps the code of our processes in compiled form. */
  readonly compileCache: string;
  /** The log of one process. */
  readonly logOf: (process: string) => string;
  /** Certificate and key files of one name, in `keys`. */
  readonly credentials: (name: string) => { readonly certificate: string; readonly key: string };
  /** The kubeconfig of one of our own processes, in `keys`. */
  readonly kubeconfigOf: (process: string) => string;
}

export function stateDirectoryAt(root: string): StateDirectory {
  const keys = join(root, 'keys');
  const logs = join(root, 'logs');
  return {
    root,
    kubeconfig: join(root, 'kubeconfig'),
    settings: join(root, 'settings.json'),
    lock: join(root, 'supervisor.lock'),
    processes: join(root, 'processes.json'),
    status: join(root, 'status.json'),
    keys,
    etcdData: join(root, 'etcd'),
    imageStoreData: join(root, 'image-store'),
    imageLinkKey: join(keys, 'image-links.key'),
    accountSigningKey: join(keys, 'service-accounts.key'),
    encryptionConfiguration: join(keys, 'encryption.yaml'),
    openStackUsers: join(keys, 'openstack-users.yaml'),
    openStackTokenKey: join(keys, 'openstack-tokens.key'),
    openStackPasswordOf: (user) => join(keys, `openstack-${user}.password`),
    openrc: join(root, 'openrc'),
    openStackClouds: join(root, 'clouds.yaml'),
    auditLog: join(logs, 'audit.jsonl'),
    gitopsData: join(root, 'gitops'),
    agentData: (agent) => join(root, agent),
    joinToken: (agent) => join(keys, agent.replace('agent', 'join-token')),
    logs,
    compileCache: join(root, 'compile-cache'),
    logOf: (process) => join(logs, `${process}.log`),
    credentials: (name) => ({ certificate: join(keys, `${name}.crt`), key: join(keys, `${name}.key`) }),
    kubeconfigOf: (process) => join(keys, `${process}.kubeconfig`),
  };
}
