// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/GgufHeader.h"

#include <sys/mman.h>
#include <unistd.h>

using namespace triptych;

namespace {

/// A file without a place on a disk, which is found by its name all the same.
class MemoryFile
{
    Q_DISABLE_COPY_MOVE(MemoryFile)

public:
    MemoryFile(const uint8_t *data, size_t size) : m_fd(::memfd_create("model", MFD_CLOEXEC))
    {
        if (m_fd < 0 || ::write(m_fd, data, size) != ssize_t(size))
            qFatal("no memory for a file");
    }
    ~MemoryFile() { ::close(m_fd); }
    QString path() const { return QStringLiteral("/proc/self/fd/%1").arg(m_fd); }

private:
    int m_fd;
};

} // namespace

/// Any file has a sound header, or is refused by name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const MemoryFile file(data, size);
    const auto header = readGgufHeader(file.path());
    if (!header
        && !(header.error().cause.startsWith(QLatin1String("gguf.")) && header.error().message.startsWith(file.path())))
        qFatal("a refusal that does not name the file: %s", qUtf8Printable(header.error().message));
    if (header
        && (header.value().fileBytes != qint64(size) || header.value().contextTokens < 0
            || header.value().parameters < 0))
        qFatal("a header that cannot be");
    return 0;
}
