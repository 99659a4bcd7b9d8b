import type { Command } from 'commander';
import { addChangeOptions, changeServer, noted, type ChangeOptions, type SpecPatch } from './change-server.ts';
import type { SessionOf } from './verb.ts';

/** `tycho lock`, `unlock`, `protect` and `unprotect`: none of them touches the guest, so none waits. */
export function defineLock(program: Command, sessionOf: SessionOf): void {
  program
    .command('lock <server>')
    .description('Keep people from changing or deleting a server by mistake: `lock web --reason "month end"`.')
    .option('--reason <words>', 'why, for those who try')
    .action((server: string, { reason }: { readonly reason?: string }, command: Command) =>
      set(sessionOf(command), server, { lock: reason === undefined ? {} : { reason } }),
    );
}

export function defineUnlock(program: Command, sessionOf: SessionOf): void {
  program
    .command('unlock <server>')
    .description('Take the lock away: `unlock web`.')
    .action((server: string, _: object, command: Command) => set(sessionOf(command), server, { lock: null }));
}

export function defineProtect(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(program.command('protect <server>').description('Have the api-server refuse to delete a server: `protect web`.')).action(
    (server: string, options: ChangeOptions, command: Command) => set(sessionOf(command), server, { deletionProtection: true }, options),
  );
}

export function defineUnprotect(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(program.command('unprotect <server>').description('Let a server be deleted again: `unprotect web`.')).action(
    (server: string, options: ChangeOptions, command: Command) => set(sessionOf(command), server, { deletionProtection: null }, options),
  );
}

/** Locking and unlocking is what a lock must not stand in the way of. */
const anyway: ChangeOptions = { wait: false, timeout: '5m', overrideLock: true };

function set(session: ReturnType<SessionOf>, server: string, spec: SpecPatch, options: ChangeOptions = anyway): Promise<void> {
  return changeServer(session, server, { ...options, wait: false }, { patches: () => [spec], judge: noted });
}
