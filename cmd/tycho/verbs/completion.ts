import { Argument, type Command } from 'commander';
import { listPages } from '../api/list-pages.ts';
import { namespaceFor } from '../api/resource-arguments.ts';
import type { ObjectList } from '../api/server-table.ts';
import type { ApiConnection, Session } from '../session.ts';
import type { SessionOf } from './verb.ts';

export function defineCompletion(program: Command, sessionOf: SessionOf): void {
  program
    .command('completion')
    .description('Print what makes a shell complete verbs, types and names: `source <(tycho completion bash)`.')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(scripts)))
    .action((shell: keyof typeof scripts, _: object, command: Command) => {
      sessionOf(command).world.output.write(scripts[shell]);
    });
}

/** What a script asks while somebody types: the words after `tycho`, the last of which is the one to complete. */
export function defineComplete(program: Command, sessionOf: SessionOf): void {
  program
    .command('complete [words...]', { hidden: true })
    .allowUnknownOption()
    .action(async (words: string[], _: object, command: Command) => {
      const session = sessionOf(command);
      const candidates = await candidatesFor(words, program, session).catch(() => []);
      session.world.output.write(candidates.map((word) => `${word}\n`).join(''));
    });
}

/** Verbs whose first word is a type, and those whose first word is the name of a server. */
const verbsOfTypes = ['get', 'describe', 'delete', 'edit', 'wait', 'explain'];
/** Longer lists are of no help to somebody who types. */
const mostCandidates = 200;

async function candidatesFor(words: readonly string[], program: Command, session: Session): Promise<readonly string[]> {
  const typed = words.at(-1) ?? '';
  const [verb, ...before] = words.slice(0, -1).filter((word) => !word.startsWith('-'));
  const candidates =
    verb === undefined
      ? program.commands.map((each) => each.name()).filter((name) => name !== 'complete')
      : await wordsAfter(verb, before, program, session);
  return candidates.filter((word) => word.startsWith(typed)).slice(0, mostCandidates);
}

async function wordsAfter(verb: string, before: readonly string[], program: Command, session: Session): Promise<readonly string[]> {
  const connection = await session.connect();
  if (verbsOfTypes.includes(verb)) {
    const [type] = before;
    if (type === undefined) return (await connection.resources.all()).map(({ plural }) => plural).toSorted();
    return names(type, connection);
  }
  const argument = program.commands.find((each) => each.name() === verb)?.registeredArguments[0]?.name();
  // Where any object will do, a name alone means a server.
  const takesServer = argument === 'server' || argument === 'object';
  return takesServer && before.length === 0 ? names('servers.compute.tycho.dev', connection) : [];
}

async function names(type: string, connection: ApiConnection): Promise<readonly string[]> {
  const [resource] = await connection.resources.named(type);
  if (resource === undefined) return [];
  const address = { resource, ...namespaceFor(resource, connection.namespace) };
  const pages = await listPages<ObjectList>(connection.client, address, { chunkSize: 500, accept: 'application/json' });
  return pages.flatMap(({ items }) => items.map(({ metadata }) => metadata.name));
}

const scripts = {
  bash: `_tycho() {
  local IFS=$'\\n'
  COMPREPLY=($(tycho complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _tycho tycho
`,
  zsh: `#compdef tycho
_tycho() {
  local -a candidates
  candidates=(\${(f)"$(tycho complete -- "\${words[@]:1:$((CURRENT-1))}" 2>/dev/null)"})
  compadd -a candidates
}
compdef _tycho tycho
`,
  fish: `complete -c tycho -f -a '(tycho complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
`,
} as const;
