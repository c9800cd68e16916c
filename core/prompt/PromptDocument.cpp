// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/PromptDocument.h"

#include "core/prompt/TurnMaker.h"
#include "core/prompt/YamlLines.h"

#include <QStringDecoder>

namespace triptych {

namespace {

constexpr QByteArrayView bom = "\xEF\xBB\xBF";
constexpr QStringView fence = u"---";

Error invalid(const QString &fileName, int line, const QString &what)
{
    return {.cause = QStringLiteral("prompt_invalid"),
            .message = QStringLiteral("%1:%2: %3").arg(fileName).arg(line).arg(what)};
}

/// True only when every line ends in CRLF; a mixed file is left as it is.
bool isAllCrlf(QStringView text)
{
    const qsizetype breaks = text.count(u'\n');
    return breaks > 0 && text.count(QStringLiteral("\r\n")) == breaks;
}

} // namespace

Result<PromptDocument> PromptDocument::parse(QByteArrayView bytes, const QString &fileName)
{
    PromptDocument document;
    document.m_hasBom = bytes.startsWith(bom);
    if (document.m_hasBom)
        bytes = bytes.sliced(bom.size());
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError())
        return invalid(fileName, 1, QStringLiteral("not UTF-8 text"));
    document.m_hasCrlf = isAllCrlf(text);
    if (document.m_hasCrlf)
        text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    if (text != fence && !text.startsWith(QLatin1String("---\n"))) {
        document.m_body = text;
        return document;
    }

    const QStringList lines = text.split(u'\n');
    const qsizetype close = lines.indexOf(fence, 1);
    if (close < 0)
        return invalid(fileName, 1, QStringLiteral("the front matter has no closing ---"));
    document.m_hasFrontMatter = true;
    document.m_yaml = lines.mid(1, close - 1);
    document.m_body = lines.mid(close + 1).join(u'\n');
    auto read = FrontMatter::parse(document.m_yaml.join(u'\n'), fileName, 2);
    if (!read)
        return read.error();
    document.m_frontMatter = std::move(read).value();
    return document;
}

QByteArray PromptDocument::toBytes() const
{
    QString text;
    if (m_hasFrontMatter) {
        text = fence.toString() + u'\n';
        for (const QString &line : m_yaml)
            text += line + u'\n';
        text += fence;
        text += u'\n';
    }
    text += m_body;
    if (m_hasCrlf)
        text.replace(QLatin1String("\n"), QLatin1String("\r\n"));
    return (m_hasBom ? bom.toByteArray() : QByteArray()) + text.toUtf8();
}

VariableValues PromptDocument::defaultValues() const
{
    VariableValues values;
    for (const PromptInput &input : m_frontMatter.inputs) {
        if (input.value)
            values.insert(input.name, *input.value);
    }
    return values;
}

Result<> PromptDocument::setName(const QString &name)
{
    return name == m_frontMatter.name ? Result<>(Done())
                                      : setFrontMatter(withScalar(m_yaml, QStringLiteral("name"), name));
}

Result<> PromptDocument::setLanes(const QStringList &lanes)
{
    return lanes == m_frontMatter.lanes ? Result<>(Done())
                                        : setFrontMatter(withList(m_yaml, QStringLiteral("lanes"), lanes));
}

Result<> PromptDocument::setFrontMatter(Result<QStringList> lines)
{
    if (!lines)
        return lines.error();
    auto read = FrontMatter::parse(lines.value().join(u'\n'), {}, 2);
    if (!read)
        return read.error();
    m_frontMatter = std::move(read).value();
    m_yaml = std::move(lines).value();
    m_hasFrontMatter = true;
    return Done();
}

QStringList PromptDocument::variableNames() const
{
    return triptych::variableNames(m_body);
}

Result<std::vector<ChatTurn>> PromptDocument::turns(const VariableValues &values) const
{
    VariableValues all = defaultValues();
    all.insert(values);
    const int firstLine = m_hasFrontMatter ? int(m_yaml.size()) + 3 : 1;
    auto turns = TurnMaker(all).turnsOf(roleSections(m_body, firstLine));
    if (turns && turns.value().empty())
        return Error {.cause = QStringLiteral("prompt_empty")};
    return turns;
}

} // namespace triptych
