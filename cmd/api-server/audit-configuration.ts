import { UsageError, type FlagValues } from '#cmd/bootstrap/flags.ts';
import { defaultAuditPolicy, parseAuditPolicy, type AuditPolicy } from './audit/audit-policy.ts';
import type { RotatingFileOptions } from './audit/rotating-file.ts';

/** The flags of the audit log. Their names are those of kube-apiserver. */
export const auditFlags = {
  'audit-log-path': {
    kind: 'Optional',
    value: 'FILE',
    help: 'Where to record who did what, one line of JSON a request; without it nothing is.',
  },
  'audit-policy-file': {
    kind: 'Optional',
    value: 'FILE',
    help: 'A Policy of audit.k8s.io/v1: what to record. Default: every change and refusal, and who read Secrets.',
  },
  'audit-log-maxsize': { kind: 'Default', value: 'MIB', default: '100', help: 'Past this size the audit log is put aside and begun anew.' },
  'audit-log-maxbackup': {
    kind: 'Default',
    value: 'COUNT',
    default: '10',
    help: 'How many audit logs that were put aside are kept; 0: all.',
  },
} as const;

/** What is recorded of who did what, and where. */
export interface AuditConfiguration {
  readonly policy: AuditPolicy;
  readonly file: Omit<RotatingFileOptions, 'clock'>;
}

/** Reads what the flags name. Throws {@link UsageError} or a RangeError that says which one makes no sense. */
export async function readAudit(
  values: FlagValues<typeof auditFlags>,
  readText: (path: string) => Promise<string>,
): Promise<AuditConfiguration | undefined> {
  const [path, policyFile] = [values['audit-log-path'], values['audit-policy-file']];
  if (path === undefined) {
    if (policyFile !== undefined) throw new UsageError('--audit-policy-file needs --audit-log-path');
    return undefined;
  }
  return {
    policy: policyFile === undefined ? defaultAuditPolicy : policyOf(policyFile, await readText(policyFile)),
    file: {
      path,
      largestBytes: numberOf(values, 'audit-log-maxsize', 1) * 1024 * 1024,
      backupCount: numberOf(values, 'audit-log-maxbackup', 0),
    },
  };
}

function policyOf(path: string, text: string): AuditPolicy {
  try {
    return parseAuditPolicy(text);
  } catch (cause) {
    throw new UsageError(`--audit-policy-file ${path}: ${(cause as Error).message}`, { cause });
  }
}

function numberOf(values: FlagValues<typeof auditFlags>, name: 'audit-log-maxsize' | 'audit-log-maxbackup', least: number): number {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`--${name} ${values[name]}: it is no whole number from ${least} on`);
}
