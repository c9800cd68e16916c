// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/AnswerWriters.h"
#include "core/dialects/ClientError.h"
#include "core/dialects/openai_responses/ResponseItems.h"

namespace triptych::openai_responses {

/// Writes the events of a response: one item after the other.
class EventsWriter final : public SequentialWriter
{
public:
    explicit EventsWriter(AnswerHead head) : SequentialWriter(std::move(head)) {}

private:
    struct WordsKind; ///< A message, or thoughts.

    void writeEvent(const StreamEvent &event, QByteArray &out) override;
    void writeStart();
    void writeWords(const WordsKind &kind, const QString &words);
    void writeCall(const ToolCallDelta &call);
    void writeOpaque(const OpaquePart &part);
    void writeEnd();
    /// Whether words are the blank line by which this dialect's reader sets an item apart from the one before.
    bool isSeparator(const WordsKind &kind, const QString &words) const;
    void beginItem(const RawJson &item);
    void endItem(const RawJson &whole = {}); ///< As it came, where there is such an item.
    void finishItem(RawJson item);
    RawJson endWords();
    RawJson endCall();
    QString itemId(const char *prefix) const;
    JsonWriter event(const char *type);
    JsonWriter placedEvent(const char *type); ///< With the place of the item that is open.
    void send(const char *type, JsonWriter json);

    ResponseState m_state;
    QByteArray *m_out = nullptr; ///< Within writeEvent().
    const WordsKind *m_kind = nullptr; ///< Of the item that is open, where it holds words …
    QString m_words; ///< … and these.
    std::optional<ToolCallDelta> m_call; ///< The item that is open, where it is a call.
    std::vector<const WordsKind *> m_said; ///< Kinds that came before.
    qint64 m_sequence = 0;
    bool m_hasBegun = false;
};

/// Writes one response.
class ResponseWriter final : public WholeWriter
{
public:
    explicit ResponseWriter(AnswerHead head) : WholeWriter(std::move(head)) {}

private:
    QByteArray bodyOf(const AnswerParts &answer) const override;
    RawJson bodyOf(const Error &error) const override { return openAiError(error); }
};

} // namespace triptych::openai_responses
