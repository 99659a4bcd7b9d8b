import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedObject, PlanStatus } from '#apis/compute/plan.ts';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';
import { cacheDirectory } from '../cache-directory.ts';
import type { World } from '../world.ts';
import { nameOf } from './plan-report.ts';

type Home = Pick<World, 'environment' | 'homeDirectory'>;

/** How many plans are kept, the newest ones. */
const mostCopies = 20;

/** Keeps what was planned, so that a later command can say what has moved since. One that cannot be kept only costs those words. */
export async function keepPlan(status: PlanStatus, home: Home): Promise<void> {
  const folder = folderOf(home);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await writePrivateFile(join(folder, `${status.hash}.json`), JSON.stringify(status));
    const byAge = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
      .toSorted((one, other) => other.at - one.at);
    for (const { name } of byAge.slice(mostCopies)) rmSync(join(folder, name), { force: true });
  } catch {
    return;
  }
}

/** The plan whose hash begins so, if it was made here. */
export function readPlan(hash: string, home: Home): PlanStatus | undefined {
  const folder = folderOf(home);
  try {
    const [name, second] = readdirSync(folder).filter((each) => each.startsWith(hash) && each.endsWith('.json'));
    return name === undefined || second !== undefined ? undefined : (JSON.parse(readFileSync(join(folder, name), 'utf8')) as PlanStatus);
  } catch {
    return undefined;
  }
}

/** What is otherwise now than it was planned, one line an object. */
export function whatMoved(before: PlanStatus, now: PlanStatus): readonly string[] {
  const [old, present] = [byName(before), byName(now)];
  const lines: string[] = [];
  for (const [name, object] of present) {
    const was = old.get(name);
    if (was === undefined) lines.push(`${name}: was not in the plan`);
    else if (stateOf(was) !== stateOf(object)) lines.push(`${name}: ${difference(was, object)}`);
  }
  for (const name of old.keys()) if (!present.has(name)) lines.push(`${name}: was in the plan and is not any more`);
  return lines;
}

function byName({ objects }: PlanStatus): ReadonlyMap<string, PlannedObject> {
  return new Map(objects.map((object) => [nameOf(object), object]));
}

function stateOf(object: PlannedObject): string {
  const { resourceVersion: _, ...rest } = object;
  return JSON.stringify(rest);
}

function difference(was: PlannedObject, is: PlannedObject): string {
  if (was.action !== is.action) return `the plan said ${was.action}, now it would be ${is.action}`;
  if (was.uid !== is.uid) return 'it was deleted and made anew';
  if (was.server?.effect !== is.server?.effect) return `its guest would be affected otherwise: ${is.server?.message ?? ''}`;
  const changed = (is.changes ?? []).find(
    (change) => !(was.changes ?? []).some((each) => each.path === change.path && each.from === change.from && each.to === change.to),
  );
  return changed === undefined ? 'it has changed' : `${changed.path} is ${changed.from ?? 'absent'} now`;
}

function folderOf(home: Home): string {
  return join(cacheDirectory(home), 'plans');
}
