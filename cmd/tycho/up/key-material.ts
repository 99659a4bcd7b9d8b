import { existsSync, readFileSync } from 'node:fs';
import type { Clock } from '#apis/machinery/clock.ts';
import {
  certificateExpiry,
  createAuthority,
  createSharedSecret,
  createSigningKey,
  isIssuedBy,
  issueCertificate,
  type Authority,
  type CertificateTerms,
} from '#cmd/bootstrap/certificates.ts';
import { writeKubeconfig } from '#cmd/bootstrap/kubeconfig.ts';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';
import { loopback, type Ports } from './ports.ts';
import type { StateDirectory } from './state-directory.ts';

/** Ten years: an authority of one machine that everybody can throw away with its state directory. */
const authorityDays = 3650;
/** A year; renewed at any start within the last quarter of it. */
const certificateDays = 365;
const renewalDays = 90;

/**
 * Makes the keys and certificates that are missing or about to end. Four authorities, so that what opens one door opens no other: `etcd-ca` signs etcd
 * itself and its only client, the api-server; `etcd-peer-ca` etcd's members among themselves; `api-ca` the api-server and its clients; `agent-ca` the
 * gateway, the image store and the agents.
 */
export async function makeKeyMaterial(state: StateDirectory, ports: Ports, clock: Clock): Promise<void> {
  const make = new KeyMaker(state, clock);
  const etcd = await make.authority('etcd-ca', 'tycho etcd');
  await make.certificate('etcd-server', { authority: etcd, commonName: 'etcd', usage: 'Server', ...here });
  await make.certificate('etcd-client', { authority: etcd, commonName: 'tycho-api-server', usage: 'Client' });
  const peers = await make.authority('etcd-peer-ca', 'tycho etcd peers');
  await make.certificate('etcd-peer', { authority: peers, commonName: 'etcd-peer', usage: 'ServerAndClient', ...here });
  const api = await make.authority('api-ca', 'tycho api');
  await make.certificate('api-server', { authority: api, commonName: 'tycho-api-server', usage: 'Server', ...here });
  // The api-server's own, before the door of the gateway: that lets in the organization by which its 0.1.0 knows an api-server.
  await make.certificate('gateway-client', {
    authority: api,
    commonName: 'tycho-api-server',
    organizations: ['tycho:control-plane'],
    usage: 'Client',
  });
  const agents = await make.authority('agent-ca', 'tycho agents');
  await make.certificate('gateway', { authority: agents, commonName: 'tycho-gateway', usage: 'Server', ...here });
  await make.certificate('image-store', { authority: agents, commonName: 'tycho-image-store', usage: 'Server', ...here });
  if (!existsSync(state.imageLinkKey)) await writePrivateFile(state.imageLinkKey, createSharedSecret());
  if (!existsSync(state.accountSigningKey)) await writePrivateFile(state.accountSigningKey, createSigningKey());
  if (!existsSync(state.encryptionConfiguration)) await writePrivateFile(state.encryptionConfiguration, encryptionConfiguration());
  await make.kubeconfig(state.kubeconfig, { authority: api, ports, userName: 'admin', organizations: ['system:masters'] });
  for (const name of ['controller-manager', 'gateway', 'image-store', 'gitops', 'nova-api', 'openstack-services']) {
    await make.kubeconfig(state.kubeconfigOf(name), {
      authority: api,
      ports,
      // Its role is bound to this name.
      userName: `tycho-${name}`,
      organizations: [],
    });
  }
}

/** Secrets are written by a key of this machine's own. What lies plain in etcd, from before there was one, is read and encrypted when it is written. */
function encryptionConfiguration(): string {
  const secret = Buffer.from(createSharedSecret(), 'hex').toString('base64');
  return [
    '# By which keys Secrets are encrypted in etcd. Keep it with the backups of etcd, and apart from them: neither is of use without the other.',
    '# How a key is changed: docs/how-to/identity-and-secrets.md.',
    'kind: EncryptionConfiguration',
    'apiVersion: apiserver.config.k8s.io/v1',
    'resources:',
    '- resources: [secrets]',
    '  providers:',
    `  - aesgcm: {keys: [{name: key1, secret: ${secret}}]}`,
    '  - identity: {}',
    '',
  ].join('\n');
}

/** Everything listens on this machine only. */
const here = { dnsNames: ['localhost'], ipAddresses: [loopback, '::1'] } as const;

type Terms = Omit<CertificateTerms, 'validityDays' | 'clock'>;

interface KubeconfigTerms {
  readonly authority: Authority;
  readonly ports: Ports;
  readonly userName: string;
  readonly organizations: readonly string[];
}

class KeyMaker {
  readonly #state: StateDirectory;
  readonly #clock: Clock;

  constructor(state: StateDirectory, clock: Clock) {
    this.#state = state;
    this.#clock = clock;
  }

  async authority(name: string, commonName: string): Promise<Authority> {
    const files = this.#state.credentials(name);
    if (!existsSync(files.certificate) || !existsSync(files.key)) {
      const authority = await createAuthority({ commonName, validityDays: authorityDays, clock: this.#clock });
      await writePrivateFile(files.key, authority.privateKeyPEM);
      await writePrivateFile(files.certificate, authority.certificatePEM);
    }
    return { certificatePEM: readFileSync(files.certificate, 'utf8'), privateKeyPEM: readFileSync(files.key, 'utf8') };
  }

  async certificate(name: string, terms: Terms): Promise<void> {
    const files = this.#state.credentials(name);
    if (this.#isGood(files, terms.authority)) return;
    const issued = await issueCertificate({ ...terms, validityDays: certificateDays, clock: this.#clock });
    await writePrivateFile(files.key, issued.privateKeyPEM);
    await writePrivateFile(files.certificate, issued.certificatePEM);
  }

  /** The certificate lies in the kubeconfig, so it is made anew at each start, and its end never comes near. */
  async kubeconfig(path: string, { authority, ports, userName, organizations }: KubeconfigTerms): Promise<void> {
    const issued = await issueCertificate({
      authority,
      commonName: userName,
      organizations,
      usage: 'Client',
      validityDays: certificateDays,
      clock: this.#clock,
    });
    await writeKubeconfig(path, {
      name: 'tycho',
      userName,
      server: `https://${loopback}:${ports.apiServer}`,
      authorityPEM: authority.certificatePEM,
      ...issued,
      namespace: 'default',
    });
  }

  #isGood(files: { readonly certificate: string; readonly key: string }, authority: Authority): boolean {
    if (!existsSync(files.certificate) || !existsSync(files.key)) return false;
    const credentials = { certificatePEM: readFileSync(files.certificate, 'utf8'), privateKeyPEM: readFileSync(files.key, 'utf8') };
    const leftMilliseconds = certificateExpiry(credentials.certificatePEM).getTime() - this.#clock.now().getTime();
    return leftMilliseconds > renewalDays * 24 * 3600 * 1000 && isIssuedBy(credentials, authority.certificatePEM);
  }
}
