// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/Conversation.h"

#include "core/prompt/RoleText.h"

namespace triptych {

namespace {

/// A header or a mark, behind any backslashes, gets one more of them.
QString asText(QStringView line)
{
    QStringView rest = line;
    while (rest.startsWith(u'\\'))
        rest = rest.sliced(1);
    return roleOfHeader(rest) || isCacheMark(rest) ? u'\\' + line.toString() : line.toString();
}

QString asText(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n'))
        lines << asText(QStringView(line));
    return lines.join(u'\n');
}

/// Values are not searched again, so a variable whose value is its own mark is what it looks like.
QString frontMatter(const QString &body)
{
    const QStringList names = variableNames(body);
    if (names.isEmpty())
        return {};
    QString yaml = QStringLiteral("---\ninputs:\n");
    for (const QString &name : names)
        yaml += QStringLiteral("  \"%1\": \"{{%1}}\"\n").arg(name);
    return yaml + QStringLiteral("---\n");
}

} // namespace

Conversation conversationOf(const std::vector<ChatTurn> &turns)
{
    Conversation conversation;
    QStringList sections;
    for (const ChatTurn &turn : turns) {
        QStringList texts;
        for (const ContentPart &part : turn.parts) {
            if (const auto *text = std::get_if<TextPart>(&part))
                texts << asText(text->text);
            else if (!std::holds_alternative<CacheMark>(part))
                ++conversation.leftOut;
        }
        if (!texts.join(QString()).trimmed().isEmpty())
            sections << roleWord(turn.role) + QStringLiteral(":\n") + texts.join(QStringLiteral("\n\n"));
    }
    const QString body = sections.join(QStringLiteral("\n\n")) + u'\n';
    conversation.document = PromptDocument::parse((frontMatter(body) + body).toUtf8());
    return conversation;
}

} // namespace triptych
