// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QStringList>

namespace triptych {

/// A way to write a key, as somebody else's code does it.
struct KeyWriting
{
    const char *name;
    QByteArray (*write)(const QByteArray &);
};
const std::vector<KeyWriting> &keyWritings();

/// Looks for a key in anything: for every eight of its bytes in a row, in every writing. The last four, which the list
/// of keys shows, are too few to be found.
class KeySearch
{
public:
    explicit KeySearch(const QByteArray &key) : KeySearch(QByteArrayList {key}) {}
    explicit KeySearch(const QByteArrayList &keys);

    QStringList in(QByteArrayView data) const; ///< What was found and where; at most five.
    QStringList inFile(const QString &file) const;
    QStringList inFolder(const QString &folder, int *files = nullptr) const; ///< Every file below it.

private:
    void add(const char *writing, const QByteArray &needle);

    struct Needle
    {
        const char *writing;
        QByteArray bytes;
    };
    QMultiHash<quint64, Needle> m_needles; ///< By their first eight bytes.
};

} // namespace triptych
