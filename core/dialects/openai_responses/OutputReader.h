// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/ThinkSplitter.h"
#include "core/dialects/openai_responses/StreamedPiece.h"

#include <QHash>
#include <QSet>
#include <vector>

namespace triptych::openai_responses {

/// Turns the items of an answer into events. An item may come in pieces, whole when it is done, and once more with the
/// whole answer; whatever a server leaves out of these, everything is said once.
class OutputReader
{
public:
    explicit OutputReader(ThinkSplitter &text) : m_text(text) {}

    void begin(const StreamedPiece &piece, StreamEvents &out); ///< output_item.added
    void readText(const StreamedPiece &piece, StreamEvents &out);
    void readRefusal(const StreamedPiece &piece, StreamEvents &out);
    void readSummary(const StreamedPiece &piece, StreamEvents &out);
    void readThought(const StreamedPiece &piece, StreamEvents &out);
    void readArguments(const StreamedPiece &piece, StreamEvents &out);
    void end(const StreamedPiece &piece, StreamEvents &out); ///< output_item.done
    /// What the whole answer has beyond what came before it.
    void readRest(const JsonValue &output, StreamEvents &out);

    bool hasContent() const { return m_saidText || m_saidReasoning || m_calls > 0; }
    bool hasCalls() const { return m_calls > 0; }
    bool isInCall() const { return m_isInCall; }
    bool wasRefused() const { return m_wasRefused; }

private:
    /// The two forms of the same reasoning; an item that has both is told in the one that came first.
    enum class Form : quint8 { None, Summary, Raw };
    struct Item
    {
        Form form = Form::None;
        qint64 part = 0; ///< Of the reasoning, the one that was told last.
        int call = -1; ///< The number of the call that it is.
        QString callId = {}; ///< As told.
        QString name = {}; ///< As told.
        bool hasContent = false;
        bool isDone = false;
    };

    Item &itemOf(const StreamedPiece &piece);
    Item &newItem(const std::optional<qint64> &index, const QString &id);
    void tellText(Item &item, std::string_view text, StreamEvents &out);
    void tellReasoning(Item &item, Form form, qint64 part, std::string_view text, StreamEvents &out);
    void beginCall(Item &item, const JsonValue &json, StreamEvents &out);
    void tellArguments(Item &item, const QByteArray &arguments, StreamEvents &out);
    void complete(Item &item, const JsonValue &json, StreamEvents &out);
    void completeMessage(Item &item, const JsonValue &json, StreamEvents &out);
    void completeReasoning(Item &item, const JsonValue &json, StreamEvents &out);
    void completeCall(Item &item, const JsonValue &json, StreamEvents &out);

    ThinkSplitter &m_text;
    std::vector<Item> m_items;
    QHash<qint64, size_t> m_byIndex;
    QHash<QString, size_t> m_byId;
    int m_calls = 0;
    bool m_saidText = false;
    bool m_saidReasoning = false;
    bool m_echoesMessages = false;
    bool m_isInCall = false;
    bool m_wasRefused = false;
};

} // namespace triptych::openai_responses
