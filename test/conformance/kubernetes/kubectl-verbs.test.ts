import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiServerProcess, type ApiServerProcess } from '#test/harness/api-server-process.ts';
import { isAtLeast, kubectlPrograms } from './kubectl-program.ts';
import { KubectlShell } from './kubectl.ts';
import { kubectlVerbs, refusalOfOlder } from './kubectl-verbs.ts';

const manifest = (name: string, spec = 'flavor: small, image: debian'): string =>
  `apiVersion: compute.tycho.dev/v1alpha1\nkind: Server\nmetadata: {name: ${name}, labels: {tier: web}}\nspec: {${spec}}\n`;

/** The files that the commands name. */
const files: Readonly<Record<string, string>> = {
  'a.yaml': manifest('a'),
  'a2.yaml': manifest('a', 'flavor: small, image: debian, description: hello'),
  'b.yaml': manifest('b'),
  'c.yaml': manifest('c'),
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

/** Every verb that kubectl has, in the order in which they are told, by the oldest kubectl that we are used with and by a new one. */
describe('every verb of kubectl', async () => {
  const programs = await kubectlPrograms();
  let server: ApiServerProcess;

  beforeAll(async () => {
    server = await startApiServerProcess({ storage: 'memory' });
  });

  afterAll(() => server.stop());

  describe.each(Object.values(programs))('$version', (program) => {
    const namespace = `verbs-${program.version.replaceAll('.', '-')}`;
    let shell: KubectlShell;

    beforeAll(async () => {
      shell = await KubectlShell.open(await server.kubeconfig(), program);
      for (const [name, text] of Object.entries(files)) await writeFile(join(shell.folder, name), text);
      await writeFile(join(shell.folder, 'editor.sh'), editor, { mode: 0o755 });
      await shell.output(`kubectl create namespace ${namespace}`);
    });

    afterAll(() => shell.close());

    it.each(kubectlVerbs)('$line', async ({ line, prints, exitCode = 0, since = 0 }) => {
      const { stdout, stderr, ...outcome } = await shell.run(`k() { kubectl -n ${namespace} "$@"; }; ${line}`);
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
