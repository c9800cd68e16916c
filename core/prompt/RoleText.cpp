// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/RoleText.h"

#include <array>

namespace triptych {

namespace {

constexpr std::array roles {Role::System, Role::User, Role::Assistant, Role::Tool};

/// A header or a mark behind backslashes loses one of them.
QStringView unescaped(QStringView line)
{
    qsizetype slashes = 0;
    while (slashes < line.size() && line[slashes] == u'\\')
        ++slashes;
    const QStringView rest = line.sliced(slashes);
    return slashes > 0 && (roleOfHeader(rest) || isCacheMark(rest)) ? line.sliced(1) : line;
}

QStringView withoutBlankEnds(QStringView text)
{
    qsizetype start = 0;
    for (qsizetype i = 0; i < text.size() && text[i].isSpace(); ++i) {
        if (text[i] == u'\n')
            start = i + 1;
    }
    qsizetype end = text.size();
    for (qsizetype i = end - 1; i >= start && text[i].isSpace(); --i) {
        if (text[i] == u'\n')
            end = i;
    }
    const QStringView kept = text.sliced(start, qMax(start, end) - start);
    return kept.trimmed().isEmpty() ? QStringView() : kept;
}

} // namespace

std::optional<Role> roleOfHeader(QStringView line)
{
    for (const Role role : roles) {
        const QString word = roleWord(role);
        if (line.size() == word.size() + 1 && line.startsWith(word) && line.back() == u':')
            return role;
    }
    return {};
}

QString roleWord(Role role)
{
    switch (role) {
    case Role::System: return QStringLiteral("system");
    case Role::User: return QStringLiteral("user");
    case Role::Assistant: return QStringLiteral("assistant");
    case Role::Tool: return QStringLiteral("tool");
    }
    Q_UNREACHABLE();
}

bool isCacheMark(QStringView line)
{
    return line == QLatin1String("cache-mark:");
}

std::vector<RoleSection> roleSections(QStringView text, int firstLine)
{
    std::vector<RoleSection> sections;
    RoleSection section {.line = firstLine};
    QString part;
    const auto cut = [&] {
        section.texts << withoutBlankEnds(part).toString();
        part.clear();
    };
    const auto close = [&] {
        cut();
        if (!section.texts.join(QString()).isEmpty())
            sections.push_back(section);
    };
    int number = firstLine;
    for (const QStringView line : text.split(u'\n')) {
        if (const auto opened = roleOfHeader(line)) {
            close();
            section = {.role = *opened, .line = number};
        } else if (isCacheMark(line)) {
            cut();
        } else {
            part += unescaped(line);
            part += u'\n';
        }
        ++number;
    }
    close();
    return sections;
}

} // namespace triptych
