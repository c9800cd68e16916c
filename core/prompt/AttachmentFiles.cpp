// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/AttachmentFiles.h"
#include "core/base/MediaType.h"

#include "core/files/AtomicFile.h"
#include "core/prompt/AttachmentText.h"

#include <QDir>
#include <QFileInfo>

namespace triptych {

namespace {

Error fault(const char *cause, const QString &file, ErrorKind kind = ErrorKind::InvalidInput)
{
    return {.kind = kind, .cause = QStringLiteral("attachment.") + QLatin1String(cause), .message = file};
}

Result<QByteArray> bytesOf(const QString &file)
{
    auto bytes = readBounded(file, largestAttachment);
    if (bytes)
        return bytes;
    const bool isLarge = bytes.error().cause == QLatin1String("file.large");
    return isLarge ? fault("large", file) : fault("missing", file, ErrorKind::Storage);
}

/// The bytes of an attachment by its name, which says what they have to be.
Result<QByteArray> bytesOf(const QString &name, const QString &mimeType, const QStringList &folders)
{
    for (const QString &folder : folders) {
        const QString file = folder + QLatin1Char('/') + name;
        if (!QFileInfo::exists(file))
            continue;
        auto bytes = bytesOf(file);
        if (bytes && attachmentFile(bytes.value(), mimeType) != name)
            return fault("changed", file);
        return bytes;
    }
    return fault("missing", folders.value(0) + QLatin1Char('/') + name, ErrorKind::Storage);
}

AtomicWrite::Mode modeIn(const QString &folder)
{
    constexpr auto others = QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
    return QFileInfo(folder).permissions() & others ? AtomicWrite::Mode::AsBefore : AtomicWrite::Mode::Private;
}

} // namespace

Result<MediaPart> readAttachment(const QString &file)
{
    auto bytes = bytesOf(file);
    if (!bytes)
        return bytes.error();
    const QString type = sniffedMediaType(bytes.value());
    if (type.isEmpty())
        return fault("kind", file);
    return MediaPart {.mimeType = type, .data = std::move(bytes).value(), .name = QFileInfo(file).fileName()};
}

Result<QString> keepAttachment(const QString &folder, const QByteArray &bytes)
{
    const QString type = sniffedMediaType(bytes);
    if (type.isEmpty())
        return fault("kind", {});
    if (bytes.size() > largestAttachment)
        return fault("large", {});
    const QString name = attachmentFile(bytes, type);
    const QString file = folder + QLatin1Char('/') + name;
    if (!QDir().mkpath(QFileInfo(file).path()))
        return asStorage({.kind = ErrorKind::Storage, .cause = QStringLiteral("file.write"), .message = file});
    if (QFileInfo::exists(file))
        return name; // its name is its content
    if (const auto written = writeAtomically(file, bytes, {.mode = modeIn(folder)}); !written)
        return asStorage(written.error());
    return name;
}

Result<> loadAttachments(std::vector<ChatTurn> &turns, const QStringList &folders)
{
    for (ChatTurn &turn : turns) {
        for (ContentPart &part : turn.parts) {
            auto *media = std::get_if<MediaPart>(&part);
            if (!media || media->file.isEmpty())
                continue;
            auto bytes = bytesOf(media->file, media->mimeType, folders);
            if (!bytes)
                return bytes.error();
            media->data = std::move(bytes).value();
        }
    }
    return Done();
}

Result<> keepAttachments(const std::vector<ChatTurn> &turns, const QString &folder)
{
    for (const ChatTurn &turn : turns) {
        for (const ContentPart &part : turn.parts) {
            const auto *media = std::get_if<MediaPart>(&part);
            if (!media || media->data.isEmpty())
                continue;
            if (const auto kept = keepAttachment(folder, media->data); !kept)
                return kept.error();
        }
    }
    return Done();
}

Result<> copyAttachments(const QString &text, const QStringList &folders, const QString &to)
{
    for (const AttachmentMark &mark : findAttachments(text)) {
        if (QFileInfo::exists(to + QLatin1Char('/') + mark.file))
            continue;
        const auto bytes = bytesOf(mark.file, mark.mimeType(), folders);
        if (!bytes)
            return bytes.error();
        if (const auto kept = keepAttachment(to, bytes.value()); !kept)
            return kept.error();
    }
    return Done();
}

} // namespace triptych
