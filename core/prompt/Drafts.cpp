// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/Drafts.h"

#include "core/files/AtomicFile.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUuid>

namespace triptych {

namespace {

QString suffix()
{
    return QStringLiteral(".draft");
}

Error storageError(const QString &file, const QString &what)
{
    return {.kind = ErrorKind::Storage,
            .cause = QStringLiteral("storage"),
            .message = QStringLiteral("%1: %2").arg(file, what)};
}

/// First line: what the draft belongs to, as JSON; the rest: the document's bytes as they are.
std::optional<Draft> readDraft(const QString &file, const QString &id)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return {};
    QJsonParseError error;
    const QJsonObject head = QJsonDocument::fromJson(source.readLine(), &error).object();
    if (error.error != QJsonParseError::NoError)
        return {};
    return Draft {id, head.value(QLatin1String("file")).toString(), head.value(QLatin1String("title")).toString(),
                  source.readAll(), head.value(QLatin1String("pristine")).toBool()};
}

} // namespace

QString Drafts::newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString Drafts::path(const QString &id) const
{
    return m_folder + u'/' + id + suffix();
}

Result<> Drafts::save(const Draft &draft) const
{
    static const QRegularExpression safeId(QStringLiteral("^[A-Za-z0-9-]+$"));
    if (!safeId.match(draft.id).hasMatch())
        return Error {.cause = QStringLiteral("draft_id"), .message = draft.id};
    if (!QDir().mkpath(m_folder))
        return storageError(m_folder, QStringLiteral("cannot be made"));
    const QJsonObject head {{QStringLiteral("file"), draft.file},
                            {QStringLiteral("title"), draft.title},
                            {QStringLiteral("pristine"), draft.isPristine}};
    const QByteArray bytes = QJsonDocument(head).toJson(QJsonDocument::Compact) + '\n' + draft.bytes;
    const auto saved = writeAtomically(path(draft.id), bytes);
    return saved ? saved : asStorage(saved.error());
}

Result<> Drafts::remove(const QString &id) const
{
    QFile file(path(id));
    if (file.exists() && !file.remove())
        return storageError(file.fileName(), file.errorString());
    return Done();
}

Drafts::Restored Drafts::restore() const
{
    Restored restored;
    const QDir folder(m_folder);
    for (const QFileInfo &info : folder.entryInfoList({u'*' + suffix()}, QDir::Files, QDir::Time | QDir::Reversed)) {
        if (auto draft = readDraft(info.filePath(), info.completeBaseName()))
            restored.drafts.push_back(std::move(*draft));
        else
            restored.unreadable << info.filePath();
    }
    return restored;
}

} // namespace triptych
