import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command, Outcome, ProcessRunner } from '../host/process-runner.ts';
import { probeAccelerator, type AcceleratorProbeOptions } from './accelerator-probe.ts';
import { markerExitCode, markerGuest } from './marker-guest.ts';

let stateDirectory: string;

beforeEach(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'probe-'));
});

afterEach(() => rm(stateDirectory, { recursive: true }));

const finished: Outcome = { exitCode: markerExitCode, signal: undefined, stdout: '', stderr: '' };
const hung: Outcome = { exitCode: undefined, signal: 'SIGKILL', stdout: '', stderr: '' };

interface Host {
  readonly paths?: Readonly<Record<string, { mode: number; groupID: number }>>;
  readonly kvm?: Outcome;
  readonly tcg?: Outcome;
  readonly setting?: AcceleratorProbeOptions['setting'];
}

async function probe({ paths = {}, kvm = finished, tcg = finished, setting = 'Probe' }: Host) {
  const commands: Command[] = [];
  const runner: Pick<ProcessRunner, 'run'> = {
    run: (command) => {
      commands.push(command);
      return Promise.resolve(command.includes('accel=kvm') ? kvm : tcg);
    },
  };
  const found = await probeAccelerator({
    setting,
    stateDirectory,
    probeUserID: 700,
    runner: runner as ProcessRunner,
    programs: () => Promise.resolve({ qemu: 'qemu', nsenter: 'nsenter', setpriv: 'setpriv', flock: 'flock', ip: 'ip' }),
    inspect: (path) => Promise.resolve(paths[path]),
  });
  return { found, commands };
}

const module = { mode: 0o755, groupID: 0 };
const kvmHost = { '/sys/module/kvm_intel': module, '/dev/kvm': { mode: 0o20660, groupID: 105 } };

describe('probeAccelerator', () => {
  it('takes KVM where a guest comes to its end under it, with the group that may open it', async () => {
    const { found, commands } = await probe({ paths: kvmHost });

    expect(found).toEqual({ kind: 'kvm', deviceGroupID: 105 });
    expect(commands).toHaveLength(1);
    expect(commands[0]).toContain('--groups=105');
  });

  it('needs no group where everybody may open it', async () => {
    const { found, commands } = await probe({ paths: { '/sys/module/kvm_amd': module, '/dev/kvm': { mode: 0o20666, groupID: 105 } } });

    expect(found).toEqual({ kind: 'kvm' });
    expect(commands[0]).toContain('--clear-groups');
  });

  it('does not even try KVM without the module of a processor', async () => {
    const { found, commands } = await probe({
      paths: { '/sys/module/kvm': module, '/sys/module/kvm_pvm': module, '/dev/kvm': { mode: 0o20666, groupID: 0 } },
    });

    expect(found).toEqual({ kind: 'tcg', whyNotKVM: 'neither kvm_intel nor kvm_amd is loaded' });
    expect(commands.flat()).not.toContain('accel=kvm');
  });

  it('translates where KVM opens and then hangs', async () => {
    const { found } = await probe({ paths: kvmHost, kvm: hung });

    expect(found).toEqual({ kind: 'tcg', whyNotKVM: 'a test guest did not come to its end under KVM (not in time)' });
  });

  it('obeys the operator', async () => {
    expect((await probe({ paths: kvmHost, setting: 'tcg' })).found).toMatchObject({ kind: 'tcg' });
    expect((await probe({ paths: {}, setting: 'kvm' })).found).toMatchObject({
      kind: 'none',
      message: expect.stringContaining('neither kvm_intel'),
    });
  });

  it('says so when no guest runs at all', async () => {
    const { found } = await probe({ tcg: { exitCode: 1, signal: undefined, stdout: '', stderr: 'warning\nno such machine\n' } });

    expect(found).toMatchObject({ kind: 'none', message: expect.stringContaining('exit code 1: no such machine') });
  });

  it('leaves nothing behind', async () => {
    await probe({ paths: kvmHost, kvm: hung });

    expect(await readdir(stateDirectory)).toEqual([]);
  });
});

describe('markerGuest', () => {
  it('begins at the reset vector of a 64 KiB firmware', () => {
    const rom = Buffer.from(markerGuest());

    expect(rom).toHaveLength(65_536);
    expect(rom.readUInt8(0xfff0)).toBe(0xe9);
    expect(0xfff3 + rom.readInt16LE(0xfff1)).toBe(0xff00);
  });
});
