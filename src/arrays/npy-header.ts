/** Reads what an NPY file says of its array, versions 1 to 3 (numpy.lib.format). */
import { countOf, type ElementType, elementType } from "./element-type.ts";
import { NpzError } from "./failure.ts";
import { type Literal, parseLiteral } from "./python-literal.ts";
import type { ByteSource } from "./source.ts";

/** An array as its file announces it. */
export interface NpyHeader {
  readonly type: ElementType;
  /** Length along each axis, slowest first; `[]` is a scalar. */
  readonly shape: readonly number[];
  /** Values there are: the product of the axes. */
  readonly count: number;
  /** Whether the file has the first axis as the fastest. */
  readonly fortranOrder: boolean;
  /** Where the values begin in the file. */
  readonly dataOffset: number;
}

/** Bytes read at first: enough for all but headers of many fields. */
const firstBytes = 1024;

/** Most bytes of a header. NumPy itself stops at 10,000 characters unless it is told to trust. */
const mostHeaderBytes = 1024 * 1024;

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY

/**
 * Reads the header of an NPY file.
 * @throws NpzError when it is none, or announces more or fewer bytes than the file has
 */
export async function readNpyHeader(source: ByteSource, signal?: AbortSignal): Promise<NpyHeader> {
  const first = await source.read(0, Math.min(firstBytes, source.size), signal);
  if (first.length < 10 || magic.some((byte, i) => byte !== first[i])) {
    throw new NpzError('This is no NPY file: it should begin with "\\x93NUMPY".', { byte: 0 });
  }
  const [major, minor] = [first[6]!, first[7]!];
  if (major < 1 || major > 3 || minor !== 0) {
    throw new NpzError(`This is NPY version ${major}.${minor}; 1.0, 2.0 and 3.0 are read.`, {
      byte: 6,
    });
  }
  // Version 1 has two bytes for the header's length, the later ones four.
  const textOffset = major === 1 ? 10 : 12;
  const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
  const length =
    major === 1 ? view.getUint16(8, true) : first.length < 12 ? 0 : view.getUint32(8, true);
  const dataOffset = textOffset + length;
  if (length > mostHeaderBytes || dataOffset > source.size) {
    throw new NpzError(
      `The header is said to be ${length} bytes of the file's ${source.size}; ` +
        `at most ${mostHeaderBytes} are read.`,
      { byte: 8 },
    );
  }
  const head = dataOffset <= first.length ? first : await source.read(0, dataOffset, signal);
  const text = decode(head.subarray(textOffset, dataOffset), major);
  const header = announced(parseLiteral(text, textOffset), textOffset);
  checkBytes(header, source.size - dataOffset, dataOffset);
  return { ...header, dataOffset };
}

/** Headers are Latin-1 but for version 3's, which are UTF-8. */
function decode(bytes: Uint8Array, major: number): string {
  if (major < 3) return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new NpzError("The header is not UTF-8.", { byte: 12 }, { cause: error });
  }
}

function announced(header: Literal, byte: number): Omit<NpyHeader, "dataOffset"> {
  if (!(header instanceof Map) || [...header.keys()].sort().join() !== keys) {
    throw new NpzError(`The header should be a dictionary of ${keys}.`, { byte });
  }
  const fortranOrder = header.get("fortran_order");
  if (typeof fortranOrder !== "boolean") {
    throw new NpzError("The header's 'fortran_order' should be True or False.", { byte });
  }
  try {
    const type = elementType(header.get("descr"));
    return { type, ...countOf(header.get("shape")), fortranOrder };
  } catch (error) {
    if (!(error instanceof NpzError)) throw error;
    throw new NpzError(error.problem, { byte }, { cause: error });
  }
}

const keys = "descr,fortran_order,shape";

/** A pickled array takes what it takes; every other exactly what type and shape say. */
function checkBytes(
  { type, shape, count }: Omit<NpyHeader, "dataOffset">,
  left: number,
  byte: number,
) {
  const bytes = count * type.width;
  if (type.kind === "O" || bytes === left) return;
  throw new NpzError(
    `An array of type ${type.name} and shape (${shape.join(", ")}) is ${bytes} bytes, but the ` +
      `file has ${left}.`,
    { byte },
  );
}
