import { relative } from 'node:path';
import { bold } from '../printing/colour.ts';
import type { StateDirectory } from '../up/state-directory.ts';
import type { World } from '../world.ts';

/** Says where things are and what to type next. */
export function sayWhatNext(state: StateDirectory, world: World): void {
  const { output } = world;
  const near = (path: string): string => {
    const short = relative(world.workingDirectory, path);
    return short.startsWith('..') ? path : short;
  };
  const found = near(state.root) === '.tycho' ? '' : ` --kubeconfig ${near(state.kubeconfig)}`;
  const rows = [
    [`tycho${found} get hosts`, 'what can run servers'],
    [`tycho${found} apply -f FILE`, 'a server, as the file declares it'],
    [`kubectl --kubeconfig ${near(state.kubeconfig)} get servers`, 'kubectl works too'],
    [`. ${near(state.openrc)}; openstack server list`, 'so do OpenStack’s clients, as the user demo'],
    ['tycho down', 'stop; data and guests stay'],
  ];
  const width = Math.max(...rows.map(([command]) => command?.length ?? 0));
  output.write(`\n${bold('Tycho is up.', output)} Logs are in ${near(state.logs)}.\n`);
  for (const [command = '', words = ''] of rows) output.write(`  ${command.padEnd(width)}   ${words}\n`);
}
