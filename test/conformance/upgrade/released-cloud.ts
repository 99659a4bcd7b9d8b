import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalog } from '#apis/catalog.ts';
import { ApiClient } from '#apis/client/api-client.ts';
import { HTTPTransport } from '#apis/client/http-transport.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { createAuthority, issueCertificate, type Authority } from '#cmd/bootstrap/certificates.ts';
import { connectionFrom, readKubeconfig } from '#cmd/bootstrap/kubeconfig.ts';
import { formatAddress, readPortFile } from '#cmd/bootstrap/port-file.ts';
import { EtcdStorage } from '#cmd/api-server/storage/etcd/etcd-storage.ts';
import { ownKeyPrefix, type Operation, type Storage } from '#cmd/api-server/storage/storage.ts';
import { startApiServerProcess, type ApiServerProcess } from '#test/harness/api-server-process.ts';
import type { EtcdServer } from '#test/harness/etcd.ts';
import { eventually } from '#test/harness/eventually.ts';

/** A key as a release left it. */
interface RecordedKey {
  readonly key: string;
  readonly modRevision: number;
  readonly timeToLiveSeconds?: number;
  /** What is stored, if that is JSON. */
  readonly object?: unknown;
  readonly text?: string;
}

/** An object as a release left it. */
export interface RecordedObject {
  readonly key: string;
  readonly kind: KindDefinition;
  readonly modRevision: number;
  readonly object: ApiObject;
}

export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/** The cloud that a release left behind, under today's api-server, and under today's other processes when they are started. */
export class ReleasedCloud implements AsyncDisposable {
  readonly server: ApiServerProcess;
  /** Past the api-server and its encryption. */
  readonly etcd: Storage;
  /** In the order in which they were last written. */
  readonly objects: readonly RecordedObject[];
  readonly #golden: string;
  readonly #folder: string;
  readonly #processes: ChildProcess[] = [];

  private constructor(server: ApiServerProcess, etcd: Storage, objects: readonly RecordedObject[], golden: string, folder: string) {
    this.server = server;
    this.etcd = etcd;
    this.objects = objects;
    this.#golden = golden;
    this.#folder = folder;
  }

  static async start(version: string, files: Readonly<Record<string, string>>): Promise<ReleasedCloud> {
    const golden = fileURLToPath(new URL(`goldens/${version}`, import.meta.url));
    const lines = (await readFile(join(golden, 'etcd.jsonl'), 'utf8')).trim().split('\n');
    const keys = lines.map((line) => JSON.parse(line) as RecordedKey);
    let etcd: Storage | undefined;
    const server = await startApiServerProcess({
      storage: 'etcd',
      files,
      fill: async (process) => {
        etcd = storageIn(process);
        await fill(etcd, keys);
      },
    });
    return new ReleasedCloud(server, etcd!, keys.flatMap(recordedObject), golden, await mkdtemp(join(tmpdir(), 'tycho-upgrade-')));
  }

  async clientOf(user?: User): Promise<ApiClient> {
    const { server, authorityPEM, credentials } = await connectionFrom(await readKubeconfig([await this.server.kubeconfig(user)]));
    if (authorityPEM === undefined || credentials.kind !== 'Certificate') throw new Error('a kubeconfig without certificates');
    const { certificatePEM: cert, privateKeyPEM: key } = credentials;
    return new ApiClient({ transport: new HTTPTransport({ server, ca: authorityPEM, cert, key, userAgent: 'upgrade-test' }) });
  }

  /** Starts the loops, a gateway and the agent of the recorded hosts. `kubeconfig` is what the two former show. `root` has `cmd/`: today's if absent. */
  async startProcesses(kubeconfig: string, root = fileURLToPath(new URL('../../..', import.meta.url))): Promise<void> {
    const at = (name: string): string => join(this.#folder, name);
    const authority = await createAuthority({ commonName: 'test agents', validityDays: 1 });
    const gateway = await issueCertificate({
      authority,
      commonName: 'gateway',
      ipAddresses: ['127.0.0.1'],
      validityDays: 1,
      usage: 'Server',
    });
    await writeFile(at('agent-ca.crt'), authority.certificatePEM);
    await writeFile(at('agent-ca.key'), authority.privateKeyPEM, { mode: 0o600 });
    await writeFile(at('gateway.crt'), gateway.certificatePEM);
    await writeFile(at('gateway.key'), gateway.privateKeyPEM, { mode: 0o600 });
    await this.#layOutHosts(authority);
    const controller = join(root, 'cmd/controller-manager/main.ts');
    // Started again under the name that leads, as `tycho up` does it: another one would wait until the old lease is over.
    this.#start('loops', controller, { kubeconfig, 'replica-name': 'controller-manager-host' });
    this.#start('gateway', controller, {
      kubeconfig,
      loops: 'instance',
      'gateway-listen': '127.0.0.1:0',
      'gateway-port-file': at('gateway-port'),
      'gateway-certificate': at('gateway.crt'),
      'gateway-key': at('gateway.key'),
      'agent-ca': at('agent-ca.crt'),
      'agent-ca-key': at('agent-ca.key'),
    });
    const address = await eventually(() => readPortFile(at('gateway-port')), { withinMilliseconds: 60_000 });
    this.#start('agent', join(root, 'cmd/node-agent/main.ts'), {
      gateway: formatAddress(address),
      'gateway-ca': at('agent-ca.crt'),
      'state-directory': at('agent'),
      'host-name': 'host',
      driver: 'fake',
      'fake-hosts': '2',
    });
  }

  /** What a process said, for when something did not come true. */
  log(name: 'loops' | 'gateway' | 'agent'): Promise<string> {
    return readFile(join(this.#folder, `${name}.log`), 'utf8');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#processes.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
    await this.etcd.close();
    await this.server.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** The hosts as they were, with keys of this test's own. */
  async #layOutHosts(authority: Authority): Promise<void> {
    const hosts = join(this.#folder, 'agent/hosts');
    await mkdir(join(this.#folder, 'agent'));
    await cp(join(this.#golden, 'hosts'), hosts, { recursive: true });
    for (const name of await readdir(hosts)) {
      const file = join(hosts, name, 'identity.json');
      const identity = JSON.parse(await readFile(file, 'utf8')) as { readonly hostUID: string };
      const commonName = `tycho:host:${identity.hostUID}`;
      const own = await issueCertificate({ authority, commonName, validityDays: 1, usage: 'Client' });
      await writeFile(file, JSON.stringify({ ...identity, certificatePEM: own.certificatePEM }), { mode: 0o600 });
      await writeFile(join(hosts, name, 'host.key'), own.privateKeyPEM, { mode: 0o600 });
    }
  }

  #start(name: string, program: string, flags: Readonly<Record<string, string>>): void {
    const log = openSync(join(this.#folder, `${name}.log`), 'a', 0o600);
    const parameters = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
    this.#processes.push(spawn(process.execPath, [program, ...parameters], { stdio: ['ignore', log, log] }));
    closeSync(log);
  }
}

function storageIn({ endpoint, credentials, quotaBytes }: EtcdServer): Storage {
  const ambient = { clock: new SystemClock(), random: new SystemRandom(), logger: silentLogger };
  return new EtcdStorage({ ...ambient, endpoints: [endpoint], credentials, quotaBytes });
}

/** Writes each key at the revision that it had, so that what speaks of revisions, as agents' journals do, goes on being true. */
async function fill(etcd: Storage, keys: readonly RecordedKey[]): Promise<void> {
  let reached = await etcd.currentRevision();
  for (const [revision, written] of Map.groupBy(keys, ({ modRevision }) => modRevision)) {
    const missing = revision - reached - 1;
    await Promise.all(Array.from({ length: missing }, () => put(etcd, [{ key: `${ownKeyPrefix}filler`, value: Buffer.alloc(0) }])));
    reached = await put(
      etcd,
      written.map(({ key, object, text, timeToLiveSeconds }) => ({
        key,
        value: Buffer.from(text ?? JSON.stringify(object)),
        ...(timeToLiveSeconds === undefined ? {} : { timeToLiveSeconds }),
      })),
    );
    if (reached !== revision) throw new Error(`a key of revision ${revision} was written at ${reached}`);
  }
}

async function put(etcd: Storage, items: readonly Omit<Extract<Operation, { kind: 'Put' }>, 'kind'>[]): Promise<number> {
  const result = await etcd.transact({ compare: [], operations: items.map((item) => ({ kind: 'Put', ...item })) });
  return result.revision;
}

/** Nothing for what is no object: guards, and what the store keeps for itself. */
function recordedObject({ key, modRevision, object }: RecordedKey): readonly RecordedObject[] {
  const [, , group, plural] = key.split('/');
  const kind = catalog.find((each) => each.plural === plural && (each.group === '' ? 'core' : each.group) === group);
  if (kind === undefined) return [];
  const { storedVersion: _form, ...stored } = object as ApiObject & { readonly storedVersion: number };
  return [{ key, kind, modRevision, object: stored }];
}
