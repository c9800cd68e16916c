// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/GgufHeader.h"

#include "tests/support/GgufBuilder.h"
#include "tests/support/Sanitized.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace triptych;

using Tensor = GgufBuilder::Tensor;

namespace {

constexpr quint32 u8 = 0;
constexpr quint32 u32 = 4;
constexpr quint32 boolean = 7;
constexpr quint32 array = 9;
constexpr quint32 u64 = 10;
constexpr quint32 text = 8;
constexpr quint64 huge = quint64(1) << 62;

QByteArray list(quint32 type, quint64 items, const QByteArray &bytes)
{
    return GgufBuilder::bytes32(type) + GgufBuilder::bytes64(items) + bytes;
}

} // namespace

class tst_GgufHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsTheDemoModel();
    void readsWhatItNeeds();
    void takesTheContextOfItsArchitecture();
    void acceptsSoundFiles_data();
    void acceptsSoundFiles();
    void refusesUnsoundFiles_data();
    void refusesUnsoundFiles();
    void refusesWhatIsNoFile_data();
    void refusesWhatIsNoFile();
    void followsALinkToAFile();
    void refusesEveryTruncation();
    void survivesFlippedBits();
    void isQuickAndSmall();

private:
    QString write(const QByteArray &bytes) const;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_GgufHeader::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QString tst_GgufHeader::write(const QByteArray &bytes) const
{
    QFile file(m_folder->filePath(QStringLiteral("model.gguf")));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write the model");
    return file.fileName();
}

void tst_GgufHeader::readsTheDemoModel()
{
    const QString file = QFINDTESTDATA("../../../resources/models/demo.gguf");
    const auto header = readGgufHeader(file);
    QVERIFY(header);
    QCOMPARE(header.value().contextTokens, 512);
    QVERIFY(header.value().parameters > 3'000'000 && header.value().parameters < 5'000'000);
    QCOMPARE(header.value().fileBytes, QFileInfo(file).size());
    QVERIFY(header.value().hasChatTemplate);
    QVERIFY(!header.value().architecture.isEmpty());
}

void tst_GgufHeader::readsWhatItNeeds()
{
    auto builder = GgufBuilder::small();
    builder.text("tokenizer.chat_template", "{{ messages }}")
        .tensor({.name = "second", .shape = {4, 2, 3}, .type = 1, .offset = 32});
    const auto header = readGgufHeader(write(builder.file(32 + 48)));
    QVERIFY(header);
    QCOMPARE(header.value().architecture, QStringLiteral("llama"));
    QCOMPARE(header.value().name, QStringLiteral("Small"));
    QCOMPARE(header.value().contextTokens, 512);
    QCOMPARE(header.value().parameters, 8 + 24);
    QVERIFY(header.value().hasChatTemplate);
}

void tst_GgufHeader::takesTheContextOfItsArchitecture()
{
    GgufBuilder builder;
    builder.number("clip.context_length", 77).key("qwen3.context_length", u64, GgufBuilder::bytes64(40'960));
    builder.text("general.architecture", "qwen3").tensor({});
    const auto header = readGgufHeader(write(builder.file(32)));
    QVERIFY(header);
    QCOMPARE(header.value().contextTokens, 40'960);
}

void tst_GgufHeader::acceptsSoundFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");

    auto second = GgufBuilder::small();
    second.version = 2;
    QTest::newRow("version 2") << second.file(32);
    auto wide = GgufBuilder::small();
    wide.number("general.alignment", 64).tensor({.name = "b", .offset = 64});
    wide.alignment = 64;
    QTest::newRow("wider alignment") << wide.file(96);
    auto lists = GgufBuilder::small();
    lists.key("tokens", array, list(text, 2, GgufBuilder::string("a") + GgufBuilder::string("")));
    lists.key("scores", array, list(6, 2, QByteArray(8, '\0')));
    lists.key("none", array, list(u32, 0, {}));
    QTest::newRow("lists") << lists.file(32);
    auto backwards = GgufBuilder::small();
    backwards.tensor({.name = "c", .offset = 64}).tensor({.name = "b", .offset = 32});
    QTest::newRow("tensors out of order") << backwards.file(96);
    auto packed = GgufBuilder::small();
    packed.tensor({.name = "q", .shape = {256, 2}, .type = 14, .offset = 32});
    QTest::newRow("packed rows") << packed.file(32 + 420);
    GgufBuilder part;
    part.text("general.architecture", "llama").key("split.count", 2, QByteArray("\x03\x00", 2));
    QTest::newRow("first part of three, without tensors") << part.file(0);
    QTest::newRow("bytes after the last tensor") << GgufBuilder::small().file(4096);
}

void tst_GgufHeader::acceptsSoundFiles()
{
    QFETCH(QByteArray, bytes);
    const auto header = readGgufHeader(write(bytes));
    QVERIFY2(header, header ? "" : qPrintable(header.error().message));
}

void tst_GgufHeader::refusesUnsoundFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *name, const char *cause, const QByteArray &bytes) {
        QTest::newRow(name) << bytes << QStringLiteral("gguf.") + QLatin1String(cause);
    };
    const auto small = [] { return GgufBuilder::small(); };
    const auto withTensor
        = [&](const Tensor &tensor, qsizetype data = 4096) { return small().tensor(tensor).file(data); };

    row("0 bytes", "empty", {});
    row("1 byte", "magic", "G");
    row("text", "magic", "GGML, nearly a model but not this kind of one at all");
    row("a page of HTML", "magic", "<!DOCTYPE html><title>404</title>");
    row("only the magic", "truncated", "GGUF");
    row("magic and version", "truncated", QByteArray("GGUF") + GgufBuilder::bytes32(3));
    for (const quint32 version : {0u, 1u, 4u, 0x0300'0000u, 0xffff'ffffu}) {
        auto builder = small();
        builder.version = version;
        row(qPrintable(QStringLiteral("version %1").arg(version)), "version", builder.file(32));
    }

    // Counts.
    auto tensors = small();
    tensors.extraTensors = qint64(huge);
    row("2^62 tensors", "counts", tensors.file(32)); // the multiplication behind CVE-2025-53630 starts here
    tensors.extraTensors = -2;
    row("-1 tensors", "counts", tensors.file(32));
    tensors.extraTensors = 1;
    row("one tensor more than there is", "tensor", tensors.file(4096)); // reads zeros: no dimensions
    auto keys = small();
    keys.extraKeys = qint64(huge);
    row("2^62 keys", "counts", keys.file(32));
    row("a key of 2^62 bytes", "counts",
        QByteArray("GGUF") + GgufBuilder::bytes32(3) + GgufBuilder::bytes64(1) + GgufBuilder::bytes64(1)
            + GgufBuilder::bytes64(huge) + QByteArray(64, 'k'));
    row("a key of 2^64-1 bytes", "counts",
        QByteArray("GGUF") + GgufBuilder::bytes32(3) + GgufBuilder::bytes64(1) + GgufBuilder::bytes64(1)
            + GgufBuilder::bytes64(~0ull) + QByteArray(64, 'k')); // CVE-2024-23496
    row("an empty key", "counts", small().number("", 1).file(32));
    row("a key twice", "counts", small().number("a", 1).number("a", 2).file(32));
    row("an unknown value type", "counts", small().key("a", 13, {}).file(32));
    row("a string of 2^62 bytes", "truncated", small().key("a", text, GgufBuilder::bytes64(huge)).file(32));
    row("a string of 2^64-1 bytes", "truncated", small().key("a", text, GgufBuilder::bytes64(~0ull)).file(32));
    row("a name of 2^64-1 bytes", "truncated",
        GgufBuilder().key("general.architecture", text, GgufBuilder::bytes64(~0ull)).file(32));
    row("a list of 2^62 numbers", "counts",
        small().key("a", array, list(u64, huge, {})).file(32)); // 8 x 2^62 wraps to 0
    row("a list of 2^61 numbers", "counts", small().key("a", array, list(u64, quint64(1) << 61, {})).file(32));
    row("a list of 2^40 strings", "counts", small().key("a", array, list(text, quint64(1) << 40, {})).file(32));
    row("a list longer than the file", "truncated", small().key("a", array, list(u8, 1'000'000, {})).file(32));
    row("a list of strings that is cut", "truncated",
        small().key("a", array, list(text, 3, GgufBuilder::string("x"))).header());
    row("a list of lists", "counts", small().key("a", array, list(array, 1, {})).file(32));
    row("a list of an unknown type", "counts", small().key("a", array, list(99, 1, {})).file(32));
    row("a switch of 2", "counts", small().key("a", boolean, QByteArray(1, 2)).file(32));
    row("alignment 0", "counts", small().number("general.alignment", 0).file(32));
    row("alignment 24", "counts", small().number("general.alignment", 24).file(32));
    row("alignment 2^31", "counts", small().number("general.alignment", 1u << 31).file(32));
    row("alignment of another type", "counts",
        small().key("general.alignment", u64, GgufBuilder::bytes64(32)).file(32));

    // Tensors.
    row("no tensors", "tensor", GgufBuilder().text("general.architecture", "llama").file(32));
    row("no dimensions", "tensor", withTensor({.name = "b", .shape = {}}));
    row("5 dimensions", "tensor", withTensor({.name = "b", .shape = {1, 1, 1, 1, 1}}));
    auto dimensions = small();
    dimensions.extraTensors = 1;
    row("2^32-1 dimensions", "tensor",
        dimensions.header() + GgufBuilder::string("b") + GgufBuilder::bytes32(~0u) + QByteArray(256, 1));
    row("an extent of 0", "tensor", withTensor({.name = "b", .shape = {8, 0}}));
    row("a shape that wraps", "tensor",
        withTensor({.name = "b", .shape = {quint64(1) << 32, quint64(1) << 32, 2}})); // CVE-2026-27940
    row("a negative extent", "tensor", withTensor({.name = "b", .shape = {~0ull}}));
    row("a shape whose bytes wrap", "tensor", withTensor({.name = "b", .shape = {(quint64(1) << 62) + 8}}));
    row("sizes that wrap when summed", "truncated",
        small()
            .tensor({.name = "b", .shape = {quint64(1) << 60}, .offset = 32})
            .tensor({.name = "c", .shape = {quint64(1) << 60}, .offset = 64})
            .file(64));
    row("an unknown type", "tensor", withTensor({.name = "b", .type = 999, .offset = 32}));
    row("a removed type", "tensor", withTensor({.name = "b", .shape = {32}, .type = 4, .offset = 32}));
    row("rows that are no multiple of the block", "tensor",
        withTensor({.name = "b", .shape = {33}, .type = 8, .offset = 32}));
    row("not aligned", "tensor", withTensor({.name = "b", .offset = 33}));
    row("the same place", "tensor", withTensor({.name = "b"}));
    row("overlapping by half", "tensor",
        small().tensor({.name = "b", .shape = {16}, .offset = 32}).tensor({.name = "c", .offset = 64}).file(4096));
    row("the same name", "tensor", withTensor({.offset = 32}));
    row("a name of 64 bytes", "tensor", withTensor({.name = QByteArray(64, 'n'), .offset = 32}));
    row("a name of 2^62 bytes", "tensor", dimensions.header() + GgufBuilder::bytes64(huge) + QByteArray(256, 1));
    row("an offset near 2^64", "tensor", withTensor({.name = "b", .shape = {16}, .offset = ~quint64(31)}));
    row("an offset past the end", "truncated", withTensor({.name = "b", .offset = quint64(1) << 40}));
    row("data cut by one byte", "truncated", small().file(31));
    row("no data", "truncated", small().header());
}

void tst_GgufHeader::refusesUnsoundFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, cause);
    const QString file = write(bytes);
    const auto header = readGgufHeader(file);
    QVERIFY(!header);
    QCOMPARE(header.error().cause, cause);
    QCOMPARE(header.error().kind, ErrorKind::InvalidInput);
    QVERIFY(header.error().message.startsWith(file));
}

void tst_GgufHeader::refusesWhatIsNoFile_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"fifo", "folder", "missing", "dangling", "link to fifo", "loop", "device"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void tst_GgufHeader::refusesWhatIsNoFile()
{
    QFETCH(QString, kind);
    const QString path = m_folder->filePath(QStringLiteral("model.gguf"));
    const QString other = m_folder->filePath(QStringLiteral("other"));
    const QByteArray name = QFile::encodeName(path);
    if (kind == QStringLiteral("fifo"))
        QCOMPARE(::mkfifo(name.constData(), 0600), 0);
    else if (kind == QStringLiteral("folder"))
        QVERIFY(QDir().mkpath(path));
    else if (kind == QStringLiteral("dangling"))
        QCOMPARE(::symlink("nowhere", name.constData()), 0);
    else if (kind == QStringLiteral("loop"))
        QCOMPARE(::symlink("model.gguf", name.constData()), 0);
    else if (kind == QStringLiteral("device"))
        QCOMPARE(::symlink("/dev/zero", name.constData()), 0);
    else if (kind == QStringLiteral("link to fifo")) {
        QCOMPARE(::mkfifo(QFile::encodeName(other).constData(), 0600), 0);
        QCOMPARE(::symlink("other", name.constData()), 0);
    }
    const auto header = readGgufHeader(path);
    QVERIFY(!header);
    QCOMPARE(header.error().cause, QStringLiteral("gguf.not_a_file"));
}

void tst_GgufHeader::followsALinkToAFile()
{
    const QString file = write(GgufBuilder::small().file(32));
    const QString link = m_folder->filePath(QStringLiteral("link.gguf"));
    QVERIFY(QFile::link(file, link));
    QVERIFY(readGgufHeader(link));
}

void tst_GgufHeader::refusesEveryTruncation()
{
    auto builder = GgufBuilder::small();
    builder.key("tokens", array, list(text, 2, GgufBuilder::string("a") + GgufBuilder::string("b")));
    const QByteArray whole = builder.file(32);
    QVERIFY(readGgufHeader(write(whole)));
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const auto header = readGgufHeader(write(whole.first(length)));
        QVERIFY2(!header, qPrintable(QString::number(length)));
        const QString cause = length == 0 ? QStringLiteral("gguf.empty")
            : length < 4                  ? QStringLiteral("gguf.magic")
                                          : QStringLiteral("gguf.truncated");
        QCOMPARE(header.error().cause, cause);
    }
}

void tst_GgufHeader::survivesFlippedBits()
{
    QFile demo(QFINDTESTDATA("../../../resources/models/demo.gguf"));
    QVERIFY(demo.open(QIODevice::ReadOnly));
    const QByteArray whole = demo.readAll();
    const QString path = write(whole);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    quint32 random = 2026; // the same flips in every run
    int refused = 0;
    constexpr int flips = 3000;
    for (int i = 0; i < flips; ++i) {
        random = random * 1'664'525u + 1'013'904'223u;
        const qsizetype place = random % 60'000;
        const char flipped = char(whole.at(place) ^ char(1u << (random >> 29)));
        QVERIFY(file.seek(place) && file.putChar(flipped) && file.flush());
        const auto header = readGgufHeader(path);
        refused += header ? 0 : 1;
        if (header)
            QVERIFY(header.value().parameters > 0);
        QVERIFY(file.seek(place) && file.putChar(whole.at(place)) && file.flush());
    }
    QVERIFY2(refused > 10, qPrintable(QString::number(refused)));
    QVERIFY(readGgufHeader(path));
}

void tst_GgufHeader::isQuickAndSmall()
{
    // The longest walk that a file can ask for: lists up to every limit, in a file that is sparse behind them.
    GgufBuilder builder;
    builder.extraTensors = 1;
    QByteArray strings;
    constexpr int items = (2 << 20) - 1;
    strings.reserve(items * 9);
    for (int i = 0; i < items; ++i)
        strings += GgufBuilder::string("t");
    builder.text("general.architecture", "llama").key("tokens", array, list(text, items, strings));
    QFile file(write(builder.header()));
    strings.clear();
    QVERIFY(file.resize(qint64(20) << 30));

    rusage before = {};
    rusage after = {};
    ::getrusage(RUSAGE_SELF, &before);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!readGgufHeader(file.fileName()));
    const qint64 ms = timer.elapsed();
    ::getrusage(RUSAGE_SELF, &after);
    QVERIFY(isSanitized || (after.ru_maxrss - before.ru_maxrss) / 1024 < 16);
    QVERIFY(isSanitized || ms < 1000); // 50 ms on a machine that does nothing else: tests/bench
}

QTEST_GUILESS_MAIN(tst_GgufHeader)
#include "tst_ggufheader.moc"
