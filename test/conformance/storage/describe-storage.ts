import { afterAll, beforeAll, describe } from 'vitest';
import { describeRanges } from './describe-ranges.ts';
import { describeTransactions } from './describe-transactions.ts';
import { describeWatches } from './describe-watches.ts';
import type { StorageUnderTest } from './storage-under-test.ts';

/** What every implementation of the storage contract does. */
export function describeStorage(name: string, makeStorage: () => Promise<StorageUnderTest>): void {
  describe(`${name}, as a storage,`, () => {
    let subject: StorageUnderTest | undefined;
    beforeAll(async () => {
      subject = await makeStorage();
    });
    afterAll(() => subject?.stop());
    const underTest = (): StorageUnderTest => subject!;
    describeRanges(underTest);
    describeTransactions(underTest);
    describeWatches(underTest);
  });
}
