import { describe, expect, it } from 'vitest';
import { importTarget } from './import-target.ts';

describe('importTarget', () => {
  it('resolves relative imports from the folder of the importer', () => {
    expect(importTarget('../host/plan.ts', 'controllers/server/plan.ts')).toEqual({ kind: 'File', path: 'controllers/host/plan.ts' });
  });

  it('resolves package imports from the root', () => {
    expect(importTarget('#apis/compute/server.ts', 'controllers/server/plan.ts')).toEqual({ kind: 'File', path: 'apis/compute/server.ts' });
  });

  it('names an outside package without the path inside it', () => {
    expect(importTarget('vitest/config', 'a/b.ts')).toEqual({ kind: 'Package', name: 'vitest' });
    expect(importTarget('@grpc/grpc-js/build/x.js', 'a/b.ts')).toEqual({ kind: 'Package', name: '@grpc/grpc-js' });
  });

  it("tells Node's own modules from packages", () => {
    expect(importTarget('node:fs/promises', 'a/b.ts')).toEqual({ kind: 'Builtin', name: 'fs/promises' });
    expect(importTarget('path', 'a/b.ts')).toEqual({ kind: 'Builtin', name: 'path' });
  });
});
