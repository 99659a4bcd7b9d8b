import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { consolePath } from '../console/console-path.ts';
import type { Upgrades } from './https-server.ts';

/** One door for all WebSockets: those of consoles, and watches everywhere else. */
export class UpgradeDoor implements Upgrades {
  readonly #consoles: Upgrades | undefined;
  readonly #watches: Upgrades;

  /** `consoles` absent: there are none. */
  constructor({ consoles, watches }: { readonly consoles: Upgrades | undefined; readonly watches: Upgrades }) {
    this.#consoles = consoles;
    this.#watches = watches;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const isConsole = request.url?.split('?', 1)[0] === consolePath;
    (isConsole ? (this.#consoles ?? this.#watches) : this.#watches).upgrade(request, socket, head);
  }

  close(): void {
    this.#consoles?.close();
    this.#watches.close();
  }
}
