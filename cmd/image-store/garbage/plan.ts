import type { LinkEntry } from '../blobs/project-links.ts';

/** What the objects of all projects speak of, read to the end. */
export interface References {
  /** SHA-256 by namespace. */
  readonly byProject: ReadonlyMap<string, ReadonlySet<string>>;
  /** Uids of the objects that are there, of those that were asked about. */
  readonly uids: ReadonlySet<string>;
}

export interface GarbageInput {
  readonly links: readonly LinkEntry[];
  readonly references: References;
  /** Since when each link is known to be spoken of by nobody, by {@link linkKey}. What was found by earlier looks. */
  readonly unreferencedSince: ReadonlyMap<string, Date>;
  readonly graceSeconds: number;
  readonly now: Date;
}

export interface GarbagePlan {
  readonly remove: readonly LinkEntry[];
  /** Links that an object was seen to speak of for the first time. */
  readonly markReferenced: readonly LinkEntry[];
  /** To be handed to the next look. */
  readonly unreferencedSince: ReadonlyMap<string, Date>;
}

/** Names a link. */
export function linkKey({ project, sha256 }: Pick<LinkEntry, 'project' | 'sha256'>): string {
  return `${project}/${sha256}`;
}

/** The uid of the object for which a host has sent the bytes; undefined for people's uploads. */
export function senderUIDOf({ purpose }: LinkEntry['link']): string | undefined {
  return purpose?.split('/')[0];
}

/** A host that was cut off from the control plane may need so long to report what it has saved. */
const unreportedSeconds = 7 * 24 * 3600;

/**
 * A link is garbage when each look of a whole grace period has found nobody who speaks of it. What a host has saved, and no object has spoken of yet,
 * stays while the Instance or volume does that it was saved from, for a week at most: the report may still be on its way. Pure.
 */
export function planGarbage({ links, references, unreferencedSince, graceSeconds, now }: GarbageInput): GarbagePlan {
  const remove: LinkEntry[] = [];
  const since = new Map<string, Date>();
  const isReferenced = (entry: LinkEntry): boolean => isSpokenOf(entry, references);
  for (const entry of links) {
    if (isReferenced(entry) || isAwaited(entry, references, now)) continue;
    const known = unreferencedSince.get(linkKey(entry)) ?? now;
    // Sent again since: the clock starts anew.
    const start = new Date(Math.max(known.getTime(), Date.parse(entry.link.madeAt)));
    if (now.getTime() - start.getTime() >= graceSeconds * 1000) remove.push(entry);
    else since.set(linkKey(entry), known);
  }
  return {
    remove,
    markReferenced: links.filter((entry) => !entry.link.wasReferenced && isReferenced(entry)),
    unreferencedSince: since,
  };
}

/** What lies in `public` may be spoken of in any project. */
function isSpokenOf({ project, sha256 }: LinkEntry, { byProject }: References): boolean {
  if (project !== 'public') return byProject.get(project)?.has(sha256) === true;
  return [...byProject.values()].some((hashes) => hashes.has(sha256));
}

function isAwaited({ link }: LinkEntry, { uids }: References, now: Date): boolean {
  const senderUID = senderUIDOf(link);
  if (link.wasReferenced || senderUID === undefined || !uids.has(senderUID)) return false;
  return now.getTime() - Date.parse(link.madeAt) < unreportedSeconds * 1000;
}
