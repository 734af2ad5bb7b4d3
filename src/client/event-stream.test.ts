import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readEvents, type ServerEvent } from "./event-stream.ts";

function bodyOf(
  chunks: readonly Uint8Array<ArrayBuffer>[],
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const eventsOf = (text: string) => Array.fromAsync(readEvents(bodyOf([bytesOf(text)])));

/** Text of one line, with what has a meaning elsewhere in the format, and letters of several bytes. */
const lineText = fc
  .array(fc.constantFrom(..."ab:  é→🜔{}\"'".match(/./gu)!, "data", "id: 3"))
  .map((parts) => parts.join(""));

test("events come out as they went in, wherever the bytes are cut and however lines end", async () => {
  const event = fc.record({
    id: fc.stringMatching(/^[0-9]{1,6}$/),
    lines: fc.array(lineText, { minLength: 1, maxLength: 3 }),
    comment: fc.option(lineText),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { maxLength: 6 }),
      fc.infiniteStream(fc.constantFrom("\n", "\r", "\r\n")),
      fc.array(fc.nat({ max: 200 }), { maxLength: 30 }),
      async (events, ends, cuts) => {
        const end = () => ends.next().value as string;
        let text = "";
        for (const { id, lines, comment } of events) {
          if (comment !== null) text += `:${comment}${end()}`;
          text += `id: ${id}${end()}`;
          for (const line of lines) text += `data: ${line}${end()}`;
          // CR and LF of two ends would be one.
          text += text.endsWith("\r") ? "\r" : end();
        }
        const bytes = bytesOf(text);
        const at = [...new Set(cuts.filter((cut) => cut < bytes.length))].sort((a, b) => a - b);
        const chunks = [0, ...at].map((from, i) => bytes.slice(from, at[i] ?? bytes.length));
        const expected: ServerEvent[] = events.map(({ id, lines }) => ({
          id,
          data: lines.join("\n"),
        }));
        assert.deepEqual(await Array.fromAsync(readEvents(bodyOf(chunks))), expected);
      },
    ),
  );
});

for (const [name, text, expected] of [
  ["an event that the end cuts off is none", "data: 1\n\ndata: 2\n", [{ id: "", data: "1" }]],
  [
    "an identifier holds until the next",
    "id: 7\ndata: 1\n\ndata: 2\n\n",
    [
      { id: "7", data: "1" },
      { id: "7", data: "2" },
    ],
  ],
  ["an identifier alone is no event", "id: 7\n\n", []],
  ["one with a NUL is none", "id: 7\nid: 8\0\ndata: 1\n\n", [{ id: "7", data: "1" }]],
  ["one blank after the colon is left out", "data:1\ndata:  2\n\n", [{ id: "", data: "1\n 2" }]],
  ["a field without a colon is empty", "data\n\n", [{ id: "", data: "" }]],
  ["other fields mean nothing here", "event: x\nretry: 3\ndata: 1\n\n", [{ id: "", data: "1" }]],
  ["a byte order mark is left out", "\uFEFFdata: 1\n\n", [{ id: "", data: "1" }]],
] as const) {
  test(name, async () => assert.deepEqual(await eventsOf(text), expected));
}

test("an event is there before the next byte comes", async () => {
  let send = (_: string) => {};
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      send = (text) => controller.enqueue(bytesOf(text));
    },
  });
  const events = readEvents(body);
  send("data: 1\r\n\r\n");
  assert.deepEqual((await events.next()).value, { id: "", data: "1" });
});

test("whoever leaves cancels the body", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(bytesOf("data: 1\n\n")),
    cancel: () => resolve(),
  });
  for await (const _ of readEvents(body)) break;
  await promise;
});
