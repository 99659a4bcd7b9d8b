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
  readonly series: string;
  readonly keep: string;
}

export function defineBackup(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(
    program
      .command('backup <server> <image>')
      .description('Like snapshot, as one of a series of which only the newest are kept: `backup web web-monday --series daily --keep 7`.')
      .requiredOption('--series <name>', 'backups of one series replace each other')
      .requiredOption('--keep <count>', 'how many of the series are kept, this one included'),
  ).action((server: string, image: string, options: BackupOptions, command: Command) => {
    if (!/^\d{1,4}$/.test(options.keep)) throw new UsageFailure(`--keep "${options.keep}" is no whole number`);
    const backup = { image, series: options.series, rotation: Number(options.keep) };
    return requestAction(sessionOf(command), server, options, { type: 'Backup', backup });
  });
}
