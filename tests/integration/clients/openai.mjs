// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// openai.mjs ADDRESS TOKEN TASK: one thing that a program does with OpenAI's own SDK. Fails where the SDK does not get what
// its types say.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const OpenAI = require("openai");
const [address, token, task] = process.argv.slice(2);
const client = new OpenAI({ baseURL: `${address}/v1`, apiKey: token, maxRetries: 0 });
const user = (content) => [{ role: "user", content }];
const write = user("Write: Return the factorial of n.");
const tool = {
  type: "function",
  function: {
    name: "tide",
    parameters: { type: "object", properties: { port: { type: "string" } }, required: ["port"] },
  },
};

async function gather(stream) {
  const all = { text: "", reasoning: "", calls: [], usage: undefined, finish: undefined };
  for await (const chunk of stream) {
    all.usage = chunk.usage ?? all.usage;
    const choice = chunk.choices[0];
    if (!choice) continue;
    all.text += choice.delta.content ?? "";
    all.reasoning += choice.delta.reasoning_content ?? "";
    all.finish = choice.finish_reason ?? all.finish;
    for (const call of choice.delta.tool_calls ?? []) {
      const known = (all.calls[call.index] ??= { id: "", name: "", arguments: "" });
      known.id += call.id ?? "";
      known.name += call.function?.name ?? "";
      known.arguments += call.function?.arguments ?? "";
    }
  }
  return all;
}

const tasks = {
  async list() {
    const names = [];
    for await (const model of client.models.list()) names.push(model.id);
    assert.ok(names.includes("local/demo"), names.join());
  },
  async whole() {
    const answer = await client.chat.completions.create({ model: "local/demo", temperature: 0, messages: write });
    assert.match(answer.choices[0].message.content, /def factorial\(n\)/);
    assert.equal(answer.choices[0].finish_reason, "stop");
    assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
  },
  async stream() {
    const all = await gather(
      await client.chat.completions.create({
        model: "local/demo", temperature: 0, messages: write, stream: true, stream_options: { include_usage: true },
      }),
    );
    assert.match(all.text, /def factorial\(n\)/);
    assert.equal(all.finish, "stop");
    assert.ok(all.usage.prompt_tokens > 0 && all.usage.completion_tokens > 10);
  },
  async responses() {
    const whole = await client.responses.create({ model: "local/demo", temperature: 0, input: write });
    assert.match(whole.output_text, /def factorial\(n\)/);
    assert.equal(whole.status, "completed");
    let text = "";
    let last;
    for await (const event of await client.responses.create({ model: "local/demo", temperature: 0, input: write, stream: true })) {
      if (event.type === "response.output_text.delta") text += event.delta;
      last = event;
    }
    assert.equal(last.type, "response.completed");
    assert.equal(text, whole.output_text);
    assert.equal(last.response.usage.total_tokens, last.response.usage.input_tokens + last.response.usage.output_tokens);
  },
  async cancel() {
    const leaving = new AbortController();
    const stream = await client.chat.completions.create(
      { model: "mine/waits", messages: user("hi"), stream: true },
      { signal: leaving.signal },
    );
    for await (const chunk of stream) if (chunk.choices[0].delta.content) leaving.abort();
    assert.ok(leaving.signal.aborted);
  },
  async errors() {
    const ask = (model, more = {}) => client.chat.completions.create({ model, messages: user("hi"), ...more });
    await assert.rejects(
      new OpenAI({ baseURL: `${address}/v1`, apiKey: "wrong", maxRetries: 0 }).models.list(),
      (error) => error instanceof OpenAI.AuthenticationError && error.status === 401,
    );
    await assert.rejects(ask("nobody/knows"), (error) => error instanceof OpenAI.NotFoundError && /nobody/.test(error.message));
    await assert.rejects(ask("local/demo", { messages: "hi" }), OpenAI.BadRequestError);
    await assert.rejects(ask("mine/busy"), (error) => error instanceof OpenAI.RateLimitError && /slowly/.test(error.message));
    await assert.rejects(ask("mine/fails"), OpenAI.InternalServerError);
  },
  async tools() {
    for (const model of ["mine/tools", "claudes/tools"]) {
      const messages = user("How is the tide in Brest?");
      const asked = await gather(
        await client.chat.completions.create({
          model, messages, tools: [tool], stream: true, stream_options: { include_usage: true },
        }),
      );
      assert.equal(asked.finish, "tool_calls");
      assert.equal(asked.calls.length, 1);
      const { id, name, arguments: words } = asked.calls[0];
      assert.deepEqual([id, name, JSON.parse(words)], ["call_1", "tide", { port: "Brest" }]);
      assert.deepEqual([asked.usage.prompt_tokens, asked.usage.completion_tokens], [30, 9]);
      assert.equal(asked.usage.prompt_tokens_details.cached_tokens, 10);
      const called = { role: "assistant", content: null, tool_calls: [{ id, type: "function", function: { name, arguments: words } }] };
      const answer = await client.chat.completions.create({
        model, tools: [tool], messages: [...messages, called, { role: "tool", tool_call_id: id, content: "It is low." }],
      });
      assert.equal(answer.choices[0].message.content, "Low tide.");
    }
  },
  async reasoning() {
    for (const model of ["mine/thinks", "claudes/thinks"]) {
      const all = await gather(await client.chat.completions.create({ model, messages: user("hi"), stream: true }));
      assert.deepEqual([all.reasoning, all.text, all.finish], ["Hm, hm.", "Yes.", "stop"]);
    }
  },
  async images() {
    for (const model of ["mine/sees", "claudes/sees"]) {
      const url = "data:image/png;base64,iVBORw0KGgo=";
      const content = [{ type: "text", text: "What is it?" }, { type: "image_url", image_url: { url } }];
      const answer = await client.chat.completions.create({ model, messages: user(content) });
      assert.equal(answer.choices[0].message.content, "Yes.");
    }
  },
};

await tasks[task]();
