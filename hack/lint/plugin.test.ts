import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Finding {
  readonly filename: string;
  readonly code: string;
  readonly message: string;
}

/** Runs the repository's own linter, settings and ARCHITECTURE.md over the fixture, outside the tree that the settings leave out. */
async function lint(house: string): Promise<Finding[]> {
  const oxlint = join(root, 'node_modules/.bin/oxlint');
  const output = await new Promise<string>((resolve) => {
    const settings = join(root, '.oxlintrc.json');
    execFile(process.execPath, [oxlint, '-c', settings, '--format=json', house], { cwd: root }, (_error, stdout) => resolve(stdout));
  });
  const { diagnostics } = JSON.parse(output) as { diagnostics: Finding[] };
  return diagnostics.map((finding) => ({ ...finding, filename: relative(house, resolve(root, finding.filename)) }));
}

describe('the linter, over a house that breaks the rules', () => {
  let house: string;
  let findings: Finding[];

  beforeAll(async () => {
    house = await mkdtemp(join(tmpdir(), 'tycho-bad-house-'));
    await cp(join(root, 'hack/lint/fixtures/bad-house'), house, { recursive: true });
    await cp(join(root, 'ARCHITECTURE.md'), join(house, 'ARCHITECTURE.md'));
    findings = await lint(house);
  });

  afterAll(() => rm(house, { recursive: true, force: true }));

  const messagesAbout = (filename: string, code: string): string[] =>
    findings.filter((finding) => finding.filename === filename && finding.code === code).map((finding) => finding.message);

  it('finds nothing in the files that break nothing', () => {
    const innocent = ['controllers/host/plan.ts', 'controllers/server/plan.test.ts', 'apis/compute/machine.ts', 'test/harness/world.ts'];

    expect(findings.filter((finding) => innocent.includes(finding.filename))).toEqual([]);
  });

  it('refuses a loop that imports another loop, or a driver, and names the row of the table', () => {
    expect(messagesAbout('controllers/server/plan.ts', 'tycho(import-table)')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^controllers\/server may not import controllers\/host: row `controllers\/\*` of ARCHITECTURE.md \(line \d+\)/,
        ),
        expect.stringMatching(/^controllers\/server may not import drivers\/kvm: row/),
      ]),
    );
  });

  it('refuses a driver that imports an API group, even for types only', () => {
    expect(messagesAbout('drivers/kvm/machine.ts', 'tycho(import-table)')).toHaveLength(1);
    expect(messagesAbout('apis/machinery/naming.ts', 'tycho(import-table)')).toHaveLength(1);
  });

  it('refuses an outside package past its door, and one that has no door', () => {
    expect(messagesAbout('controllers/server/plan.ts', 'tycho(import-table)')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^etcd3 may only be imported in cmd\/api-server\/storage\/etcd/),
        expect.stringMatching(/^the package left-pad has no row/),
      ]),
    );
  });

  it('refuses production code that imports test', () => {
    expect(messagesAbout('controllers/server/apply.ts', 'tycho(import-table)')).toEqual([expect.stringMatching(/^nobody imports test /)]);
  });

  it('refuses a folder without a row', () => {
    expect(messagesAbout('cmd/unlisted/main.ts', 'tycho(import-table)')).toEqual([expect.stringMatching(/has no row/)]);
  });

  it('refuses a cycle that consists of type imports and package imports only', () => {
    expect(messagesAbout('apis/compute/first.ts', 'import(no-cycle)')).toHaveLength(1);
    expect(messagesAbout('apis/compute/second.ts', 'import(no-cycle)')).toHaveLength(1);
  });

  it('refuses a file name that says nothing', () => {
    expect(messagesAbout('drivers/fake/utils.ts', 'tycho(banned-file-names)')).toHaveLength(1);
  });

  it('refuses time, chance and the environment that no constructor handed in', () => {
    const refused = messagesAbout('drivers/fake/ambient.ts', 'tycho(ambient-world)').map((message) => message.split(' reaches')[0]);

    expect(new Set(refused)).toEqual(
      new Set([
        'AbortSignal.timeout',
        'Date.now',
        'Math.random',
        'new Date()',
        'node:timers/promises',
        'performance.now',
        'process.env',
        'randomUUID',
        'setInterval()',
        'setTimeout()',
      ]),
    );
  });
});
