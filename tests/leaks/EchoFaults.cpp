// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/leaks/EchoFaults.h"

#include "tests/support/KeySearch.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace triptych {

using namespace script;

namespace {

QByteArray json(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray {text}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

QByteArray said(const QByteArray &text)
{
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":" + json(QString::fromLatin1(text)) + "}}]}\n\n";
}

const QByteArray noRetry = "x-should-retry: false\r\n";
const QByteArray finished = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                            "data: [DONE]\n\n";

QByteArray errorBody(const QByteArray &message, const QByteArray &more = {})
{
    return "{\"error\":{\"message\":" + json(QStringLiteral("Wrong key: ") + QString::fromLatin1(message)) + more
        + "}}";
}

QByteArray written(QByteArrayView name, const QByteArray &text)
{
    for (const KeyWriting &writing : keyWritings())
        if (name == writing.name)
            return writing.write(text);
    qFatal("no such writing");
}

/// The key in every writing as the message of a refusal.
void addWritings(std::vector<EchoFault> &faults, const QByteArray &key)
{
    for (std::size_t i = 0; i < keyWritings().size(); ++i)
        faults.push_back(
            {"writing-" + QByteArray::number(i), "auth", {answer(401, errorBody(keyWritings()[i].write(key)))}});
    faults.push_back({"raw", "auth", {answer(401, "Wrong key: " + key)}});
    faults.push_back({"raw-escapes", "auth", {answer(401, "{\"error\":\"" + written("\\u00xx", key) + "\"}")}});
    faults.push_back({"basic", "auth", {answer(401, errorBody("Basic " + ("user:" + key).toBase64()))}});
    faults.push_back({"page", "auth", {answer(401, "<html><title>" + key + "</title><p>" + key + "</html>")}});
    faults.push_back({"wide", "auth", {answer(401, written("utf-16le", "Wrong key: " + key))}});
    faults.push_back({"wide-be", "auth", {answer(401, written("utf-16be", "Wrong key: " + key))}});
}

void addRefusals(std::vector<EchoFault> &faults, const QByteArray &key, const QByteArray &head)
{
    const QByteArray quoted = json(QString::fromLatin1(key));
    const QByteArray fields = ",\"type\":" + quoted + ",\"code\":" + quoted + ",\"param\":" + quoted;
    faults.push_back({"fields", "auth", {answer(401, errorBody(key, fields))}});
    faults.push_back({"ids",
                      "auth",
                      {answer(401, "{\"request_id\":" + quoted + ",\"error\":{\"message\":\"x\"}}",
                              "x-request-id: " + key + "\r\n")}});
    faults.push_back({"403", "auth", {answer(403, errorBody(key))}});
    faults.push_back({"402", "quota", {answer(402, errorBody(key))}});
    faults.push_back({"404", "rejected", {answer(404, errorBody(key))}});
    faults.push_back({"parameter",
                      "rejected",
                      {answer(400, errorBody("Unknown parameter: '" + key + "'", ",\"param\":" + quoted))}});
    faults.push_back({"429", "rate_limited", {answer(429, errorBody(key), "Retry-After: 100\r\n")}});
    faults.push_back({"500", "server", {answer(500, head, noRetry)}});
    faults.push_back({"503", "server", {answer(503, errorBody(head), noRetry)}});
    faults.push_back(
        {"502-page", "html_page", {answer(502, "<!DOCTYPE html><title>" + key + "</title>" + head, noRetry)}});
    faults.push_back({"200-page",
                      "html_page",
                      {answer(200, "<!DOCTYPE html><title>" + key + "</title>", "Content-Type: text/html\r\n")}});
    for (const char *status : {"301", "302", "303", "307", "308"})
        faults.push_back({status,
                          "redirect_cross_origin",
                          {answer(QByteArray(status).toInt(), key,
                                  "Location: http://" + key.toPercentEncoding() + "@127.0.0.2/"
                                      + key.toPercentEncoding() + "?k=" + key.toHex() + "\r\n")}});
}

void addStreams(std::vector<EchoFault> &faults, const QByteArray &key)
{
    const QByteArray quoted = json(QString::fromLatin1(key));
    const QByteArray half = key.first(key.size() / 2);
    const QByteArray call = "data: {\"id\":" + quoted + ",\"model\":" + quoted
        + ",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":" + quoted
        + ",\"function\":{\"name\":" + quoted + ",\"arguments\":"
        + json(QStringLiteral("{\"k\":\"%1\"}").arg(QString::fromLatin1(quoted.sliced(1, quoted.size() - 2))))
        + "}}]}}]}\n\n";
    const Send chat = streamHead("x-request-id: " + key + "\r\n");
    faults.push_back(
        {"schema",
         "content_type",
         {answer(200, "{\"headers\":{\"authorization\":" + quoted + "}}", "Content-Type: application/json\r\n")}});
    faults.push_back({"in-band", "provider.error", {chat, Send {"data: " + errorBody(key) + "\n\n"}, Close {}}});
    faults.push_back({"in-band-type",
                      "provider.error",
                      {chat, Send {"data: " + errorBody(key, ",\"type\":" + quoted) + "\n\n"}, Close {}}});
    faults.push_back({"bad-json", "bad_json", {chat, Send {("data: {" + key + "\n\n").repeated(4)}, Close {}}});
    faults.push_back({"cut", "truncated", {chat, Send {said("You sent " + key)}, Close {}}});
    faults.push_back({"reset", "reset", {chat, Send {said("You sent " + key)}, Drip {"data"}, Reset {}}});
    faults.push_back({"answer", "", {chat, Send {said("You sent " + key + ".") + call + finished}, Close {}}});
    faults.push_back(
        {"sources",
         "",
         {chat,
          Send {"data: {\"citations\":[" + json(QStringLiteral("https://x.example/?k=") + QString::fromLatin1(key))
                + "],\"choices\":[{\"index\":0,\"delta\":{\"content\":\"[1]\"}}]}\n\n" + finished},
          Close {}}});
    faults.push_back({"halves", "", {chat, Send {said(half) + said(key.sliced(half.size())) + finished}, Close {}}});
    faults.push_back(
        {"thoughts", "", {chat, Send {said("<think>" + key.toBase64() + "</think>so") + finished}, Close {}}});
    faults.push_back(
        {"stopped",
         "provider.error",
         {chat, Send {"data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"error\"}]}\n\n"}, Close {}}});
    faults.push_back({"idle", "deadline", {chat, Send {said("so far " + key)}, Pause {}}});
}

void addFraming(std::vector<EchoFault> &faults, const QByteArray &key)
{
    const QByteArray whole = qCompress(said(key).repeated(9) + finished).sliced(4); // Qt writes the length before it
    const QByteArray deflate = "Content-Type: text/event-stream\r\nContent-Encoding: deflate\r\n";
    faults.push_back({"deflate-cut", "truncated", {answer(200, whole.chopped(whole.size() / 3), deflate)}});
    faults.push_back({"deflate-none", "content_encoding", {answer(200, key, deflate)}});
    faults.push_back({"brotli", "content_encoding", {answer(200, key, "Content-Encoding: br\r\n")}});
    faults.push_back({"long-head", "protocol", {answer(200, "x", ("X-Key: " + key + "\r\n").repeated(2000))}});
    faults.push_back({"many-heads", "protocol", {answer(200, "x", ("X: " + key + "\r\n").repeated(120))}});
    faults.push_back({"zero", "protocol", {answer(200, "x", "X-Key: " + key + QByteArray(1, '\0') + "\r\n")}});
    faults.push_back({"two-lengths", "protocol", {answer(200, key, "Content-Length: 7\r\n")}});
    faults.push_back({"bad-chunk", "protocol", {chunkedHead(), Send {key + "\r\n"}, Close {}}});
    faults.push_back({"no-http", "protocol", {Send {key + "\r\n\r\n"}, Close {}}});
    faults.push_back({"empty", "empty", {answer(200, {})}});
    faults.push_back({"204", "empty", {Send {"HTTP/1.1 204 None\r\nX-Key: " + key + "\r\n\r\n"}}});
    faults.push_back({"closed", "reset", {Close {}}});
    faults.push_back({"torn", "reset", {Reset {}}});
    faults.push_back({"silent", "deadline", {Pause {}}});
}

} // namespace

std::vector<EchoFault> echoFaults(const QByteArray &key, const ScriptedRequest &request)
{
    std::vector<EchoFault> faults;
    addWritings(faults, key);
    addRefusals(faults, key, request.head);
    addStreams(faults, key);
    addFraming(faults, key);
    return faults;
}

QByteArray modelOf(const ScriptedRequest &request)
{
    return QJsonDocument::fromJson(request.body).object()[u"model"].toString().toUtf8();
}

} // namespace triptych
