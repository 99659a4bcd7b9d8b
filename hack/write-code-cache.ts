/**
 * Runs `tycho get` once on a bundle, against a server that it plays itself, and writes the code that V8 made of everything that ran, for the starter
 * to begin with. Called by hack/build-cli.ts.
 *
 * Usage: node hack/write-code-cache.ts BUNDLE OUTPUT
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { moduleText } from './cli-launcher.ts';

const [bundle = '', output = ''] = process.argv.slice(2);
const home = mkdtempSync(join(tmpdir(), 'tycho-build-'));
const server = createServer(answer).listen(0, '127.0.0.1', run);

function run(): void {
  const { port } = server.address() as AddressInfo;
  const kubeconfig = join(home, 'kubeconfig');
  writeFileSync(kubeconfig, kubeconfigText(port));
  process.env['HOME'] = home;
  process.argv.splice(1, Infinity, bundle, '--kubeconfig', kubeconfig, 'get', 'servers');
  const script = new Script(moduleText(readFileSync(bundle, 'latin1')), { filename: bundle });
  process.once('exit', (code) => {
    rmSync(home, { recursive: true, force: true });
    if (code === 0) writeFileSync(output, script.createCachedData());
  });
  const start = script.runInThisContext() as (...parameters: unknown[]) => void;
  start({}, createRequire(bundle), {}, bundle, dirname(bundle));
}

/** In the plain form in which `tycho up` and kubectl write it. */
function kubeconfigText(port: number): string {
  return `apiVersion: v1
kind: Config
current-context: "a"
clusters:
- name: "a"
  cluster:
    server: "http://127.0.0.1:${port}"
    certificate-authority-data: QQ==
contexts:
- name: "a"
  context:
    cluster: "a"
    user: "a"
    namespace: "default"
users:
- name: "a"
  user:
    client-certificate-data: QQ==
    client-key-data: QQ==
`;
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(request.url === '/api' || request.url === '/apis' ? discovery : table));
}

const discovery = {
  kind: 'APIGroupDiscoveryList',
  items: [
    {
      metadata: { name: 'compute.tycho.dev' },
      versions: [
        {
          version: 'v1alpha1',
          resources: [
            { resource: 'servers', responseKind: { kind: 'Server' }, scope: 'Namespaced', singularResource: 'server', verbs: ['get'] },
          ],
        },
      ],
    },
  ],
};

const table = {
  kind: 'Table',
  metadata: { resourceVersion: '1' },
  columnDefinitions: [
    { name: 'Name', type: 'string', format: 'name', priority: 0 },
    { name: 'Status', type: 'string', priority: 0 },
  ],
  rows: [{ cells: ['web', 'Running'], object: { metadata: { name: 'web', namespace: 'default' } } }],
};
