import type { Command } from 'commander';
import { apiVersionOf } from '../api/api-resource.ts';
import { cellText, TablePrinter } from '../printing/table.ts';
import type { Session } from '../session.ts';
import type { SessionOf } from './verb.ts';

export function defineAPIResources(program: Command, sessionOf: SessionOf): void {
  program
    .command('api-resources')
    .description('List the types of objects that the server has, with their short names.')
    .option('--no-headers', 'without the line of headings')
    .action((options: { readonly headers: boolean }, command: Command) => apiResources(sessionOf(command), options));
}

async function apiResources(session: Session, { headers }: { readonly headers: boolean }): Promise<void> {
  const resources = await (await session.connect()).resources.all();
  const rows = resources.map((resource) => [
    resource.plural,
    cellText(resource.shortNames.join(',')),
    apiVersionOf(resource),
    String(resource.isNamespaced),
    resource.kind,
  ]);
  new TablePrinter(['Name', 'ShortNames', 'APIVersion', 'Namespaced', 'Kind'], { output: session.world.output, headings: headers }).print(
    rows,
  );
}
