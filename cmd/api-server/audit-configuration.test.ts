import { describe, expect, it } from 'vitest';
import { parseFlags } from '#cmd/bootstrap/flags.ts';
import { auditFlags, readAudit, type AuditConfiguration } from './audit-configuration.ts';
import { defaultAuditPolicy } from './audit/audit-policy.ts';

function read(...parameters: readonly string[]): Promise<AuditConfiguration | undefined> {
  return readAudit(
    parseFlags(parameters, auditFlags),
    async () => 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: Request}]\n',
  );
}

describe('the flags of the audit log', () => {
  it('record nothing without a file', async () => {
    expect(await read()).toBeUndefined();
  });

  it('record changes and refusals, in files of bounded size and number, unless they say otherwise', async () => {
    expect(await read('--audit-log-path=/log')).toEqual({
      policy: defaultAuditPolicy,
      file: { path: '/log', largestBytes: 100 * 1024 * 1024, backupCount: 10 },
    });
    expect(await read('--audit-log-path=/log', '--audit-policy-file=/policy', '--audit-log-maxsize=1', '--audit-log-maxbackup=0')).toEqual({
      policy: [{ level: 'Request' }],
      file: { path: '/log', largestBytes: 1024 * 1024, backupCount: 0 },
    });
  });

  it.each([
    ['--audit-policy-file', ['--audit-policy-file=/policy']],
    ['--audit-log-maxsize', ['--audit-log-path=/log', '--audit-log-maxsize=0']],
    ['--audit-log-maxsize', ['--audit-log-path=/log', '--audit-log-maxsize=1.5']],
    ['--audit-log-maxbackup', ['--audit-log-path=/log', '--audit-log-maxbackup=-1']],
  ])('are refused with words about %s: %j', async (words, parameters) => {
    await expect(read(...parameters)).rejects.toThrow(words);
  });
});
