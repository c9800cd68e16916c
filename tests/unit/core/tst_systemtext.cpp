// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/SystemText.h"
#include "core/files/AtomicFile.h"
#include "core/net/NetErrors.h"
#include "core/settings/PrivateFile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>
#include <cerrno>
#include <clocale>
#include <cstring>
#include <libintl.h>

using namespace triptych;

namespace {

constexpr const char *translated = "IN ANOTHER LANGUAGE";

/// A message catalogue of gettext in which each of `texts` is translated.
QByteArray catalogueOf(QByteArrayList texts)
{
    std::sort(texts.begin(), texts.end());
    texts.prepend(QByteArray()); // its translation is the head
    const qsizetype count = texts.size();
    constexpr qsizetype headSize = 28;
    QByteArray tables[2];
    QByteArray strings;
    const auto add = [&](int table, const QByteArray &text) {
        for (const qsizetype number : {text.size(), headSize + 16 * count + strings.size()}) {
            const auto bytes = qToLittleEndian(quint32(number));
            tables[table].append(reinterpret_cast<const char *>(&bytes), sizeof bytes);
        }
        strings += text + '\0';
    };
    for (const QByteArray &text : texts) {
        add(0, text);
        add(1, text.isEmpty() ? QByteArray("Content-Type: text/plain; charset=UTF-8\n") : QByteArray(translated));
    }
    QByteArray head;
    for (const qsizetype number :
         {qsizetype(0x950412de), qsizetype(0), count, headSize, headSize + 8 * count, qsizetype(0), qsizetype(0)}) {
        const auto bytes = qToLittleEndian(quint32(number));
        head.append(reinterpret_cast<const char *>(&bytes), sizeof bytes);
    }
    return head + tables[0] + tables[1] + strings;
}

} // namespace

/// Records and JSON are English, whatever language the system speaks.
class TestSystemText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void speaksEnglish();
    void namesUnknownCodes();

private:
    QTemporaryDir m_folder;
};

void TestSystemText::initTestCase()
{
    const QString messages = m_folder.filePath(QStringLiteral("xx/LC_MESSAGES"));
    QVERIFY(QDir().mkpath(messages));
    QFile file(messages + QStringLiteral("/libc.mo"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(catalogueOf({"Connection refused", "Is a directory", "No such file or directory", "Permission denied"}));
    file.close();
    qputenv("LANGUAGE", "xx");
    ::setlocale(LC_ALL, "C.UTF-8");
    ::bindtextdomain("libc", QFile::encodeName(m_folder.path()).constData());
    if (std::strcmp(std::strerror(ECONNREFUSED), translated) != 0)
        QSKIP("this C library translates nothing here");
}

void TestSystemText::speaksEnglish()
{
    QCOMPARE(systemErrorText(ECONNREFUSED), QStringLiteral("Connection refused"));
    QCOMPARE(tcpError(ECONNREFUSED).message, QStringLiteral("Connection refused"));
    const auto folder = readPrivateFile(m_folder.path(), 10);
    QVERIFY2(folder.error().message.endsWith(QStringLiteral(": Is a directory")), qPrintable(folder.error().message));
    const auto written = writeAtomically(m_folder.filePath(QStringLiteral("none/file")), QByteArray("x"), {});
    QVERIFY2(written.error().message.endsWith(QStringLiteral(": No such file or directory")),
             qPrintable(written.error().message));
}

void TestSystemText::namesUnknownCodes()
{
    QCOMPARE(systemErrorText(123456), QStringLiteral("system error 123456"));
}

QTEST_GUILESS_MAIN(TestSystemText)
#include "tst_systemtext.moc"
