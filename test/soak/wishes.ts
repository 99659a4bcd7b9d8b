import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { volumeAttachmentKind } from '#apis/compute/volume-attachment.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { Story } from '../conformance/driver/parity/story.ts';

/** Something that is asked of a server while its agent may die. */
export interface Wish {
  /** As people say it. */
  readonly action: string;
  readonly needs?: string;
  /** What has to be there before, and costs the agent nothing. */
  readonly before?: (story: Story) => Promise<unknown>;
  /** Asks, and waits until it is as asked. Gives the server's words when it was not done, and says why. */
  readonly ask: (story: Story) => Promise<string | void>;
  /** What proves more, and waits for the guest: after the agent's calls have been counted. */
  readonly after?: (story: Story) => Promise<unknown>;
}

/** A server's life, in its order: each wish starts from where the one before has led. */
export const wishes: readonly Wish[] = [
  {
    action: 'create',
    before: async (story) => {
      await story.make(networkKind, 'front', { spec: { cidr: '10.61.0.0/24' } });
      await story.make(networkKind, 'back', { spec: { cidr: '10.62.0.0/24' } });
    },
    ask: async (story) => {
      await story.declare({ networks: [{ network: 'front' }] });
      await story.settles('Running');
    },
    after: (story) => story.guestSays('READY'),
  },
  {
    action: 'attach a volume',
    needs: 'volume-attach',
    before: (story) => story.make(volumeKind, 'data', { spec: { sizeGiB: 1 } }),
    ask: async (story) => {
      await story.make(volumeAttachmentKind, 'data', { spec: { server: 'web', volume: 'data' } });
      await story.comes('the volume to be attached', async () => {
        const { status } = await story.object(volumeAttachmentKind, 'data');
        return status?.phase === 'Attached' && isConditionTrue(status.conditions, 'Ready');
      });
      await story.settles('Running');
    },
  },
  {
    action: 'detach a volume',
    needs: 'volume-attach',
    ask: async (story) => {
      await story.remove(volumeAttachmentKind, 'data');
      await story.comes('the volume to be free', async () => (await story.object(volumeKind, 'data')).status?.phase === 'Available');
      await story.settles('Running');
    },
  },
  {
    action: 'attach a port',
    needs: 'port-attach',
    ask: async (story) => {
      await story.change({ networks: [{ network: 'front' }, { network: 'back' }] });
      await story.comes('two cards to be plugged in', async () => (await pluggedPorts(story)) === 2);
      await story.settles('Running');
    },
  },
  {
    action: 'detach a port',
    needs: 'port-attach',
    ask: async (story) => {
      const [, other = ''] = await portsOf(story);
      await story.change({ networks: [{ network: 'front' }] });
      await story.comes('the other port to be gone', async () => {
        const port = await story.object(portKind, other).catch((error: unknown) => {
          if (!(error instanceof NotFoundError)) throw error;
        });
        return port === undefined && (await portsOf(story)).length === 1;
      });
      await story.settles('Running');
    },
  },
  {
    action: 'snapshot',
    needs: 'snapshot',
    ask: async (story) => {
      const { status } = await story.act('Snapshot', { snapshot: { image: 'copy' } });
      await story.settles('Running');
      if (status?.phase === 'Succeeded') return;
      if ((status?.message ?? '') === '') throw new Error('the snapshot failed and does not say why');
      return status?.message;
    },
  },
  {
    action: 'stop',
    ask: async (story) => {
      await story.change({ power: 'Stopped' });
      await story.settles('Stopped');
    },
  },
  {
    // Of a stopped server, so that nobody waits for a guest to boot twice.
    action: 'resize',
    needs: 'resize',
    ask: async (story) => {
      await story.change({ flavor: story.profile.flavor.large });
      await story.settles('VerifyResize');
      await story.act('ConfirmResize');
      await story.settles('Stopped');
    },
  },
  {
    action: 'start',
    ask: async (story) => {
      await story.change({ power: 'Running' });
      await story.settles('Running');
    },
  },
  {
    action: 'delete',
    ask: async (story) => {
      await story.delete();
      await story.isGone();
    },
  },
];

/** The names of the ports that the server has. */
async function portsOf(story: Story): Promise<readonly string[]> {
  return (await story.server()).status?.addresses?.flatMap(({ port }) => port ?? []) ?? [];
}

async function pluggedPorts(story: Story): Promise<number> {
  const phases = await Promise.all((await portsOf(story)).map(async (name) => (await story.object(portKind, name)).status?.phase));
  return phases.filter((phase) => phase === 'Plugged').length;
}
