// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/prompt/RoleText.h"
#include "core/prompt/Variables.h"

namespace triptych {

/// Makes turns from the sections of a prompt. An assistant's section before a tool's ends in the calls that the tool
/// answers, each a line `call: NAME {"argument": "value"}`; the tool's sections behind it answer them in their order. A
/// call or an answer without its other half is InvalidInput, cause "prompt_invalid", and names the line.
class TurnMaker
{
public:
    explicit TurnMaker(const VariableValues &values) : m_values(values) {}

    Result<std::vector<ChatTurn>> turnsOf(const std::vector<RoleSection> &sections);

private:
    struct OpenCall
    {
        QString id;
        int line; ///< Of its section.
    };

    Result<ChatTurn> spokenTurn(const RoleSection &section, const QStringList &calls);
    Result<ChatTurn> resultTurn(const RoleSection &section);
    Result<> addContent(ChatTurn &turn, const QString &text) const;
    Result<> addText(ChatTurn &turn, QStringView text) const;
    Result<> addCall(ChatTurn &turn, const QString &call, int line);

    const VariableValues &m_values;
    QList<OpenCall> m_open;
    int m_calls = 0;
};

} // namespace triptych
