// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/ModelLibrary.h"

#include "core/base/SystemText.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <cerrno>
#include <set>
#include <unistd.h>

namespace triptych {

namespace {

const QString suffix = QStringLiteral(".gguf");

Error refusal(const char *cause, const QString &message, ErrorKind kind = ErrorKind::InvalidInput)
{
    return {.kind = kind, .cause = QLatin1String(cause), .message = message};
}

bool isName(const QString &name)
{
    static const QRegularExpression shape(QRegularExpression::anchoredPattern(QStringLiteral("[a-z0-9][a-z0-9._-]*")));
    return shape.match(name).hasMatch();
}

/// "Qwen2.5 Coder (Q4_K_M).gguf" becomes qwen2.5-coder-q4_k_m.
QString nameFor(const QString &file)
{
    static const QRegularExpression foreign(QStringLiteral("[^a-z0-9._-]+"));
    static const QRegularExpression edges(QStringLiteral("^[^a-z0-9]+|[^a-z0-9]+$"));
    QString name = QFileInfo(file).fileName().toLower();
    if (name.endsWith(suffix))
        name.chop(suffix.size());
    return name.replace(foreign, QStringLiteral("-")).remove(edges).left(100);
}

/// The names in one folder, sound or not.
std::set<QString> namesIn(const QString &folder)
{
    std::set<QString> names;
    const auto entries
        = QDir(folder).entryList({QStringLiteral("*") + suffix}, QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        const QString name = entry.chopped(suffix.size());
        if (isName(name))
            names.insert(name);
    }
    return names;
}

/// Also true for a link that points nowhere.
bool isThere(const QString &file)
{
    const QFileInfo info(file);
    return info.exists() || info.isSymLink();
}

QString fileIn(const QString &folder, const QString &name)
{
    return folder + u'/' + name + suffix;
}

} // namespace

ModelInfo LocalModel::info() const
{
    ModelInfo info {.id = name};
    if (header.contextTokens > 0)
        info.contextTokens = header.contextTokens;
    info.images = false;
    info.documents = false;
    if (isDemonstration || !header.hasChatTemplate)
        info.tools = false;
    if (isDemonstration)
        info.reasoning = false;
    return info;
}

Result<LocalModel> ModelLibrary::load(const QString &folder, const QString &name) const
{
    const QString file = fileIn(folder, name);
    const auto header = m_headers->read(file);
    if (!header)
        return header.error();
    return LocalModel {
        .name = name, .file = file, .header = header.value(), .isDemonstration = folder == m_shippedFolder};
}

std::vector<LocalModel> ModelLibrary::models() const
{
    std::vector<LocalModel> found;
    const auto shipped = namesIn(m_shippedFolder);
    for (const QString &name : shipped) {
        if (auto model = load(m_shippedFolder, name))
            found.push_back(std::move(model).value());
    }
    for (const QString &name : namesIn(m_folder)) {
        if (shipped.contains(name))
            continue;
        if (auto model = load(m_folder, name))
            found.push_back(std::move(model).value());
    }
    return found;
}

Result<QString> ModelLibrary::locate(const QString &name) const
{
    if (isName(name)) {
        for (const QString &folder : {m_shippedFolder, m_folder}) {
            if (isThere(fileIn(folder, name)))
                return fileIn(folder, name);
        }
    }
    return refusal("model.unknown", name);
}

Result<LocalModel> ModelLibrary::find(const QString &name) const
{
    const auto file = locate(name);
    if (!file)
        return file.error();
    return load(file.value() == fileIn(m_shippedFolder, name) ? m_shippedFolder : m_folder, name);
}

Result<LocalModel> ModelLibrary::add(const QString &file) const
{
    const QString target = QFileInfo(file).canonicalFilePath();
    auto header = m_headers->read(target.isEmpty() ? file : target);
    if (!header)
        return header.error();
    const QString name = nameFor(file);
    if (!isName(name))
        return refusal("model.name", QFileInfo(file).fileName());
    if (isThere(fileIn(m_shippedFolder, name)))
        return refusal("model.taken", name);

    if (!QDir().mkpath(m_folder))
        return refusal("model.storage", m_folder, ErrorKind::Storage);
    // One system call, so that two processes cannot both take the name.
    const QString link = fileIn(m_folder, name);
    if (::symlink(QFile::encodeName(target).constData(), QFile::encodeName(link).constData()) != 0) {
        const int why = errno;
        return why == EEXIST
            ? refusal("model.taken", name)
            : refusal("model.storage", link + QStringLiteral(": ") + systemErrorText(why), ErrorKind::Storage);
    }
    return LocalModel {.name = name, .file = link, .header = header.value()};
}

Result<> ModelLibrary::remove(const QString &name) const
{
    if (!isName(name) || (!isThere(fileIn(m_folder, name)) && !isThere(fileIn(m_shippedFolder, name))))
        return refusal("model.unknown", name);
    const QString link = fileIn(m_folder, name);
    if (!QFileInfo(link).isSymLink())
        return refusal("model.not_added", name);
    if (!QFile::remove(link))
        return refusal("model.storage", link, ErrorKind::Storage);
    return Done {};
}

} // namespace triptych
