// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ollama.mjs ADDRESS TOKEN TASK: one thing that a program does with Ollama's own library. Fails where it does not get what
// its types say.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const { Ollama } = require("ollama");
const [address, token, task] = process.argv.slice(2);
const clientOf = (key) => new Ollama({ host: address, headers: { Authorization: `Bearer ${key}` } });
const client = clientOf(token);
const user = (content, more = {}) => [{ role: "user", content, ...more }];
const write = user("Write: Return the factorial of n.");
const options = { temperature: 0 };
const tool = {
  type: "function",
  function: {
    name: "tide", description: "The tide of a port",
    parameters: { type: "object", properties: { port: { type: "string", description: "Its name" } }, required: ["port"] },
  },
};
const hasStatus = (status) => (error) => error.name === "ResponseError" && error.status_code === status;

async function gather(stream) {
  const all = { text: "", thinking: "", calls: [] };
  for await (const part of stream) {
    all.text += part.message.content;
    all.thinking += part.message.thinking ?? "";
    all.calls.push(...(part.message.tool_calls ?? []));
    all.last = part;
  }
  assert.equal(all.last.done, true);
  return all;
}

const tasks = {
  async list() {
    const { models } = await client.list();
    assert.ok(models.some((model) => model.name === "local/demo"));
    const shown = await client.show({ model: "local/demo" });
    assert.ok(shown.capabilities.includes("completion"));
    const model = shown.model_info;
    assert.ok(model[`${model["general.architecture"]}.context_length`] > 0);
    assert.match((await client.version()).version, /^0\.([7-9]|[1-9]\d)/);
  },
  async whole() {
    const answer = await client.chat({ model: "local/demo", messages: write, options });
    assert.match(answer.message.content, /def factorial\(n\)/);
    assert.equal(answer.done_reason, "stop");
    assert.ok(answer.prompt_eval_count > 0 && answer.eval_count > 10);
    assert.ok(answer.total_duration > 0);
  },
  async stream() {
    const all = await gather(await client.chat({ model: "local/demo", messages: write, options, stream: true }));
    assert.match(all.text, /def factorial\(n\)/);
    assert.equal(all.last.done_reason, "stop");
    let text = "";
    for await (const part of await client.generate({ model: "local/demo", prompt: write[0].content, options, stream: true }))
      text += part.response;
    assert.equal(text, all.text);
  },
  async cancel() {
    const stream = await client.chat({ model: "mine/waits", messages: user("hi"), stream: true });
    await assert.rejects(async () => {
      for await (const part of stream) if (part.message.content) stream.abort();
    }, { name: "AbortError" });
  },
  async errors() {
    const ask = (model) => client.chat({ model, messages: user("hi") });
    await assert.rejects(clientOf("wrong").list(), hasStatus(401));
    await assert.rejects(ask("nobody/knows"), hasStatus(404));
    await assert.rejects(client.chat({ model: "local/demo", messages: "hi" }), hasStatus(400));
    await assert.rejects(ask("mine/busy"), hasStatus(429));
    await assert.rejects(client.show({ model: "nobody/knows" }), hasStatus(404));
  },
  async tools() {
    for (const model of ["mine/tools", "claudes/tools"]) {
      const messages = user("How is the tide in Brest?");
      const asked = await gather(await client.chat({ model, messages, tools: [tool], stream: true }));
      assert.equal(asked.calls.length, 1);
      assert.deepEqual([asked.calls[0].function.name, asked.calls[0].function.arguments], ["tide", { port: "Brest" }]);
      assert.deepEqual([asked.last.prompt_eval_count, asked.last.eval_count], [30, 9]);
      const called = { role: "assistant", content: asked.text, tool_calls: asked.calls };
      const result = { role: "tool", content: "It is low.", tool_name: "tide" };
      const answer = await client.chat({ model, tools: [tool], messages: [...messages, called, result] });
      assert.equal(answer.message.content, "Low tide.");
    }
  },
  async reasoning() {
    for (const model of ["mine/thinks", "claudes/thinks"]) {
      const all = await gather(await client.chat({ model, messages: user("hi"), think: true, stream: true }));
      assert.deepEqual([all.thinking, all.text], ["Hm, hm.", "Yes."]);
    }
  },
  async images() {
    for (const model of ["mine/sees", "claudes/sees"]) {
      const answer = await client.chat({ model, messages: user("What is it?", { images: ["iVBORw0KGgo="] }) });
      assert.equal(answer.message.content, "Yes.");
    }
  },
};

await tasks[task]();
