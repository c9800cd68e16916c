// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/TurnRules.h"

#include <QCryptographicHash>
#include <algorithm>

namespace triptych {

namespace {

constexpr qsizetype shortIdLength = 9;

bool isSpoken(Role role)
{
    return role == Role::User || role == Role::Assistant;
}

bool hasText(const ChatTurn &turn)
{
    return std::any_of(turn.parts.begin(), turn.parts.end(), [](const ContentPart &part) {
        const auto *text = std::get_if<TextPart>(&part);
        return text && !text->text.isEmpty();
    });
}

void append(ChatTurn &turn, ChatTurn next)
{
    if (hasText(turn) && hasText(next))
        turn.parts.emplace_back(TextPart {QStringLiteral("\n\n")});
    std::move(next.parts.begin(), next.parts.end(), std::back_inserter(turn.parts));
}

bool isShortId(const QString &id)
{
    return id.size() == shortIdLength && std::all_of(id.begin(), id.end(), [](QChar character) {
               return character.unicode() < 128 && character.isLetterOrNumber();
           });
}

void shorten(QString &id)
{
    if (!isShortId(id))
        id = QString::fromLatin1(
            QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha256).toHex().left(shortIdLength));
}

} // namespace

std::vector<ChatTurn> alternatingTurns(std::vector<ChatTurn> turns)
{
    std::vector<ChatTurn> joined;
    for (ChatTurn &turn : turns) {
        if (!joined.empty() && isSpoken(turn.role) && joined.back().role == turn.role)
            append(joined.back(), std::move(turn));
        else
            joined.push_back(std::move(turn));
    }
    return joined;
}

void askForJson(std::vector<ChatTurn> &turns, const ResponseSchema &wanted)
{
    const QString words = QStringLiteral("Answer in JSON only, of the shape that this JSON Schema describes:\n");
    const auto first
        = std::find_if(turns.begin(), turns.end(), [](const ChatTurn &turn) { return turn.role != Role::System; });
    turns.insert(first, ChatTurn::text(Role::System, words + QString::fromUtf8(wanted.schema.bytes)));
}

void shortenCallIds(std::vector<ChatTurn> &turns)
{
    for (ChatTurn &turn : turns) {
        for (ContentPart &part : turn.parts) {
            if (auto *call = std::get_if<ToolCallPart>(&part))
                shorten(call->id);
            else if (auto *result = std::get_if<ToolResultPart>(&part))
                shorten(result->callId);
        }
    }
}

} // namespace triptych
