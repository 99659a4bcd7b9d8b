import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Random } from '#apis/machinery/random.ts';
import { identityOf, isRunning, type ProcessIdentity } from './process-identity.ts';

/** The supervisor of a state directory that runs now, or undefined. */
export function runningSupervisor(lockFile: string): ProcessIdentity | undefined {
  const holder = readHolder(lockFile);
  return holder !== undefined && isRunning(holder) ? holder : undefined;
}

/** How often another starter may get in between before we give up: each look takes well below a millisecond. */
const attemptLimit = 2_000;

/**
 * Makes this process the only supervisor of a state directory. Returns undefined when it now is, or else the identity of the one that was there. A lock
 * that a killed supervisor left behind is taken over; of several that try, one succeeds.
 */
export function takeSupervisorLock(lockFile: string, random: Random): ProcessIdentity | undefined {
  const offer = `${lockFile}.${random.uuid()}`;
  writeFileSync(offer, JSON.stringify(identityOf(process.pid)), { flag: 'wx', mode: 0o600 });
  try {
    for (let attempt = 0; attempt < attemptLimit; attempt += 1) {
      if (putInPlace(offer, lockFile)) return undefined;
      const holder = runningSupervisor(lockFile);
      if (holder !== undefined) return holder;
      removeStale(lockFile, offer);
    }
  } finally {
    rmSync(offer, { force: true });
  }
  throw new Error(`${lockFile} changes hands all the time: are several \`tycho up\` running?`);
}

/** Gives the lock back. */
export function releaseSupervisorLock(lockFile: string): void {
  if (readHolder(lockFile)?.pid === process.pid) rmSync(lockFile, { force: true });
}

/** A link is there whole or not at all, so nobody takes a lock that is just being written for one that a crash cut short. False: there is one. */
function putInPlace(written: string, lockFile: string): boolean {
  try {
    linkSync(written, lockFile);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes the lock of somebody who is gone. Whoever does so holds a lock for that meanwhile, or one starter would remove what another has just put in
 * place of the stale lock that both have seen. Others find nothing changed and look again.
 */
function removeStale(lockFile: string, offer: string): void {
  const turn = `${lockFile}.takeover`;
  if (!putInPlace(offer, turn)) {
    // A starter that was killed in this very moment; two of them at once are not provided for.
    const other = readHolder(turn);
    if (other !== undefined && !isRunning(other)) rmSync(turn, { force: true });
    return;
  }
  if (runningSupervisor(lockFile) === undefined) rmSync(lockFile, { force: true });
  rmSync(turn, { force: true });
}

function readHolder(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    // Not there, or cut short by a power failure: nobody holds it.
    return undefined;
  }
}
