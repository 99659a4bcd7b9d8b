import { MemoryStorage } from '#cmd/api-server/storage/memory/memory-storage.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { describeStorage } from './describe-storage.ts';

describeStorage('memory storage', async () => {
  const clock = new VirtualClock();
  const storage = new MemoryStorage({ clock, quotaBytes: 512 * 1024 * 1024 });
  return { storage, other: storage, advance: (milliseconds) => clock.advance(milliseconds), stop: () => storage.close() };
});
