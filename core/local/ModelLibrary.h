// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ModelInfo.h"
#include "core/local/GgufHeaders.h"

#include <memory>
#include <vector>

namespace triptych {

struct LocalModel
{
    QString name = {}; ///< As in local/NAME: [a-z0-9][a-z0-9._-]*
    QString file = {};
    GgufHeader header = {};
    bool isDemonstration = false;

    ModelInfo info() const;
};

/// The GGUF files that lanes may use: the demo model that is shipped, and links to files that a person added.
/// `folder` is data/models; a model there is a file or a symbolic link NAME.gguf. Copies share what they have read.
class ModelLibrary
{
public:
    ModelLibrary(QString folder, QString shippedFolder)
        : m_folder(std::move(folder)),
          m_shippedFolder(std::move(shippedFolder))
    {}

    std::vector<LocalModel> models() const;
    Result<LocalModel> find(const QString &name) const; ///< Cause "model.unknown", or why the file is not sound.
    Result<QString> locate(const QString &name) const; ///< Its file, unread. Cause "model.unknown".
    /// Checks the header first, then links; refuses a name that is taken.
    Result<LocalModel> add(const QString &file) const;
    Result<> remove(const QString &name) const; ///< Removes only what add() made.

    const std::shared_ptr<GgufHeaders> &headers() const { return m_headers; }

private:
    Result<LocalModel> load(const QString &folder, const QString &name) const;

    QString m_folder;
    QString m_shippedFolder;
    std::shared_ptr<GgufHeaders> m_headers = std::make_shared<GgufHeaders>();
};

} // namespace triptych
