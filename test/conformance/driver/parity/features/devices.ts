import { imageKind } from '#apis/compute/image.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { volumeAttachmentKind } from '#apis/compute/volume-attachment.ts';
import { volumeSnapshotKind } from '#apis/compute/volume-snapshot.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import type { Feature } from '../feature.ts';
import type { Story } from '../story.ts';

/** Networks and volumes. */
export const deviceFeatures: readonly Feature[] = [
  {
    name: 'network',
    title: 'A server in a network gets an address, and keeps it over a stop',
    needs: ['network'],
    scenario: async (story) => {
      await story.make(networkKind, 'front', { spec: { cidr: '10.31.0.0/24' } });
      await story.declare({ networks: [{ network: 'front', ipAddress: '10.31.0.77' }] });
      const before = await story.settles('Running');
      await story.guestSays('10.31.0.77');
      await story.change({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.change({ power: 'Running' });
      const after = await story.settles('Running');
      await story.guestSays('10.31.0.77', { times: 2 });
      tellAddresses(story, before, after);
    },
  },
  {
    name: 'two-servers-in-a-network',
    title: 'Servers of one network reach each other, and get addresses of their own',
    needs: ['network'],
    scenario: async (story) => {
      await story.make(networkKind, 'front', { spec: { cidr: '10.32.0.0/24' } });
      const page = 'mkdir -p /tmp/www\necho the neighbour answers >/tmp/www/index.html';
      const serve = await story.script('serve', `#!/bin/sh\n${page}\nhttpd -p 80 -h /tmp/www\necho serving\n`);
      await story.declare({ networks: [{ network: 'front', ipAddress: '10.32.0.10' }], ...serve });
      await story.settles('Running');
      await story.guestSays('10.32.0.10');
      await story.guestSays('user-data | serving');
      const script = await story.script('ask', '#!/bin/sh\nwhile ! wget -q -O - http://10.32.0.10/; do sleep 1; done\n');
      await story.declare({ networks: [{ network: 'front' }], ...script }, 'second');
      await story.settles('Running', { name: 'second' });
      await story.guestSays('user-data | the neighbour answers', { name: 'second' });
    },
  },
  {
    name: 'network-missing',
    title: 'A server whose network is not there waits and says so',
    needs: ['network'],
    scenario: async (story) => {
      await story.declare({ networks: [{ network: 'later' }] });
      await story.comes('the server waits for its network', async () => {
        const { status } = await story.server();
        return status?.conditions?.some(({ type, status: is }) => type === 'NetworkReady' && is === 'False') === true;
      });
      await story.make(networkKind, 'later', { spec: { cidr: '10.33.0.0/24' } });
      await story.settles('Running');
    },
  },
  {
    name: 'addresses-used-up',
    title: 'A server for which a network has no address waits, and starts when one is free',
    needs: ['network'],
    scenario: async (story) => {
      const pool = { first: '10.34.0.20', last: '10.34.0.20' };
      await story.make(networkKind, 'narrow', { spec: { cidr: '10.34.0.0/24', pool } });
      await story.declare({ power: 'Stopped', networks: [{ network: 'narrow' }] });
      await story.settles('Stopped');
      await story.declare({ power: 'Stopped', networks: [{ network: 'narrow' }] }, 'second');
      await story.comes('the second server waits for an address', async () => {
        const { status } = await story.server('second');
        return status?.conditions?.some(({ type, message }) => type === 'NetworkReady' && /no free address/.test(message)) === true;
      });
      await story.delete();
      await story.isGone();
      await story.settles('Stopped', { name: 'second' });
    },
  },
  {
    name: 'port-attach-and-detach',
    title: 'Plug a card into a running server, and out again',
    needs: ['port-attach'],
    wish: { kind: 'Spec', change: { networks: [] }, field: 'spec.networks: nothing' },
    scenario: async (story) => {
      await story.make(networkKind, 'front', { spec: { cidr: '10.35.0.0/24' } });
      await story.make(networkKind, 'back', { spec: { cidr: '10.36.0.0/24' } });
      await story.declare({ networks: [{ network: 'front' }] });
      const before = await story.settles('Running');
      await story.guestSays('READY');
      await story.change({ networks: [{ network: 'front' }, { network: 'back' }] });
      await story.comes('it has two cards', async () => (await story.server()).status?.addresses?.length === 2);
      await story.comes('both are plugged in', async () => (await phases(story)).every((phase) => phase === 'Plugged'));
      await story.change({ networks: [{ network: 'front' }] });
      await story.comes('it has one card', async () => (await story.server()).status?.addresses?.length === 1);
      const after = await story.settles('Running');
      tellAddresses(story, before, after);
    },
  },
  {
    name: 'own-port',
    title: 'A port of the user’s own outlives its server',
    needs: ['network'],
    scenario: async (story) => {
      await story.make(networkKind, 'front', { spec: { cidr: '10.37.0.0/24' } });
      await story.make(portKind, 'mine', { spec: { network: 'front', ipAddress: '10.37.0.99' } });
      await story.declare({ networks: [{ port: 'mine' }] });
      await story.settles('Running');
      await story.guestSays('10.37.0.99');
      await story.delete();
      await story.isGone();
      await story.comes('the port has its address and no server', async () => {
        const { status } = await story.object(portKind, 'mine');
        return status?.ipAddresses?.length === 1 && status.server === undefined;
      });
    },
  },
  {
    name: 'address-taken',
    title: 'A port whose address another one has is refused',
    needs: ['network'],
    scenario: async (story) => {
      await story.make(networkKind, 'front', { spec: { cidr: '10.38.0.0/24' } });
      await story.declare({ power: 'Stopped', networks: [{ network: 'front', ipAddress: '10.38.0.9' }] });
      await story.settles('Stopped');
      await story.refused(() => story.make(portKind, 'late', { spec: { network: 'front', ipAddress: '10.38.0.9' } }));
    },
  },
  {
    name: 'metadata-service',
    title: 'The guest finds the same at 169.254.169.254 as on its config drive',
    needs: ['metadata-service'],
    scenario: async (story) => {
      await story.make(networkKind, 'front', { spec: { cidr: '10.38.0.0/24' } });
      await story.declare({
        networks: [{ network: 'front' }],
        metadata: { role: 'web' },
        ...(await story.script('metadata', metadataScript)),
      });
      await story.settles('Running');
      await story.guestSays('user-data | meta_data.json is the same');
      await story.guestSays('user-data | user_data is the same');
    },
  },
  {
    name: 'volume-attach-and-detach',
    title: 'Attach a volume to a running server, and detach it',
    needs: ['volume-attach'],
    scenario: async (story) => {
      await story.make(volumeKind, 'data', { spec: { sizeGiB: 1 } });
      await story.declare();
      await story.settles('Running');
      await story.guestSays('READY');
      await attach(story, 'web');
      await story.settles('Running');
      await story.remove(volumeAttachmentKind, 'data-in-web');
      await story.comes('the volume is free', async () => (await story.object(volumeKind, 'data')).status?.phase === 'Available');
      await story.settles('Running');
    },
  },
  {
    name: 'volume-of-a-stopped-server',
    title: 'Attach a volume to a stopped server; it is there at the next start',
    needs: ['volume'],
    scenario: async (story) => {
      await story.make(volumeKind, 'data', { spec: { sizeGiB: 1 } });
      await story.declare({ power: 'Stopped' });
      await story.settles('Stopped');
      await attach(story, 'web');
      await story.change({ power: 'Running' });
      await story.settles('Running');
    },
  },
  {
    name: 'volume-extend',
    title: 'A volume grows while a running server has it',
    needs: ['volume-extend'],
    scenario: async (story) => {
      await story.make(volumeKind, 'data', { spec: { sizeGiB: 1 } });
      await story.declare();
      await story.settles('Running');
      await story.guestSays('READY');
      await attach(story, 'web');
      await story.patch(volumeKind, 'data', { spec: { sizeGiB: 2 } });
      await story.comes('the volume has 2 GiB', async () => (await story.object(volumeKind, 'data')).status?.sizeGiB === 2);
    },
  },
  {
    name: 'volume-of-two-servers',
    title: 'A volume is in one server at a time, unless it is shareable',
    needs: ['volume-attach', 'volume-multi-attach'],
    scenario: async (story) => {
      await story.make(volumeKind, 'data', { spec: { sizeGiB: 1 } });
      await story.declare();
      await story.settles('Running');
      await story.declare({}, 'second');
      await story.settles('Running', { name: 'second' });
      await attach(story, 'web');
      await story.make(volumeAttachmentKind, 'also', { spec: { server: 'second', volume: 'data' } });
      await story.comes('the second attachment is refused', async () => {
        const { status } = await story.object(volumeAttachmentKind, 'also');
        return status?.conditions?.some(({ status: is }) => is === 'False') === true && status.phase !== 'Attached';
      });
      await story.remove(volumeAttachmentKind, 'also');
      await story.make(volumeKind, 'common', { spec: { sizeGiB: 1, shareable: true } });
      await attach(story, 'web', 'common');
      await attach(story, 'second', 'common');
    },
  },
  {
    name: 'volume-snapshot',
    title: 'Copy a volume to images, in use and detached, and make further volumes from those',
    needs: ['volume-attach', 'volume-snapshot'],
    scenario: async (story) => {
      await story.make(volumeKind, 'data', { spec: { sizeGiB: 3 } });
      await story.declare({ power: 'Stopped', ...(await story.script('remember', rememberScript)) });
      await story.settles('Stopped');
      await attach(story, 'web');
      await story.change({ power: 'Running' });
      await story.settles('Running');
      await story.guestSays('user-data | written');
      await snapshot(story, 'in-use');
      await story.remove(volumeAttachmentKind, 'data-in-web');
      await story.comes('the volume is free', async () => (await story.object(volumeKind, 'data')).status?.phase === 'Available');
      await snapshot(story, 'detached');
      await story.change({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.make(volumeKind, 'one', { spec: { sizeGiB: 4, source: { image: 'in-use' } } });
      await story.make(volumeKind, 'other', { spec: { sizeGiB: 5, source: { image: 'detached' } } });
      await attach(story, 'web', 'one');
      await attach(story, 'web', 'other');
      await story.change({ power: 'Running' });
      await story.settles('Running');
      await story.guestSays('user-data | the copy of 4 GiB says: tycho was here');
      await story.guestSays('user-data | the copy of 5 GiB says: tycho was here');
    },
  },
  {
    name: 'volume-outlives-server',
    title: 'A volume outlives the server that had it',
    needs: ['volume-attach'],
    scenario: async (story) => {
      await story.make(volumeKind, 'data', { spec: { sizeGiB: 1 } });
      await story.declare();
      await story.settles('Running');
      await attach(story, 'web');
      await story.delete();
      await story.isGone();
      await story.comes('the volume is free', async () => (await story.object(volumeKind, 'data')).status?.phase === 'Available');
    },
  },
];

async function attach(story: Story, server: string, volume = 'data'): Promise<void> {
  const name = `${volume}-in-${server}`;
  await story.make(volumeAttachmentKind, name, { spec: { server, volume } });
  await story.comes('the volume is attached', async () => {
    const { status } = await story.object(volumeAttachmentKind, name);
    return status?.phase === 'Attached' && isConditionTrue(status.conditions, 'Ready');
  });
}

/** Writes to a disk of 3 GiB, and reads from larger ones. */
const rememberScript = `#!/bin/sh
for disk in /sys/block/vd*; do
  device=/dev/\${disk##*/}
  gibibytes=$(($(cat $disk/size) / 2097152))
  case $gibibytes in
    3) echo tycho was here | dd of=$device conv=notrunc 2>/dev/null; sync; echo written ;;
    4 | 5) echo "the copy of $gibibytes GiB says: $(head -c 14 $device)" ;;
  esac
done
`;

/** A snapshot of the volume `data`, and the image of the same name that comes of it. */
async function snapshot(story: Story, name: string): Promise<void> {
  await story.make(volumeSnapshotKind, name, { spec: { volume: 'data' } });
  await story.comes(`the snapshot ${name} is an image`, async () => {
    const { status } = await story.object(volumeSnapshotKind, name);
    if (status?.phase === 'Failed') throw new Error(status.message);
    return status?.phase === 'Succeeded' && isConditionTrue((await story.object(imageKind, name)).status?.conditions, 'Ready');
  });
}

async function phases(story: Story): Promise<readonly (string | undefined)[]> {
  const { status } = await story.server();
  const names = status?.addresses?.map(({ port }) => port ?? '') ?? [];
  return Promise.all(names.map(async (name) => (await story.object(portKind, name)).status?.phase));
}

type ServerOf = Awaited<ReturnType<Story['server']>>;

function tellAddresses(story: Story, before: ServerOf, after: ServerOf): void {
  const same = JSON.stringify(before.status?.addresses) === JSON.stringify(after.status?.addresses);
  story.trace.tell('api', `MAC and IP addresses ${same ? 'stay' : 'differ'}`);
}

const metadataScript = `#!/bin/sh
for drive in /config /var/lib/cloud/seed/config_drive; do
  [ -d $drive/openstack ] || continue
  for document in meta_data.json user_data; do
    wget -q -O /run/fetched http://169.254.169.254/openstack/2018-08-27/$document
    cmp -s /run/fetched $drive/openstack/2018-08-27/$document && echo "$document is the same"
  done
done
`;
