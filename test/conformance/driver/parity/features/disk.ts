import { imageKind } from '#apis/compute/image.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import type { Feature } from '../feature.ts';
import { scriptNamed } from './user-data.ts';

/** What becomes of the root disk. */
export const diskFeatures: readonly Feature[] = [
  {
    name: 'disk-is-kept',
    title: 'The root disk is kept over a stop and a start',
    needs: [],
    scenario: async (story) => {
      await story.declare(await scriptNamed(story, 'mark'));
      await story.settles('Running');
      await story.guestSays('READY');
      await story.change({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.change({ power: 'Running' });
      await story.settles('Running');
      await story.guestSays('remembers before-the-snapshot');
    },
  },
  {
    name: 'rebuild-with-another-image',
    title: 'Rebuild from another image, in place',
    needs: ['rebuild'],
    wish: { kind: 'Spec', change: { image: 'other' }, field: 'spec.image: other' },
    scenario: async (story) => {
      await story.image('other', story.profile.image);
      await story.declare(await scriptNamed(story, 'mark'));
      const before = await story.settles('Running');
      await story.guestSays('READY');
      await story.change({ image: 'other' });
      const after = await story.settles('Running');
      await story.guestSays('READY', { times: 2 });
      story.trace.tell('api', `uid, host and addresses ${sameIdentity(before, after) ? 'stay' : 'differ'}`);
      if (story.profile.observesGuest) {
        const forgot = !(await story.guestWords()).includes('remembers before-the-snapshot');
        story.trace.tell('guest', forgot ? 'has forgotten what was on its disk' : 'still has what was on its disk');
      }
    },
  },
  {
    name: 'rebuild-with-the-same-image',
    title: 'Rebuild from the same image, once',
    needs: ['rebuild'],
    wish: { kind: 'Action', type: 'Rebuild' },
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.guestSays('READY');
      await story.act('Rebuild');
      await story.settles('Running');
      await story.guestSays('READY', { times: 2 });
    },
  },
  {
    name: 'rebuild-of-a-stopped-server',
    title: 'Rebuild a stopped server: it stays stopped',
    needs: ['rebuild'],
    scenario: async (story) => {
      await story.declare({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.act('Rebuild');
      await story.settles('Stopped');
    },
  },
  {
    name: 'snapshot',
    title: 'Snapshot to an image, and a server made from it',
    needs: ['snapshot'],
    wish: { kind: 'Action', type: 'Snapshot', details: { snapshot: { image: 'refused' } } },
    scenario: async (story) => {
      await story.declare(await scriptNamed(story, 'mark'));
      await story.settles('Running');
      await story.guestSays('READY');
      await story.act('Snapshot', { snapshot: { image: 'copy' } });
      await story.settles('Running');
      const image = await story.object(imageKind, 'copy');
      story.trace.tell('api', `image of server ${image.status?.server}, Ready ${isConditionTrue(image.status?.conditions, 'Ready')}`);
      await story.declare({ image: 'copy' }, 'second');
      await story.settles('Running', { name: 'second' });
      await story.guestSays('remembers before-the-snapshot', { name: 'second' });
    },
  },
  {
    name: 'snapshot-of-a-stopped-server',
    title: 'Snapshot of a server that is stopped',
    needs: ['snapshot'],
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.guestSays('READY');
      await story.change({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.act('Snapshot', { snapshot: { image: 'copy' } });
      await story.settles('Stopped');
    },
  },
  {
    name: 'snapshot-name-taken',
    title: 'A snapshot to a name that is taken fails before anything is done',
    needs: ['snapshot'],
    scenario: async (story) => {
      await story.declare({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.act('Snapshot', { snapshot: { image: 'guest' } });
    },
  },
  {
    name: 'backup',
    title: 'Backups with rotation: the oldest go',
    needs: ['backup'],
    wish: { kind: 'Action', type: 'Backup', details: { backup: { image: 'refused', series: 'daily', rotation: 1 } } },
    scenario: async (story) => {
      await story.declare({ power: 'Stopped' });
      await story.settles('Stopped');
      for (const image of ['monday', 'tuesday', 'wednesday'])
        await story.act('Backup', { backup: { image, series: 'daily', rotation: 2 } });
      await story.comes('the oldest backup is gone', async () => !(await hasImage(story, 'monday')));
      story.trace.tell('api', `kept: ${(await Promise.all(['tuesday', 'wednesday'].map((name) => hasImage(story, name)))).join(', ')}`);
    },
  },
  {
    name: 'shelve',
    title: 'Shelve, which frees the host, and unshelve',
    needs: ['shelve'],
    wish: { kind: 'Spec', change: { power: 'Shelved' }, field: 'spec.power: Shelved' },
    scenario: async (story) => {
      await story.declare(await scriptNamed(story, 'mark'));
      await story.settles('Running');
      await story.guestSays('READY');
      await story.change({ power: 'Shelved' });
      const shelved = await story.settles('Shelved');
      story.trace.tell(
        'api',
        `on a host: ${shelved.status?.hostID !== undefined}; disk kept as an image: ${shelved.status?.savedImage !== undefined}`,
      );
      await story.change({ power: 'Running' });
      await story.settles('Running');
      await story.guestSays('remembers before-the-snapshot');
    },
  },
  {
    name: 'delete-while-shelved',
    title: 'Delete a server that is shelved: its image goes too',
    needs: ['shelve'],
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.change({ power: 'Shelved' });
      const { status } = await story.settles('Shelved');
      await story.delete();
      await story.isGone();
      await story.comes('its image is gone', async () => !(await hasImage(story, status!.savedImage!)));
    },
  },
  {
    name: 'resize-and-confirm',
    title: 'Resize and confirm',
    needs: ['resize'],
    wish: { kind: 'Spec', change: { flavor: 'LARGE' }, field: 'spec.flavor: LARGE' },
    scenario: async (story) => {
      const { flavor } = story.profile;
      await story.declare(await scriptNamed(story, 'mark'));
      await story.settles('Running');
      await story.guestSays('READY');
      await story.change({ flavor: flavor.large });
      await story.settles('VerifyResize', { reason: 'Running' });
      await story.guestSays('remembers before-the-snapshot');
      await story.act('ConfirmResize');
      const after = await story.settles('Running');
      story.trace.tell('api', `kept for a revert: ${after.status?.resize !== undefined}`);
    },
  },
  {
    name: 'resize-and-revert',
    title: 'Resize and revert',
    needs: ['resize'],
    scenario: async (story) => {
      const { flavor } = story.profile;
      await story.declare(await scriptNamed(story, 'mark'));
      await story.settles('Running');
      await story.guestSays('READY');
      await story.change({ flavor: flavor.large });
      await story.settles('VerifyResize', { reason: 'Running' });
      await story.change({ flavor: flavor.small });
      const after = await story.settles('Running');
      await story.guestSays('remembers before-the-snapshot');
      story.trace.tell('api', `kept for a revert: ${after.status?.resize !== undefined}`);
    },
  },
  {
    name: 'resize-confirms-itself',
    title: 'Resize that confirms itself after the declared window',
    needs: ['resize'],
    scenario: async (story) => {
      const { flavor } = story.profile;
      await story.declare({ resize: { autoConfirmSeconds: 0 } });
      await story.settles('Running');
      await story.change({ flavor: flavor.large });
      await story.comes('the resize is over', async () => {
        const { status } = await story.server();
        return status?.phase === 'Running' && status.resize === undefined && (status.epoch ?? 0) > 1;
      });
    },
  },
  {
    name: 'rescue',
    title: 'Rescue: boot another image, with the own disk as the second',
    needs: ['rescue'],
    wish: { kind: 'Spec', change: { rescue: {} }, field: 'spec.rescue' },
    scenario: async (story) => {
      await story.declare(await scriptNamed(story, 'mark'));
      await story.settles('Running');
      await story.guestSays('READY');
      await story.change({ rescue: { image: 'guest' } });
      await story.settles('Rescued');
      await story.change({ rescue: null });
      await story.settles('Running');
      await story.guestSays('remembers before-the-snapshot');
    },
  },
  {
    name: 'migrate-cold-with-nowhere-to-go',
    title: 'A cold migration without another host fails, says so, and leaves the server running',
    needs: ['migrate-cold'],
    wish: { kind: 'Action', type: 'MigrateCold' },
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.act('MigrateCold');
      await story.settles('Running');
    },
  },
  {
    name: 'migrate-live-with-nowhere-to-go',
    title: 'A live migration without another host fails and says so, and so do orders about one that is not under way; the server runs on',
    needs: ['migrate-live'],
    wish: { kind: 'Action', type: 'MigrateLive' },
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.act('MigrateLive');
      await story.act('ForceMigration');
      await story.act('AbortMigration');
      await story.settles('Running');
    },
  },
  {
    name: 'confirm-and-revert-of-nothing',
    title: 'To confirm or take back a move that there was none of fails, says so, and leaves the server running',
    needs: [],
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.act('ConfirmResize');
      await story.act('RevertMigration');
      await story.settles('Running');
    },
  },
];

async function hasImage(story: Parameters<Feature['scenario']>[0], name: string): Promise<boolean> {
  return story.object(imageKind, name).then(
    () => true,
    () => false,
  );
}

type ServerOf = Awaited<ReturnType<Parameters<Feature['scenario']>[0]['server']>>;

function sameIdentity(before: ServerOf, after: ServerOf): boolean {
  const identity = ({ metadata, status }: ServerOf): string =>
    JSON.stringify([metadata.uid, status?.hostID, status?.instance, status?.addresses]);
  return identity(before) === identity(after);
}
