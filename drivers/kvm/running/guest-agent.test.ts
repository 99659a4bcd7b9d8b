import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aMark } from '#test/builders/guest.ts';
import { HastyClock } from '#test/harness/scripted-qemu.ts';
import { InstanceDirectory } from '../instance-directory/instance-directory.ts';
import { askGuestAgent } from './guest-agent.ts';

let folder: string;
let directory: InstanceDirectory;
let server: Server | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-'));
  directory = new InstanceDirectory(folder, aMark());
  await mkdir(directory.machinePath);
});

afterEach(async () => {
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
  await rm(folder, { recursive: true });
});

/** An agent in the guest: gives what it says to each line it hears. */
async function anAgent(answer: (request: { execute: string; arguments: { id?: number } }, socket: Socket) => string): Promise<void> {
  const listening = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().trim().split('\n')) socket.write(answer(JSON.parse(line) as never, socket));
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(join(directory.machinePath, 'guest-agent.sock'), resolve));
}

const ask = () => askGuestAgent(directory, { command: 'guest-set-user-password', commandArguments: {}, clock: new HastyClock() });

describe('askGuestAgent', () => {
  it('gives the answer to its own question, whatever an earlier one left behind', async () => {
    await anAgent(({ execute, arguments: { id } }) =>
      execute === 'guest-sync' ? `half a li\n{"return": 1}\n{"return": ${id}}\n` : '{"return": {"done": true}}\n',
    );

    expect(await ask()).toEqual({ done: true });
  });

  it('says what the agent says against it', async () => {
    await anAgent(({ execute, arguments: { id } }) =>
      execute === 'guest-sync' ? `{"return": ${id}}\n` : '{"error": {"class": "GenericError", "desc": "no such user"}}\n',
    );

    await expect(ask()).rejects.toMatchObject({ reason: 'Unsupported', message: expect.stringContaining('no such user') });
  });

  it.each<[string, () => Promise<void>, string]>([
    ['is silent', () => anAgent(() => ''), 'no guest agent answers'],
    ['has no line', () => Promise.resolve(), 'no line to a guest agent'],
  ])('does not wait for a guest that %s', async (_, prepare, message) => {
    await prepare();

    await expect(ask()).rejects.toMatchObject({ reason: 'Unsupported', message: expect.stringContaining(message) });
  });

  it.each<[string, string]>([
    ['talks without end', '{}\n'.repeat(10_000)],
    ['sends a line without end', 'x'.repeat(1024 * 1024)],
  ])('is not drowned by one that %s', async (_, flood) => {
    await anAgent(() => flood);

    await expect(ask()).rejects.toThrow(/talks without end|longer than/);
  });
});
