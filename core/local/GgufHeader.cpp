// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/GgufHeader.h"

#include "core/base/SystemText.h"
#include "core/local/GgufCursor.h"
#include "core/local/GgufTensors.h"
#include "core/local/GgufTypes.h"

#include <QFile>
#include <QScopeGuard>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unordered_set>

namespace triptych {

namespace {

// Larger than the header of any model seen, small enough to be walked through in the time that is promised.
constexpr quint64 longestHeader = 64ull << 20;
constexpr quint64 mostKeys = 1 << 16;
constexpr quint64 mostTensors = 1 << 16;
constexpr quint64 mostListed = 2 << 20; // strings in all lists together; each costs a step
constexpr quint64 longestKey = 65'535;
constexpr quint64 longestKept = 4'096; // of the few strings that are kept
constexpr quint32 largestAlignment = 1 << 20;

Error fault(const char *what, const QString &file, const QString &why)
{
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("gguf.") + QLatin1String(what),
            .message = QStringLiteral("%1: %2").arg(file, why)};
}

/// Text of an untrusted file, fit to be kept: no controls, no end.
QString harmless(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes).left(256);
    text.removeIf([](QChar c) { return !c.isPrint(); });
    return text;
}

class HeaderReader
{
public:
    HeaderReader(int descriptor, quint64 fileBytes, const QString &file)
        : m_cursor(descriptor, fileBytes, longestHeader),
          m_fileBytes(fileBytes),
          m_file(file)
    {}
    Result<GgufHeader> read();

private:
    Result<> readStart();
    Result<> readKey();
    Result<> readValue(const QByteArray &key, GgufType type);
    Result<> readArray(const QByteArray &key);
    Result<> readKeptString(const QByteArray &key);
    Result<> readNumber(const QByteArray &key, GgufType type);
    Result<> readTensors();

    Error cutShort() const;
    Error badCount(const QString &why) const { return fault("counts", m_file, why); }

    GgufCursor m_cursor;
    quint64 m_fileBytes;
    QString m_file;
    GgufHeader m_header;
    quint64 m_keys = 0;
    quint64 m_tensors = 0;
    quint64 m_listed = 0;
    quint32 m_alignment = 32;
    quint64 m_parts = 1; // files that hold the model together
    std::unordered_set<size_t> m_seenKeys;
    std::vector<std::pair<QByteArray, quint64>> m_contexts; // the architecture's name may come after its keys
};

Error HeaderReader::cutShort() const
{
    if (m_fileBytes > longestHeader && m_cursor.position() + longestKey >= longestHeader)
        return badCount(QStringLiteral("its header is longer than 64 MiB"));
    return fault("truncated", m_file,
                 QStringLiteral("a length in the header points past the end at byte %1").arg(m_cursor.position()));
}

Result<> HeaderReader::readStart()
{
    char magic[4] = {};
    quint32 version = 0;
    if (!m_cursor.read(magic, sizeof magic) || memcmp(magic, "GGUF", sizeof magic) != 0)
        return fault("magic", m_file, QStringLiteral("it does not start with the letters GGUF"));
    if (!m_cursor.read(version))
        return cutShort();
    if (version != 2 && version != 3)
        return fault("version", m_file, QStringLiteral("GGUF version %1; 2 and 3 are read").arg(version));
    if (!m_cursor.read(m_tensors) || !m_cursor.read(m_keys))
        return cutShort();
    if (m_tensors > mostTensors)
        return badCount(QStringLiteral("it claims %1 tensors").arg(m_tensors));
    if (m_keys > mostKeys)
        return badCount(QStringLiteral("it claims %1 keys").arg(m_keys));
    return Done {};
}

Result<> HeaderReader::readKey()
{
    QByteArray key;
    quint32 type = 0;
    quint64 length = 0;
    if (!m_cursor.read(length))
        return cutShort();
    if (length == 0 || length > longestKey)
        return badCount(QStringLiteral("a key of %1 bytes").arg(length));
    key.resize(qsizetype(length));
    if (!m_cursor.read(key.data(), length) || !m_cursor.read(type))
        return cutShort();
    if (!m_seenKeys.insert(qHash(key, 0x5eed)).second)
        return badCount(QStringLiteral("the key %1 comes twice").arg(harmless(key)));
    if (type > quint32(GgufType::F64))
        return badCount(QStringLiteral("the key %1 has the unknown type %2").arg(harmless(key)).arg(type));
    return readValue(key, GgufType(type));
}

Result<> HeaderReader::readValue(const QByteArray &key, GgufType type)
{
    if (type == GgufType::Array)
        return readArray(key);
    if (type == GgufType::String)
        return readKeptString(key);
    if (type == GgufType::F32 || type == GgufType::F64)
        return m_cursor.skip(*ggufValueBytes(type)) ? Result<>(Done {}) : cutShort();
    return readNumber(key, type);
}

Result<> HeaderReader::readArray(const QByteArray &key)
{
    quint32 type = 0;
    quint64 items = 0;
    if (!m_cursor.read(type) || !m_cursor.read(items))
        return cutShort();
    if (type > quint32(GgufType::F64) || GgufType(type) == GgufType::Array)
        return badCount(QStringLiteral("the list %1 holds the unknown type %2").arg(harmless(key)).arg(type));
    const auto bytes = ggufValueBytes(GgufType(type));
    if (items > (bytes ? longestHeader : mostListed - m_listed))
        return badCount(QStringLiteral("the list %1 claims %2 items").arg(harmless(key)).arg(items));
    if (bytes)
        return m_cursor.skip(items * *bytes) ? Result<>(Done {}) : cutShort();
    m_listed += items;
    for (quint64 i = 0; i < items; ++i) {
        if (!m_cursor.skipString())
            return cutShort();
    }
    return Done {};
}

Result<> HeaderReader::readKeptString(const QByteArray &key)
{
    m_header.hasChatTemplate |= key == "tokenizer.chat_template";
    const bool isArchitecture = key == "general.architecture";
    if (!isArchitecture && key != "general.name")
        return m_cursor.skipString() ? Result<>(Done {}) : cutShort();
    QByteArray value;
    if (!m_cursor.readString(value, longestKept))
        return cutShort();
    (isArchitecture ? m_header.architecture : m_header.name) = harmless(value);
    return Done {};
}

Result<> HeaderReader::readNumber(const QByteArray &key, GgufType type)
{
    quint64 value = 0;
    if (!m_cursor.read(reinterpret_cast<char *>(&value), *ggufValueBytes(type)))
        return cutShort();
    if (type == GgufType::Bool && value > 1)
        return badCount(QStringLiteral("the switch %1 is neither on nor off").arg(harmless(key)));
    if (key == "general.alignment") {
        if (type != GgufType::U32 || value < 8 || value > largestAlignment || (value & (value - 1)) != 0)
            return badCount(QStringLiteral("tensors aligned to %1 bytes").arg(value));
        m_alignment = quint32(value);
    }
    if (key == "split.count")
        m_parts = value;
    if (key.endsWith(".context_length") && m_contexts.size() < 16)
        m_contexts.emplace_back(key, value);
    return Done {};
}

Result<> HeaderReader::readTensors()
{
    GgufTensors tensors(m_alignment);
    for (quint64 i = 0; i < m_tensors; ++i) {
        switch (tensors.readOne(m_cursor)) {
        case GgufTensors::Fine: break;
        case GgufTensors::CutShort: return cutShort();
        case GgufTensors::Unsound: return fault("tensor", m_file, tensors.why());
        }
    }
    if (m_tensors == 0 && m_parts < 2)
        return fault("tensor", m_file, QStringLiteral("it holds no tensors"));
    switch (tensors.placeIn(m_cursor.position(), m_fileBytes)) {
    case GgufTensors::Fine: break;
    case GgufTensors::CutShort: return fault("truncated", m_file, tensors.why());
    case GgufTensors::Unsound: return fault("tensor", m_file, tensors.why());
    }
    m_header.parameters = tensors.parameters();
    return Done {};
}

Result<GgufHeader> HeaderReader::read()
{
    if (auto start = readStart(); !start)
        return start.error();
    for (quint64 i = 0; i < m_keys; ++i) {
        if (auto key = readKey(); !key)
            return key.error();
    }
    if (auto tensors = readTensors(); !tensors)
        return tensors.error();
    const QByteArray contextKey = m_header.architecture.toUtf8() + ".context_length";
    for (const auto &[key, tokens] : m_contexts) {
        if (key == contextKey && tokens <= quint64(std::numeric_limits<int>::max()))
            m_header.contextTokens = qint64(tokens);
    }
    m_header.fileBytes = qint64(m_fileBytes);
    return m_header;
}

} // namespace

Result<GgufHeader> readGgufHeader(const QString &file)
{
    const QByteArray path = QFile::encodeName(file);
    struct stat info = {};
    // Asked before it is opened, because opening some devices already does something.
    if (::stat(path.constData(), &info) != 0 || !S_ISREG(info.st_mode))
        return fault("not_a_file", file, QStringLiteral("it is no file that can be read"));
    const int descriptor = ::open(path.constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0)
        return fault("not_a_file", file, systemErrorText(errno));
    const auto closing = qScopeGuard([descriptor] { ::close(descriptor); });
    if (::fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode))
        return fault("not_a_file", file, QStringLiteral("it is no file that can be read"));
    if (info.st_size == 0)
        return fault("empty", file, QStringLiteral("it is empty"));
    return HeaderReader(descriptor, quint64(info.st_size), file).read();
}

} // namespace triptych
