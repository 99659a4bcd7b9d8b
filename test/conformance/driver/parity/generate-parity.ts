import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allFeatures } from './all-features.ts';
import type { DriverProfile } from './driver-profile.ts';
import type { Feature } from './feature.ts';
import { gaps } from './gaps.ts';
import { reportFolder, type Outcome, type ParityReport } from './parity-report.ts';

/**
 * Writes docs/parity.md from what the parity tests have just found, and from nothing else; with --check only says whether it is so. Fails when a driver
 * was not tried, differs, or has a gap without a reason.
 */
const file = fileURLToPath(new URL('../../../../docs/parity.md', import.meta.url));
const drivers: readonly DriverProfile['name'][] = ['kvm', 'container', 'ironic', 'fake'];

const reports = drivers.map(readReport);
const faults = reports.flatMap(faultsOf);
const text = document(reports);
if (process.argv.includes('--check')) {
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (committed !== text) faults.push('docs/parity.md is not what the tests found: run "make parity" and commit it');
} else {
  writeFileSync(file, text);
}
for (const fault of faults) process.stderr.write(`parity: ${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;

function readReport(driver: DriverProfile['name']): ParityReport {
  const path = join(reportFolder, `${driver}.json`);
  if (!existsSync(path)) throw new Error(`${path} is missing: the parity tests of the driver ${driver} have not run`);
  return JSON.parse(readFileSync(path, 'utf8')) as ParityReport;
}

function faultsOf({ driver, outcomes }: ParityReport): string[] {
  return allFeatures.flatMap((feature) => {
    const outcome = outcomes[feature.name];
    if (outcome === undefined) return [`${driver}: ${feature.name} was not tried`];
    if (outcome === 'Different') return [`${driver}: ${feature.name} differs from what every driver has to do`];
    const isGap = outcome === 'Refused' || outcome === 'NotOffered';
    return isGap && reasonFor(driver, feature) === undefined ? [`${driver}: ${feature.name} is not offered, and no reason is given`] : [];
  });
}

function reasonFor(driver: DriverProfile['name'], { needs }: Feature): string | undefined {
  return needs.map((capability) => gaps[driver][capability]).find((reason) => reason !== undefined);
}

function document(all: readonly ParityReport[]): string {
  const equal = (...names: DriverProfile['name'][]): number =>
    allFeatures.filter(({ name }) => names.every((driver) => isEqual(all.find((report) => report.driver === driver)?.outcomes[name])))
      .length;
  const rows = allFeatures.map(
    (feature) => `| ${feature.title} | ${all.map((report) => cell(report.outcomes[feature.name], report.driver, feature)).join(' | ')} |`,
  );
  return `# What feels the same on every driver

Written by the tests in \`test/conformance/driver/parity\`, and by nothing else. Each line is a story that was told once on each driver, against real
QEMU, containerd and Ironic; "equal" means that API, events, errors and, where it can be seen, the guest said the same, word for word.
What a driver does not offer is refused before anything happens, in the same words everywhere.

Equal on virtual machines and containers: ${equal('kvm', 'container')} of ${allFeatures.length}. On bare metal too: ${equal('kvm', 'container', 'ironic')}.

| | ${all.map(({ title }) => title).join(' | ')} |
|---|${all.map(() => '---|').join('')}
${rows.join('\n')}

"equal, guest not observed": the machines of these tests have no guest that could be asked; everything else was compared.
"not observed": it begins in the guest, and nobody can have it begin there.
`;
}

function isEqual(outcome: Outcome | undefined): boolean {
  return outcome === 'Equal' || outcome === 'EqualOutside';
}

function cell(outcome: Outcome | undefined, driver: DriverProfile['name'], feature: Feature): string {
  switch (outcome) {
    case 'Equal':
      return 'equal';
    case 'EqualOutside':
      return 'equal, guest not observed';
    case 'NotObserved':
      return 'not observed';
    case 'Refused':
      return `refused: ${reasonFor(driver, feature)}`;
    case 'NotOffered':
      return `not offered: ${reasonFor(driver, feature)}`;
    case 'Different':
    case undefined:
      return '**differs**';
  }
}
