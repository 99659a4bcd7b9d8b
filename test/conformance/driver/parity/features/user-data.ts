import type { ServerSpec } from '#apis/compute/server.ts';
import { secretKind } from '#apis/kubernetes/core.ts';
import type { Story } from '../story.ts';

/** What the guests of the stories run. */
const scripts = {
  hello: '#!/bin/sh\necho hello from user data\n',
  clock: '#!/bin/sh\nwhile true; do echo tick; sleep 1; done\n',
  poweroff: '#!/bin/sh\n(sleep 2; poweroff) &\n',
  // What a guest remembers over a restart is on its disk; the mark is made once.
  'poweroff-once': '#!/bin/sh\nif remember once; then (sleep 2; poweroff) & fi\n',
  mark: '#!/bin/sh\nremember before-the-snapshot\n',
} as const;

/** The part of a server's spec that has its guest run that script. */
export async function scriptNamed(story: Story, name: keyof typeof scripts): Promise<Pick<ServerSpec, 'userData'>> {
  return userDataOf(story, Buffer.from(scripts[name]));
}

/** The same for any bytes. */
export async function userDataOf(story: Story, bytes: Uint8Array): Promise<Pick<ServerSpec, 'userData'>> {
  await story.make(secretKind, 'user-data', { type: 'Opaque', data: { userData: Buffer.from(bytes).toString('base64') } });
  return { userData: { secretName: 'user-data', key: 'userData' } };
}
