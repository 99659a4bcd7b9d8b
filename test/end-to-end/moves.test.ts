import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { LocalTycho } from './local-tycho.ts';
import { SecondAgent } from './second-agent.ts';
import { smallGuests } from './small-guests.ts';

const withinMilliseconds = 120_000;

/** One story, told in order, of a virtual machine and of a container: from one host to another, back to what it was, and away for good. */
describe('a server that moves between two hosts', { timeout: 5 * 60_000 }, () => {
  let tycho: LocalTycho;
  let second: SecondAgent;

  beforeAll(async () => {
    tycho = await LocalTycho.prepare();
    await tycho.up({ driver: 'kvm,container' });
    second = await SecondAgent.start(tycho);
    await eventually(
      async () => {
        const hosts = (await tycho.kubectl('get', 'hosts', '-o', 'name')).trim().split('\n');
        if (hosts.length < 4) throw new Error(`there are only the hosts ${hosts.join(', ')}`);
      },
      { withinMilliseconds },
    );
    const path = join(tycho.stateDirectory, 'moves.yaml');
    await writeFile(path, userData + smallGuests({ virtualMachine: 'vm', container: 'box', spec: () => spec }));
    await tycho.tycho('apply', '-f', path);
  }, 4 * 60_000);

  afterAll(async () => {
    await tycho.tycho('delete', 'server', 'vm', 'box', '--wait').catch(() => {});
    await second[Symbol.asyncDispose]();
    await tycho[Symbol.asyncDispose]();
  }, 2 * 60_000);

  const instancesOf = async (name: string): Promise<readonly string[]> => {
    const template = `{range .items[?(@.spec.server.name=="${name}")]}{.spec.host.name} {.spec.power}{"\\n"}{end}`;
    return (await tycho.kubectl('get', 'instances', '-o', `jsonpath=${template}`)).trim().split('\n').toSorted(byPower);
  };
  const says = (name: string, words: string, times: number): Promise<void> =>
    eventually(async () => expect((await tycho.ask('logs', name)).split(words).length - 1).toBeGreaterThanOrEqual(times), {
      withinMilliseconds,
    });

  describe.each(['vm', 'box'])('%s', (name) => {
    it('goes to the other host of its driver with what is on its disk', async () => {
      await tycho.tycho('wait', `server/${name}`, '--for=condition=Ready', '--timeout=120s');
      await says(name, 'READY', 1);
      const [from] = await instancesOf(name);

      await tycho.tycho('migrate', name);

      await says(name, 'remembers what-was', 1);
      const [kept, running] = await instancesOf(name);
      expect([from, kept]).toEqual([expect.stringMatching(/ Running$/), from?.replace('Running', 'Shelved')]);
      expect(running).toMatch(/ Running$/);
      expect(running).not.toBe(from);
    });

    it('goes back to its disk as it was, wherever there is room', async () => {
      await tycho.tycho('migrate', name, '--revert');
      await tycho.tycho('wait', `server/${name}`, '--for=condition=Ready', '--timeout=120s');

      await eventually(async () => expect(await instancesOf(name)).toEqual([expect.stringMatching(/ Running$/)]), { withinMilliseconds });
      await says(name, 'remembers what-was', 1);
    });

    it('goes away for good, and nothing of it is left where it was', async () => {
      const from = await instancesOf(name);
      await tycho.tycho('migrate', name);
      await tycho.tycho('migrate', name, '--confirm');

      await eventually(async () => expect(await instancesOf(name)).toEqual([expect.stringMatching(/ Running$/)]), { withinMilliseconds });
      expect(await instancesOf(name)).not.toEqual(from);
      await says(name, 'remembers what-was', 1);
    });
  });
});

/** What is kept of a server stands before what runs. */
function byPower(one: string, other: string): number {
  return Number(one.endsWith('Running')) - Number(other.endsWith('Running'));
}

const spec = 'userData: { secretName: marked, key: userData }';
const userData = `
apiVersion: v1
kind: Secret
metadata: { name: marked }
data: { userData: ${Buffer.from('#!/bin/sh\nremember what-was\n').toString('base64')} }
---`;
