import { serverActionKind } from '#apis/compute/server-action.ts';
import type { Feature } from '../feature.ts';

/** What keeps servers and their history from being lost, and what goes wrong in words. */
export const protectionFeatures: readonly Feature[] = [
  {
    name: 'deletion-protection',
    title: 'A protected server cannot be deleted',
    needs: [],
    scenario: async (story) => {
      await story.declare({ power: 'Stopped', deletionProtection: true });
      await story.settles('Stopped');
      await story.refused(() => story.delete());
      await story.change({ deletionProtection: null });
      await story.delete();
      await story.isGone();
    },
  },
  {
    name: 'soft-deletion-and-restore',
    title: 'A deleted server is kept, stopped, for its window, and can be restored',
    needs: [],
    scenario: async (story) => {
      await story.declare({ softDeleteSeconds: 3600 });
      await story.settles('Running');
      await story.delete();
      await story.settles('SoftDeleted');
      await story.act('Restore');
      await story.settles('Running');
      await story.delete();
      await story.settles('SoftDeleted');
      await story.delete('web', { gracePeriodSeconds: 0 });
      await story.isGone();
    },
  },
  {
    name: 'history-after-deletion',
    title: 'What was done to a server can be read when it is gone',
    needs: ['reboot-hard'],
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      const action = await story.act('Reboot', { reboot: { mode: 'Hard' } });
      await story.delete();
      await story.isGone();
      const { status } = await story.object(serverActionKind, action.metadata.name);
      story.trace.tell('api', `history: ${status?.phase}: ${status?.message}; ${status?.events?.length ?? 0} steps`);
    },
  },
  {
    name: 'missing-image',
    title: 'A server whose image is not there waits and says so',
    needs: [],
    scenario: async (story) => {
      await story.declare({ image: 'later' });
      await story.settles('Pending', { reason: 'WaitingForPlacement' });
      await story.image('later', story.profile.image);
      await story.settles('Running');
    },
  },
  {
    name: 'action-on-a-missing-server',
    title: 'An action on a server that is not there fails and says so',
    needs: [],
    scenario: async (story) => {
      await story.act('Reboot', {}, 'nobody');
    },
  },
  {
    name: 'delete-at-once',
    title: 'Delete a server while it is being made',
    needs: [],
    scenario: async (story) => {
      await story.declare();
      await story.delete();
      await story.isGone();
    },
  },
  {
    name: 'lock',
    title: 'A lock and its reason stand on the server, and touch nothing',
    needs: [],
    scenario: async (story) => {
      await story.declare();
      const before = await story.settles('Running');
      await story.change({ lock: { reason: 'month end' } });
      const { spec, status } = await story.settles('Running');
      story.trace.tell('api', `locked for "${spec.lock?.reason}", started once: ${status?.launchedAt === before.status?.launchedAt}`);
    },
  },
  {
    name: 'unknown-field',
    title: 'A field that is not there is refused and named',
    needs: [],
    scenario: async (story) => {
      await story.declare({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.refused(() => story.change({ flavour: 'large' }));
    },
  },
];
