// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/Echoes.h"

#include <algorithm>

namespace triptych {

namespace {

void removeFrom(QString &text, const KeyViews &keys, const TraceRule &rule = traceInError)
{
    text = withoutTraces(text, keys, rule);
}

void removeFrom(QByteArray &json, const KeyViews &keys)
{
    const QString text = QString::fromUtf8(json);
    const QString clean = withoutTraces(text, keys, traceInAnswer);
    if (clean != text) // bytes that are no whole text stay as they are
        json = clean.toUtf8();
}

void removeFrom(QStringList &texts, const KeyViews &keys)
{
    for (QString &text : texts)
        removeFrom(text, keys);
}

/// The order counts the characters of an answer, and holds for no other.
void removeFromAnswer(LaneRecord &record, const KeyViews &keys)
{
    const auto sizes = [&record] { return std::pair(record.text.size(), record.reasoning.size()); };
    const auto before = sizes();
    removeFrom(record.text, keys, traceInAnswer);
    removeFrom(record.reasoning, keys, traceInAnswer);
    for (AnswerStretch &stretch : record.order)
        if (auto *part = std::get_if<OpaquePart>(&stretch))
            removeFrom(part->json.bytes, keys);
    if (sizes() != before)
        record.order.clear();
}

bool isWordByte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

/// The letters and digits of a key, which are all that is left of it once a code was made of it.
Secret wordOf(QByteArrayView key)
{
    Secret word {std::size_t(std::count_if(key.begin(), key.end(), isWordByte))};
    std::copy_if(key.begin(), key.end(), word.data(), isWordByte);
    return word;
}

/// A code gets the one for an error that has no name.
void removeFromCause(QString &cause, const KeyViews &keys)
{
    if (!cause.startsWith(QLatin1String("provider."))) // all others are our own
        return;
    QString word = cause;
    word.removeIf([](QChar letter) { return letter.unicode() > 0x7F || !isWordByte(char(letter.unicode())); });
    for (const QByteArrayView key : keys)
        if (withoutTraces(word, {wordOf(key).view()}, traceInError) != word)
            cause = QStringLiteral("provider.error");
}

} // namespace

KeyViews keysOf(const std::vector<SecretHeader> &headers, const std::optional<RequestSigner> &signer)
{
    KeyViews keys;
    if (signer)
        keys.push_back(signer->key());
    for (const SecretHeader &header : headers) {
        const bool isSignature = signer && header.name == "Authorization"; // made of plain words, beside the key's id
        if (!isSignature && !header.value.isEmpty())
            keys.push_back(header.value.view());
    }
    return keys;
}

void removeEchoes(Error &error, const KeyViews &keys)
{
    removeFromCause(error.cause, keys);
    for (QString *text : {&error.message, &error.requestId, &error.rawBody, &error.parameter})
        removeFrom(*text, keys);
}

void removeEchoes(StreamEvents &events, const KeyViews &keys)
{
    const Match handlers {
        [&](StreamOpened &opened) {
            removeFrom(opened.messageId, keys);
            removeFrom(opened.servedModel, keys);
        },
        [&](TextDelta &delta) { removeFrom(delta.text, keys, traceInAnswer); },
        [&](ReasoningDelta &delta) { removeFrom(delta.text, keys, traceInAnswer); },
        [&](ToolCallDelta &delta) {
            removeFrom(delta.id, keys);
            removeFrom(delta.name, keys);
            removeFrom(delta.arguments, keys);
        },
        [&](OpaquePart &part) { removeFrom(part.json.bytes, keys); },
        [&](SourcesReport &report) { removeFrom(report.addresses, keys); },
        [&](StreamFinished &finished) { removeFrom(finished.explanation, keys); },
        [&](StreamFailed &failed) { removeEchoes(failed.error, keys); },
        [](auto &) {},
    };
    for (StreamEvent &event : events)
        std::visit(handlers, event);
}

void removeEchoes(LaneRecord &record, const KeyViews &keys)
{
    removeFromCause(record.cause, keys);
    removeFrom(record.requestId, keys);
    removeFrom(record.servedModel, keys);
    removeFrom(record.explanation, keys);
    removeFrom(record.sources, keys);
    removeFromAnswer(record, keys);
    for (ToolCall &call : record.toolCalls) {
        removeFrom(call.id, keys);
        removeFrom(call.name, keys);
        removeFrom(call.arguments, keys);
    }
    if (record.error)
        removeEchoes(*record.error, keys);
}

void removeEchoes(std::vector<ModelInfo> &models, const KeyViews &keys)
{
    std::erase_if(models,
                  [&](const ModelInfo &model) { return withoutTraces(model.id, keys, traceInError) != model.id; });
    for (ModelInfo &model : models)
        removeFrom(model.label, keys);
}

} // namespace triptych
