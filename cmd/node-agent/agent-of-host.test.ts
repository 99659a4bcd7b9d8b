import { getEventListeners } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { AddressGuard } from '#cmd/bootstrap/address-guard.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { joinOne, shareKey } from './agent-of-host.ts';
import { HostIdentityFiles } from './host-identity.ts';
import type { NodeAgentConfiguration } from './node-agent-configuration.ts';

const random = new SystemRandom();
let home: string;
let further: readonly string[];
let configuration: NodeAgentConfiguration;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'agent-of-host-'));
  further = [join(home, 'kvm'), join(home, 'container')];
  configuration = {
    gateways: [],
    gatewayAuthorityPEM: '',
    stateDirectory: home,
    hostName: 'h',
    readToken: () => Promise.reject(new Error('there is no token')),
    driver: { kind: 'machine', drivers: [] },
    networking: {},
    transfers: { address: undefined, most: 2 },
    images: { allowedFileDirectories: [], addresses: new AddressGuard() },
    agentVersion: '0',
    clock: new VirtualClock(),
    random,
    logger: silentLogger,
  };
});

afterEach(() => rmSync(home, { recursive: true }));

/** As a host that has joined. */
async function hasJoined(directory: string): Promise<void> {
  const files = new HostIdentityFiles({ directory, random });
  await files.key();
  await files.write({ hostUID: 'uid', hostName: 'h', controlPlaneUID: 'plane', certificatePEM: 'certificate' });
}

const textOf = (directory: string, name: string): string => readFileSync(join(directory, name), 'utf8');
const contentsOf = (directory: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(directory, { withFileTypes: true })
      .filter((each) => each.isFile())
      .map(({ name }) => [name, textOf(directory, name)]),
  );

describe('the key of the hosts of one process', () => {
  it('is one, that of the host at home', async () => {
    await shareKey([home, ...further], configuration);

    expect(new Set([home, ...further].map((each) => textOf(each, 'host.key'))).size).toBe(1);
    expect(new Set([home, ...further].map((each) => textOf(each, 'host.csr'))).size).toBe(1);
  });

  it('stays that of a host that has joined', async () => {
    await shareKey([further[0]!], configuration);
    rmSync(join(home, 'host.key'));
    rmSync(join(home, 'host.csr'));
    await hasJoined(further[0]!);
    const before = contentsOf(further[0]!);

    await shareKey([home, ...further], configuration);

    expect(contentsOf(further[0]!)).toEqual(before);
    expect(textOf(further[1]!, 'host.key')).not.toBe(before['host.key']);
  });

  it.each(['host.key', 'host.csr'])(
    'is another one when the host at home has joined and lost its %s, which stays to be mended',
    async (lost) => {
      await hasJoined(home);
      rmSync(join(home, lost));
      const before = contentsOf(home);

      await shareKey([home, ...further], configuration);

      expect(existsSync(join(home, lost))).toBe(false);
      expect(contentsOf(home)).toEqual(before);
      expect(textOf(further[0]!, 'host.key')).toContain('PRIVATE KEY');
      expect(contentsOf(further[1]!)).toEqual(contentsOf(further[0]!));
    },
  );
});

describe('joining', () => {
  it('leaves nothing with the signal that ends it, however often it is tried', async () => {
    await hasJoined(home);
    const { signal } = new AbortController();

    for (let attempt = 0; attempt < 12; attempt += 1) await joinOne({ directory: home, hostName: 'h' }, configuration, signal);
    rmSync(join(home, 'host.key'));
    await expect(joinOne({ directory: home, hostName: 'h' }, configuration, signal)).rejects.toThrow('host.key is gone');

    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('ends with the signal, though it waits for something that does not come', async () => {
    const stopping = new AbortController();
    const waiting = { ...configuration, readToken: () => new Promise<string>(() => {}) };
    const joining = joinOne({ directory: home, hostName: 'h' }, waiting, stopping.signal);
    stopping.abort(new Error('not wanted'));

    await expect(joining).rejects.toThrow('not wanted');
    await expect(joinOne({ directory: home, hostName: 'h' }, waiting, stopping.signal)).rejects.toThrow('not wanted');
  });
});
