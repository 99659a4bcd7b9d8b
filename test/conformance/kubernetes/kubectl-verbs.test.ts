import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiServerProcess, type ApiServerProcess } from '#test/harness/api-server-process.ts';
import { isAtLeast, kubectlPrograms } from './kubectl-program.ts';
import { KubectlShell } from './kubectl.ts';
import { helmCommands, kubectlVerbs, kubectlWatches, refusalOfOlder } from './kubectl-verbs.ts';

const manifest = (name: string, spec = 'flavor: small, image: debian'): string =>
  `apiVersion: compute.tycho.dev/v1alpha1\nkind: Server\nmetadata: {name: ${name}, labels: {tier: web}}\nspec: {${spec}}\n`;

/** The files that the commands name. */
const files: Readonly<Record<string, string>> = {
  'a.yaml': manifest('a'),
  'a2.yaml': manifest('a', 'flavor: small, image: debian, description: hello'),
  'b.yaml': manifest('b'),
  'c.yaml': manifest('c'),
  'd.yaml': manifest('d'),
  'colour.yaml': manifest('colour', 'flavor: small, image: debian, colour: red'),
  'kustomization.yaml': 'resources: [b.yaml]\nnamePrefix: k-\n',
  'status.json': JSON.stringify({
    status: {
      phase: 'Running',
      observedGeneration: 99,
      conditions: [{ type: 'Ready', status: 'True', reason: 'Running', message: 'It runs.', lastTransitionTime: '2026-01-01T00:00:00Z' }],
    },
  }),
};

const editor = '#!/bin/sh\nsed -i "s/description: hello/description: edited/" "$1"\n';

const chart: Readonly<Record<string, string>> = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
  'chart/values.yaml': 'flavor: small\n',
  'chart/templates/server.yaml': manifest('{{ .Release.Name }}', 'flavor: "{{ .Values.flavor }}", image: debian'),
  'chart/templates/settings.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "{{ .Release.Name }}"}\ndata: {a: b}\n',
};

const { older, newer, newest } = await kubectlPrograms();

/** Whose commands, by which kubectl, in which namespace. */
const suites = [
  { name: `every verb of kubectl ${older.version}`, program: older, verbs: kubectlVerbs, namespace: 'older' },
  { name: `every verb of kubectl ${newer.version}`, program: newer, verbs: kubectlVerbs, namespace: 'newer' },
  { name: `the watches of kubectl ${newest.version}`, program: newest, verbs: kubectlWatches, namespace: 'newest' },
  { name: 'helm', program: newer, verbs: helmCommands, namespace: 'helm' },
];

describe('what people type', () => {
  let server: ApiServerProcess;

  beforeAll(async () => {
    server = await startApiServerProcess({ storage: 'memory' });
  });

  afterAll(() => server.stop());

  describe.each(suites)('$name', ({ program, verbs, namespace }) => {
    let shell: KubectlShell;

    beforeAll(async () => {
      shell = await KubectlShell.open(await server.kubeconfig(), program);
      await mkdir(join(shell.folder, 'chart/templates'), { recursive: true });
      for (const [name, text] of Object.entries({ ...files, ...chart })) await writeFile(join(shell.folder, name), text);
      await writeFile(join(shell.folder, 'editor.sh'), editor, { mode: 0o755 });
      await shell.output(`kubectl create namespace ${namespace}`);
    });

    afterAll(() => shell.close());

    it.each(verbs)('$line', async ({ line, prints, exitCode = 0, since = 0 }) => {
      const { stdout, stderr, ...outcome } = await shell.run(
        `export HELM_NAMESPACE=${namespace}; k() { kubectl -n ${namespace} "$@"; }; ${line}`,
      );
      const text = `${stdout}${stderr}`;

      if (isAtLeast(program, since)) {
        expect(text).toMatch(prints);
        expect(outcome.exitCode).toBe(exitCode);
      } else {
        expect(text).toMatch(refusalOfOlder);
        expect(outcome.exitCode).not.toBe(0);
      }
    });
  });
});
