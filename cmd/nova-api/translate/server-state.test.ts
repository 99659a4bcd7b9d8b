import { describe, expect, it } from 'vitest';
import type { ServerActionSpec } from '#apis/compute/server-action.ts';
import type { ServerSpec, ServerStatus } from '#apis/compute/server.ts';
import { aServerAction } from '#test/builders/server-action.ts';
import { aServer } from '#test/builders/server.ts';
import { failureOf, serverState, statesOfStatus, statusOf } from './server-state.ts';

interface Story {
  readonly spec?: Partial<ServerSpec>;
  readonly status?: ServerStatus;
  readonly action?: Partial<ServerActionSpec>;
  readonly isDeleted?: boolean;
}

/** The four words as one, for tables. */
function stateOf({ spec, status, action, isDeleted }: Story): string {
  const metadata = isDeleted === true ? { deletionTimestamp: '2026-06-01T13:00:00Z' } : {};
  const server = aServer({ metadata, ...(spec === undefined ? {} : { spec }), ...(status === undefined ? {} : { status }) });
  const actions = action === undefined ? [] : [aServerAction({ spec: action })];
  const { vmState, taskState, powerState, status: word } = serverState(server, actions);
  return `${vmState} ${taskState ?? '-'} ${powerState} ${word}`;
}

const ran = { launchedAt: '2026-06-01T12:00:05Z', instance: 'server-uid-1' } as const;

describe('the state of a server', () => {
  it.each<[string, Story, string]>([
    ['nobody has looked at', {}, 'building scheduling 0 BUILD'],
    ['has a host', { status: { phase: 'Starting', instance: 'server-uid-1' } }, 'building spawning 0 BUILD'],
    ['runs', { status: { phase: 'Running', ...ran } }, 'active - 1 ACTIVE'],
    ['is to stop', { spec: { power: 'Stopped' }, status: { phase: 'Running', ...ran } }, 'active powering-off 1 ACTIVE'],
    ['is stopping', { spec: { power: 'Stopped' }, status: { phase: 'Stopping', ...ran } }, 'active powering-off 1 ACTIVE'],
    ['is stopped', { spec: { power: 'Stopped' }, status: { phase: 'Stopped', ...ran } }, 'stopped - 4 SHUTOFF'],
    ['is to start', { spec: { power: 'Running' }, status: { phase: 'Stopped', ...ran } }, 'stopped powering-on 4 SHUTOFF'],
    ['is starting again', { status: { phase: 'Starting', ...ran } }, 'stopped powering-on 4 SHUTOFF'],
    [
      'turned itself off',
      { spec: { runPolicy: 'Manual' }, status: { phase: 'Stopped', observedGeneration: 1, ...ran } },
      'stopped - 4 SHUTOFF',
    ],
    ['is to pause', { spec: { power: 'Paused' }, status: { phase: 'Running', ...ran } }, 'active pausing 1 ACTIVE'],
    ['is paused', { spec: { power: 'Paused' }, status: { phase: 'Paused', ...ran } }, 'paused - 3 PAUSED'],
    ['is to go on', { spec: { power: 'Running' }, status: { phase: 'Paused', ...ran } }, 'paused unpausing 3 PAUSED'],
    ['is suspended', { spec: { power: 'Suspended' }, status: { phase: 'Suspended', ...ran } }, 'suspended - 4 SUSPENDED'],
    ['is to resume', { status: { phase: 'Suspended', ...ran } }, 'suspended resuming 4 SUSPENDED'],
    ['is shelving', { spec: { power: 'Shelved' }, status: { phase: 'Shelving', ...ran } }, 'active shelving 1 ACTIVE'],
    ['is shelved', { spec: { power: 'Shelved' }, status: { phase: 'Shelved', ...ran } }, 'shelved_offloaded - 4 SHELVED_OFFLOADED'],
    ['comes back', { status: { phase: 'Pending', savedImage: 'web-disk', ...ran } }, 'shelved_offloaded unshelving 4 SHELVED_OFFLOADED'],
    ['is to be rescued', { spec: { rescue: {} }, status: { phase: 'Running', ...ran } }, 'active rescuing 1 ACTIVE'],
    ['is rescued', { spec: { rescue: {} }, status: { phase: 'Rescued', ...ran } }, 'rescued - 1 RESCUE'],
    ['is to be unrescued', { status: { phase: 'Rescued', ...ran } }, 'rescued unrescuing 1 RESCUE'],
    ['reboots', { status: { phase: 'Running', ...ran }, action: { type: 'Reboot' } }, 'active rebooting 1 REBOOT'],
    [
      'reboots hard',
      { status: { phase: 'Running', ...ran }, action: { type: 'Reboot', reboot: { mode: 'Hard' } } },
      'active rebooting_hard 1 HARD_REBOOT',
    ],
    [
      'gets another password',
      { status: { phase: 'Running', ...ran }, action: { type: 'SetPassword' } },
      'active updating_password 1 PASSWORD',
    ],
    ['is made anew', { status: { phase: 'Rebuilding', ...ran } }, 'active rebuilding 1 REBUILD'],
    [
      'is to be resized',
      {
        spec: { flavor: 'large' },
        status: { phase: 'Running', resources: { flavor: 'small', vcpus: 1, memoryMiB: 1, diskGiB: 1 }, ...ran },
      },
      'active resize_prep 1 RESIZE',
    ],
    ['is resizing', { status: { phase: 'Resizing', ...ran } }, 'active resize_migrating 1 RESIZE'],
    [
      'waits for a word about its resize',
      { status: { phase: 'VerifyResize', resize: { keptInstance: 'x', previousFlavor: 'tiny' }, ...ran } },
      'resized - 1 VERIFY_RESIZE',
    ],
    [
      'goes back to its size',
      { spec: { flavor: 'tiny' }, status: { phase: 'VerifyResize', resize: { keptInstance: 'x', previousFlavor: 'tiny' }, ...ran } },
      'resized resize_reverting 1 REVERT_RESIZE',
    ],
    [
      'is on its way back to its size',
      { status: { phase: 'Pending', savedImage: 'web-disk', ...ran }, action: { type: 'Record', record: { action: 'revertResize' } } },
      'resized resize_reverting 1 REVERT_RESIZE',
    ],
    ['is starting again by a reboot', { status: { phase: 'Starting', ...ran }, action: { type: 'Reboot' } }, 'active rebooting 1 REBOOT'],
    ['is going', { status: { phase: 'Terminating', ...ran }, isDeleted: true }, 'active deleting 1 ACTIVE'],
    ['may come back', { status: { phase: 'SoftDeleted', ...ran }, isDeleted: true }, 'soft-delete - 4 SOFT_DELETED'],
    ['failed', { status: { phase: 'Failed', ...ran } }, 'error - 0 ERROR'],
  ])('of one that %s', (_name, story, expected) => {
    expect(stateOf(story)).toBe(expected);
  });

  it('is an error with a reason when no host takes it', () => {
    const message = 'no host has 900 virtual CPUs free';
    const scheduled = {
      type: 'Scheduled',
      status: 'False',
      reason: 'NoHost',
      message,
      lastTransitionTime: '2026-06-01T12:00:01Z',
    } as const;
    const server = aServer({ status: { phase: 'Pending', conditions: [scheduled] } });

    expect(serverState(server, []).status).toBe('ERROR');
    expect(failureOf(server)).toEqual({ message: `No valid host was found. ${message}`, at: scheduled.lastTransitionTime });
  });

  it('is found by the public word that it may have', () => {
    expect(statesOfStatus('RESIZE')).toEqual(['active', 'stopped']);
    expect(statesOfStatus('NONSENSE')).toEqual([]);
    for (const state of statesOfStatus('REBUILD')) expect(statusOf(state, 'rebuilding')).toBe('REBUILD');
  });
});
