import type { Command } from 'commander';
import type { Session } from '../session.ts';

/** Gives a verb's action its session, from the options that stand before and after the verb. */
export type SessionOf = (command: Command) => Session;
