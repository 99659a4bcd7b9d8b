import type { Command } from 'commander';
import type { Server, ServerSpec } from '#apis/compute/server.ts';
import { addChangeOptions, changeServer, inPhase, type ChangeOptions, type ServerChange, type SpecPatch } from './change-server.ts';
import type { SessionOf } from './verb.ts';

interface PowerVerb {
  readonly description: string;
  readonly power: ServerSpec['power'];
  readonly judge: ServerChange['judge'];
}

/** A guest that ended by itself is Stopped or Failed although it should run: that is an end, too, and its words say why. */
const running: ServerChange['judge'] = (server) => {
  const arrival = inPhase('Running', 'Rescued', 'VerifyResize')(server);
  return arrival.kind === 'Underway' && endedByItself(server) ? { kind: 'Failed', words: 'the guest turned itself off again' } : arrival;
};

/** One line a verb: what it declares. */
const powerVerbs = {
  start: { description: 'Have a server run: `start web`.', power: 'Running', judge: running },
  stop: { description: 'Have a server stopped; its disk stays on its host: `stop web`.', power: 'Stopped', judge: inPhase('Stopped') },
  pause: { description: 'Have a server stand still, its memory kept: `pause web`.', power: 'Paused', judge: inPhase('Paused') },
  unpause: { description: 'Have a paused server go on: `unpause web`.', power: 'Running', judge: running },
  suspend: {
    description: 'Have the memory of a server on disk and no process: `suspend web`.',
    power: 'Suspended',
    judge: inPhase('Suspended'),
  },
  resume: { description: 'Have a suspended server go on where it was: `resume web`.', power: 'Running', judge: running },
  shelve: {
    description: 'Have the disk of a server kept as an image, and nothing of it left on a host: `shelve web`.',
    power: 'Shelved',
    judge: inPhase('Shelved'),
  },
  unshelve: { description: 'Have a shelved server run again, on any host: `unshelve web`.', power: 'Running', judge: running },
} as const satisfies Readonly<Record<string, PowerVerb>>;

/** `tycho start`, `stop`, `pause`, `unpause`, `suspend`, `resume`, `shelve` and `unshelve`: each declares spec.power. */
export function definePower(verb: keyof typeof powerVerbs): (program: Command, sessionOf: SessionOf) => void {
  const { description, power, judge } = powerVerbs[verb];
  return (program, sessionOf) => {
    addChangeOptions(program.command(`${verb} <server>`).description(description)).action(
      (server: string, options: ChangeOptions, command: Command) =>
        changeServer(sessionOf(command), server, options, { patches: (before) => patchesFor(before, power), judge }),
    );
  };
}

/**
 * A guest that turned itself off is off although its server is declared Running. Saying the same again would change nothing, so it is declared
 * Stopped first, as it is.
 */
function patchesFor(server: Server, power: ServerSpec['power']): readonly SpecPatch[] {
  const mustSayAnew = power === 'Running' && server.spec.power === 'Running' && endedByItself(server);
  return mustSayAnew ? [{ power: 'Stopped' }, { power }] : [{ power }];
}

function endedByItself({ status }: Server): boolean {
  const reason = status?.conditions?.find(({ type }) => type === 'Ready')?.reason;
  return reason === 'GuestShutDown' || reason === 'GuestCrashed';
}
