// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/files/AtomicFile.h"

#include "core/base/SystemText.h"
#include "core/files/Descriptor.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <limits>
#include <optional>
#include <sys/stat.h>

namespace triptych {

namespace {

Error failure(const char *cause, const QString &file, const QString &why)
{
    return {.kind = ErrorKind::Storage, .cause = QLatin1String(cause), .message = file + QLatin1String(": ") + why};
}

Error failure(const char *cause, const QString &file)
{
    const int code = errno;
    const bool isFull = code == ENOSPC || code == EDQUOT;
    return failure(isFull ? "disk_full" : cause, file, systemErrorText(code));
}

/// A folder, and the name of the one file in it that is replaced.
struct Target
{
    QString path;
    QByteArray name;
    Descriptor folder;
    std::optional<mode_t> mode = {}; ///< Of the file that is there.
};

/// Where a link leads to in the end, also when nothing is there yet.
QFileInfo endOf(QFileInfo link)
{
    constexpr int longestChain = 40; // as the kernel has it
    for (int i = 0; i < longestChain && link.isSymLink(); ++i)
        link = QFileInfo(link.symLinkTarget());
    return link;
}

Result<Target> openTarget(const QString &file, AtomicWrite::Links links)
{
    QFileInfo info(file);
    if (info.isSymLink() && links != AtomicWrite::Links::Replace) {
        const QFileInfo next(info.symLinkTarget());
        const bool isNear = !next.isSymLink() && next.dir().canonicalPath() == info.dir().canonicalPath();
        if (!isNear && links == AtomicWrite::Links::InFolder)
            return failure("file.write", file, QStringLiteral("the link leaves its folder"));
        info = endOf(info);
        if (info.isSymLink())
            return failure("file.write", file, systemErrorText(ELOOP));
    }
    const QByteArray folder = QFile::encodeName(info.path());
    Target target {.path = info.filePath(),
                   .name = QFile::encodeName(info.fileName()),
                   .folder = Descriptor(
                       uninterrupted([&] { return ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }))};
    if (!target.folder.isOpen())
        return failure("file.write", info.filePath());
    struct stat status = {};
    if (::fstatat(target.folder.fd(), target.name.constData(), &status, AT_SYMLINK_NOFOLLOW) != 0
        || S_ISLNK(status.st_mode))
        return target;
    if (!S_ISREG(status.st_mode))
        return failure("file.write", target.path, QStringLiteral("not a regular file"));
    target.mode = status.st_mode & 07777;
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

    Result<> write(const QByteArray &bytes, AtomicWrite::Mode mode)
    {
        const bool isNew = mode == AtomicWrite::Mode::AsBefore && !m_target.mode;
        const Descriptor file(uninterrupted([this, isNew] {
            return ::openat(m_target.folder.fd(), m_name.constData(),
                            O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, isNew ? 0666 : 0600);
        }));
        m_exists = file.isOpen();
        if (!m_exists || !setMode(file.fd(), mode, isNew) || !writeAll(file.fd(), bytes))
            return failure("file.write", m_target.path);
        // After a failed fsync the kernel may forget what it could not write, so it is never tried twice.
        return ::fsync(file.fd()) == 0 ? Result<>(Done {}) : failure("file.write", m_target.path);
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
    /// A strange umask could take even the owner's rights away, so a private file does not trust it.
    bool setMode(int fd, AtomicWrite::Mode mode, bool isNew) const
    {
        return isNew || ::fchmod(fd, mode == AtomicWrite::Mode::AsBefore ? *m_target.mode : 0600) == 0;
    }

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
    auto written = copy.write(old.value(), AtomicWrite::Mode::Private);
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
    auto opened = openTarget(file, how.links);
    if (!opened)
        return opened.error();
    const Target &target = opened.value();
    if (how.isAlone)
        dropLeftovers(target);

    const QByteArray suffix = QByteArray::number(QRandomGenerator::system()->generate64(), 36);
    Temporary fresh(target, temporaryPrefix(target.name) + suffix);
    auto result = fresh.write(bytes, how.mode);
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
        return failure("file.read", file,
                       S_ISDIR(status.st_mode) ? systemErrorText(EISDIR) : QStringLiteral("not a regular file"));
    if (status.st_size > mostBytes)
        return failure("file.large", file, QStringLiteral("too large"));
    QByteArray bytes(qsizetype(status.st_size), Qt::Uninitialized);
    qsizetype have = 0;
    while (have < bytes.size()) {
        const auto got
            = uninterrupted([&] { return ::read(opened.fd(), bytes.data() + have, std::size_t(bytes.size() - have)); });
        if (got < 0)
            return failure("file.read", file);
        if (got == 0)
            break;
        have += got;
    }
    bytes.truncate(have);
    return bytes;
}

Error asStorage(Error error)
{
    if (error.cause != QLatin1String("disk_full"))
        error.cause = QStringLiteral("storage");
    return error;
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
