import type { Command } from 'commander';
import { UsageFailure } from '../command-failure.ts';
import { addChangeOptions, type ChangeOptions } from './change-server.ts';
import { requestAction } from './request-action.ts';
import { objectTarget } from './server-target.ts';
import { snapshotVolume } from './snapshot-volume.ts';
import type { SessionOf } from './verb.ts';

export function defineSnapshot(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(
    program
      .command('snapshot <server> <image>')
      .description(
        'Make an image of the root disk of a server: `snapshot web web-before-upgrade`; or of a volume: `snapshot volume/data data-monday`.',
      ),
  ).action(async (server: string, image: string, options: ChangeOptions, command: Command) => {
    const session = sessionOf(command);
    const target = await objectTarget(server, await session.connect());
    if (target.resource.kind === 'Volume') return snapshotVolume(session, target, image, options);
    return requestAction(session, server, options, { type: 'Snapshot', snapshot: { image } });
  });
}

interface BackupOptions extends ChangeOptions {
  readonly series?: string;
  readonly keep?: string;
}

export function defineBackup(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(
    program
      .command('backup <server-or-file> [image]')
      .description(
        'Of a server: like snapshot, as one of a series of which only the newest are kept: `backup web web-monday --series daily --keep 7`. Of the whole control plane, into a file: `backup monday.backup`.',
      )
      .option('--series <name>', 'of a server: backups of one series replace each other')
      .option('--keep <count>', 'of a server: how many of the series are kept, this one included'),
  ).action(async (server: string, image: string | undefined, options: BackupOptions, command: Command) => {
    const { series, keep } = options;
    if (image === undefined && series === undefined && keep === undefined) {
      const { backUpControlPlane } = await import('./back-up-control-plane.ts');
      return backUpControlPlane(sessionOf(command), server);
    }
    if (image === undefined || series === undefined || keep === undefined)
      throw new UsageFailure('a backup of a server needs an image, --series and --keep; one of the whole control plane needs a file alone');
    if (!/^\d{1,4}$/.test(keep)) throw new UsageFailure(`--keep "${keep}" is no whole number`);
    const backup = { image, series, rotation: Number(keep) };
    return requestAction(sessionOf(command), server, options, { type: 'Backup', backup });
  });
}
