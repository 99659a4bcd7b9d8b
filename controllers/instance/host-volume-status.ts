import { hostVolumeFinalizer, type HostVolume, type HostVolumeStatus } from '#apis/infrastructure/host-volume.ts';
import type { ReportSubject } from './observed-writer.ts';
import { parseReportedObject, reportedConditions } from './host-status.ts';

/** How what an agent reports of a HostVolume is written. */
export const hostVolumeReports: Pick<ReportSubject<HostVolume>, 'finalizer' | 'isDestroyed' | 'statusOf'> = {
  finalizer: hostVolumeFinalizer,
  isDestroyed: ({ metadata }, report) => metadata.deletionTimestamp !== undefined && parse(report).phase === 'Destroyed',
  statusOf: (volume, report) => {
    const reported = parse(report);
    const isAgents = ({ type }: { readonly type: string }): boolean => type === 'Converged';
    const stated = reportedConditions(reported.conditions).filter(isAgents);
    const others = (volume.status?.conditions ?? []).filter((condition) => !isAgents(condition));
    return { observedGeneration: report.generation, ...reported, conditions: [...stated, ...others] };
  },
};

function parse(report: { readonly uid: string; readonly statusJSON: Uint8Array }): HostVolumeStatus {
  return parseReportedObject(report.statusJSON, `volume ${report.uid}`);
}
