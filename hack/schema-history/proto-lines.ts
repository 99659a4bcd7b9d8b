import protobuf from 'protobufjs';
import type { HistoryLine } from './schema-lines.ts';

/** A line for each field number and each enumeration value of a .proto file. */
export function protoLines(text: string): HistoryLine[] {
  const { root } = protobuf.parse(text, { keepCase: true });
  return linesBelow(root);
}

function linesBelow(namespace: protobuf.NamespaceBase): HistoryLine[] {
  return namespace.nestedArray.flatMap((nested) => {
    const name = nested.fullName.replace(/^\./, '');
    if (nested instanceof protobuf.Enum) {
      return Object.entries(nested.values).map(([word, number]) => ({ subject: `${name} ${number}`, meaning: word }));
    }
    const fields =
      nested instanceof protobuf.Type
        ? nested.fieldsArray.map((field) => ({
            subject: `${name} ${field.id}`,
            meaning: `${field.name} ${field instanceof protobuf.MapField ? `map<${field.keyType}, ${field.type}>` : `${field.repeated ? 'repeated ' : ''}${field.type}`}`,
          }))
        : [];
    return nested instanceof protobuf.Namespace ? [...fields, ...linesBelow(nested)] : fields;
  });
}
