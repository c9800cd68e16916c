// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/AtomicFile.h"

#include "core/base/SystemText.h"
#include "core/vault/Descriptor.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>

namespace triptych {

namespace {

Error failure(const char *cause, const QString &file, const QString &why = systemErrorText(errno))
{
    return {.kind = ErrorKind::Storage, .cause = QLatin1String(cause), .message = file + QLatin1String(": ") + why};
}

/// A folder, and the name of the one file in it that is replaced.
struct Target
{
    QString path;
    QByteArray name;
    Descriptor folder;
};

Result<Target> openTarget(const QString &file)
{
    QFileInfo info(file);
    if (info.isSymLink()) {
        const QFileInfo end(info.symLinkTarget());
        if (end.isSymLink() || end.dir().canonicalPath() != info.dir().canonicalPath())
            return failure("file.write", file, QStringLiteral("the link leaves its folder"));
        info = end;
    }
    const QByteArray folder = QFile::encodeName(info.path());
    Target target {info.filePath(), QFile::encodeName(info.fileName()),
                   Descriptor(uninterrupted([&] { return ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }))};
    if (!target.folder.isOpen())
        return failure("file.write", info.path());
    return target;
}

QByteArray temporaryPrefix(const QByteArray &name)
{
    return '.' + name + ".new-";
}

bool writeAll(int fd, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto written = uninterrupted([&] { return ::write(fd, bytes.data(), std::size_t(bytes.size())); });
        if (written < 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
}

/// A new file beside the target that is gone again unless it takes the target's place.
class Temporary
{
public:
    Temporary(const Target &target, QByteArray name) : m_target(target), m_name(std::move(name)) {}
    ~Temporary()
    {
        if (m_exists)
            ::unlinkat(m_target.folder.fd(), m_name.constData(), 0);
    }
    Q_DISABLE_COPY_MOVE(Temporary)

    Result<> write(const QByteArray &bytes)
    {
        const Descriptor file(uninterrupted([this] {
            return ::openat(m_target.folder.fd(), m_name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                            0600);
        }));
        m_exists = file.isOpen();
        // After a failed fsync the kernel may forget what it could not write, so it is never tried twice.
        if (!m_exists || ::fchmod(file.fd(), 0600) != 0 || !writeAll(file.fd(), bytes) || ::fsync(file.fd()) != 0)
            return failure("file.write", m_target.path);
        return Done {};
    }
    Result<> replaceTarget()
    {
        if (::renameat(m_target.folder.fd(), m_name.constData(), m_target.folder.fd(), m_target.name.constData()) != 0)
            return failure("file.write", m_target.path);
        m_exists = false;
        return Done {};
    }
    void keep() { m_exists = false; }
    QString path() const { return QFileInfo(m_target.path).path() + QLatin1Char('/') + QFile::decodeName(m_name); }

private:
    const Target &m_target;
    QByteArray m_name;
    bool m_exists = false;
};

Result<> verifyOnDisk(const QString &path, const QByteArray &bytes, const AtomicWrite &how)
{
    if (!how.verify)
        return Done {};
    return readBounded(path, bytes.size()).andThen(how.verify);
}

/// "vault.bak." for /home/x/vault.trv
QString backupStem(const QString &path)
{
    return QFileInfo(path).completeBaseName() + QStringLiteral(".bak.");
}

int backupNumber(const QString &path)
{
    return path.section(QLatin1Char('.'), -1).toInt();
}

/// The state that is about to be replaced stays under a second name; where the file system knows no links, as a copy.
Result<> keepBackup(const Target &target)
{
    const QStringList backups = backupsOf(target.path);
    const int next = backups.isEmpty() ? 1 : backupNumber(backups.first()) + 1;
    const QByteArray name = QFile::encodeName(backupStem(target.path)) + QByteArray::number(next);
    const int folder = target.folder.fd();
    if (::linkat(folder, target.name.constData(), folder, name.constData(), 0) == 0 || errno == ENOENT)
        return Done {};
    if (errno != EPERM && errno != EOPNOTSUPP && errno != EMLINK)
        return failure("file.write", QFile::decodeName(name));
    const auto old = readBounded(target.path, std::numeric_limits<int>::max());
    if (!old)
        return old.error();
    Temporary copy(target, name);
    auto written = copy.write(old.value());
    if (written)
        copy.keep();
    return written;
}

void dropOldBackups(const Target &target, int keep)
{
    for (const QString &old : backupsOf(target.path).mid(keep))
        QFile::remove(old);
}

void dropLeftovers(const Target &target)
{
    const QDir folder(QFileInfo(target.path).path());
    const QString pattern = QFile::decodeName(temporaryPrefix(target.name)) + QLatin1Char('*');
    for (const QString &name : folder.entryList({pattern}, QDir::Files | QDir::Hidden))
        QFile::remove(folder.filePath(name));
}

} // namespace

Result<> writeAtomically(const QString &file, const QByteArray &bytes, const AtomicWrite &how)
{
    auto opened = openTarget(file);
    if (!opened)
        return opened.error();
    const Target &target = opened.value();
    if (how.isAlone)
        dropLeftovers(target);

    const QByteArray suffix = QByteArray::number(QRandomGenerator::system()->generate64(), 36);
    Temporary fresh(target, temporaryPrefix(target.name) + suffix);
    auto result = fresh.write(bytes);
    if (result)
        result = verifyOnDisk(fresh.path(), bytes, how);
    if (result && how.keepBackups > 0)
        result = keepBackup(target);
    if (result)
        result = fresh.replaceTarget();
    if (!result)
        return result;
    if (how.keepBackups > 0)
        dropOldBackups(target, how.keepBackups);
    if (::fsync(target.folder.fd()) != 0)
        return failure("file.write", target.path);
    return Done {};
}

Result<QByteArray> readBounded(const QString &file, qsizetype mostBytes)
{
    const QByteArray name = QFile::encodeName(file);
    // A pipe in the file's place must not stop us, hence O_NONBLOCK until it is known to be none.
    const Descriptor opened(uninterrupted([&] { return ::open(name.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); }));
    if (!opened.isOpen())
        return failure(errno == ENOENT ? "file.absent" : "file.read", file);
    struct stat status = {};
    if (::fstat(opened.fd(), &status) != 0)
        return failure("file.read", file);
    if (!S_ISREG(status.st_mode))
        return failure("file.read", file, QStringLiteral("not a regular file"));
    if (status.st_size > mostBytes)
        return failure("file.large", file, QStringLiteral("too large"));
    QByteArray bytes(qsizetype(status.st_size), Qt::Uninitialized);
    qsizetype have = 0;
    while (have < bytes.size()) {
        const auto got = uninterrupted(
            [&] { return ::read(opened.fd(), bytes.data() + have, std::size_t(bytes.size() - have)); });
        if (got < 0)
            return failure("file.read", file);
        if (got == 0)
            break;
        have += got;
    }
    bytes.truncate(have);
    return bytes;
}

QStringList backupsOf(const QString &file)
{
    const QFileInfo info(file);
    QStringList backups;
    for (const QFileInfo &entry : info.dir().entryInfoList({backupStem(file) + QLatin1Char('*')}, QDir::Files)) {
        if (backupNumber(entry.filePath()) > 0)
            backups += entry.filePath();
    }
    std::sort(backups.begin(), backups.end(),
              [](const QString &a, const QString &b) { return backupNumber(a) > backupNumber(b); });
    return backups;
}

} // namespace triptych
