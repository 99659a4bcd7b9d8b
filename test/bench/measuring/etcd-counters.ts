/** What etcd has done so far, by its own count. */
export interface EtcdCounters {
  /** Requests that write, each one transaction: `Txn`, `Put` and `DeleteRange`. Transactions that only read are among `Txn` too. */
  readonly transactionCount: number;
  readonly rangeCount: number;
  /** Entries of the write-ahead log. */
  readonly proposalCount: number;
  readonly putCount: number;
  /** What clients have sent: keys, values and the framing around them. */
  readonly receivedBytes: number;
  /** What went to the write-ahead log; 0 where etcd does not count it (before 3.5). */
  readonly loggedBytes: number;
}

/** Reads the text of `/metrics`. */
export function etcdCounters(metrics: string): EtcdCounters {
  const handled = (method: string): number =>
    sum(metrics, new RegExp(`^grpc_server_handled_total\\{[^}]*grpc_method="${method}"[^}]*\\} (\\S+)`, 'gm'));
  const named = (name: string): number => sum(metrics, new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)`, 'gm'));
  return {
    transactionCount: handled('Txn') + handled('Put') + handled('DeleteRange'),
    rangeCount: handled('Range'),
    proposalCount: named('etcd_server_proposals_applied_total'),
    putCount: named('etcd_mvcc_put_total'),
    receivedBytes: named('etcd_network_client_grpc_received_bytes_total'),
    loggedBytes: named('etcd_disk_wal_write_bytes_total'),
  };
}

/** What happened between two readings. */
export function countersBetween(before: EtcdCounters, after: EtcdCounters): EtcdCounters {
  const names = Object.keys(before) as (keyof EtcdCounters)[];
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as unknown as EtcdCounters;
}

function sum(metrics: string, pattern: RegExp): number {
  return [...metrics.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
}
