// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// anthropic.mjs ADDRESS TOKEN TASK: one thing that a program does with Anthropic's own SDK. Fails where the SDK does not get
// what its types say.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const Anthropic = require("@anthropic-ai/sdk");
const [address, token, task] = process.argv.slice(2);
const client = new Anthropic({ baseURL: address, apiKey: token, maxRetries: 0 });
const user = (content) => [{ role: "user", content }];
const write = user("Write: Return the factorial of n.");
const tool = {
  name: "tide",
  input_schema: { type: "object", properties: { port: { type: "string" } }, required: ["port"] },
};
const ask = (model, more = {}) => client.messages.create({ model, max_tokens: 200, messages: user("hi"), ...more });

const tasks = {
  async list() {
    const names = [];
    for await (const model of client.models.list()) names.push(model.id);
    assert.ok(names.includes("local/demo"), names.join());
  },
  async whole() {
    const answer = await ask("local/demo", { messages: write, temperature: 0 });
    assert.equal(answer.type, "message");
    assert.match(answer.content[0].text, /def factorial\(n\)/);
    assert.equal(answer.stop_reason, "end_turn");
    assert.ok(answer.usage.input_tokens > 0 && answer.usage.output_tokens > 10);
  },
  async stream() {
    let text = "";
    const stream = client.messages.stream({ model: "local/demo", max_tokens: 200, messages: write, temperature: 0 });
    stream.on("text", (delta) => (text += delta));
    const answer = await stream.finalMessage();
    assert.match(text, /def factorial\(n\)/);
    assert.equal(answer.content[0].text, text);
    assert.equal(answer.stop_reason, "end_turn");
    assert.ok(answer.usage.output_tokens > 10);
  },
  async count() {
    const counted = await client.messages.countTokens({ model: "local/demo", messages: write });
    assert.ok(counted.input_tokens > 5);
  },
  async cancel() {
    const stream = client.messages.stream({ model: "mine/waits", max_tokens: 200, messages: user("hi") });
    stream.on("text", () => stream.abort());
    await assert.rejects(stream.finalMessage(), Anthropic.APIUserAbortError);
  },
  async errors() {
    await assert.rejects(
      new Anthropic({ baseURL: address, apiKey: "wrong", maxRetries: 0 }).models.list(),
      (error) => error instanceof Anthropic.AuthenticationError && error.error.error.type === "authentication_error",
    );
    await assert.rejects(
      ask("nobody/knows"),
      (error) => error instanceof Anthropic.NotFoundError && error.error.error.type === "not_found_error",
    );
    await assert.rejects(
      ask("local/demo", { messages: "hi" }),
      (error) => error instanceof Anthropic.BadRequestError && error.error.error.type === "invalid_request_error",
    );
    await assert.rejects(ask("mine/busy"), (error) => error instanceof Anthropic.RateLimitError && /slowly/.test(error.message));
    await assert.rejects(ask("mine/fails"), Anthropic.InternalServerError);
  },
  async tools() {
    for (const model of ["mine/tools", "claudes/tools"]) {
      const messages = user("How is the tide in Brest?");
      const asked = await client.messages.stream({ model, max_tokens: 200, messages, tools: [tool] }).finalMessage();
      assert.equal(asked.stop_reason, "tool_use");
      const call = asked.content.find((part) => part.type === "tool_use");
      assert.deepEqual([call.id, call.name, call.input], ["call_1", "tide", { port: "Brest" }]);
      const { input_tokens, output_tokens, cache_read_input_tokens } = asked.usage;
      assert.deepEqual([input_tokens, output_tokens, cache_read_input_tokens], [20, 9, 10]);
      const result = { type: "tool_result", tool_use_id: call.id, content: "It is low." };
      const answer = await ask(model, {
        tools: [tool], messages: [...messages, { role: "assistant", content: asked.content }, ...user([result])],
      });
      assert.equal(answer.content[0].text, "Low tide.");
    }
  },
  async reasoning() {
    for (const model of ["mine/thinks", "claudes/thinks"]) {
      const answer = await client.messages.stream({ model, max_tokens: 200, messages: user("hi") }).finalMessage();
      assert.deepEqual(answer.content.map((part) => part.type), ["thinking", "text"]);
      assert.deepEqual([answer.content[0].thinking, answer.content[1].text], ["Hm, hm.", "Yes."]);
    }
  },
  async images() {
    for (const model of ["mine/sees", "claudes/sees"]) {
      const source = { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" };
      const answer = await ask(model, { messages: user([{ type: "image", source }, { type: "text", text: "What is it?" }]) });
      assert.equal(answer.content[0].text, "Yes.");
    }
  },
};

await tasks[task]();
