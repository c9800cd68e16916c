// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QStringList>
#include <vector>

namespace triptych {

/// The unsaved state of one tab.
struct Draft
{
    QString id = {}; ///< Name of its file without the suffix; letters, digits and hyphens.
    QString file = {}; ///< The prompt file it belongs to; empty: never saved.
    QString title = {}; ///< What the tab says while there is no file.
    QByteArray bytes = {}; ///< The document as PromptDocument writes it.
    bool isPristine = false; ///< Nobody changed it since it came; it is kept because it has no file.

    bool operator==(const Draft &) const = default;
};

/// The unsaved tabs in one folder, one file each, so that a crash loses at most what was typed since the last save().
/// Files are 0600 and written atomically. No thread of its own; not shared between processes.
class Drafts
{
public:
    explicit Drafts(QString folder) : m_folder(std::move(folder)) {}

    static QString newId();
    Result<> save(const Draft &draft) const;
    Result<> remove(const QString &id) const;

    struct Restored
    {
        std::vector<Draft> drafts = {}; ///< Oldest first.
        QStringList unreadable = {}; ///< Files that are no drafts or cannot be read; they stay where they are.
    };
    Restored restore() const;
    QString path(const QString &id) const;

private:
    QString m_folder;
};

} // namespace triptych
