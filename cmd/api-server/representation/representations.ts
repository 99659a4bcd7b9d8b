import type { Clock } from '#apis/machinery/clock.ts';
import { BadRequestError, NotAcceptableError } from '#apis/machinery/errors.ts';
import { booleanParameter, textParameter } from '../exchange/query-parameters.ts';
import { parseAccept, type MediaRange } from './accept.ts';
import { jsonRepresentation, prettyJsonRepresentation } from './json-representation.ts';
import { partialMetadataRepresentation, type MetaVersion } from './partial-metadata-representation.ts';
import type { Representation } from './representation.ts';
import { tableRepresentation, type IncludedObject } from './table-representation.ts';

/** What a client wants back: one object, or several (a list, or the events of a watch). */
export type Wanted = 'Object' | 'List';

/** Chooses the form of an answer. There is one representation for each form, so that watches of one form share their bytes. */
export class Representations {
  readonly #tables = new Map<string, Representation>();
  readonly #partialMetadata: Readonly<Record<MetaVersion, Representation>>;
  /** Clients send the same few headers again and again. */
  readonly #rangesByHeader = new Map<string, readonly MediaRange[]>();

  constructor({ clock }: { readonly clock: Pick<Clock, 'now'> }) {
    for (const version of metaVersions) {
      for (const includeObject of includedObjects) {
        this.#tables.set(`${version} ${includeObject}`, tableRepresentation({ version, includeObject, clock }));
      }
    }
    this.#partialMetadata = { v1: partialMetadataRepresentation('v1'), v1beta1: partialMetadataRepresentation('v1beta1') };
  }

  /** The best form that both sides know. Throws {@link NotAcceptableError} when there is none. */
  choose(accept: string | undefined, query: URLSearchParams, wanted: Wanted): Representation {
    for (const range of this.#rangesOf(accept)) {
      const representation = this.#formOf(range, query, wanted);
      if (representation !== undefined) return representation;
    }
    throw new NotAcceptableError(
      'only the following media types are accepted: application/json, application/json;as=Table;g=meta.k8s.io;v=v1, application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    );
  }

  #formOf({ type, subtype, parameters }: MediaRange, query: URLSearchParams, wanted: Wanted): Representation | undefined {
    const isJson = (type === 'application' && (subtype === 'json' || subtype === '*')) || (type === '*' && subtype === '*');
    if (!isJson) return undefined;
    const { as, g: group, v: version } = parameters;
    if (as === undefined) return booleanParameter(query, 'pretty') ? prettyJsonRepresentation : jsonRepresentation;
    if (group !== 'meta.k8s.io' || (version !== 'v1' && version !== 'v1beta1')) return undefined;
    if (as === 'Table') return this.#tables.get(`${version} ${includedObject(query)}`);
    // A watch's events are single objects, whichever of the two was asked for.
    const isPartial = as === 'PartialObjectMetadata' || (as === 'PartialObjectMetadataList' && wanted === 'List');
    return isPartial ? this.#partialMetadata[version] : undefined;
  }

  #rangesOf(accept: string | undefined): readonly MediaRange[] {
    const key = accept ?? '';
    const known = this.#rangesByHeader.get(key);
    if (known !== undefined) return known;
    const ranges = parseAccept(accept);
    if (this.#rangesByHeader.size < mostRememberedHeaders && key.length <= longestRememberedHeader) this.#rangesByHeader.set(key, ranges);
    return ranges;
  }
}

const mostRememberedHeaders = 256;
const longestRememberedHeader = 512;
const metaVersions: readonly MetaVersion[] = ['v1', 'v1beta1'];
const includedObjects: readonly IncludedObject[] = ['None', 'Metadata', 'Object'];

function includedObject(query: URLSearchParams): IncludedObject {
  const value = textParameter(query, 'includeObject') ?? 'Metadata';
  const known = includedObjects.find((each) => each === value);
  if (known === undefined)
    throw new BadRequestError(
      `query parameter includeObject: Unsupported value: "${value}": supported values: "Metadata", "None", "Object"`,
    );
  return known;
}
