import { beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { HostsApart, type HostToKeep } from './hosts-apart.ts';

let clock: VirtualClock;
let running: Set<string>;

beforeEach(() => {
  clock = new VirtualClock();
  running = new Set();
});

const open = (...hosts: readonly HostToKeep[]) => new HostsApart({ hosts, clock, logger: silentLogger });

/** Fails so many times before it works. */
function host(name: string, { failures = 0 } = {}): HostToKeep {
  let left = failures;
  const start = (): Promise<{ stop(): Promise<void> }> => {
    if (left > 0) {
      left -= 1;
      return Promise.reject(new Error(`${name} is broken`));
    }
    running.add(name);
    return Promise.resolve({ stop: async () => void running.delete(name) });
  };
  return { name, start };
}

/** As one that no gateway answers. */
function waiting(name: string): HostToKeep {
  return { name, start: (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))) };
}

describe('hosts of one process', () => {
  it('all work, until they are stopped', async () => {
    const hosts = open(host('a'), host('b'));
    await hosts.working();
    expect([...running]).toEqual(['a', 'b']);

    await hosts.stop();
    expect(running.size).toBe(0);
  });

  it('work though one does not, which is tried again until it does', async () => {
    const hosts = open(host('a'), host('b', { failures: 2 }));
    await hosts.working();
    expect([...running]).toEqual(['a']);

    await clock.advance(59_000);
    expect([...running]).toEqual(['a']);
    await clock.advance(2_000);
    expect([...running]).toEqual(['a', 'b']);
    await hosts.stop();
    expect(running.size).toBe(0);
  });

  it('are a failure when none of them works, in the words of the first', async () => {
    const hosts = open(host('a', { failures: 9 }), host('b', { failures: 9 }));

    await expect(hosts.working()).rejects.toThrow('a is broken');
    await hosts.stop();
    await clock.advance(600_000);
    expect(running.size).toBe(0);
  });

  it('work while one still waits, and end with it', async () => {
    const hosts = open(waiting('a'), host('b'));
    await hosts.working();
    expect([...running]).toEqual(['b']);

    await hosts.stop();
    expect(running.size).toBe(0);
  });

  it('work as soon as one does that has failed before, while another waits', async () => {
    const hosts = open(waiting('a'), host('b', { failures: 1 }));
    let isReady = false;
    void hosts.working().then(() => (isReady = true));
    await clock.settle();
    expect(isReady).toBe(false);

    await clock.advance(31_000);
    expect([isReady, ...running]).toEqual([true, 'b']);
    await hosts.stop();
  });

  it('have all ended when they are stopped, though one does not end well', async () => {
    const stuck: HostToKeep = { name: 'a', start: async () => ({ stop: () => Promise.reject(new Error('a is stuck')) }) };
    const slow: HostToKeep = {
      name: 'b',
      start: async () => {
        running.add('b');
        return { stop: () => clock.sleep(5_000).then(() => void running.delete('b')) };
      },
    };
    const hosts = open(stuck, slow);
    await hosts.working();

    let end: unknown;
    void hosts.stop().catch((error: unknown) => (end = error));
    await clock.advance(4_000);
    expect(end).toBeUndefined();
    await clock.advance(2_000);
    expect(end).toEqual(new Error('a is stuck'));
    expect(running.size).toBe(0);
  });
});
