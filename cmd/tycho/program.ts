import { Command, CommanderError } from 'commander';
import { exitCode, exitCodeHelp, type ExitCode } from './exit-code.ts';
import { explainFailure } from './failure-report.ts';
import type { GlobalOptions } from './global-options.ts';
import { openSession } from './session.ts';
import { defineApply } from './verbs/apply.ts';
import { defineAuth } from './verbs/auth.ts';
import { defineComplete, defineCompletion } from './verbs/completion.ts';
import { defineConsole, defineVNC } from './verbs/console.ts';
import { defineCreate } from './verbs/create.ts';
import { defineAPIResources } from './verbs/api-resources.ts';
import { defineDelete } from './verbs/delete.ts';
import { defineDescribe } from './verbs/describe.ts';
import { defineDiff } from './verbs/diff.ts';
import { defineDoctor } from './verbs/doctor.ts';
import { defineDown } from './verbs/down.ts';
import { defineEdit } from './verbs/edit.ts';
import { defineEvents } from './verbs/list-events.ts';
import { defineExplain } from './verbs/explain.ts';
import { defineExplainPlacement } from './verbs/explain-placement.ts';
import { defineGet } from './verbs/get.ts';
import { defineHistory } from './verbs/history.ts';
import { defineImage } from './verbs/image.ts';
import type { SessionOf } from './verbs/verb.ts';
import { defineJoinToken } from './verbs/join-token.ts';
import { defineLogs } from './verbs/logs.ts';
import { defineAttach, defineDetach } from './verbs/attach.ts';
import { defineLock, defineProtect, defineUnlock, defineUnprotect } from './verbs/lock.ts';
import { defineMigrate } from './verbs/migrate.ts';
import { definePlan } from './verbs/plan.ts';
import { definePower } from './verbs/power.ts';
import { defineReboot } from './verbs/reboot.ts';
import { defineRebuild } from './verbs/rebuild.ts';
import { defineAction } from './verbs/request-action.ts';
import { defineRescue, defineUnrescue } from './verbs/rescue.ts';
import { defineRestore } from './verbs/restore.ts';
import { defineResize } from './verbs/resize.ts';
import { defineSetPassword } from './verbs/set-password.ts';
import { defineBackup, defineSnapshot } from './verbs/snapshot.ts';
import { defineSupervise } from './verbs/supervise.ts';
import { defineTop } from './verbs/top.ts';
import { defineTree } from './verbs/tree.ts';
import { defineSync } from './verbs/sync.ts';
import { defineUp } from './verbs/up.ts';
import { defineVersion } from './verbs/version.ts';
import { defineWait } from './verbs/wait.ts';
import { defineWhy } from './verbs/why.ts';
import type { World } from './world.ts';

/** Runs one command line (without `node` and the file) and gives its exit code. All that it prints goes to the world's streams. */
export async function runCommandLine(words: readonly string[], world: World): Promise<ExitCode> {
  try {
    await programFor(words, world).parseAsync([...words], { from: 'user' });
    return world.interrupted.aborted ? exitCode.interrupted : exitCode.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
    return explainFailure(error, world);
  }
}

function programFor(words: readonly string[], world: World): Command {
  const program = new Command('tycho')
    .description('Servers on demand. `tycho up` starts everything on this machine; `tycho get servers` shows what runs.')
    .option('--kubeconfig <file>', 'how to reach the api-server; else $KUBECONFIG, .tycho/kubeconfig here or above, ~/.kube/config')
    .option('--context <name>', 'the context of the kubeconfig to use')
    .option('-n, --namespace <name>', 'the namespace; else that of the context, else `default`')
    .helpCommand('help [verb]', 'say more about a verb')
    .addHelpText('after', `\n${exitCodeHelp}`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.output.write(text),
      writeErr: (text) => world.errors.write(text),
      getOutHasColors: () => world.output.hasColour,
      getErrHasColors: () => world.errors.hasColour,
      getOutHelpWidth: () => world.output.columnCount,
      getErrHelpWidth: () => world.errors.columnCount,
    });
  const sessionOf: SessionOf = (command) => openSession(world, command.optsWithGlobals<GlobalOptions>());
  for (const define of verbsIn(words)) define(program, sessionOf);
  for (const verb of program.commands) verb.showHelpAfterError(`(\`tycho help ${verb.name()}\` says more)`);
  return program;
}

type DefineVerb = (program: Command, sessionOf: SessionOf) => void;

/** In the order in which help lists them. */
const verbs: Readonly<Record<string, DefineVerb>> = {
  up: defineUp,
  down: defineDown,
  get: defineGet,
  describe: defineDescribe,
  plan: definePlan,
  diff: defineDiff,
  apply: defineApply,
  create: defineCreate,
  edit: defineEdit,
  delete: defineDelete,
  start: definePower('start'),
  stop: definePower('stop'),
  reboot: defineReboot,
  pause: definePower('pause'),
  unpause: definePower('unpause'),
  suspend: definePower('suspend'),
  resume: definePower('resume'),
  shelve: definePower('shelve'),
  unshelve: definePower('unshelve'),
  resize: defineResize,
  migrate: defineMigrate,
  rebuild: defineRebuild,
  rescue: defineRescue,
  unrescue: defineUnrescue,
  snapshot: defineSnapshot,
  backup: defineBackup,
  image: defineImage,
  attach: defineAttach,
  detach: defineDetach,
  'set-password': defineSetPassword,
  'crash-dump': defineAction('crash-dump', {
    description: 'Interrupt the kernel of the guest, so that it dumps its memory if it is set up to: `crash-dump web`.',
    request: { type: 'CrashDump' },
  }),
  reset: defineAction('reset', {
    description: 'End the waiting after a failure and try again now: `reset web`.',
    request: { type: 'Reset' },
  }),
  lock: defineLock,
  unlock: defineUnlock,
  protect: defineProtect,
  unprotect: defineUnprotect,
  restore: defineRestore,
  sync: defineSync,
  wait: defineWait,
  logs: defineLogs,
  console: defineConsole,
  vnc: defineVNC,
  why: defineWhy,
  events: defineEvents,
  doctor: defineDoctor,
  top: defineTop,
  tree: defineTree,
  history: defineHistory,
  explain: defineExplain,
  'explain-placement': defineExplainPlacement,
  'join-token': defineJoinToken,
  auth: defineAuth,
  'api-resources': defineAPIResources,
  version: defineVersion,
  completion: defineCompletion,
  complete: defineComplete,
  supervise: defineSupervise,
};

/** Only the verbs that may be meant: defining all of them takes as long as a request. All for help and completion, and when no known one is there. */
function verbsIn(words: readonly string[]): readonly DefineVerb[] {
  const meant = words.includes('help') || words.includes('complete') ? [] : Object.keys(verbs).filter((name) => words.includes(name));
  return meant.length === 0 ? Object.values(verbs) : meant.flatMap((name) => verbs[name] ?? []);
}
