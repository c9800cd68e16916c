// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// sdk_rounds.mjs DIALECT FILE PIECE: for each line of standard input decodes the file once with the stream class of the
// provider's own SDK, from pieces of PIECE bytes, or of one event each where that is "event", and prints "<seconds> <events> <characters of text>".

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { join } from "node:path";

const [dialect, file, piece] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), "package.json"));
const sdk = dialect === "anthropic" ? "@anthropic-ai/sdk" : "openai";
const { Stream } = require(`${sdk}/core/streaming`);
const bytes = readFileSync(file);

const textOf = {
  "openai-chat": (event) => event.choices[0]?.delta.content,
  "openai-responses": (event) => (event.type === "response.output_text.delta" ? event.delta : ""),
  anthropic: (event) => (event.type === "content_block_delta" ? event.delta.text : ""),
}[dialect];

const pieces = [];
for (let at = 0, end = 0; at < bytes.length; at = end) {
  end = piece === "event" ? bytes.indexOf("\n\n", at) + 2 : at + Number(piece);
  pieces.push(new Uint8Array(bytes.subarray(at, end)));
}

function bodyInPieces() {
  let next = 0;
  return new ReadableStream({
    pull(controller) {
      if (next === pieces.length) return controller.close();
      controller.enqueue(pieces[next++]);
    },
  });
}

async function decode() {
  const response = new Response(bodyInPieces(), { headers: { "content-type": "text/event-stream" } });
  let events = 0;
  let characters = 0;
  for await (const event of Stream.fromSSEResponse(response, new AbortController())) {
    ++events;
    characters += textOf(event)?.length ?? 0;
  }
  return [events, characters];
}

for await (const _ of createInterface({ input: process.stdin })) {
  const begin = process.hrtime.bigint();
  const [events, characters] = await decode();
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  console.log(`${seconds} ${events} ${characters}`);
}
