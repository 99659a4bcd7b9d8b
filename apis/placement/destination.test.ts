import { describe, expect, it } from 'vitest';
import { aHost } from '#test/builders/host.ts';
import { hostIDOf } from '../infrastructure/host-id.ts';
import { HostTable } from './host-table.ts';
import { destinationFilter } from './filters/destination.ts';
import type { PlacementRequest } from './placement-request.ts';

describe('a destination', () => {
  const table = new HostTable();
  for (const name of ['a', 'b']) table.putHost(aHost({ metadata: { name, uid: `uid-${name}` } }));

  function passing(wish: Pick<PlacementRequest, 'destinationID'>): readonly string[] | undefined {
    const { allowed } = destinationFilter.hosts(table, { project: 'p1', ...wish } as PlacementRequest);
    return allowed === undefined ? undefined : [...allowed[0]!].map((slot) => table.row(slot).name);
  }

  it('leaves open the one host that has this hash for the project', () => {
    expect(passing({ destinationID: hostIDOf('p1', 'uid-b') })).toEqual(['b']);
  });

  it('leaves none open by the hash of another project, or of a host that is gone', () => {
    expect(passing({ destinationID: hostIDOf('p2', 'uid-b') })).toEqual([]);
    expect(passing({ destinationID: hostIDOf('p1', 'uid-c') })).toEqual([]);
  });

  it('costs nothing where there is none', () => {
    expect(passing({})).toBeUndefined();
  });
});
