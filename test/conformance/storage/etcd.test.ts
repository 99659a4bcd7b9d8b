import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { EtcdStorage } from '#cmd/api-server/storage/etcd/etcd-storage.ts';
import { startEtcd } from '#test/harness/etcd.ts';
import { describeStorage } from './describe-storage.ts';

describeStorage('etcd storage', async () => {
  const server = await startEtcd();
  const { credentials, quotaBytes } = server;
  const options = { clock: new SystemClock(), random: new SystemRandom(), logger: silentLogger, credentials, quotaBytes };
  const storage = new EtcdStorage({ ...options, endpoints: [server.endpoint] });
  const other = new EtcdStorage({ ...options, endpoints: [server.endpoint] });
  return {
    storage,
    other,
    advance: async () => {},
    stop: async () => {
      await storage.close();
      await other.close();
      await server.stop();
    },
  };
});
