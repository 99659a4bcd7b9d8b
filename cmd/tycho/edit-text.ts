import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '#cmd/bootstrap/environment.ts';
import { CommandFailure } from './command-failure.ts';

/**
 * Lets the user change a text in the editor of $TYCHO_EDITOR, $VISUAL or $EDITOR, or else in vi, and gives what was saved. Throws a CommandFailure
 * when the editor cannot be started or fails.
 */
export async function editText(
  text: string,
  { fileName, environment }: { readonly fileName: string; readonly environment: Environment },
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tycho-edit-'));
  const file = join(directory, fileName);
  try {
    await writeFile(file, text, { mode: 0o600 });
    await runEditor(environment['TYCHO_EDITOR'] ?? environment['VISUAL'] ?? environment['EDITOR'] ?? 'vi', file);
    return await readFile(file, 'utf8');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The variable may hold options, as `code --wait`: a shell takes it apart, as git and kubectl have it. */
function runEditor(editor: string, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: 'inherit' });
    child.once('error', (cause) => reject(new CommandFailure(`the editor "${editor}" cannot be started: ${cause.message}`, { cause })));
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new CommandFailure(`the editor "${editor}" ended with ${code ?? 'a signal'}: nothing was changed`));
    });
  });
}
