// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/PromptFiles.h"

#include "core/files/AtomicFile.h"

#include <QFile>
#include <QFileInfo>

namespace triptych {

namespace {

constexpr qint64 largestFile = 16 * 1024 * 1024;

Error storageError(const QString &file, const QString &what)
{
    return {.kind = ErrorKind::Storage,
            .cause = QStringLiteral("storage"),
            .message = QStringLiteral("%1: %2").arg(file, what)};
}

} // namespace

/// Not readBounded(), because a pipe of a shell is a good source too.
Result<PromptDocument> loadPrompt(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return storageError(file, source.errorString());
    const QByteArray bytes = source.read(largestFile + 1);
    if (source.error() != QFileDevice::NoError)
        return storageError(file, source.errorString());
    if (bytes.size() > largestFile)
        return Error {.cause = QStringLiteral("prompt_too_large"), .message = file};
    return PromptDocument::parse(bytes, QFileInfo(file).fileName());
}

Result<> savePrompt(const QString &file, const PromptDocument &document)
{
    const auto saved = writeAtomically(file, document.toBytes(),
                                       {.mode = AtomicWrite::Mode::AsBefore, .links = AtomicWrite::Links::Follow});
    return saved ? saved : asStorage(saved.error());
}

} // namespace triptych
