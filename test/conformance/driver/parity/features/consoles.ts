import type { Feature } from '../feature.ts';

/** Looking at a server, and typing. */
export const consoleFeatures: readonly Feature[] = [
  {
    name: 'console-log',
    title: 'What the guest wrote on its console can be read',
    needs: ['console-log'],
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.guestSays('READY');
      await story.change({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.guestSays('READY');
    },
  },
  {
    name: 'console-serial',
    title: 'A shell of the guest over the serial console',
    needs: ['console-serial'],
    wish: { kind: 'Console', type: 'Serial' },
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.guestSays('READY');
      await story.converses('Serial', { typed: '\necho sum $((20 + 22))\n', answer: 'sum 42' });
    },
  },
  {
    name: 'console-graphical',
    title: 'The screen of the guest',
    needs: ['console-graphical'],
    wish: { kind: 'Console', type: 'Graphical' },
    scenario: async (story) => {
      await story.declare();
      await story.settles('Running');
      await story.converses('Graphical', { typed: '', answer: 'RFB 003.008' });
    },
  },
  {
    name: 'console-of-a-stopped-server',
    title: 'A server that does not run has no live console, and says so',
    needs: ['console-serial'],
    scenario: async (story) => {
      await story.declare({ power: 'Stopped' });
      await story.settles('Stopped');
      await story.refused(() => story.console('Serial'));
    },
  },
];
