// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/YamlLines.h"

#include <QRegularExpression>
#include <algorithm>
#include <optional>
#include <yaml-cpp/yaml.h>

namespace triptych {

namespace {

struct LineRange
{
    qsizetype start = 0;
    qsizetype end = 0; ///< One past the last line.
};

struct Place
{
    YAML::Node value = {};
    LineRange range = {};
};

Error unsupported(const QString &key)
{
    return {.kind = ErrorKind::Unsupported, .cause = QStringLiteral("prompt_invalid"), .message = key};
}

bool isBlankOrComment(const QString &line)
{
    const QString trimmed = line.trimmed();
    return trimmed.isEmpty() || trimmed.startsWith(u'#');
}

/// Where a key's value ends, without the comments and blank lines that lead to the next one.
LineRange withoutTail(const QStringList &lines, LineRange range)
{
    while (range.end > range.start + 1 && isBlankOrComment(lines[range.end - 1]))
        --range.end;
    return range;
}

YAML::Node load(const QStringList &lines)
{
    return YAML::Load(lines.join(u'\n').toStdString());
}

bool isBlockMap(const YAML::Node &root)
{
    return root.IsNull() || (root.IsMap() && root.Style() != YAML::EmitterStyle::Flow);
}

/// The lines of a top-level key; an empty optional when there is none.
std::optional<Place> find(const QStringList &lines, const YAML::Node &root, const QString &key)
{
    std::optional<Place> found;
    qsizetype next = lines.size();
    for (const auto &entry : root) {
        const qsizetype line = entry.first.Mark().line;
        if (entry.first.Scalar() == key.toStdString())
            found = Place {entry.second, {line, lines.size()}};
        else if (found && line > found->range.start)
            next = std::min(next, line);
    }
    if (found)
        found->range = withoutTail(lines, {found->range.start, next});
    return found;
}

QStringList replaced(QStringList lines, const std::optional<Place> &place, const QStringList &with)
{
    const LineRange range = place ? place->range : LineRange {lines.size(), lines.size()};
    lines.erase(lines.begin() + range.start, lines.begin() + range.end);
    for (qsizetype i = 0; i < with.size(); ++i)
        lines.insert(range.start + i, with[i]);
    return lines;
}

/// What follows a one-line value: " # comment", or nothing.
QString trailingComment(const QString &line, const YAML::Node &value)
{
    qsizetype from = value.Mark().column;
    if (from >= line.size())
        return {};
    if (line[from] == u'"' || line[from] == u'\'') {
        const qsizetype close = line.lastIndexOf(line[from]);
        from = close > from ? close + 1 : line.size();
    }
    const qsizetype hash = line.indexOf(QLatin1String(" #"), from);
    return hash < 0 ? QString() : line.sliced(hash);
}

/// The lines of each item of a block list, comments before it included.
QList<QPair<QString, QStringList>> itemLines(const QStringList &lines, const Place &place)
{
    QList<QPair<QString, QStringList>> items;
    if (!place.value.IsSequence() || place.value.Style() == YAML::EmitterStyle::Flow)
        return items;
    qsizetype from = place.range.start + 1;
    for (std::size_t i = 0; i < place.value.size(); ++i) {
        const bool isLast = i + 1 == place.value.size();
        qsizetype end = isLast ? place.range.end : qsizetype(place.value[i + 1].Mark().line);
        if (!isLast)
            end = withoutTail(lines, {place.value[i].Mark().line, end}).end;
        items.append({QString::fromStdString(place.value[i].Scalar()), lines.mid(from, end - from)});
        from = end;
    }
    return items;
}

QString indentOf(const QList<QPair<QString, QStringList>> &items)
{
    if (items.isEmpty())
        return QStringLiteral("  ");
    const QString line = items.first().second.last();
    const qsizetype dash = line.indexOf(u'-');
    return dash > 0 && line.first(dash).trimmed().isEmpty() ? line.first(dash) : QString();
}

QStringList listLines(const QString &head, QList<QPair<QString, QStringList>> old, const QStringList &values)
{
    const QString indent = indentOf(old);
    QStringList out {head};
    for (const QString &value : values) {
        const auto same = std::find_if(old.begin(), old.end(), [&](const auto &item) { return item.first == value; });
        if (same != old.end()) {
            out += same->second;
            old.erase(same);
        } else {
            out += indent + QStringLiteral("- ") + yamlScalar(value);
        }
    }
    return out;
}

/// Keeps an edit only if it reads back as meant.
template<typename IsMeant>
Result<QStringList> checked(const QString &key, QStringList lines, IsMeant &&isMeant)
{
    try {
        const YAML::Node root = load(lines);
        if (isMeant(root.IsMap() ? root[key.toStdString()] : YAML::Node(YAML::NodeType::Undefined)))
            return lines;
    } catch (const YAML::Exception &) {
        return unsupported(key); // the edit broke it, so the text is left alone
    }
    return unsupported(key);
}

} // namespace

QString yamlScalar(const QString &text)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z_/][A-Za-z0-9_/.,=+ -]*(?:#[A-Za-z0-9_/.,=+-]+)?$"));
    static const QStringList words {QStringLiteral("true"), QStringLiteral("false"), QStringLiteral("null"),
                                    QStringLiteral("yes"),  QStringLiteral("no"),    QStringLiteral("on"),
                                    QStringLiteral("off"),  QStringLiteral("y"),     QStringLiteral("n")};
    const bool isPlain = plain.match(text).hasMatch() && !words.contains(text.toLower()) && !text.endsWith(u' ')
        && !text.contains(QLatin1String(" #"));
    if (isPlain)
        return text;
    QString quoted(u'"');
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        if (u == u'"' || u == u'\\')
            quoted += u'\\', quoted += c;
        else if (u == u'\n')
            quoted += QLatin1String("\\n");
        else if (u == u'\t')
            quoted += QLatin1String("\\t");
        else if (u < 0x20 || (u >= 0x7F && u < 0xA0) || u == 0x2028 || u == 0x2029 || u == 0xFEFF)
            quoted += QStringLiteral("\\u%1").arg(u, 4, 16, QLatin1Char('0'));
        else
            quoted += c;
    }
    return quoted + u'"';
}

Result<QStringList> withScalar(const QStringList &lines, const QString &key, const QString &value)
{
    try {
        const YAML::Node root = load(lines);
        if (!isBlockMap(root))
            return unsupported(key);
        const auto place = find(lines, root, key);
        QString line = key + QLatin1String(": ") + yamlScalar(value);
        if (place && place->value.IsScalar() && place->range.end == place->range.start + 1)
            line += trailingComment(lines[place->range.start], place->value);
        return checked(key, replaced(lines, place, {line}), [&](const YAML::Node &node) {
            return node && node.IsScalar() && QString::fromStdString(node.Scalar()) == value;
        });
    } catch (const YAML::Exception &) {
        return unsupported(key);
    }
}

Result<QStringList> withList(const QStringList &lines, const QString &key, const QStringList &values)
{
    try {
        const YAML::Node root = load(lines);
        if (!isBlockMap(root))
            return unsupported(key);
        const auto place = find(lines, root, key);
        if (values.isEmpty())
            return place ? replaced(lines, place, {}) : lines;
        const auto old = place ? itemLines(lines, *place) : QList<QPair<QString, QStringList>>();
        const QString head = old.isEmpty() ? key + u':' : lines[place->range.start];
        return checked(key, replaced(lines, place, listLines(head, old, values)), [&](const YAML::Node &node) {
            QStringList read;
            for (const YAML::Node &item : node)
                read.append(item.IsScalar() ? QString::fromStdString(item.Scalar()) : QString());
            return read == values;
        });
    } catch (const YAML::Exception &) {
        return unsupported(key);
    }
}

} // namespace triptych
