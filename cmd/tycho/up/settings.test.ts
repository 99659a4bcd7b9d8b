import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { PortClaims } from './port-claims.ts';
import { claimPorts } from './ports.ts';
import { readSettings, settingsWithClaimedPorts, updateSettings } from './settings.ts';

let file: string;
const random = new SeededRandom('settings');

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'settings-')), 'settings.json');
});

describe('settings', () => {
  it('are made once, with ports that stay, and keep what was chosen', async () => {
    const first = await updateSettings(file, { drivers: ['fake'], fakeHostCount: 3 }, random);
    const second = await updateSettings(file, { hostName: 'a' }, random);

    expect(second).toEqual({ ...first, hostName: 'a' });
    expect(readSettings(file)).toEqual(second);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('are not written when nothing changes', async () => {
    await updateSettings(file, {}, random);
    const before = statSync(file).ino;
    await updateSettings(file, {}, random);

    expect(statSync(file).ino).toBe(before);
  });

  it('give the host a name that an object can have', async () => {
    expect((await updateSettings(file, {}, random)).hostName).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
  });

  it('say when the file is damaged', async () => {
    await updateSettings(file, {}, random);
    const whole = readFileSync(file, 'utf8');
    for (const damage of ['', '{', '{}', 'null', whole.replace('"format": 1', '"format": 9'), whole.replace('"kvm"', '"xen"')]) {
      writeFileSync(file, damage);
      expect(() => readSettings(file)).toThrow(file);
    }
  });

  it('of version 0.1.0, which knew one driver only, are understood', async () => {
    const { drivers: _, ...before } = await updateSettings(file, {}, random);
    writeFileSync(file, JSON.stringify({ ...before, driver: 'fake' }));

    expect(readSettings(file)).toEqual({ ...before, drivers: ['fake'] });
  });

  it('of version 0.1.0, which had neither an image store nor OpenStack’s APIs, get ports for them and keep the others', async () => {
    const settings = await updateSettings(file, {}, random);
    const { imageStore: _, identity: _identity, novaApi: _novaAPI, ...ports } = settings.ports;
    writeFileSync(file, JSON.stringify({ ...settings, ports }));

    const updated = await updateSettings(file, {}, random);

    expect(updated.ports).toMatchObject(ports);
    for (const port of [updated.ports.imageStore, updated.ports.identity, updated.ports.novaApi]) {
      expect(Number.isInteger(port)).toBe(true);
      expect(Object.values(ports)).not.toContain(port);
    }
    expect(readSettings(file)).toEqual(updated);
  });

  describe('whose ports somebody else has taken since they were chosen', () => {
    const other = new PortClaims();
    const ours = new PortClaims();

    afterEach(() => {
      other.release();
      ours.release();
    });

    it('get others while nobody knows them, and remember those', async () => {
      const settings = await updateSettings(file, {}, random);
      await other.claim(settings.ports.console);

      const claimed = await settingsWithClaimedPorts(file, { settings, claims: ours, arePortsKnown: false, random });

      expect(claimed.ports.console).not.toBe(settings.ports.console);
      expect(claimed.ports).toEqual({ ...settings.ports, console: claimed.ports.console });
      expect(readSettings(file)).toEqual(claimed);
      expect(await claimPorts(claimed.ports, other)).toContain('apiServer');
    });

    it('keep those that were told to somebody, and say who is in the way', async () => {
      const settings = await updateSettings(file, {}, random);
      await other.claim(settings.ports.console);

      await expect(settingsWithClaimedPorts(file, { settings, claims: ours, arePortsKnown: true, random })).rejects.toThrow(
        `port 127.0.0.1:${settings.ports.console}, which the gateway (consoles) had until now, is taken`,
      );
      expect(readSettings(file)).toEqual(settings);
      expect(await claimPorts(settings.ports, other)).toEqual(['console']);
    });
  });
});
