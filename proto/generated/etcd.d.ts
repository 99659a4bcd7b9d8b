import * as $protobuf from "protobufjs";
import Long = require("long");

export namespace etcd {

    interface IResponseHeader extends etcd.ResponseHeader.$Properties {
    }

    class ResponseHeader {
        constructor(properties?: etcd.ResponseHeader.$Properties);
        $unknowns?: Uint8Array[];
        revision?: (number|null);
        static encode(message: etcd.ResponseHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.ResponseHeader & etcd.ResponseHeader.$Shape;
    }

    namespace ResponseHeader {
        interface $Properties {
            revision?: (number|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.ResponseHeader.$Properties;
    }

    interface IKeyValue extends etcd.KeyValue.$Properties {
    }

    class KeyValue {
        constructor(properties?: etcd.KeyValue.$Properties);
        $unknowns?: Uint8Array[];
        key: Uint8Array;
        createRevision?: (number|null);
        modRevision?: (number|null);
        value: Uint8Array;
        static encode(message: etcd.KeyValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.KeyValue & etcd.KeyValue.$Shape;
    }

    namespace KeyValue {
        interface $Properties {
            key?: (Uint8Array|null);
            createRevision?: (number|null);
            modRevision?: (number|null);
            value?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.KeyValue.$Properties;
    }

    interface IRangeRequest extends etcd.RangeRequest.$Properties {
    }

    class RangeRequest {
        constructor(properties?: etcd.RangeRequest.$Properties);
        $unknowns?: Uint8Array[];
        key: Uint8Array;
        rangeEnd: Uint8Array;
        limit: number;
        revision: number;
        countOnly: boolean;
        static encode(message: etcd.RangeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.RangeRequest & etcd.RangeRequest.$Shape;
    }

    namespace RangeRequest {
        interface $Properties {
            key?: (Uint8Array|null);
            rangeEnd?: (Uint8Array|null);
            limit?: (number|null);
            revision?: (number|null);
            countOnly?: (boolean|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.RangeRequest.$Properties;
    }

    interface IRangeResponse extends etcd.RangeResponse.$Properties {
    }

    class RangeResponse {
        constructor(properties?: etcd.RangeResponse.$Properties);
        $unknowns?: Uint8Array[];
        header?: (etcd.ResponseHeader.$Properties|null);
        kvs: etcd.KeyValue.$Properties[];
        more: boolean;
        count?: (number|null);
        static encode(message: etcd.RangeResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.RangeResponse & etcd.RangeResponse.$Shape;
    }

    namespace RangeResponse {
        interface $Properties {
            header?: (etcd.ResponseHeader.$Properties|null);
            kvs?: (etcd.KeyValue.$Properties[]|null);
            more?: (boolean|null);
            count?: (number|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.RangeResponse.$Properties;
    }

    interface IPutRequest extends etcd.PutRequest.$Properties {
    }

    class PutRequest {
        constructor(properties?: etcd.PutRequest.$Properties);
        $unknowns?: Uint8Array[];
        key: Uint8Array;
        value: Uint8Array;
        lease: number;
        static encode(message: etcd.PutRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.PutRequest & etcd.PutRequest.$Shape;
    }

    namespace PutRequest {
        interface $Properties {
            key?: (Uint8Array|null);
            value?: (Uint8Array|null);
            lease?: (number|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.PutRequest.$Properties;
    }

    interface IDeleteRangeRequest extends etcd.DeleteRangeRequest.$Properties {
    }

    class DeleteRangeRequest {
        constructor(properties?: etcd.DeleteRangeRequest.$Properties);
        $unknowns?: Uint8Array[];
        key: Uint8Array;
        static encode(message: etcd.DeleteRangeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.DeleteRangeRequest & etcd.DeleteRangeRequest.$Shape;
    }

    namespace DeleteRangeRequest {
        interface $Properties {
            key?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.DeleteRangeRequest.$Properties;
    }

    interface IRequestOperation extends etcd.RequestOperation.$Properties {
    }

    class RequestOperation {
        constructor(properties?: etcd.RequestOperation.$Properties);
        $unknowns?: Uint8Array[];
        requestRange?: (etcd.RangeRequest.$Properties|null);
        requestPut?: (etcd.PutRequest.$Properties|null);
        requestDeleteRange?: (etcd.DeleteRangeRequest.$Properties|null);
        request?: ("requestRange"|"requestPut"|"requestDeleteRange");
        static encode(message: etcd.RequestOperation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.RequestOperation & etcd.RequestOperation.$Shape;
    }

    namespace RequestOperation {
        interface $Properties {
            requestRange?: (etcd.RangeRequest.$Properties|null);
            requestPut?: (etcd.PutRequest.$Properties|null);
            requestDeleteRange?: (etcd.DeleteRangeRequest.$Properties|null);
            request?: ("requestRange"|"requestPut"|"requestDeleteRange");
            $unknowns?: Uint8Array[];
        }
        type $Shape = {
          requestRange?: etcd.RangeRequest.$Shape|null;
          requestPut?: etcd.PutRequest.$Shape|null;
          requestDeleteRange?: etcd.DeleteRangeRequest.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ request?: undefined; requestRange?: null; requestPut?: null; requestDeleteRange?: null }|{ request?: "requestRange"; requestRange: etcd.RangeRequest.$Shape; requestPut?: null; requestDeleteRange?: null }|{ request?: "requestPut"; requestRange?: null; requestPut: etcd.PutRequest.$Shape; requestDeleteRange?: null }|{ request?: "requestDeleteRange"; requestRange?: null; requestPut?: null; requestDeleteRange: etcd.DeleteRangeRequest.$Shape })
        );
    }

    interface IResponseOperation extends etcd.ResponseOperation.$Properties {
    }

    class ResponseOperation {
        constructor(properties?: etcd.ResponseOperation.$Properties);
        $unknowns?: Uint8Array[];
        responseRange?: (etcd.RangeResponse.$Properties|null);
        static encode(message: etcd.ResponseOperation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.ResponseOperation & etcd.ResponseOperation.$Shape;
    }

    namespace ResponseOperation {
        interface $Properties {
            responseRange?: (etcd.RangeResponse.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.ResponseOperation.$Properties;
    }

    interface ICompare extends etcd.Compare.$Properties {
    }

    class Compare {
        constructor(properties?: etcd.Compare.$Properties);
        $unknowns?: Uint8Array[];
        result: etcd.Compare.Result;
        target: etcd.Compare.Target;
        key: Uint8Array;
        modRevision: number;
        static encode(message: etcd.Compare.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.Compare & etcd.Compare.$Shape;
    }

    namespace Compare {
        interface $Properties {
            result?: (etcd.Compare.Result|null);
            target?: (etcd.Compare.Target|null);
            key?: (Uint8Array|null);
            modRevision?: (number|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.Compare.$Properties;

        enum Result {
            EQUAL = 0
        }

        enum Target {
            VERSION = 0,
            CREATE = 1,
            MOD = 2
        }
    }

    interface ITransactionRequest extends etcd.TransactionRequest.$Properties {
    }

    class TransactionRequest {
        constructor(properties?: etcd.TransactionRequest.$Properties);
        $unknowns?: Uint8Array[];
        compare: etcd.Compare.$Properties[];
        success: etcd.RequestOperation.$Properties[];
        failure: etcd.RequestOperation.$Properties[];
        static encode(message: etcd.TransactionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.TransactionRequest & etcd.TransactionRequest.$Shape;
    }

    namespace TransactionRequest {
        interface $Properties {
            compare?: (etcd.Compare.$Properties[]|null);
            success?: (etcd.RequestOperation.$Properties[]|null);
            failure?: (etcd.RequestOperation.$Properties[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = {
          compare?: etcd.Compare.$Shape[]|null;
          success?: etcd.RequestOperation.$Shape[]|null;
          failure?: etcd.RequestOperation.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    interface ITransactionResponse extends etcd.TransactionResponse.$Properties {
    }

    class TransactionResponse {
        constructor(properties?: etcd.TransactionResponse.$Properties);
        $unknowns?: Uint8Array[];
        header?: (etcd.ResponseHeader.$Properties|null);
        succeeded: boolean;
        responses: etcd.ResponseOperation.$Properties[];
        static encode(message: etcd.TransactionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.TransactionResponse & etcd.TransactionResponse.$Shape;
    }

    namespace TransactionResponse {
        interface $Properties {
            header?: (etcd.ResponseHeader.$Properties|null);
            succeeded?: (boolean|null);
            responses?: (etcd.ResponseOperation.$Properties[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.TransactionResponse.$Properties;
    }

    interface ICompactionRequest extends etcd.CompactionRequest.$Properties {
    }

    class CompactionRequest {
        constructor(properties?: etcd.CompactionRequest.$Properties);
        $unknowns?: Uint8Array[];
        revision: number;
        static encode(message: etcd.CompactionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.CompactionRequest & etcd.CompactionRequest.$Shape;
    }

    namespace CompactionRequest {
        interface $Properties {
            revision?: (number|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.CompactionRequest.$Properties;
    }

    interface ICompactionResponse extends etcd.CompactionResponse.$Properties {
    }

    class CompactionResponse {
        constructor(properties?: etcd.CompactionResponse.$Properties);
        $unknowns?: Uint8Array[];
        header?: (etcd.ResponseHeader.$Properties|null);
        static encode(message: etcd.CompactionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.CompactionResponse & etcd.CompactionResponse.$Shape;
    }

    namespace CompactionResponse {
        interface $Properties {
            header?: (etcd.ResponseHeader.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.CompactionResponse.$Properties;
    }

    interface IWatchRequest extends etcd.WatchRequest.$Properties {
    }

    class WatchRequest {
        constructor(properties?: etcd.WatchRequest.$Properties);
        $unknowns?: Uint8Array[];
        createRequest?: (etcd.WatchCreateRequest.$Properties|null);
        progressRequest?: (etcd.WatchProgressRequest.$Properties|null);
        request?: ("createRequest"|"progressRequest");
        static encode(message: etcd.WatchRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.WatchRequest & etcd.WatchRequest.$Shape;
    }

    namespace WatchRequest {
        interface $Properties {
            createRequest?: (etcd.WatchCreateRequest.$Properties|null);
            progressRequest?: (etcd.WatchProgressRequest.$Properties|null);
            request?: ("createRequest"|"progressRequest");
            $unknowns?: Uint8Array[];
        }
        type $Shape = {
          createRequest?: etcd.WatchCreateRequest.$Shape|null;
          progressRequest?: etcd.WatchProgressRequest.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ request?: undefined; createRequest?: null; progressRequest?: null }|{ request?: "createRequest"; createRequest: etcd.WatchCreateRequest.$Shape; progressRequest?: null }|{ request?: "progressRequest"; createRequest?: null; progressRequest: etcd.WatchProgressRequest.$Shape })
        );
    }

    interface IWatchCreateRequest extends etcd.WatchCreateRequest.$Properties {
    }

    class WatchCreateRequest {
        constructor(properties?: etcd.WatchCreateRequest.$Properties);
        $unknowns?: Uint8Array[];
        key: Uint8Array;
        rangeEnd: Uint8Array;
        startRevision: number;
        progressNotify: boolean;
        prevKv: boolean;
        fragment: boolean;
        static encode(message: etcd.WatchCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.WatchCreateRequest & etcd.WatchCreateRequest.$Shape;
    }

    namespace WatchCreateRequest {
        interface $Properties {
            key?: (Uint8Array|null);
            rangeEnd?: (Uint8Array|null);
            startRevision?: (number|null);
            progressNotify?: (boolean|null);
            prevKv?: (boolean|null);
            fragment?: (boolean|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.WatchCreateRequest.$Properties;
    }

    interface IWatchProgressRequest extends etcd.WatchProgressRequest.$Properties {
    }

    class WatchProgressRequest {
        constructor(properties?: etcd.WatchProgressRequest.$Properties);
        $unknowns?: Uint8Array[];
        static encode(message: etcd.WatchProgressRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.WatchProgressRequest & etcd.WatchProgressRequest.$Shape;
    }

    namespace WatchProgressRequest {
        interface $Properties {
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.WatchProgressRequest.$Properties;
    }

    interface IEvent extends etcd.Event.$Properties {
    }

    class Event {
        constructor(properties?: etcd.Event.$Properties);
        $unknowns?: Uint8Array[];
        type: etcd.Event.Type;
        kv?: (etcd.KeyValue.$Properties|null);
        prevKv?: (etcd.KeyValue.$Properties|null);
        static encode(message: etcd.Event.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.Event & etcd.Event.$Shape;
    }

    namespace Event {
        interface $Properties {
            type?: (etcd.Event.Type|null);
            kv?: (etcd.KeyValue.$Properties|null);
            prevKv?: (etcd.KeyValue.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.Event.$Properties;

        enum Type {
            PUT = 0,
            DELETE = 1
        }
    }

    interface IWatchResponse extends etcd.WatchResponse.$Properties {
    }

    class WatchResponse {
        constructor(properties?: etcd.WatchResponse.$Properties);
        $unknowns?: Uint8Array[];
        header?: (etcd.ResponseHeader.$Properties|null);
        watchId?: (number|null);
        created: boolean;
        canceled: boolean;
        compactRevision?: (number|null);
        cancelReason: string;
        fragment: boolean;
        events: etcd.Event.$Properties[];
        static encode(message: etcd.WatchResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcd.WatchResponse & etcd.WatchResponse.$Shape;
    }

    namespace WatchResponse {
        interface $Properties {
            header?: (etcd.ResponseHeader.$Properties|null);
            watchId?: (number|null);
            created?: (boolean|null);
            canceled?: (boolean|null);
            compactRevision?: (number|null);
            cancelReason?: (string|null);
            fragment?: (boolean|null);
            events?: (etcd.Event.$Properties[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = etcd.WatchResponse.$Properties;
    }
}
