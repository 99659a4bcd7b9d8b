import { describe, expect, it } from 'vitest';
import { ImportTable } from './import-table.ts';

const table = ImportTable.parse(`
| Folder | May import (besides itself) |
|---|---|
| \`apis/machinery\` | |
| \`apis/compute\` | \`apis/machinery\` |
| \`apis/client\` | \`apis/**\` |
| \`apis\` | \`apis/**\` |
| \`controllers/runtime\` | \`apis/machinery\` |
| \`controllers/*\` | \`controllers/runtime\`, \`apis/**\` |
| \`cmd/api-server\` | \`apis/**\` except \`apis/client\`, \`controllers/runtime\` |
| \`hack\`, \`test\` | anything |
| \`*.test.ts\` | \`test/builders\` |

| Package | Only in |
|---|---|
| \`yaml\`, \`commander\` | \`cmd/tycho\`, \`apis/client\` |
| \`lodash\` | anywhere |
| \`vitest\` | \`*.test.ts\` |
`);

const mayImport = (importer: string, imported: string): boolean => table.violationOf({ importer, imported }) === undefined;

describe('ImportTable', () => {
  it('lets the files of one folder import each other, at any depth', () => {
    expect(mayImport('controllers/server/plan.ts', 'controllers/server/steps/stop.ts')).toBe(true);
  });

  it('gives each folder that a star stands for a row of its own', () => {
    expect(mayImport('controllers/server/plan.ts', 'controllers/host/plan.ts')).toBe(false);
    expect(mayImport('controllers/server/plan.ts', 'controllers/runtime/queue.ts')).toBe(true);
  });

  it('prefers a named row to a star', () => {
    expect(mayImport('controllers/runtime/queue.ts', 'apis/compute/server.ts')).toBe(false);
  });

  it('lets a row with rows below it cover its own files only', () => {
    expect(table.unitOf('apis/catalog.ts')?.folder).toBe('apis');
    expect(table.unitOf('apis/unlisted/thing.ts')).toBeUndefined();
    expect(table.violationOf({ importer: 'apis/client/list.ts', imported: 'apis/unlisted/thing.ts' })).toMatch(
      /no row .* covers apis\/unlisted/,
    );
  });

  it('takes away what follows "except", and only that', () => {
    expect(mayImport('cmd/api-server/main.ts', 'apis/compute/server.ts')).toBe(true);
    expect(mayImport('cmd/api-server/main.ts', 'apis/client/list.ts')).toBe(false);
    expect(mayImport('cmd/api-server/main.ts', 'controllers/runtime/queue.ts')).toBe(true);
  });

  it('lets tests import what their folder may, and what the row for tests adds', () => {
    expect(mayImport('apis/compute/server.test.ts', 'apis/machinery/clock.ts')).toBe(true);
    expect(mayImport('apis/compute/server.test.ts', 'test/builders/server.ts')).toBe(true);
    expect(mayImport('apis/compute/server.test.ts', 'test/end-to-end/cloud.ts')).toBe(false);
    expect(mayImport('apis/compute/server.ts', 'test/builders/server.ts')).toBe(false);
  });

  it('lets hack and test import anything but each other', () => {
    expect(mayImport('test/harness/cloud.ts', 'cmd/api-server/main.ts')).toBe(true);
    expect(mayImport('test/harness/cloud.ts', 'hack/measure.ts')).toBe(false);
  });

  it('opens the door of an outside package where the table says', () => {
    const mayUse = (importer: string, name: string): boolean => table.doorViolationOf({ importer, name }) === undefined;

    expect(mayUse('cmd/tycho/apply.ts', 'yaml')).toBe(true);
    expect(mayUse('apis/client/list.ts', 'commander')).toBe(true);
    expect(mayUse('controllers/server/plan.ts', 'yaml')).toBe(false);
    expect(mayUse('controllers/server/plan.ts', 'lodash')).toBe(true);
    expect(mayUse('controllers/server/plan.ts', 'unlisted')).toBe(false);
    expect(mayUse('controllers/server/plan.test.ts', 'vitest')).toBe(true);
    expect(mayUse('controllers/server/plan.ts', 'vitest')).toBe(false);
    expect(mayUse('test/harness/cloud.ts', 'unlisted')).toBe(true);
  });

  it('refuses a page without the tables', () => {
    expect(() => ImportTable.parse('# Architecture\n\nNo table here.\n')).toThrow(/has no table/);
  });
});
