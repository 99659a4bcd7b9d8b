import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeGuestFile, guestFolders, hasRun, hostPlaces, placeTakenFrom, type MachineDriver } from './host-places.ts';

let stateDirectory: string;

beforeEach(() => {
  stateDirectory = mkdtempSync(join(tmpdir(), 'host-places-'));
});

afterEach(() => rmSync(stateDirectory, { recursive: true }));

/** Plans the hosts and leaves what an agent with them does. */
function run(...drivers: readonly MachineDriver[]): Readonly<Record<string, readonly [directory: string, hostName: string]>> {
  const places = hostPlaces(drivers, { stateDirectory, hostName: 'h' });
  for (const { driver, directory } of places) mkdirSync(join(directory, guestFolders[driver]), { recursive: true });
  return Object.fromEntries(places.map(({ driver, directory, hostName }) => [driver, [directory.slice(stateDirectory.length), hostName]]));
}

describe('the hosts of a machine', () => {
  it.each(['kvm', 'container'] as const)('are one at home with driver %s alone', (driver) => {
    expect(run(driver)).toEqual({ [driver]: ['', 'h'] });
  });

  it('are the first at home and the second below, each with a name of its own', () => {
    expect(run('container', 'kvm')).toEqual({ container: ['', 'h'], kvm: ['/hosts/kvm', 'h-kvm'] });
  });

  it('stay where they are when a driver comes before the one that was there', () => {
    run('container');

    expect(run('kvm', 'container')).toEqual({ container: ['', 'h'], kvm: ['/hosts/kvm', 'h-kvm'] });
  });

  it('stay where they are when the other one is left out', () => {
    run('kvm', 'container');

    expect(run('container')).toEqual({ container: ['/hosts/container', 'h-container'] });
    expect(run('container', 'kvm')).toEqual({ container: ['/hosts/container', 'h-container'], kvm: ['', 'h'] });
  });

  it('are known to have been there when their driver is left out', () => {
    run('kvm', 'container');

    expect([hasRun('kvm', stateDirectory), hasRun('container', stateDirectory)]).toEqual([true, true]);
    rmSync(join(stateDirectory, 'hosts'), { recursive: true });
    expect([hasRun('kvm', stateDirectory), hasRun('container', stateDirectory)]).toEqual([true, false]);
  });

  it('are never one where another has been', () => {
    run('kvm');

    expect(run('container')).toEqual({ container: ['/hosts/container', 'h-container'] });
  });

  it('have names that a host may have', () => {
    const places = hostPlaces(['kvm', 'container'], { stateDirectory, hostName: 'n'.repeat(63) });

    expect(places.map(({ hostName }) => hostName)).toEqual(['n'.repeat(63), `${'n'.repeat(50)}-container`]);
  });
});

describe('a state directory', () => {
  it('is for the guests of a machine or for fake ones, whoever was there first', () => {
    expect([placeTakenFrom('machine', stateDirectory), placeTakenFrom('fake', stateDirectory)]).toEqual([undefined, undefined]);
    run('kvm', 'container');

    expect(placeTakenFrom('machine', stateDirectory)).toBeUndefined();
    expect(placeTakenFrom('fake', stateDirectory)).toContain('has had guests of driver kvm and container');
  });

  it.each(['.', 'hosts/h-1'])('is for fake guests when there were some in %s', (place) => {
    mkdirSync(join(stateDirectory, place), { recursive: true });
    writeFileSync(join(stateDirectory, place, fakeGuestFile), '');

    expect(placeTakenFrom('fake', stateDirectory)).toBeUndefined();
    expect(placeTakenFrom('machine', stateDirectory)).toContain('has had guests of driver fake');
  });
});
