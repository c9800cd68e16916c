// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/CacheMarks.h"
#include "core/dialects/RoleMessages.h"

#include <QSet>

namespace triptych::bedrock {

/// The files that a message may hold, by their MIME types.
QStringList mediaTypes();

/// Writes the turns of a conversation as messages of content blocks, each of which has its kind as its only key.
class ContentWriter
{
public:
    ContentWriter(JsonWriter &json, SettingsFilter &filter, MarkCounter &marks)
        : m_json(json),
          m_filter(filter),
          m_marks(marks),
          m_messages(json)
    {}

    void write(const ChatTurn &turn);
    void end() { m_messages.end(); }

private:
    JsonWriter &block(const QString &role);
    void writeText(const QString &role, const TextPart &part);
    void writeCall(const QString &role, const ToolCallPart &call);
    void writeResult(const QString &role, const ToolResultPart &result);
    void writeMedia(const QString &role, const MediaPart &media);
    void writeMark();
    void writeOpaque(const QString &role, const OpaqueContent &content);
    QString documentName(const QString &fileName);

    JsonWriter &m_json;
    SettingsFilter &m_filter;
    MarkCounter &m_marks;
    RoleMessages m_messages;
    QSet<QString> m_documents; ///< The names that are taken.
    bool m_canMark = false; ///< There is a block before, and no mark behind it.
};

/// A mark behind what is to be cached: a block of its own.
void writeCachePoint(JsonWriter &json);

} // namespace triptych::bedrock
