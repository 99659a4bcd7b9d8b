import type { Feature } from '../feature.ts';
import { scriptNamed } from './user-data.ts';

/** Whether a server runs, and what becomes of it when it ends by itself. */
export const powerFeatures: readonly Feature[] = [
  {
    name: 'create-delete',
    title: 'Create a server and delete it',
    needs: [],
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.guestSays('READY');
      await story.delete();
      await story.isGone();
    },
  },
  {
    name: 'create-stopped',
    title: 'Create a server that is stopped, and start it later',
    needs: [],
    scenario: async (story) => {
      await story.declare({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.change({ power: 'Running' });
      await story.settles('Running');
      await story.guestSays('READY');
    },
  },
  {
    name: 'stop-start',
    title: 'Stop and start',
    needs: [],
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.guestSays('READY');
      await story.change({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.change({ power: 'Running' });
      await story.settles('Running');
      await story.guestSays('READY', { times: 2 });
      await story.tellEvents();
    },
  },
  {
    name: 'reboot-soft',
    title: 'Reboot, asking the guest',
    needs: ['reboot-soft'],
    wish: { kind: 'Action', type: 'Reboot', details: { reboot: { mode: 'Soft' } } },
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.guestSays('READY');
      await story.act('Reboot', { reboot: { mode: 'Soft' } });
      await story.guestSays('READY', { times: 2 });
      await story.settles('Running');
    },
  },
  {
    name: 'reboot-hard',
    title: 'Reboot, cutting the power',
    needs: ['reboot-hard'],
    wish: { kind: 'Action', type: 'Reboot', details: { reboot: { mode: 'Hard' } } },
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.guestSays('READY');
      await story.act('Reboot', { reboot: { mode: 'Hard' } });
      await story.guestSays('READY', { times: 2 });
      await story.settles('Running');
    },
  },
  {
    name: 'reboot-of-a-stopped-server',
    title: 'A reboot of a server that is declared stopped fails and says why',
    needs: [],
    scenario: async (story) => {
      await story.declare({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.act('Reboot');
      await story.settles('Stopped');
    },
  },
  {
    name: 'pause',
    title: 'Pause and go on',
    needs: ['pause'],
    wish: { kind: 'Spec', change: { power: 'Paused' }, field: 'spec.power: Paused' },
    scenario: async (story) => {
      await story.declare(await scriptNamed(story, 'clock'));
      await story.settles('Running');
      await story.guestSays('tick', { times: 2 });
      await story.change({ power: 'Paused' });
      await story.settles('Paused');
      await story.change({ power: 'Running' });
      await story.settles('Running');
      await story.guestSays('tick', { times: 6 });
      await story.tellEvents();
    },
  },
  {
    name: 'pause-from-stopped',
    title: 'Declare a stopped server paused, and a paused one stopped',
    needs: ['pause'],
    scenario: async (story) => {
      await story.declare({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.change({ power: 'Paused' });
      await story.settles('Paused');
      await story.change({ power: 'Stopped' });
      await story.settles('Stopped');
    },
  },
  {
    name: 'delete-while-paused',
    title: 'Delete a server that is paused',
    needs: ['pause'],
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.change({ power: 'Paused' });
      await story.settles('Paused');
      await story.delete();
      await story.isGone();
    },
  },
  {
    name: 'suspend',
    title: 'Suspend to disk and go on',
    needs: ['suspend'],
    wish: { kind: 'Spec', change: { power: 'Suspended' }, field: 'spec.power: Suspended' },
    scenario: async (story) => {
      await story.declare(await scriptNamed(story, 'clock'));
      await story.settles('Running');
      await story.guestSays('tick', { times: 2 });
      await story.change({ power: 'Suspended' });
      await story.settles('Suspended');
      await story.change({ power: 'Running' });
      await story.settles('Running');
      await story.guestSays('tick', { times: 6 });
      await story.guestSays('READY');
    },
  },
  {
    name: 'guest-shuts-down-run-policy-rerun-on-failure',
    title: 'A guest that turns itself off stays off under RerunOnFailure',
    needs: [],
    scenario: async (story) => {
      if (!story.profile.observesGuest) return;
      await story.declare({ ...(await scriptNamed(story, 'poweroff')), runPolicy: 'RerunOnFailure' });
      await story.settles('Stopped', { reason: 'GuestShutDown' });
      await story.change({ power: 'Stopped' });
      await story.settles('Stopped', { reason: 'Stopped' });
    },
  },
  {
    name: 'guest-shuts-down-run-policy-always',
    title: 'A guest that turns itself off is started again under Always',
    needs: [],
    scenario: async (story) => {
      if (!story.profile.observesGuest) return;
      await story.declare({ ...(await scriptNamed(story, 'poweroff-once')), runPolicy: 'Always' });
      await story.comes('the server was started again', async () => ((await story.server()).status?.restartCount ?? 0) >= 1);
      await story.settles('Running');
    },
  },
  {
    name: 'guest-shuts-down-run-policy-manual',
    title: 'A guest that turns itself off stays off under Manual, until a start is declared anew',
    needs: [],
    scenario: async (story) => {
      if (!story.profile.observesGuest) return;
      await story.declare({ ...(await scriptNamed(story, 'poweroff')), runPolicy: 'Manual' });
      await story.settles('Stopped', { reason: 'GuestShutDown' });
    },
  },
];
