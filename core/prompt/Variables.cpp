// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/Variables.h"

namespace triptych {

namespace {

bool isNameStart(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || u == u'_';
}

bool isNamePart(QChar c)
{
    const char16_t u = c.unicode();
    return isNameStart(c) || (u >= u'0' && u <= u'9') || u == u'.' || u == u'-';
}

/// Length of the name that starts at `at`; 0 when none does.
qsizetype nameLength(QStringView text, qsizetype at)
{
    if (at >= text.size() || !isNameStart(text[at]))
        return 0;
    qsizetype end = at + 1;
    while (end < text.size() && isNamePart(text[end]))
        ++end;
    return end - at;
}

} // namespace

std::vector<VariableMark> findVariables(QStringView text)
{
    constexpr QStringView open = u"{{";
    constexpr QStringView close = u"}}";
    std::vector<VariableMark> marks;
    qsizetype at = text.indexOf(open);
    while (at >= 0) {
        const qsizetype name = at + open.size();
        const qsizetype length = nameLength(text, name);
        if (length > 0 && text.sliced(name + length).startsWith(close)) {
            marks.push_back({at, length + open.size() + close.size(), text.sliced(name, length).toString()});
            at = text.indexOf(open, name + length + close.size());
        } else {
            at = text.indexOf(open, at + 1); // one on, so that {{{name}}} still holds a variable
        }
    }
    return marks;
}

QStringList variableNames(QStringView text)
{
    QStringList names;
    for (const VariableMark &mark : findVariables(text)) {
        if (!names.contains(mark.name))
            names.append(mark.name);
    }
    return names;
}

Result<QString> substituteVariables(QStringView text, const VariableValues &values)
{
    QString out;
    out.reserve(text.size());
    qsizetype from = 0;
    for (const VariableMark &mark : findVariables(text)) {
        const auto value = values.constFind(mark.name);
        if (value == values.cend())
            return Error {.cause = QStringLiteral("variable_undefined"), .message = mark.name};
        out += text.sliced(from, mark.start - from);
        out += *value;
        from = mark.start + mark.length;
    }
    out += text.sliced(from);
    return out;
}

} // namespace triptych
