import { printedName } from '../api/api-resource.ts';
import type { AnyObject } from '../api/any-object.ts';
import { CommandFailure, ReportedFailure } from '../command-failure.ts';
import { exitCode } from '../exit-code.ts';
import { complain } from '../printing/complaint.ts';
import { formatAge } from '../printing/duration.ts';
import { LiveLines } from '../printing/live-lines.ts';
import { standingOf } from '../printing/standing.ts';
import type { ApiConnection, Session } from '../session.ts';
import { deadlineIn } from './deadline.ts';
import { followTarget } from './follow-target.ts';
import type { Target } from './targets.ts';

/** How far an object is on its way to what somebody asked of it. */
export type Arrival =
  | { readonly kind: 'Underway' }
  | { readonly kind: 'Arrived'; readonly words: string }
  /** It will not come to it. */
  | { readonly kind: 'Failed'; readonly words: string };

export interface Goal {
  readonly target: Target;
  /** 0: for ever. */
  readonly timeoutSeconds: number;
  /** Undefined stands for an object that is not there. */
  readonly judge: (object: AnyObject | undefined) => Arrival;
}

/**
 * Shows how an object comes to what was asked of it and prints the end in one line. Throws a CommandFailure when it does not come to it, or not in
 * time.
 */
export async function followToGoal(session: Session, connection: ApiConnection, { target, timeoutSeconds, judge }: Goal): Promise<void> {
  const { world } = session;
  const name = printedName(target.resource, target.name);
  const deadline = deadlineIn(timeoutSeconds, world);
  let latest: AnyObject | undefined;
  const standing = (): string => (latest === undefined ? 'it is not there' : standingOf(latest, world.clock.now()));
  const progress = new LiveLines({ output: world.errors, clock: world.clock, lines: () => [`${name}: ${standing()}`] });
  try {
    for await (const object of followTarget(target, session, connection, deadline.signal)) {
      latest = object;
      const arrival = judge(object);
      if (arrival.kind === 'Failed') throw new CommandFailure(`${name}: ${arrival.words}`);
      if (arrival.kind === 'Underway') continue;
      progress.pause(() => world.output.write(`${name} ${arrival.words}\n`));
      return;
    }
  } catch (error) {
    if (!deadline.hasPassed()) throw error;
  } finally {
    progress.close();
    deadline.clear();
  }
  world.interrupted.throwIfAborted();
  complain(
    world,
    `time is up after ${formatAge(timeoutSeconds)}: ${name}: ${standing()}; it goes on, \`tycho why ${whyName(target)}\` says how it stands`,
  );
  throw new ReportedFailure(exitCode.timedOut);
}

/** As short as `tycho why` takes it. */
function whyName({ resource, name }: Target): string {
  return resource.kind === 'Server' ? name : `${resource.singular}/${name}`;
}
