import { describe, expect, it } from 'vitest';
import { anAggregate } from '#test/builders/aggregate.ts';
import { aggregateStatus } from './plan.ts';

describe('the status of an aggregate', () => {
  it('leaves alone what the api-server gave, so that a second look finds nothing to write', () => {
    const given = { ...anAggregate('racks', {}), status: { number: 7 } };
    const first = aggregateStatus(given, []);

    expect(first).toMatchObject({ number: 7, hostCount: 0 });
    expect(aggregateStatus({ ...given, status: first }, [])).toEqual(first);
  });
});
