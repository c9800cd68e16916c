// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"
#include "core/prompt/FrontMatter.h"
#include "core/prompt/Variables.h"

namespace triptych {

/// A `.prompty` file: an optional YAML front matter between `---` lines, then the prompt with its role headers.
/// A value. The front matter is kept as text and edited line by line, so what Triptych does not know survives;
/// an unchanged document is written back byte for byte.
class PromptDocument
{
public:
    PromptDocument() = default;

    /// UTF-8 text. Errors are InvalidInput with the cause "prompt_invalid" and a message "file:line: what".
    static Result<PromptDocument> parse(QByteArrayView bytes, const QString &fileName = {});
    QByteArray toBytes() const;

    const FrontMatter &frontMatter() const { return m_frontMatter; }
    QString name() const { return m_frontMatter.name; }
    QStringList lanes() const { return m_frontMatter.lanes; }
    std::vector<SettingWord> parameters() const { return m_frontMatter.parameters; }
    /// Values that the front matter gives to its inputs.
    VariableValues defaultValues() const;

    /// The prompt as the editor shows it; lines end in \n.
    QString body() const { return m_body; }
    void setBody(const QString &body) { m_body = body; }
    Result<> setName(const QString &name);
    Result<> setLanes(const QStringList &lanes);

    QStringList variableNames() const;
    /// The turns to send. `values` go before the defaults; a variable in neither is an error that names it, and so is
    /// an empty prompt (cause "prompt_empty"). Values are inserted as they are: a header in one opens no turn, and none
    /// mentions an attachment. Media come without their bytes: loadAttachments() brings them. TurnMaker has the rules
    /// for calls and their results; a fault in them names its line in the file.
    Result<std::vector<ChatTurn>> turns(const VariableValues &values = {}) const;

    bool operator==(const PromptDocument &) const = default;

private:
    Result<> setFrontMatter(Result<QStringList> lines);

    FrontMatter m_frontMatter;
    QStringList m_yaml; ///< Between the fences.
    QString m_body;
    bool m_hasFrontMatter = false;
    bool m_hasBom = false;
    bool m_hasCrlf = false;
};

} // namespace triptych
