// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/TurnMaker.h"

#include "core/base/StrictJson.h"
#include "core/prompt/AttachmentText.h"

namespace triptych {

namespace {

constexpr QLatin1String callWord("call: ");

Error invalid(int line, const QString &what)
{
    return {.cause = QStringLiteral("prompt_invalid"), .message = QStringLiteral("line %1: %2").arg(line).arg(what)};
}

/// Takes the calls off the end of a text.
QStringList takeCalls(QString &text)
{
    QStringList lines = text.split(u'\n');
    QStringList calls;
    while (!lines.isEmpty() && (lines.back().startsWith(callWord) || lines.back().trimmed().isEmpty()))
        if (const QString line = lines.takeLast(); line.startsWith(callWord))
            calls.prepend(line.mid(callWord.size()).trimmed());
    text = lines.join(u'\n');
    return calls;
}

bool isObject(const QByteArray &json)
{
    JsonParser parser;
    return parser.parse(json).isObject();
}

} // namespace

Result<std::vector<ChatTurn>> TurnMaker::turnsOf(const std::vector<RoleSection> &sections)
{
    std::vector<ChatTurn> turns;
    for (size_t i = 0; i < sections.size(); ++i) {
        RoleSection section = sections[i];
        const bool isAnswered = i + 1 < sections.size() && sections[i + 1].role == Role::Tool;
        const bool calls = isAnswered && section.role == Role::Assistant;
        const QStringList written = calls ? takeCalls(section.texts.back()) : QStringList();
        auto turn = section.role == Role::Tool ? resultTurn(section) : spokenTurn(section, written);
        if (!turn)
            return turn.error();
        turns.push_back(std::move(turn).value());
    }
    if (!m_open.isEmpty())
        return invalid(m_open.front().line, QStringLiteral("a call has no tool: section that answers it"));
    return turns;
}

Result<ChatTurn> TurnMaker::spokenTurn(const RoleSection &section, const QStringList &calls)
{
    if (!m_open.isEmpty())
        return invalid(m_open.front().line, QStringLiteral("a call has no tool: section that answers it"));
    ChatTurn turn {.role = section.role};
    for (qsizetype i = 0; i < section.texts.size(); ++i) {
        if (i > 0)
            turn.parts.emplace_back(CacheMark());
        if (const auto added = addContent(turn, section.texts[i]); !added)
            return added.error();
    }
    for (const QString &call : calls)
        if (const auto added = addCall(turn, call, section.line); !added)
            return added.error();
    return turn;
}

Result<ChatTurn> TurnMaker::resultTurn(const RoleSection &section)
{
    if (m_open.isEmpty())
        return invalid(section.line,
                       QStringLiteral("there is no call to answer: end the assistant: section before it with a line "
                                      "such as call: tide {\"port\": \"Brest\"}"));
    auto filled = substituteVariables(section.texts.join(u'\n'), m_values);
    if (!filled)
        return filled.error();
    return ChatTurn {Role::Tool, {ToolResultPart {m_open.takeFirst().id, std::move(filled).value()}}};
}

/// Attachments are looked for before values are put in. Only what a person says may show something.
Result<> TurnMaker::addContent(ChatTurn &turn, const QString &text) const
{
    const auto marks = turn.role == Role::User ? findAttachments(text) : std::vector<AttachmentMark>();
    qsizetype from = 0;
    for (const AttachmentMark &mark : marks) {
        const QStringView before = QStringView(text).sliced(from, mark.start - from);
        if (!before.trimmed().isEmpty())
            if (const auto added = addText(turn, before); !added)
                return added.error();
        turn.parts.emplace_back(MediaPart {.mimeType = mark.mimeType(), .name = mark.label, .file = mark.file});
        from = mark.start + mark.length;
    }
    return addText(turn, QStringView(text).sliced(from));
}

/// Between two attachments there is often nothing but a space, which some providers refuse as a text.
Result<> TurnMaker::addText(ChatTurn &turn, QStringView text) const
{
    auto filled = substituteVariables(text, m_values);
    if (!filled)
        return filled.error();
    if (turn.parts.empty() || !filled.value().trimmed().isEmpty())
        turn.parts.emplace_back(TextPart {std::move(filled).value()});
    return Done();
}

Result<> TurnMaker::addCall(ChatTurn &turn, const QString &call, int line)
{
    const QString name = call.section(u' ', 0, 0);
    const auto filled = substituteVariables(QStringView(call).sliced(name.size()), m_values);
    if (!filled)
        return filled.error();
    const QByteArray arguments = filled.value().trimmed().toUtf8();
    if (!isObject(arguments))
        return invalid(line, QStringLiteral("the arguments of the call \"%1\" are no JSON object").arg(name));
    m_open.push_back({QStringLiteral("call_%1").arg(m_calls++), line});
    turn.parts.emplace_back(ToolCallPart {m_open.back().id, name, arguments});
    return Done();
}

} // namespace triptych
