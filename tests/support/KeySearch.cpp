// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/KeySearch.h"

#include <QDirIterator>
#include <QFile>
#include <QStringEncoder>
#include <cstring>

namespace triptych {

namespace {

constexpr qsizetype shortest = 8;

QByteArray escapedAll(const QByteArray &key, const char *introducer, bool isUpper)
{
    QByteArray all;
    for (const char byte : key) {
        const QByteArray hex = QByteArray(1, byte).toHex();
        all += introducer + (isUpper ? hex.toUpper() : hex);
    }
    return all;
}

QByteArray json(const QByteArray &key, bool isSlashEscaped)
{
    QByteArray text;
    for (const char byte : key) {
        if (byte == '"' || byte == '\\' || (byte == '/' && isSlashEscaped))
            text += '\\';
        text += byte;
    }
    return text;
}

QByteArray utf16(const QByteArray &key, QStringConverter::Encoding encoding)
{
    return QStringEncoder(encoding)(QString::fromUtf8(key));
}

QByteArray percentLower(const QByteArray &key)
{
    QByteArray text = key.toPercentEncoding();
    for (qsizetype i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 3))
        text.replace(i, 3, text.mid(i, 3).toLower());
    return text;
}

/// The letters that are the same whatever stands before and behind, for a key that begins `before` bytes into a group.
QByteArray insideBase64(const QByteArray &key, qsizetype before, QByteArray::Base64Options options)
{
    const qsizetype bits = (before + key.size()) * 8;
    const QByteArray whole = (QByteArray(before, '\0') + key).toBase64(options | QByteArray::OmitTrailingEquals);
    const qsizetype first = before == 0 ? 0 : before + 1;
    return whole.mid(first, bits / 6 - first);
}

} // namespace

const std::vector<KeyWriting> &keyWritings()
{
    static const std::vector<KeyWriting> all {
        {"plain", [](const QByteArray &key) { return key; }},
        {"lower case", [](const QByteArray &key) { return key.toLower(); }},
        {"json", [](const QByteArray &key) { return json(key, false); }},
        {"json with slashes", [](const QByteArray &key) { return json(key, true); }},
        {"json in json", [](const QByteArray &key) { return json(json(key, false), false); }},
        {"\\u00xx", [](const QByteArray &key) { return escapedAll(key, "\\u00", false); }},
        {"\\u00XX", [](const QByteArray &key) { return escapedAll(key, "\\u00", true); }},
        {"html", [](const QByteArray &key) { return QString::fromUtf8(key).toHtmlEscaped().toUtf8(); }},
        {"url", [](const QByteArray &key) { return key.toPercentEncoding(); }},
        {"url in lower case", percentLower},
        {"url, all", [](const QByteArray &key) { return escapedAll(key, "%", true); }},
        {"url, all in lower case", [](const QByteArray &key) { return escapedAll(key, "%", false); }},
        {"hex", [](const QByteArray &key) { return key.toHex(); }},
        {"HEX", [](const QByteArray &key) { return key.toHex().toUpper(); }},
        {"utf-16le", [](const QByteArray &key) { return utf16(key, QStringConverter::Utf16LE); }},
        {"utf-16be", [](const QByteArray &key) { return utf16(key, QStringConverter::Utf16BE); }},
        {"base64, 0", [](const QByteArray &key) { return insideBase64(key, 0, QByteArray::Base64Encoding); }},
        {"base64, 1", [](const QByteArray &key) { return insideBase64(key, 1, QByteArray::Base64Encoding); }},
        {"base64, 2", [](const QByteArray &key) { return insideBase64(key, 2, QByteArray::Base64Encoding); }},
        {"base64url, 0", [](const QByteArray &key) { return insideBase64(key, 0, QByteArray::Base64UrlEncoding); }},
        {"base64url, 1", [](const QByteArray &key) { return insideBase64(key, 1, QByteArray::Base64UrlEncoding); }},
        {"base64url, 2", [](const QByteArray &key) { return insideBase64(key, 2, QByteArray::Base64UrlEncoding); }},
    };
    return all;
}

KeySearch::KeySearch(const QByteArrayList &keys)
{
    for (const QByteArray &key : keys)
        for (qsizetype i = 0; i + shortest <= key.size(); ++i)
            for (const KeyWriting &writing : keyWritings())
                add(writing.name, writing.write(key.mid(i, shortest)));
}

void KeySearch::add(const char *writing, const QByteArray &needle)
{
    quint64 front = 0;
    std::memcpy(&front, needle.constData(), sizeof front);
    for (auto [it, end] = m_needles.equal_range(front); it != end; ++it)
        if (it->bytes == needle)
            return;
    m_needles.insert(front, {writing, needle});
}

QStringList KeySearch::in(QByteArrayView data) const
{
    QStringList found;
    for (qsizetype i = 0; i + shortest <= data.size() && found.size() < 5; ++i) {
        quint64 front = 0;
        std::memcpy(&front, data.data() + i, sizeof front);
        for (auto [it, end] = m_needles.equal_range(front); it != end; ++it)
            if (data.sliced(i).startsWith(it->bytes))
                found << QStringLiteral("%1 at %2: …%3…")
                             .arg(QLatin1String(it->writing))
                             .arg(i)
                             .arg(QString::fromLatin1(
                                 data.sliced(qMax<qsizetype>(0, i - 20))
                                     .first(qMin<qsizetype>(40, data.size() - qMax<qsizetype>(0, i - 20)))));
    }
    return found;
}

QStringList KeySearch::inFile(const QString &name) const
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList found = in(file.readAll());
    for (QString &line : found)
        line.prepend(name + QStringLiteral(": "));
    return found;
}

QStringList KeySearch::inFolder(const QString &folder, int *files) const
{
    QStringList found;
    QDirIterator all(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString name = all.next();
        found << in(name.toUtf8()) << inFile(name);
        if (files)
            ++*files;
    }
    return found;
}

} // namespace triptych
