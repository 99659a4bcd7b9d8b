import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiServerProcess, type ApiServerProcess } from '#test/harness/api-server-process.ts';
import { deviations } from './deviations.ts';
import { kubectlPrograms } from './kubectl-program.ts';
import { KubectlShell } from './kubectl.ts';
import { formatOutcome, readTranscripts } from './transcript.ts';

/**
 * The real kubectl says about this server what it says about a real kube-apiserver 1.32, command by command. `transcripts/` holds what was recorded there,
 * `deviations.ts` where we differ and why.
 */
const program = fileURLToPath(new URL('example-api-server.ts', import.meta.url));
const transcripts = await readTranscripts();

interface Step {
  readonly name: string;
  readonly command: string;
  readonly outcome: string;
}

const steps = transcripts.flatMap(({ number, command, outcome }): readonly Step[] => {
  const deviation = deviations.find((each) => each.number === number);
  const name = `${number}: ${command}`;
  if (deviation === undefined) return [{ name, command, outcome }];
  if (deviation.outcome !== undefined) return [{ name: `${name} (${deviation.reason})`, command, outcome: deviation.outcome }];
  return deviation.instead === undefined
    ? []
    : [{ name: `${number}: ${deviation.instead}`, command: deviation.instead, outcome: expect.stringMatching(/^exit 0\n/) as string }];
});

const manifest = `apiVersion: compute.example.io/v1
kind: Server
metadata: {name: a, labels: {tier: web}}
spec: {flavor: m1.small, image: debian}
`;

/** The files that the commands name. */
const files: Readonly<Record<string, string>> = {
  'a.yaml': manifest,
  'a2.yaml': manifest.replace('m1.small', 'm1.medium'),
  'b.yaml': manifest.replace('name: a,', 'name: b,').replace('m1.small', 'm1.large'),
  'unknown.yaml': manifest.replace('flavor: m1.small', 'flavor: m1.small, colour: red'),
  'missing.yaml': manifest.replace(/spec: .*/, 'spec: {image: debian}'),
  'invalid.yaml': manifest
    .replace('name: a', 'name: wrong')
    .replace(/spec: .*/, 'spec: {flavor: m1.small, powerState: Sideways, cpu: {cores: 0}}'),
  'broken.yaml': '{not yaml',
};

const { newer: kubectl } = await kubectlPrograms();

describe(`kubectl ${kubectl.version}`, () => {
  let server: ApiServerProcess;
  let shell: KubectlShell;

  beforeAll(async () => {
    server = await startApiServerProcess({ storage: 'etcd', program });
    shell = await KubectlShell.open(await server.kubeconfig(), kubectl);
    for (const [name, text] of Object.entries(files)) await writeFile(join(shell.folder, name), text);
  });

  afterAll(async () => {
    await shell.close();
    await server.stop();
  });

  it('has a recording to be held against', () => {
    expect(transcripts.map(({ number }) => number)).toEqual(Array.from({ length: 73 }, (_, index) => index + 1));
  });

  // In order: each finds what those before it left.
  it.each(steps)('$name', async ({ command, outcome }) => {
    const found = formatOutcome(await shell.run(command), { url: server.url, folder: shell.folder });

    expect(found).toEqual(outcome);
  });
});
