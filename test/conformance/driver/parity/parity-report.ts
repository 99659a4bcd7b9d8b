import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DriverProfile } from './driver-profile.ts';

/** What came of trying one feature on one driver. */
export type Outcome =
  /** It behaves as on every other driver that has it. */
  | 'Equal'
  /** The same through the API; nobody looked into the guest. */
  | 'EqualOutside'
  /** It begins in the guest, and nobody can have it begin there. */
  | 'NotObserved'
  /** The driver does not offer it, and it was refused in the words that every driver has. */
  | 'Refused'
  /** The driver does not offer it, and there is nothing that could be asked for. */
  | 'NotOffered'
  | 'Different';

export interface ParityReport {
  readonly driver: DriverProfile['name'];
  readonly title: string;
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

/** Where reports lie, for `generate-parity.ts`. */
export const reportFolder = fileURLToPath(new URL('../../../../build/parity/', import.meta.url));

export function writeReport(report: ParityReport): void {
  const file = join(reportFolder, `${report.driver}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
}
