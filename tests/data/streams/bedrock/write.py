#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the tapes of this folder, which are binary and so nobody's to type.

    write.py        beside itself; the same tapes every time

Look at them with `git diff --stat`, and see refresh, one folder up, for the .events beside them.
"""

import json
import pathlib
import struct
import zlib

FOLDER = pathlib.Path(__file__).parent
AMAZON = "content-type: application/vnd.amazon.eventstream"
JSON = "content-type: application/json"


def message(headers, payload):
    text = b"".join(bytes([len(name)]) + name + b"\x07" + struct.pack(">H", len(value)) + value for name, value in headers)
    prelude = struct.pack(">II", 16 + len(text) + len(payload), len(text))
    body = prelude + struct.pack(">I", zlib.crc32(prelude)) + text + payload
    return body + struct.pack(">I", zlib.crc32(body))


def data(content):
    return content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def named(kind, name, content):
    return message([(f":{kind}-type".encode(), name.encode()), (b":content-type", b"application/json"), (b":message-type", kind.encode())], data(content))


def event(name, content):
    return named("event", name, content)


def exception(name, content):
    return named("exception", name, content)


def error(code, words):
    return message([(b":error-code", code), (b":error-message", words), (b":message-type", b"error")], b"")


def piece(delta, index=0):
    return event("contentBlockDelta", {"contentBlockIndex": index, "delta": delta})


def text(words, index=0):
    return piece({"text": words}, index)


def reasoning(words, index=0):
    return piece({"reasoningContent": {"text": words}}, index)


def arguments(words, index=0):
    return piece({"toolUse": {"input": words}}, index)


def call(call_id, name, index=0, **more):
    return event("contentBlockStart", {"contentBlockIndex": index, "start": {"toolUse": {"toolUseId": call_id, "name": name, **more}}})


def close(index=0):
    return event("contentBlockStop", {"contentBlockIndex": index})


def stop(reason):
    return event("messageStop", {"stopReason": reason})


def usage(given, taken, **more):
    return event("metadata", {"usage": {"inputTokens": given, "outputTokens": taken, "totalTokens": given + taken, **more}, "metrics": {"latencyMs": 640}})


START = event("messageStart", {"role": "assistant"})
END = stop("end_turn") + usage(30, 12)
KEEP_ALIVE = message([], b"")
HELLO = START + text("Low tide") + text(" at six.") + close()
TIDE_CALL = call("tu1", "tide", 1) + arguments('{"port":', 1) + arguments('"Brest"}', 1) + close(1)
ANSWER = {"output": {"message": {"role": "assistant", "content": [{"text": "Low tide at six."}]}}, "stopReason": "end_turn",
          "usage": {"inputTokens": 30, "outputTokens": 12, "totalTokens": 42}, "metrics": {"latencyMs": 640}}


def flipped(body, at):
    return body[:at] + bytes([body[at] ^ 1]) + body[at + 1:]


def whole(content, head=JSON):
    return head, data(content)


TAPES = {
    "plain": HELLO + END,
    "block_start_for_text": START + event("contentBlockStart", {"contentBlockIndex": 0, "start": {}}) + text("Low.") + close() + END,
    "block_never_closed": START + text("Low.") + END,
    "two_texts": START + text("Low.") + close() + text(" High.", 1) + close(1) + END,
    "reasoning": START + reasoning("The moon") + reasoning(" is new.") + piece({"reasoningContent": {"signature": "c2ln"}}) + close() + text("Low.", 1) + close(1) + END,
    "reasoning_signature_in_pieces": START + reasoning("tides") + piece({"reasoningContent": {"signature": "c2"}}) + piece({"reasoningContent": {"signature": "ln"}}) + close() + text("Low.", 1) + close(1) + END,
    "reasoning_unsigned": START + reasoning("Hm, \"tides\".") + close() + text("Low.", 1) + close(1) + END,
    "reasoning_redacted": START + piece({"reasoningContent": {"redactedContent": "ZW5j"}}) + piece({"reasoningContent": {"redactedContent": "cnlw"}}) + close() + text("Low.", 1) + close(1) + END,
    "reasoning_then_tool": START + reasoning("tides") + piece({"reasoningContent": {"signature": "c2ln"}}) + close() + TIDE_CALL + stop("tool_use") + usage(30, 12),
    "think_tags": START + text("<think>The moon") + text("</think>\n\nLow.") + close() + END,
    "tool_use": START + text("I look.") + close() + TIDE_CALL + stop("tool_use") + usage(31, 9),
    "tool_use_parallel": START + call("tu1", "tide") + arguments('{"port":') + call("tu2", "wind", 1) + arguments('{"at":"no', 1) + arguments('"Brest"}') + close() + arguments('on"}', 1) + close(1) + stop("tool_use") + usage(31, 19),
    "tool_use_no_arguments": START + call("tu1", "now") + arguments("") + close() + stop("tool_use") + usage(31, 4),
    "tool_use_odd_arguments": START + call("tu1", "say") + arguments(' {"text":"潮\\n\\u6f6e", ') + arguments('"n":1.0e1') + close() + stop("tool_use") + usage(31, 4),
    "tool_use_without_start": START + arguments('{"lost":1}') + close() + text("Low.", 1) + close(1) + END,
    "tool_use_cut_by_length": START + call("tu1", "tide") + arguments('{"port":"Br') + close() + stop("max_tokens") + usage(31, 16),
    "tool_use_finish_says_end": START + TIDE_CALL + END,
    "tool_of_the_server": START + call("tu1", "search", 0, type="server_tool_use") + arguments('{"q":"tide"}') + close()
    + event("contentBlockStart", {"contentBlockIndex": 1, "start": {"toolResult": {"toolUseId": "tu1"}}}) + piece({"toolResult": [{"text": "six"}]}, 1) + close(1) + text("Low.", 2) + close(2) + END,
    "citations": START + text("Low") + piece({"citation": {"title": "Tables", "sourceContent": [{"text": "low at six"}]}}) + text(".") + close() + END,
    "image_block": START + event("contentBlockStart", {"contentBlockIndex": 0, "start": {"image": {"format": "png"}}}) + piece({"image": {"source": {"bytes": "UE5H"}}}) + close() + text("Low.", 1) + close(1) + END,
    "guardrail_intervened": START + text("Sorry, not that.") + close() + stop("guardrail_intervened") + usage(30, 0),
    "content_filtered": START + stop("content_filtered") + usage(30, 0),
    "max_tokens": START + text("Low tide at") + close() + stop("max_tokens") + usage(30, 3),
    "stop_sequence": START + text("Low") + close() + stop("stop_sequence") + usage(30, 1),
    "context_window_exceeded": START + text("Low") + close() + stop("model_context_window_exceeded") + usage(200000, 1),
    "malformed_model_output": START + text("Low") + close() + stop("malformed_model_output") + usage(30, 1),
    "malformed_tool_use": START + call("tu1", "tide") + arguments("{{") + close() + stop("malformed_tool_use") + usage(30, 1),
    "stop_reason_unknown": HELLO + stop("because") + usage(30, 12),
    "stop_reason_missing": HELLO + event("messageStop", {}) + usage(30, 12),
    "throttling_first": exception("throttlingException", {"message": "Too many tokens, please wait before trying again."}),
    "throttling_after_text": HELLO + exception("throttlingException", {"message": "Too many requests. Try again in 7s."}),
    "exception_model_stream_error": START + text("Low") + exception("modelStreamErrorException", {"message": "The model broke off.", "originalStatusCode": 500, "originalMessage": "out of memory"}),
    "exception_original_message": START + exception("modelStreamErrorException", {"originalStatusCode": 500, "originalMessage": "out of memory"}),
    "exception_internal_server": START + reasoning("tides") + exception("internalServerException", {"message": "Try your request again."}),
    "exception_service_unavailable": START + exception("serviceUnavailableException", {"message": "Not now."}),
    "exception_validation": START + exception("validationException", {"message": "Input is too long for requested model."}),
    "exception_unknown": START + text("Low") + exception("someNewException", {"message": "Something new."}),
    "exception_no_payload": START + exception("throttlingException", b""),
    "exception_no_json": START + exception("internalServerException", b"it broke"),
    "exception_after_stop": HELLO + stop("end_turn") + exception("internalServerException", {"message": "No counts."}),
    "exception_in_tool_use": START + call("tu1", "tide") + arguments('{"port":') + exception("modelStreamErrorException", {"message": "The model broke off."}),
    "error_message": START + text("Low") + error(b"InternalError", b"An internal server error occurred."),
    "error_without_a_name": START + message([], data({"message": "Nobody named this."})),
    "request_id": (AMAZON + "\tx-amzn-RequestId: 7f3c", START + exception("internalServerException", {"message": "Again."})),
    "cut_before_stop": HELLO,
    "cut_in_text": START + text("Low tide") + text(" at six.")[:-9],
    "cut_in_stop": HELLO + stop("end_turn")[:-1],
    "cut_in_lengths": HELLO + stop("end_turn")[:7],
    "cut_in_first_message": START[:20],
    "cut_in_tool_use": START + call("tu1", "tide") + arguments('{"port":'),
    "only_start": START,
    "stop_only": stop("end_turn"),
    "usage_missing": HELLO + stop("end_turn"),
    "usage_cut": HELLO + END[:-5],
    "usage_cached": HELLO + stop("end_turn") + usage(9, 12, cacheReadInputTokens=1500, cacheWriteInputTokens=20, cacheDetails=[{"ttl": "5m", "inputTokens": 20}]),
    "usage_before_stop": HELLO + usage(30, 8) + stop("end_turn") + usage(30, 12),
    "usage_same_twice": HELLO + usage(30, 12) + END,
    "usage_odd_values": HELLO + stop("end_turn") + event("metadata", {"usage": {"inputTokens": -1, "outputTokens": "12", "cacheReadInputTokens": 4.0, "cacheWriteInputTokens": None}}),
    "usage_absent_in_metadata": HELLO + stop("end_turn") + event("metadata", {"metrics": {"latencyMs": 1}}),
    "text_after_metadata": HELLO + END + text("more") + exception("internalServerException", {"message": "late"}),
    "text_after_stop": HELLO + stop("end_turn") + text(" And so on.", 1) + usage(30, 12),
    "keep_alive": KEEP_ALIVE + START + KEEP_ALIVE + text("Low.") + KEEP_ALIVE + KEEP_ALIVE + close() + stop("end_turn") + KEEP_ALIVE + usage(30, 12),
    "keep_alive_only": KEEP_ALIVE * 3,
    "unknown_events": event("initial-response", {}) + START + event("somethingNew", {"contentBlockIndex": 0, "delta": {"text": "no"}, "message": "no error"}) + text("Low.") + close() + END,
    "unknown_fields": START + event("contentBlockDelta", {"p": "abcdefgh", "contentBlockIndex": 0, "delta": {"text": "Low.", "weight": 2}, "x": {"text": "no"}}) + close()
    + event("messageStop", {"stopReason": "end_turn", "additionalModelResponseFields": {"stopReason": "tool_use"}, "p": "ab"}) + usage(30, 12, newTokens=7),
    "unknown_delta": START + piece({"smell": "salt"}) + text("Low.") + close() + END,
    "odd_json_values": event("messageStart", b"null") + event("contentBlockStart", {"contentBlockIndex": 0, "start": None}) + event("contentBlockDelta", {"contentBlockIndex": 0, "delta": None})
    + event("contentBlockDelta", {"delta": {"text": "Low"}}) + event("contentBlockDelta", {"contentBlockIndex": "0", "delta": {"text": None}}) + event("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": "."}}) + close() + END,
    "crlf_in_payload": START + event("contentBlockDelta", b'\r\n{\r\n  "contentBlockIndex": 0,\r\n  "delta": {"text": "Low.\\r\\n"}\r\n}\r\n') + close() + END,
    "utf8_split": START + text("潮汐 🌊") + text("é") + close() + END,
    "utf8_invalid": START + event("contentBlockDelta", b'{"contentBlockIndex":0,"delta":{"text":"a\xff\xe6\xbdb"}}') + close() + END,
    "lone_surrogate": START + event("contentBlockDelta", b'{"contentBlockIndex":0,"delta":{"text":"a\\ud83cb"}}') + close() + END,
    "too_deep": START + event("contentBlockDelta", b'{"a":' * 80 + b"1" + b"}" * 80) + text("Low.") + close() + END,
    "bad_json_once": START + event("contentBlockDelta", b'{"contentBlockIndex":0,"delta":') + text("Low.") + close() + END,
    "bad_json_thrice": START + text("Low") + event("contentBlockDelta", b"{") + event("contentBlockDelta", b"no") + event("contentBlockDelta", b"}") + close() + END,
    "bad_json_in_tool_use": START + call("tu1", "tide") + event("contentBlockDelta", b"{") + close() + stop("tool_use") + usage(1, 1),
    "bad_json_after_tool_use": START + TIDE_CALL + event("news", b"{") + stop("tool_use") + usage(30, 12),
    "bad_check_sum": HELLO[:len(START)] + flipped(text("Low tide"), -6) + text(" at six.") + close() + END,
    "bad_lengths": START + text("Low") + flipped(text(" tide"), 3) + END,
    "bad_metadata": HELLO + stop("end_turn") + flipped(usage(30, 12), -6),
    "garbage_after_text": START + text("Low") + b"upstream connect error or disconnect before headers",
    "too_large_message": START + text("Low") + struct.pack(">II", 30 << 20, 0) + struct.pack(">I", zlib.crc32(struct.pack(">II", 30 << 20, 0))),
    "no_content_type": ("x-amzn-RequestId: 7f3c", HELLO + END),
    "octet_stream": ("content-type: binary/octet-stream", HELLO + END),
    "blank_lines_first": b"\r\n\n\n" + HELLO + END,
    "garbage_short": b"no\n",
    "sse_type": ("content-type: text/event-stream", HELLO + END),
    "sse_instead": ("content-type: text/event-stream", b'data: {"contentBlockIndex":0,"delta":{"text":"Low."}}\n\n'),
    "html_page": ("content-type: text/html", b"<!DOCTYPE html><html><head><title>Sign in to the hotel</title></head><body>Hello</body></html>"),
    "html_page_as_stream": b"<html><head><title>502 Bad Gateway</title></head></html>",
    "foreign_text": ("content-type: text/plain", b"no healthy upstream"),
    "empty_body": b"",
    "blank_body": b"\r\n\r\n",
    "whole_json": whole(ANSWER),
    "whole_json_as_stream": whole(ANSWER, AMAZON),
    "whole_json_cut": (JSON, data(ANSWER)[:-40]),
    "whole_json_tool_use": whole({**ANSWER, "output": {"message": {"role": "assistant", "content": [
        {"reasoningContent": {"reasoningText": {"text": "tides", "signature": "c2ln"}}}, {"reasoningContent": {"redactedContent": "ZW5j"}}, {"text": "I look."},
        {"toolUse": {"toolUseId": "tu1", "name": "tide", "input": {"z": 1, "a": [1.0]}}}, {"toolUse": {"toolUseId": "tu2", "name": "now", "input": {}}},
        {"toolUse": {"toolUseId": "tu3", "name": "search", "input": {"q": 1}, "type": "server_tool_use"}}]}}, "stopReason": "tool_use"}),
    "whole_json_citations": whole({**ANSWER, "output": {"message": {"role": "assistant", "content": [{"text": "Tables: "}, {"citationsContent": {"content": [{"text": "low "}, {"text": "at six"}], "citations": []}}, {"video": {}}]}}}),
    "whole_json_guardrail": whole({**ANSWER, "stopReason": "guardrail_intervened", "trace": {"guardrail": {}}}),
    "whole_json_malformed": whole({**ANSWER, "stopReason": "malformed_model_output"}),
    "whole_json_error": whole({"message": "The security token included in the request is expired"}),
    "whole_json_error_type": whole({"__type": "com.amazon.coral.service#AccessDeniedException", "Message": "You may not."}),
    "whole_json_other_shape": whole({"output": "text", "stopReason": "end_turn"}),
}


def main():
    for name, tape in TAPES.items():
        head, body = tape if isinstance(tape, tuple) else (AMAZON, tape)
        (FOLDER / f"{name}.tape").write_bytes(f"#tape 200 {head}\n".encode() + body)


if __name__ == "__main__":
    main()
