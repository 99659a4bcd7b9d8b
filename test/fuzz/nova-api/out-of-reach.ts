import { targets } from './targets.ts';

/** What no request of the fuzzer's is answered well, each with the reason. A line that is not needed fails the test. */
export const neverAccepted: ReadonlyMap<string, string> = new Map([
  ...targets.filter(({ isGone }) => isGone).map(({ name }): [string, string] => [name, 'Nova has taken it out']),
  ['action.resetNetwork since 2.1', 'Nova has taken it out'],
  ...because('the hosts of this process move no servers while they run', [
    'action.os-migrateLive since 2.1',
    'action.os-migrateLive since 2.25',
    'action.os-migrateLive since 2.30',
    'action.os-migrateLive since 2.68',
    'POST /servers/:id/action action.os-migrateLive 2.1-2.96',
  ]),
  ...because('volumes are copied without the help of their server', [
    'POST /os-assisted-volume-snapshots 2.1-2.96',
    'DELETE /os-assisted-volume-snapshots/:id 2.1-2.96',
    'createAssistedSnapshot since 2.1',
    'deleteAssistedSnapshot since 2.1',
    'deleteAssistedSnapshot since 2.75',
  ]),
  ...because('a volume is not exchanged for another, and before 2.85 nothing else can be asked', ['updateVolumeAttachment since 2.1']),
  ...because('there is no gateway in this process', [
    'POST /servers/:id/remote-consoles 2.6-2.96',
    'createRemoteConsole since 2.6',
    'createRemoteConsole since 2.8',
    'POST /servers/:id/action action.os-getConsoleOutput 2.1-2.96',
    'action.os-getConsoleOutput since 2.1',
    ...['VNC', 'SPICE', 'RDP', 'Serial'].flatMap((kind) => [
      `POST /servers/:id/action action.os-get${kind}Console 2.1-2.5`,
      `action.os-get${kind}Console since 2.1`,
    ]),
  ]),
  ...because('nobody is told where a token leads', ['GET /os-console-auth-tokens/:token 2.1-2.96']),
  ...because('it lacks the id, and is there to say so', ['DELETE /images 2.1-2.35']),
  ...because('hosts do not do it', [
    'POST /os-aggregates/:id/images 2.81-2.96',
    'cacheAggregateImages since 2.81',
    'GET /os-hypervisors/:id/uptime 2.1-2.87',
    ...['startup', 'shutdown', 'reboot'].map((verb) => `GET /os-hosts/:name/${verb} 2.1-2.42`),
  ]),
  ...because('what is shelved has left its host', [
    'POST /servers/:id/action action.shelveOffload 2.1-2.96',
    'action.shelveOffload since 2.1',
  ]),
  ...because('single servers are not evacuated', [
    'POST /servers/:id/action action.evacuate 2.1-2.96',
    ...['2.1', '2.14', '2.29', '2.68'].map((version) => `action.evacuate since ${version}`),
  ]),
  ...because('there is one security group, and every server has it', [
    'POST /servers/:id/action action.removeSecurityGroup 2.1-2.96',
    'action.removeSecurityGroup since 2.1',
  ]),
  ...because('there are no floating addresses', [
    'POST /servers/:id/action action.addFloatingIp 2.1-2.43',
    'action.addFloatingIp since 2.1',
    'POST /servers/:id/action action.removeFloatingIp 2.1-2.43',
    'action.removeFloatingIp since 2.1',
  ]),
]);

/** What no request is refused. */
export const neverRefused: ReadonlyMap<string, string> = new Map([['GET  2.1-2.96', 'anybody may ask for the version']]);

function because(reason: string, names: readonly string[]): readonly [string, string][] {
  return names.map((name) => [name, reason]);
}
