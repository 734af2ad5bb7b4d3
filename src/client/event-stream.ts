/** Server-sent events, read from their bytes (HTML standard, section 9.2.6). */

/** One event. */
export interface ServerEvent {
  /** The last identifier the server gave, with this event or before it; empty before the first. */
  readonly id: string;
  readonly data: string;
}

/**
 * The events of `body`, each as soon as the line that ends it is here; one that is cut off by the
 * end of the body is none. Leaving the loop cancels the body.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<ServerEvent, void, void> {
  let id = "";
  let data: string[] = [];
  for await (const line of linesOf(body)) {
    if (line === "") {
      if (data.length > 0) yield { id, data: data.join("\n") };
      data = [];
      continue;
    }
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
    if (field === "data") data.push(value);
    if (field === "id" && !value.includes("\0")) id = value;
  }
}

/** Lines end with CR, LF or both. What comes after the last end is no line yet. */
async function* linesOf(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string, void, void> {
  let begun = "";
  let afterReturn = false;
  for await (const text of textOf(body)) {
    // The LF of a CR that has ended its line already, in the chunk before.
    const fresh = afterReturn && text.startsWith("\n") ? text.slice(1) : text;
    afterReturn = text.endsWith("\r");
    const lines = (begun + fresh).split(/\r\n|\n|\r/);
    begun = lines.pop()!;
    yield* lines;
  }
}

/** UTF-8, cut anywhere; a byte order mark is left out. Not every browser iterates over streams. */
async function* textOf(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const text = decoder.decode(value, { stream: true });
      if (text !== "") yield text;
    }
  } finally {
    // What has failed already says so where it is read.
    await reader.cancel().catch(() => {});
  }
}
