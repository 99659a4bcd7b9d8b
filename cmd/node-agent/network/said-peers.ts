import type { PlugKind } from './network-port.ts';

/** What was said of the other hosts of one network: by whom, and their underlay addresses. */
export interface SaidOfPeers {
  readonly networkUID: string;
  readonly said: Readonly<Partial<Record<PlugKind, readonly string[]>>>;
}

/**
 * Which other hosts have guests in which network. A machine whose virtual machines and containers are two hosts hears of them twice, and one host may
 * hear earlier than the other that somebody came or went, or leave the network itself: what both say counts together.
 */
export class SaidPeers {
  readonly #said = new Map<string, SaidOfPeers['said']>();

  /** Takes over what was written down. */
  adopt({ networkUID, said }: SaidOfPeers): void {
    this.#said.set(networkUID, said);
  }

  /** What is to be written down; undefined: nothing was said. */
  recordOf(networkUID: string): SaidOfPeers | undefined {
    const said = this.#said.get(networkUID);
    return said === undefined ? undefined : { networkUID, said };
  }

  /** Of all that speak of the network, each once. */
  of(networkUID: string): readonly string[] {
    return [...new Set(Object.values(this.#said.get(networkUID) ?? {}).flat())].sort();
  }

  /** Uids of the networks that the host of these guests has said something of. */
  saidBy(speaker: PlugKind): readonly string[] {
    return [...this.#said].flatMap(([networkUID, said]) => (said[speaker] === undefined ? [] : [networkUID]));
  }

  /** Replaces what the host of these guests has said; none is the same as never having spoken. */
  say(speaker: PlugKind, networkUID: string, peers: readonly string[]): void {
    const { [speaker]: _, ...others } = this.#said.get(networkUID) ?? {};
    const said = peers.length === 0 ? others : { ...others, [speaker]: [...new Set(peers)].sort() };
    if (Object.keys(said).length === 0) this.#said.delete(networkUID);
    else this.#said.set(networkUID, said);
  }
}
