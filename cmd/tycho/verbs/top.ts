import { Argument, type Command } from 'commander';
import type { Session } from '../session.ts';
import { TablePrinter } from '../printing/table.ts';
import type { SessionOf } from './verb.ts';

export function defineTop(program: Command, sessionOf: SessionOf): void {
  program
    .command('top')
    .description(
      'Who takes how much: of each host what is promised of what may be, the fullest first; or of each project what its servers take.',
    )
    .addArgument(new Argument('[what]', 'of whom').choices(['hosts', 'projects']).default('hosts'))
    .action((what: 'hosts' | 'projects', _: object, command: Command) => top(sessionOf(command), what));
}

async function top(session: Session, what: 'hosts' | 'projects'): Promise<void> {
  const connection = await session.connect();
  const { readPlaces, usesOfHosts, usesOfProjects, rowOfHost, rowOfProject } = await import('./top-uses.ts');
  const { hosts, instances } = await readPlaces(connection);
  const { output } = session.world;
  const sizes = ['Servers', 'vCPUs', 'Memory-MiB', 'Disk-GiB'];
  if (what === 'hosts')
    new TablePrinter(['Host', 'Ready', ...sizes], { output, headings: true }).print(usesOfHosts(hosts, instances).map(rowOfHost));
  else new TablePrinter(['Project', ...sizes], { output, headings: true }).print(usesOfProjects(instances).map(rowOfProject));
}
