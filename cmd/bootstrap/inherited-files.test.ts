import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const program = `
  import { execFileSync } from 'node:child_process';
  import { readFileSync } from 'node:fs';
  import { closeInheritedFiles } from '#cmd/bootstrap/inherited-files.ts';
  if (process.argv[1] === 'close') closeInheritedFiles();
  console.log(execFileSync('/bin/ls', ['/proc/self/fd'], { encoding: 'utf8' }).trim().split('\\n').join(' '));
  await new Promise((resolve) => setTimeout(resolve, 1));
  console.log(readFileSync('/proc/self/comm', 'utf8').length > 0);
`;

/** What a program sees that is started by a process that was started with a file of ours as a high descriptor: Node itself takes care of low ones. */
function descriptorsOfGrandchild(manner: 'close' | 'leave'): readonly string[] {
  const file = openSync('/etc/hostname', 'r');
  const stdio = ['ignore', 'pipe', 'inherit', ...Array.from({ length: 57 }, () => 'ignore' as const), file] as const;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program, manner], {
    stdio: [...stdio],
    encoding: 'utf8',
  });
  closeSync(file);
  return stdout.trim().split('\n');
}

describe('closeInheritedFiles', () => {
  it('keeps what our parent had open from the programs that we start, and leaves us all of our own', () => {
    const [left] = descriptorsOfGrandchild('leave');
    const [closed, works] = descriptorsOfGrandchild('close');

    expect(left?.split(' ')).toContain('60');
    // Its standard streams, and the directory that it lists.
    expect(closed).toBe('0 1 2 3');
    expect(works).toBe('true');
  });
});
