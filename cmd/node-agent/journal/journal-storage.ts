/**
 * Where the journal's bytes lie. The journal calls one method at a time. After a method has failed, what is on the disk is unknown until the next
 * {@link JournalStorage.replace} succeeds.
 */
export interface JournalStorage {
  /** All bytes that are there; none before the first write. */
  read(): Promise<Uint8Array>;
  /** Adds bytes at the end and resolves once they would survive a power cut. */
  append(bytes: Uint8Array): Promise<void>;
  /** Puts `bytes` in the place of everything, in one step that a power cut leaves undone or done. Resolves once it would survive one. */
  replace(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}
