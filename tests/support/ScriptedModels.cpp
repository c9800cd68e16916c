// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/ScriptedModels.h"

namespace triptych {

namespace {

/// What a provider says in its own protocol, as events with their data.
QByteArray chat(const QByteArray &delta, const QByteArray &finish = "null")
{
    return R"(data: {"choices":[{"index":0,"delta":)" + delta + R"(,"finish_reason":)" + finish + "}]}\n\n";
}

QByteArray claude(const QByteArray &type, const QByteArray &more)
{
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + more + "}\n\n";
}

QByteArray chatAnswer(const QByteArray &deltas, const QByteArray &finish)
{
    return deltas + chat("{}", finish)
        + R"(data: {"choices":[],"usage":{"prompt_tokens":30,"completion_tokens":9,"total_tokens":39,)"
          R"("prompt_tokens_details":{"cached_tokens":10}}})"
          "\n\ndata: [DONE]\n\n";
}

QByteArray claudeAnswer(const QByteArray &blocks, const QByteArray &stop)
{
    return claude("message_start",
                  R"(,"message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],)"
                  R"("usage":{"input_tokens":20,"cache_read_input_tokens":10,"output_tokens":1}})")
        + blocks + claude("message_delta", R"(,"delta":{"stop_reason":")" + stop + R"("},"usage":{"output_tokens":9})")
        + claude("message_stop", {});
}

QByteArray claudeBlock(int index, const QByteArray &start, const QByteArrayList &deltas)
{
    const QByteArray place = ",\"index\":" + QByteArray::number(index);
    QByteArray all = claude("content_block_start", place + ",\"content_block\":" + start);
    for (const QByteArray &delta : deltas)
        all += claude("content_block_delta", place + ",\"delta\":" + delta);
    return all + claude("content_block_stop", place);
}

QByteArray claudeText(int index, const QByteArray &text)
{
    return claudeBlock(index, R"({"type":"text","text":""})", {R"({"type":"text_delta","text":")" + text + R"("})"});
}

QByteArray chatWords(const QByteArray &body)
{
    if (body.contains("It is low."))
        return chatAnswer(chat(R"({"content":"Low tide."})"), R"("stop")");
    if (body.contains(R"("model":"tools")"))
        return chatAnswer(
            chat(
                R"({"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"tide","arguments":""}}]})")
                + chat(R"({"tool_calls":[{"index":0,"function":{"arguments":"{\"port\":"}}]})")
                + chat(R"({"tool_calls":[{"index":0,"function":{"arguments":"\"Brest\"}"}}]})"),
            R"("tool_calls")");
    const QByteArray thought = chat(R"({"reasoning_content":"Hm, "})") + chat(R"({"reasoning_content":"hm."})");
    return chatAnswer((body.contains(R"("model":"thinks")") ? thought : QByteArray()) + chat(R"({"content":"Yes."})"),
                      R"("stop")");
}

QByteArray claudeWords(const QByteArray &body)
{
    if (body.contains("It is low."))
        return claudeAnswer(claudeText(0, "Low tide."), "end_turn");
    if (body.contains(R"("model":"tools")"))
        return claudeAnswer(claudeBlock(0, R"({"type":"tool_use","id":"call_1","name":"tide","input":{}})",
                                        {R"({"type":"input_json_delta","partial_json":"{\"port\":"})",
                                         R"({"type":"input_json_delta","partial_json":"\"Brest\"}"})"}),
                            "tool_use");
    if (!body.contains(R"("model":"thinks")"))
        return claudeAnswer(claudeText(0, "Yes."), "end_turn");
    return claudeAnswer(
        claudeBlock(0, R"({"type":"thinking","thinking":""})",
                    {R"({"type":"thinking_delta","thinking":"Hm, "})", R"({"type":"thinking_delta","thinking":"hm."})",
                     R"({"type":"signature_delta","signature":"c2lnbmVk"})"})
            + claudeText(1, "Yes."),
        "end_turn");
}

} // namespace

script::Steps scriptedModel(const ScriptedRequest &request)
{
    const QByteArray &body = request.body;
    if (body.contains(R"("model":"busy")"))
        return {script::answer(429, R"({"error":{"message":"Ask more slowly.","type":"rate_limit_error"}})")};
    if (body.contains(R"("model":"fails")"))
        return {script::answer(500, R"({"error":{"message":"Something broke.","type":"server_error"}})")};
    if (body.contains(R"("model":"waits")"))
        return {script::streamHead(), script::Send {chat(R"({"content":"Well,"})")}, script::Pause {}};
    const bool isClaude = request.target().endsWith("/v1/messages");
    return {script::streamHead(), script::Send {isClaude ? claudeWords(body) : chatWords(body)}, script::Close {}};
}

} // namespace triptych
