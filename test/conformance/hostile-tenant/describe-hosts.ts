import { describe, expect, it } from 'vitest';
import { eventually } from '#test/harness/eventually.ts';
import { dialAs, gatewayTo } from './own-connections.ts';
import { clusterWide, namespaced, rootOf } from './served-kinds.ts';
import type { TenantWorld } from './tenant-world.ts';

/** Which host a guest is on, and what only a host may. */
export function describeHosts(world: () => TenantWorld): void {
  describe('the host that a guest is on', () => {
    it('is told by nothing that a member or an administrator of a project can read', async () => {
      const hosts = JSON.parse(await world().tycho.kubectl('get', 'hosts', '-o', 'json')) as {
        readonly items: readonly { readonly metadata: { readonly name: string; readonly uid: string } }[];
      };
      const secrets = hosts.items.flatMap(({ metadata }) => [metadata.name, metadata.uid]);
      expect(secrets).toHaveLength(4);
      const texts = new Map<string, string>();
      for (const who of ['mel', 'ada']) {
        for (const kind of namespaced) {
          for (const accept of ['application/json', 'application/json;as=Table;g=meta.k8s.io;v=v1']) {
            const line = `GET ${rootOf(kind)}/namespaces/red/${kind.plural}?includeObject=Object`;
            texts.set(`${who} ${line} ${accept}`, (await world().ask(who, line, { headers: { accept } })).text);
          }
        }
        for (const kind of clusterWide)
          texts.set(`${who} ${kind.plural}`, (await world().ask(who, `GET ${rootOf(kind)}/${kind.plural}`)).text);
      }
      const commands = [
        'get servers -o wide',
        'get all -o yaml',
        'describe server/web',
        'why web',
        'tree server/web',
        'history web',
        'explain server.status',
        'explain-placement web',
        `plan -f ${world().manifest('red')}`,
      ];
      await Promise.all(commands.map(async (command) => texts.set(command, (await world().tries('mel', ...command.split(' '))).text)));

      const telling = [...texts].filter(([, text]) => secrets.some((secret) => text.includes(secret)));
      expect(telling.map(([where]) => where)).toEqual([]);
      // It was not for lack of anything to read.
      expect([...texts.values()].filter((text) => text.includes('"web"')).length).toBeGreaterThan(8);
    });

    it('has another hash in each project', async () => {
      const instances = await instancesOf(world());
      const hashes = new Map<string, string>();
      for (const { metadata, spec } of instances) {
        const path = `/apis/compute.tycho.dev/v1alpha1/namespaces/${metadata.namespace}/servers/${spec.server.name}`;
        const { text } = await world().ask(metadata.namespace === 'red' ? 'mel' : 'bea', `GET ${path}`);
        hashes.set(`${metadata.namespace} on ${spec.host.name}`, (JSON.parse(text) as ServerLike).status.hostID);
      }

      expect([...hashes.values()].filter((hash) => !/^[0-9a-f]{56}$/.test(hash))).toEqual([]);
      expect(new Set(hashes.values()).size).toBe(hashes.size);
    });

    it.each(['hosts', 'aggregates', 'namespaces/red/instances', 'namespaces/red/hostvolumes'])(
      'is not shown by %s, to no one in a project',
      async (what) => {
        const path = `/apis/infrastructure.tycho.dev/v1alpha1/${what}`;
        for (const who of ['mel', 'ada', 'bea']) {
          expect(await world().told(who, `GET ${path}`)).toMatch(/^403 .* is forbidden: User "\w+" cannot list resource/);
          expect(await world().told(who, `PATCH ${path}/x`, { body: {} })).toMatch(
            /^403 .* is forbidden: User "\w+" cannot patch resource/,
          );
        }
      },
    );
  });

  describe('the stream of a host', () => {
    it('is not opened as another host, nor with the certificate of a user', async () => {
      const [one, other] = await Promise.all([1, 2].map(async (number) => world().host(`${await world().hostPrefix()}-${number}`)));

      const asOther = await dialAs({ ...one!, hostUID: other!.hostUID }, world());
      expect(await asOther.heard).toEqual([]);
      expect(await gatewayTo(world().shownBy('mel'), world())).toBe('cut off');
    });

    it('tells a host of its own guests only, and takes no word of it about those of others', async () => {
      const instances = await instancesOf(world());
      const victim = instances.find(({ status }) => status?.phase === 'Running')!;
      const prefix = await world().hostPrefix();
      const attacker = await world().host(victim.spec.host.name === `${prefix}-1` ? `${prefix}-2` : `${prefix}-1`);
      const stream = await dialAs(attacker, world(), {
        kind: 'Observed',
        instanceUID: victim.metadata.uid,
        epoch: victim.spec.epoch,
        generation: victim.metadata.generation,
        statusJSON: Buffer.from(JSON.stringify({ phase: 'Stopped', observedGeneration: victim.metadata.generation })),
      });

      const own = instances.filter(({ spec }) => spec.host.uid === attacker.hostUID).map(({ metadata }) => metadata.uid);
      expect((await stream.heard).toSorted()).toEqual(own.toSorted());
      // Whether it was that stream's end, or its host's own agent is back: what was said before has been dealt with.
      const session = '{.status.session.number}{" "}{.status.session.disconnectedAt}';
      await eventually(async () =>
        expect(await world().tycho.kubectl('get', 'host', attacker.hostName, '-o', `jsonpath=${session}`)).toMatch(/^(2 .|[3-9])/),
      );
      const after = await world().tycho.kubectl(
        'get',
        'instances',
        '-n',
        victim.metadata.namespace,
        victim.metadata.name,
        '-o',
        'jsonpath={.status.phase}',
      );
      expect(after).toBe('Running');
    });
  });
}

interface InstanceLike {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly uid: string; readonly generation: number };
  readonly spec: {
    readonly epoch: number;
    readonly server: { readonly name: string };
    readonly host: { readonly name: string; readonly uid: string };
  };
  readonly status?: { readonly phase?: string };
}

interface ServerLike {
  readonly status: { readonly hostID: string };
}

/** As the operator sees them. */
async function instancesOf({ tycho }: TenantWorld): Promise<readonly InstanceLike[]> {
  return (JSON.parse(await tycho.kubectl('get', 'instances', '-A', '-o', 'json')) as { readonly items: readonly InstanceLike[] }).items;
}
