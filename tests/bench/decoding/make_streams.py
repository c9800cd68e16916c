#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""make_streams.py FOLDER: writes one long answer in three dialects as `<dialect>.sse`, event by event as their providers send
them. The same bytes each time."""

import json
import pathlib
import random
import sys

EVENTS = 20_000
# What an answer consists of, piece by piece as models write it: prose, code, and prose in another script.
PROSE = (" the", " tide", " of", " a", " moon", " returns", " that", "s", ",", ".", " and", " when", " it", " is", " low", " between",
         " twelve", " hours", " because", " water", " für", " été", "\n\n", " —", " 🌊")
CODE = ("def", " high", "_water", "(", "port", ":", " str", ")", " ->", " float", ":\n", "   ", " return", " table", "[\"", "Brest", "\"]",
        " *", " 1", ".", "5", "\n", "\n\n", "```", "python\n", " #", " x", " =")
CHINESE = ("潮", "汐", "是", "海水", "在", "月球", "和", "太阳", "引力", "作用", "下", "的", "周期", "性", "运动", "，", "。", "每天", "两次", "涨落")
PADDING = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def words(seed):
    chance = random.Random(seed)
    return [chance.choice(part) for part in (PROSE, CODE, PROSE, CHINESE) for _ in range(EVENTS // 4)], chance


def padding(chance):
    return "".join(chance.choices(PADDING, k=chance.randint(1, 16)))


def sse(event, name=None):
    line = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    return (f"event: {name}\n" if name else "") + f"data: {line}\n\n"


def chat():
    pieces, chance = words(1)

    def chunk(delta, finish=None):
        return sse({"id": "chatcmpl-CkP3vUq0Zr8nT1xYb6LwQe5sHdJaG", "object": "chat.completion.chunk", "created": 1764028800,
                    "model": "gpt-6-luna", "service_tier": "default", "system_fingerprint": "fp_5f2c1a90be",
                    "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}], "usage": None,
                    "obfuscation": padding(chance)})

    yield chunk({"role": "assistant", "content": "", "refusal": None})
    for piece in pieces:
        yield chunk({"content": piece})
    yield chunk({}, "stop")
    yield sse({"id": "chatcmpl-CkP3vUq0Zr8nT1xYb6LwQe5sHdJaG", "object": "chat.completion.chunk", "created": 1764028800,
               "model": "gpt-6-luna", "service_tier": "default", "system_fingerprint": "fp_5f2c1a90be", "choices": [],
               "usage": {"prompt_tokens": 31, "completion_tokens": EVENTS, "total_tokens": EVENTS + 31,
                         "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
                         "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0}}, "obfuscation": ""})
    yield "data: [DONE]\n\n"


def responses():
    pieces, chance = words(2)
    text = "".join(pieces)
    item = "msg_0a1b2c3d4e5f60718293a4b5c6d7e8f90"
    answer = {"id": "resp_0f1e2d3c4b5a69788796a5b4c3d2e1f0", "object": "response", "created_at": 1764028800, "model": "gpt-6.1-sol"}
    number = 0

    def event(kind, **more):
        nonlocal number
        number += 1
        return sse({"type": kind, "sequence_number": number - 1, **more}, kind)

    def part(words):
        return {"type": "output_text", "annotations": [], "logprobs": [], "text": words}

    place = {"item_id": item, "output_index": 0, "content_index": 0}
    message = {"id": item, "type": "message", "role": "assistant"}
    yield event("response.created", response={**answer, "status": "in_progress", "output": [], "usage": None})
    yield event("response.in_progress", response={**answer, "status": "in_progress", "output": [], "usage": None})
    yield event("response.output_item.added", output_index=0, item={**message, "status": "in_progress", "content": []})
    yield event("response.content_part.added", **place, part=part(""))
    for piece in pieces:
        yield event("response.output_text.delta", **place, delta=piece, logprobs=[], obfuscation=padding(chance))
    yield event("response.output_text.done", **place, text=text, logprobs=[])
    yield event("response.content_part.done", **place, part=part(text))
    whole = {**message, "status": "completed", "content": [part(text)]}
    yield event("response.output_item.done", output_index=0, item=whole)
    yield event("response.completed", response={
        **answer, "status": "completed", "output": [whole],
        "usage": {"input_tokens": 31, "input_tokens_details": {"cached_tokens": 0}, "output_tokens": EVENTS,
                  "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": EVENTS + 31}})


def messages():
    pieces, _ = words(3)

    def event(kind, **more):
        return sse({"type": kind, **more}, kind)

    yield event("message_start", message={
        "id": "msg_01XyZaBcDeFgHiJkLmNoPqRs", "type": "message", "role": "assistant", "model": "claude-sonnet-5-5", "content": [],
        "stop_reason": None, "stop_sequence": None,
        "usage": {"input_tokens": 31, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0, "output_tokens": 1}})
    yield event("content_block_start", index=0, content_block={"type": "text", "text": ""})
    yield event("ping")
    for piece in pieces:
        yield event("content_block_delta", index=0, delta={"type": "text_delta", "text": piece})
    yield event("content_block_stop", index=0)
    yield event("message_delta", delta={"stop_reason": "end_turn", "stop_sequence": None}, usage={"output_tokens": EVENTS})
    yield event("message_stop")


def main():
    folder = pathlib.Path(sys.argv[1])
    for dialect, events in (("openai-chat", chat), ("openai-responses", responses), ("anthropic", messages)):
        (folder / f"{dialect}.sse").write_text("".join(events()), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
