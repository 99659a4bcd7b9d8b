import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { removeState } from './remove-state.ts';
import { stateDirectoryAt } from './state-directory.ts';

let folder: string;
let root: string;
/** No process is still writing here, so there is nothing to wait for. */
const clock = { sleep: () => Promise.resolve() };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'remove-state-'));
  root = join(folder, 'state');
  makeState();
});

function makeState(): void {
  const state = stateDirectoryAt(root);
  for (const part of [
    state.agentData('agent'),
    state.agentData('agent-container'),
    state.etcdData,
    state.gitopsData,
    state.keys,
    state.logs,
    state.compileCache,
  ]) {
    mkdirSync(part, { recursive: true });
    writeFileSync(join(part, 'file'), 'content');
  }
  for (const part of [state.kubeconfig, state.processes, state.status, state.lock, state.settings]) writeFileSync(part, '');
  for (const name of ['.0123456789ab.tmp', 'processes.json.new', 'supervisor.lock.11111111-2222-4333-8444-555555555555']) {
    writeFileSync(join(root, name), '');
  }
}

function remove(): Promise<readonly string[]> {
  return removeState(stateDirectoryAt(root), clock);
}

describe('removeState', () => {
  it('leaves nothing of a state directory', async () => {
    expect(await remove()).toEqual([]);

    expect(readdirSync(folder)).toEqual([]);
  });

  it("leaves what is somebody else's, and says what it is", async () => {
    mkdirSync(join(root, 'photos'));
    writeFileSync(join(root, 'photos', 'cat.jpg'), 'cat');
    writeFileSync(join(root, '.profile'), '');

    expect([...(await remove())].sort()).toEqual(['.profile', 'photos']);

    expect(readdirSync(root).sort()).toEqual(['.profile', 'photos']);
    expect(readdirSync(join(root, 'photos'))).toEqual(['cat.jpg']);
  });

  it('follows no link that lies in it', async () => {
    const precious = join(folder, 'precious');
    mkdirSync(precious);
    writeFileSync(join(precious, 'file'), 'content');
    symlinkSync(precious, join(stateDirectoryAt(root).agentData('agent'), 'kvm'));

    await remove();

    expect(readdirSync(precious)).toEqual(['file']);
  });

  it('removes a directory that the owner has moved and left a link to, with the link', async () => {
    const link = join(folder, 'link');
    symlinkSync(root, link);

    expect(await removeState(stateDirectoryAt(link), clock)).toEqual([]);

    expect([existsSync(root), readdirSync(folder)]).toEqual([false, []]);
  });
});
