import { timestamp } from '#apis/machinery/condition.ts';
import { purposePattern, type StoredBlob, type UploadState } from '#proto/image-store/image-store-message.ts';
import type { Vault } from '../blobs/vault.ts';
import type { LinkIssuer } from '../links/link-issuer.ts';
import type { HostProjects } from '../projects/host-projects.ts';
import { nothingThere, StoreRefusal } from '../store-refusal.ts';
import type { UploadDesk } from '../uploads/upload-desk.ts';
import type { Upload } from '../uploads/upload.ts';
import { answerJSON, answerNothing, bodyOf, readJSON, type Exchange } from './answer.ts';
import type { ReaderSlots } from './reader-slots.ts';
import { sendBlob } from './send-blob.ts';

export interface AgentEndpointsDependencies {
  readonly vault: Vault;
  readonly uploads: UploadDesk;
  readonly hosts: Pick<HostProjects, 'isOnHost'>;
  readonly slots: ReaderSlots;
  readonly issuer: LinkIssuer;
}

/** A host that has proved who it is, about one of its projects. */
export interface AgentSubject {
  readonly hostUID: string;
  readonly project: string;
}

/** What hosts may do: read and write the bytes of the projects that have an Instance on them. Throws {@link StoreRefusal}. */
export class AgentEndpoints {
  readonly #dependencies: AgentEndpointsDependencies;

  constructor(dependencies: AgentEndpointsDependencies) {
    this.#dependencies = dependencies;
  }

  /** GET and HEAD of a blob. */
  async readBlob(exchange: Exchange, subject: AgentSubject, sha256: string): Promise<void> {
    await this.#requireProject(subject);
    const { vault, slots } = this.#dependencies;
    const found = await vault.open(subject.project, sha256);
    if (found === undefined) throw nothingThere();
    await sendBlob(exchange, { sha256, ...found }, slots);
  }

  async beginUpload(exchange: Exchange, subject: AgentSubject): Promise<void> {
    await this.#requireProject(subject);
    const { purpose, sizeBytes } = await readJSON(exchange);
    if (typeof purpose !== 'string' || !purposePattern.test(purpose)) {
      throw new StoreRefusal('BadRequest', `purpose: it is at most 200 of the characters A-Z a-z 0-9 . _ / : -`);
    }
    if (sizeBytes !== undefined && !isCount(sizeBytes)) throw new StoreRefusal('BadRequest', 'sizeBytes: it is a whole number');
    const { upload, isNew } = await this.#dependencies.uploads.begin({ ...ownerOf(subject), purpose }, sizeBytes);
    answerJSON(exchange, isNew ? 201 : 200, this.#stateOf(upload));
  }

  async readUpload(exchange: Exchange, subject: AgentSubject, uploadID: string): Promise<void> {
    answerJSON(exchange, 200, this.#stateOf(await this.#find(subject, uploadID)));
  }

  async appendToUpload(exchange: Exchange, subject: AgentSubject, uploadID: string): Promise<void> {
    const offset = exchange.url.searchParams.get('offset') ?? '';
    if (!/^\d{1,15}$/.test(offset)) throw new StoreRefusal('BadRequest', 'offset: it says how many bytes were sent before these');
    const upload = await this.#find(subject, uploadID);
    await this.#dependencies.uploads.append(upload, Number(offset), bodyOf(exchange));
    answerJSON(exchange, 200, { offsetBytes: upload.offsetBytes });
  }

  async finishUpload(exchange: Exchange, subject: AgentSubject, uploadID: string): Promise<void> {
    const upload = await this.#find(subject, uploadID);
    const { sha256, sizeBytes } = await readJSON(exchange);
    if (!isHash(sha256) || !isCount(sizeBytes)) throw new StoreRefusal('BadRequest', 'sha256 and sizeBytes are needed');
    // To read what came before a restart takes a while, in which nothing is said.
    exchange.request.socket.setTimeout(0);
    const finished: StoredBlob = await this.#dependencies.uploads.finish(upload, { sha256, sizeBytes });
    answerJSON(exchange, 200, finished);
  }

  async abandonUpload(exchange: Exchange, subject: AgentSubject, uploadID: string): Promise<void> {
    await this.#dependencies.uploads.abandon(await this.#find(subject, uploadID));
    answerNothing(exchange, 204);
  }

  /** A one-time URL for a machine that has no certificate. */
  async issueLink(exchange: Exchange, subject: AgentSubject): Promise<void> {
    await this.#requireProject(subject);
    const { sha256 } = await readJSON(exchange);
    if (!isHash(sha256)) throw new StoreRefusal('BadRequest', 'sha256: it is 64 hexadecimal digits in lower case');
    const { vault, issuer } = this.#dependencies;
    const owner = vault.ownerFor(subject.project, sha256);
    if (owner === undefined) throw nothingThere();
    answerJSON(exchange, 201, issuer.issue({ project: owner, sha256 }));
  }

  async #find(subject: AgentSubject, uploadID: string): Promise<Upload> {
    await this.#requireProject(subject);
    return this.#dependencies.uploads.find(uploadID, ownerOf(subject));
  }

  async #requireProject({ hostUID, project }: AgentSubject): Promise<void> {
    let isAllowed: boolean;
    try {
      isAllowed = await this.#dependencies.hosts.isOnHost(hostUID, project);
    } catch (cause) {
      throw new StoreRefusal('Busy', 'the control plane does not say now what is on this host', { retryAfterSeconds: 5, cause });
    }
    if (!isAllowed) throw nothingThere();
  }

  #stateOf(upload: Upload): UploadState {
    const { id, finished } = upload.record;
    const expiresAt = timestamp(this.#dependencies.uploads.expiryOf(upload));
    return { uploadID: id, offsetBytes: upload.offsetBytes, expiresAt, ...(finished === undefined ? {} : { finished }) };
  }
}

function ownerOf({ hostUID, project }: AgentSubject): { readonly owner: string; readonly project: string } {
  return { owner: `host:${hostUID}`, project };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
