import { keyPairKind } from '#apis/compute/key-pair.ts';
import { secretKind } from '#apis/kubernetes/core.ts';
import type { Feature } from '../feature.ts';
import { scriptNamed, userDataOf } from './user-data.ts';

const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB5nHMr5rkpzLWDr4pEZVQ0ZkTpSgI8v2bGdYpeyEvBC parity';

/** What the guest is told, and what it lets be done to it. */
export const guestFeatures: readonly Feature[] = [
  {
    name: 'user-data',
    title: 'The guest runs its user data',
    needs: ['user-data'],
    scenario: async (story) => {
      await story.declare(await scriptNamed(story, 'hello'));
      await story.settles('Running');
      await story.guestSays('user-data | hello from user data');
    },
  },
  {
    name: 'user-data-of-64-kib',
    title: 'User data of 65,535 bytes arrives whole',
    needs: ['user-data'],
    scenario: async (story) => {
      const head = '#!/bin/sh\necho it has $(wc -c < "$0") bytes\nexit 0\n';
      await story.declare(await userDataOf(story, Buffer.from(head.padEnd(65_535, '#'))));
      await story.settles('Running');
      await story.guestSays('user-data | it has 65535 bytes');
    },
  },
  {
    name: 'user-data-of-bytes',
    title: 'User data that is no text does no harm',
    needs: ['user-data'],
    scenario: async (story) => {
      await story.declare(
        await userDataOf(
          story,
          Uint8Array.from({ length: 4096 }, (_, index) => (index * 7) % 256),
        ),
      );
      await story.settles('Running');
      await story.guestSays('user-data is not a script, so nothing runs');
    },
  },
  {
    name: 'user-data-missing',
    title: 'A server whose user data is missing waits and says so',
    needs: ['user-data'],
    scenario: async (story) => {
      await story.declare({ userData: { secretName: 'later', key: 'userData' } });
      await story.settles('Starting', { reason: 'UserDataMissing' });
      const data = { userData: Buffer.from('#!/bin/sh\necho at last\n').toString('base64') };
      await story.make(secretKind, 'later', { type: 'Opaque', data });
      await story.settles('Running');
      await story.guestSays('user-data | at last');
    },
  },
  {
    name: 'key-pair',
    title: 'The guest gets the public key',
    needs: ['key-pair'],
    scenario: async (story) => {
      await story.make(keyPairKind, 'laptop', { spec: { type: 'SSH', publicKey } });
      await story.declare({ keyPair: 'laptop' });
      await story.settles('Running');
      await story.guestSays('ssh-key laptop ssh-ed25519');
    },
  },
  {
    name: 'hostname',
    title: 'The guest takes its host name, and a new one at its next start',
    needs: ['config-drive'],
    scenario: async (story) => {
      await story.declare({ hostname: 'first-name' });
      await story.settles('Running');
      await story.guestSays('hostname first-name');
      await story.change({ hostname: 'second-name' });
      await story.settles('Running');
      await story.act('Reboot', { reboot: { mode: 'Hard' } });
      await story.change({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.change({ power: 'Running' });
      await story.settles('Running');
      await story.guestSays('hostname second-name');
    },
  },
  {
    name: 'unicode',
    title: 'Names and metadata in any script',
    needs: ['config-drive'],
    scenario: async (story) => {
      await story.declare({
        description: 'Der Größte, 最大 🚀',
        metadata: { Straße: 'Prinzenstraße 10', 名前: 'タイコ' },
        tags: ['größe', '名'],
      });
      await story.settles('Running');
      await story.guestSays('READY');
    },
  },
  {
    name: 'changes-that-touch-nothing',
    title: 'Tags, description and lock change without the guest noticing',
    needs: [],
    scenario: async (story) => {
      await story.declare();
      const before = await story.settles('Running');
      await story.guestSays('READY');
      await story.change({ tags: ['a'], description: 'words', lock: { reason: 'month end' } });
      const after = await story.settles('Running');
      story.trace.tell(
        'api',
        `started once: ${before.status?.launchedAt === after.status?.launchedAt && before.status?.epoch === after.status?.epoch}`,
      );
    },
  },
  {
    name: 'set-password',
    title: 'Set the password of a user inside the guest',
    needs: ['set-password'],
    wish: { kind: 'Action', type: 'SetPassword', details: { setPassword: { user: 'root', secretName: 'password', key: 'password' } } },
    scenario: async (story) => {
      await story.make(secretKind, 'password', { type: 'Opaque', data: { password: Buffer.from('correct horse').toString('base64') } });
      await story.declare();
      await story.settles('Running');
      await story.guestSays('READY');
      await story.act('SetPassword', { setPassword: { user: 'root', secretName: 'password', key: 'password' } });
      await story.guestSays('the password of root was set');
    },
  },
  {
    name: 'crash-dump',
    title: 'Interrupt the kernel of the guest',
    needs: ['crash-dump'],
    wish: { kind: 'Action', type: 'CrashDump' },
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.guestSays('READY');
      await story.act('CrashDump');
    },
  },
  {
    name: 'reset',
    title: 'Reset ends the waiting after a failure',
    needs: [],
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.act('Reset');
      await story.settles('Running');
    },
  },
];
