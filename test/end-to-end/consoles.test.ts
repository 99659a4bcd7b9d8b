import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryOfFurtherHost, hostNameOfAgent, runDirectoryOfAgent } from '#cmd/bootstrap/host-names.ts';
import { eventually } from '../harness/eventually.ts';
import { LocalTycho, repositoryRoot } from './local-tycho.ts';
import { smallGuests } from './small-guests.ts';

const bootMilliseconds = 120_000;

/** One story, told in order: how people look at a virtual machine and at a container, from a terminal, a VNC viewer and a browser. */
describe('consoles, with the real parts', { timeout: 3 * 60_000 }, () => {
  let tycho: LocalTycho;
  let browser: Browser;

  beforeAll(async () => {
    tycho = await LocalTycho.prepare();
    await tycho.up({ driver: 'kvm,container' });
    const manifest = manifestOf(tycho);
    await writeFile(manifest, smallGuests({ virtualMachine: 'vm', container: 'box' }));
    await tycho.tycho('apply', '-f', manifest);
    for (const name of ['vm', 'box']) {
      await tycho.tycho('wait', `server/${name}`, '--for=condition=Ready', '--timeout=120s');
      await eventually(() => requireReady(name), { withinMilliseconds: bootMilliseconds });
    }
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: browserFlags });
  }, 4 * 60_000);

  afterAll(async () => {
    await browser?.close();
    await tycho[Symbol.asyncDispose]();
    await rm(manifestOf(tycho), { force: true });
  }, 60_000);

  async function requireReady(name: string): Promise<void> {
    if (!(await tycho.ask('logs', name)).includes('READY')) throw new Error(`${name} is not ready`);
  }

  it.each(['vm', 'box'])('gives a shell of %s on the terminal', async (name) => {
    const console = spawn(join(repositoryRoot, 'build/tycho'), ['--kubeconfig', tycho.kubeconfig, 'console', name]);
    let said = '';
    console.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
    console.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
    await eventually(() => expect(said).toContain('Connected'), { withinMilliseconds: 20_000 });

    console.stdin.write('\n');
    await eventually(
      () => {
        console.stdin.write('echo sum $((20 + 22))\n');
        expect(said).toContain('sum 42');
      },
      { withinMilliseconds: 30_000 },
    );
    const ended = new Promise((resolve) => console.once('exit', resolve));
    console.stdin.write('\u001D');

    expect(await ended).toBe(0);
    expect(said).toContain('The console is closed');
  });

  it('shows the screen of a virtual machine to a VNC viewer', async () => {
    const vnc = spawn(join(repositoryRoot, 'build/tycho'), ['--kubeconfig', tycho.kubeconfig, 'vnc', 'vm']);
    let said = '';
    vnc.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
    await eventually(() => expect(said).toMatch(/127\.0\.0\.1:\d+\n/), { withinMilliseconds: 20_000 });
    const port = Number(said.trim().split(':')[1]);

    const greeting = await new Promise<string>((resolve, reject) => {
      const viewer = connect(port, '127.0.0.1');
      viewer.once('error', reject);
      viewer.once('data', (bytes) => {
        resolve(bytes.toString());
        viewer.destroy();
      });
    });
    vnc.kill('SIGINT');

    expect(greeting).toBe('RFB 003.008\n');
  });

  it('says that a container has no screen, in the words for every missing feature', async () => {
    await expect(tycho.tycho('vnc', 'box')).rejects.toThrow(
      /spec\.type: Graphical needs the feature "console-graphical", which the host of this server does not offer/,
    );
  });

  it('gives a shell in the browser, once for each address', async () => {
    const url = (await tycho.tycho('console', 'vm', '--url')).trim();
    const page = await browser.newPage({ ignoreHTTPSErrors: true });
    await page.goto(url);
    await page.getByText('Connected. Press Enter').waitFor();

    await page.locator('#console').click();
    // Whoever was on this console before may have left half a line. (A signal can meet the shell between two lines, and leave a terminal without echo.)
    await page.keyboard.press('Control+U');
    await page.keyboard.press('Enter');
    await eventually(
      async () => {
        await page.keyboard.type('echo product $((6 * 7))\n');
        expect(await page.locator('.xterm-rows').textContent()).toContain('product 42');
      },
      { withinMilliseconds: 30_000 },
    );
    const again = await browser.newPage({ ignoreHTTPSErrors: true });
    await again.goto(url);
    await again.getByText('Closed').waitFor();
    await Promise.all([page.close(), again.close()]);
  });

  it.each(['our own', 'as OpenStack’s clients get it'])(
    'shows the screen in the browser, at an address of a form that is %s',
    async (form) => {
      const page = await browser.newPage({ ignoreHTTPSErrors: true });
      const url = new URL((await tycho.tycho('vnc', 'vm', '--url')).trim());
      if (form !== 'our own') url.search = `?path=${encodeURIComponent(`console/connect${url.search}`)}`;
      await page.goto(url.href);
      await page.getByText('Connected.').waitFor();

      const canvas = page.locator('#console canvas');
      const { width = 0, height = 0 } = (await canvas.boundingBox()) ?? {};
      expect([width > 100, height > 100]).toEqual([true, true]);
      await page.close();
    },
  );

  it('leaves no trace on the host in the end', async () => {
    await tycho.tycho('down', '--purge', '--state-directory', tycho.stateDirectory);

    const agent = join(tycho.stateDirectory, 'agent');
    for (const directory of [agent, directoryOfFurtherHost(agent, 'container')]) {
      const traces = [runDirectoryOfAgent(directory), join('/run/netns', hostNameOfAgent(directory))];
      expect(traces.filter((path) => existsSync(path))).toEqual([]);
    }
  });
});

/** Beside the state directory, which is to be gone in the end. */
function manifestOf({ stateDirectory }: LocalTycho): string {
  return `${stateDirectory}.yaml`;
}

/** It runs as root here, and without a network it would look for Google's hosts at every start. */
const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
