import { Duplex, PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serverKind } from '#apis/compute/server.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { aPlacedServer } from '#test/builders/placed-server.ts';
import { CommandLine } from '#test/harness/command-line.ts';
import { eventually } from '#test/harness/eventually.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';

let server: InProcessApiServer;
let commands: CommandLine;
let keys: PassThrough;
let screen: PassThrough;
let dialled: string[];

/** A guest's console that answers in capitals. */
class Shouter extends Duplex {
  override _read(): void {}

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.push(chunk.toString().toUpperCase());
    done();
  }
}

beforeEach(async () => {
  server = new InProcessApiServer({ clock: new SystemClock() });
  await server.ready;
  keys = new PassThrough();
  screen = new PassThrough();
  dialled = [];
  commands = new CommandLine({
    transport: server.transport(),
    openWebSocket: async (path) => {
      dialled.push(path);
      return new Shouter();
    },
    terminal: { keys, screen },
  });
  await aPlacedServer(server);
});

afterEach(() => {
  server.close();
  commands[Symbol.dispose]();
});

/** Makes the guest of `web` run on a connected host that offers these features. */
async function offer(...capabilities: string[]): Promise<void> {
  const client = server.client();
  const { status } = await client.resource(serverKind).get({ namespace: 'default', name: 'web' });
  const session = { number: 1, gateway: 'g', gatewayURL: 'https://gateway.example', connectedAt: '2026-06-01T12:00:00Z' };
  await client.resource(hostKind).patchStatus({ name: 'host-a' }, { status: { capabilities, session } });
  await client.resource(instanceKind).patchStatus({ namespace: 'default', name: status!.instance! }, { status: { phase: 'Running' } });
}

describe('tycho console', () => {
  it('carries keys to the guest and its words to the terminal, until Ctrl-]', async () => {
    await offer('console-serial');
    const console = commands.start(['console', 'web']);
    await eventually(() => expect(dialled).toEqual([expect.stringMatching(/^\/console\/connect\?token=[0-9a-f]{64}$/)]));

    keys.write('hello');
    await eventually(() => expect(String(screen.read() ?? '')).toBe('HELLO'));
    keys.write('\u001D');

    expect(await console.ended).toMatchObject({ exitCode: 0, output: '', errors: expect.stringContaining('Ctrl-] leaves') });
  });

  it('prints the address of a page instead', async () => {
    await offer('console-serial');

    expect((await commands.run('console', 'web', '--url')).output).toMatch(
      /^https:\/\/127\.0\.0\.1:1\/console\/serial\?token=[0-9a-f]{64}\n$/,
    );
    expect(dialled).toEqual([]);
  });

  it('says what the host does not offer', async () => {
    await offer('console-graphical');

    expect(await commands.run('console', 'web')).toMatchObject({
      exitCode: 1,
      errors: expect.stringContaining('spec.type: Serial needs the feature "console-serial", which the host of this server does not offer'),
    });
  });
});

describe('tycho vnc', () => {
  it('offers the screen to viewers on this machine, each on a connection of its own', async () => {
    await offer('console-graphical');
    const { connect } = await import('node:net');
    const vnc = commands.start(['vnc', 'web']);
    await eventually(() => expect(vnc.soFar().output).toMatch(/^127\.0\.0\.1:\d+\n$/));
    const port = Number(vnc.soFar().output.trim().split(':')[1]);

    const said = await new Promise<string>((resolve) => {
      const viewer = connect(port, '127.0.0.1', () => viewer.write('rfb'));
      viewer.once('data', (bytes) => {
        resolve(bytes.toString());
        viewer.destroy();
      });
    });
    vnc.interrupt();

    expect(said).toBe('RFB');
    expect(await vnc.ended).toMatchObject({ exitCode: 130 });
  });
});
