/**
 * The few fields of ONNX's protocol buffers (onnx.proto3, IR version 8) that a model of one operator
 * needs: no package writes them for browsers.
 */
const varint = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)])
const integer = (field: number, value: number) => [...varint(field << 3), ...varint(value)]
const bytes = (field: number, content: readonly number[]) => [
  ...varint((field << 3) | 2),
  ...varint(content.length),
  ...content,
]
const text = (field: number, value: string) => bytes(field, [...new TextEncoder().encode(value)])

const FLOAT = 1

/** ValueInfoProto: a float tensor of this shape. */
function value(name: string, shape: readonly number[]): number[] {
  const dimensions = shape.flatMap((size) => bytes(1, integer(1, size)))
  const tensor = [...integer(1, FLOAT), ...bytes(2, dimensions)]
  return [...text(1, name), ...bytes(2, bytes(1, tensor))]
}

export type Named = { name: string; shape: readonly number[] }

/** A model with one node; opset 13. */
export function onnxModel(operator: string, inputs: readonly Named[], output: Named): Uint8Array {
  const node = [...inputs.flatMap(({ name }) => text(1, name)), ...text(2, output.name), ...text(4, operator)]
  const graph = [
    ...bytes(1, node),
    ...text(2, operator),
    ...inputs.flatMap(({ name, shape }) => bytes(11, value(name, shape))),
    ...bytes(12, value(output.name, output.shape)),
  ]
  return Uint8Array.from([...integer(1, 8), ...bytes(7, graph), ...bytes(8, [...text(1, ''), ...integer(2, 13)])])
}
