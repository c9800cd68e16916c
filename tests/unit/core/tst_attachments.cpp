// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/MediaType.h"
#include "core/prompt/AttachmentFiles.h"
#include "core/prompt/AttachmentText.h"
#include "core/prompt/PromptDocument.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

namespace {

const QByteArray png = QByteArrayLiteral("\x89PNG\r\n\x1a\nrest");
const QByteArray pdf = QByteArrayLiteral("%PDF-1.7\nrest");

void write(const QString &file, const QByteArray &bytes)
{
    QFile target(file);
    QVERIFY(target.open(QIODevice::WriteOnly));
    target.write(bytes);
}

std::vector<ChatTurn> turnsOf(const QString &body, const VariableValues &values = {})
{
    PromptDocument document;
    document.setBody(body);
    auto turns = document.turns(values);
    return turns ? std::move(turns).value() : std::vector<ChatTurn>();
}

/// "text:…", "image:label" or "document:label" for each part.
QStringList shown(const ChatTurn &turn)
{
    QStringList parts;
    for (const ContentPart &part : turn.parts) {
        if (const auto *text = std::get_if<TextPart>(&part))
            parts += QStringLiteral("text:") + text->text;
        if (const auto *media = std::get_if<MediaPart>(&part))
            parts += (media->isImage() ? QStringLiteral("image:") : QStringLiteral("document:")) + media->name;
    }
    return parts;
}

} // namespace

class TestAttachments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTypesByTheirBytes_data();
    void knowsTypesByTheirBytes();
    void findsMarks_data();
    void findsMarks();
    void aMarkIsReadBack();
    void aPromptIsCutAtItsMarks();
    void onlyTheUserShowsSomething();
    void aValueShowsNothing();
    void keepsAndLoads();
    void isAsPrivateAsItsFolder();
    void keepsWhatARunShows();
    void whatIsKeptTwiceIsOneFile();
    void isFoundInTheSecondFolder();
    void aMissingFileIsNamed();
    void aChangedFileIsNotSent();
    void refusesWhatNoModelTakes();
    void goesWithItsPrompt();

private:
    QTemporaryDir m_folder;
};

void TestAttachments::knowsTypesByTheirBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("type");
    QTest::newRow("png") << png << QStringLiteral("image/png");
    QTest::newRow("jpeg") << QByteArray("\xff\xd8\xff\xe0...") << QStringLiteral("image/jpeg");
    QTest::newRow("gif") << QByteArray("GIF89a...") << QStringLiteral("image/gif");
    QTest::newRow("webp") << QByteArray("RIFF\1\2\3\4WEBPVP8 ") << QStringLiteral("image/webp");
    QTest::newRow("pdf") << pdf << QStringLiteral("application/pdf");
    QTest::newRow("sound in a riff") << QByteArray("RIFF\1\2\3\4WAVEfmt ") << QString();
    QTest::newRow("cut riff") << QByteArray("RIFF\1\2") << QString();
    QTest::newRow("svg is text") << QByteArray("<svg/>") << QString();
    QTest::newRow("empty") << QByteArray() << QString();
}

void TestAttachments::knowsTypesByTheirBytes()
{
    QFETCH(const QByteArray, bytes);
    QTEST(sniffedMediaType(bytes), "type");
}

void TestAttachments::findsMarks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    const QString file = attachmentFile(png, QStringLiteral("image/png"));
    QTest::newRow("image") << QStringLiteral("a ![tide](%1) b").arg(file) << 1;
    QTest::newRow("document")
        << QStringLiteral("[tide](%1)").arg(attachmentFile(pdf, QStringLiteral("application/pdf"))) << 1;
    QTest::newRow("two") << QStringLiteral("![](%1)![x](%1)").arg(file) << 2;
    QTest::newRow("an image of the web") << QStringLiteral("![x](https://a.b/attachments/1.png)") << 0;
    QTest::newRow("another file") << QStringLiteral("![x](attachments/tide.png)") << 0;
    QTest::newRow("out of the folder") << QStringLiteral("![x](attachments/../%1)").arg(file) << 0;
    QTest::newRow("no type of ours")
        << QStringLiteral("![x](%1)").arg(QString(file).replace(QStringLiteral(".png"), QStringLiteral(".exe"))) << 0;
    QTest::newRow("over two lines") << QStringLiteral("![x\n](%1)").arg(file) << 0;
}

void TestAttachments::findsMarks()
{
    QFETCH(const QString, text);
    QFETCH(const int, count);
    QCOMPARE(int(findAttachments(text).size()), count);
}

void TestAttachments::aMarkIsReadBack()
{
    const QString file = attachmentFile(png, QStringLiteral("image/png"));
    const QString text = QStringLiteral("before ") + attachmentText(QStringLiteral("the [high]\ntide"), file);
    const auto marks = findAttachments(text);
    QCOMPARE(marks.size(), size_t(1));
    QCOMPARE(marks[0].start, qsizetype(7));
    QCOMPARE(marks[0].start + marks[0].length, text.size());
    QCOMPARE(marks[0].label, QStringLiteral("the high tide"));
    QCOMPARE(marks[0].file, file);
    QCOMPARE(marks[0].mimeType(), QStringLiteral("image/png"));
}

void TestAttachments::aPromptIsCutAtItsMarks()
{
    const QString picture = attachmentText(QStringLiteral("map"), attachmentFile(png, QStringLiteral("image/png")));
    const QString paper = attachmentText(QStringLiteral("law"), attachmentFile(pdf, QStringLiteral("application/pdf")));
    const auto turns = turnsOf(QStringLiteral("Look {{who}}: %1 %2\nand say").arg(picture, paper),
                               {{QStringLiteral("who"), QStringLiteral("here")}});
    QCOMPARE(turns.size(), size_t(1));
    QCOMPARE(shown(turns[0]),
             QStringList({QStringLiteral("text:Look here: "), QStringLiteral("image:map"),
                          QStringLiteral("document:law"), QStringLiteral("text:\nand say")}));
    QCOMPARE(shown(turnsOf(picture)[0]), QStringList({QStringLiteral("image:map")}));
}

void TestAttachments::onlyTheUserShowsSomething()
{
    const QString picture = attachmentText(QStringLiteral("map"), attachmentFile(png, QStringLiteral("image/png")));
    const auto turns = turnsOf(QStringLiteral("system:\n%1\nuser:\nhello").arg(picture));
    QCOMPARE(shown(turns[0]), QStringList({QStringLiteral("text:") + picture}));
}

/// A value may come from anywhere; it must not make Triptych send a file.
void TestAttachments::aValueShowsNothing()
{
    const QString picture = attachmentText(QStringLiteral("map"), attachmentFile(png, QStringLiteral("image/png")));
    const auto turns = turnsOf(QStringLiteral("{{x}}"), {{QStringLiteral("x"), picture}});
    QCOMPARE(shown(turns[0]), QStringList({QStringLiteral("text:") + picture}));
}

void TestAttachments::keepsAndLoads()
{
    const auto kept = keepAttachment(m_folder.path(), png);
    QVERIFY(kept);
    auto turns = turnsOf(attachmentText(QStringLiteral("map"), kept.value()));
    QVERIFY(loadAttachments(turns, {m_folder.path()}));
    QCOMPARE(std::get<MediaPart>(turns[0].parts[0]).data, png);
}

void TestAttachments::isAsPrivateAsItsFolder()
{
    constexpr auto othersRights = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    const auto rightsIn = [&](QFile::Permissions folder) {
        const QTemporaryDir home;
        QFile::setPermissions(home.path(), folder);
        const auto kept = keepAttachment(home.path(), png);
        return QFileInfo(home.filePath(kept ? kept.value() : QString())).permissions() & othersRights;
    };
    const QFile::Permissions own = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    QCOMPARE(rightsIn(own), QFile::Permissions());
    QVERIFY(rightsIn(own | QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther) != 0);
}

void TestAttachments::keepsWhatARunShows()
{
    const QTemporaryDir store;
    const MediaPart shown {.mimeType = QStringLiteral("image/png"), .data = png};
    QVERIFY(keepAttachments({ChatTurn::text(Role::System, QStringLiteral("s")), {Role::User, {TextPart {}, shown}}},
                            store.path()));
    QVERIFY(QFile::exists(store.filePath(attachmentFile(png, QStringLiteral("image/png")))));
}

void TestAttachments::whatIsKeptTwiceIsOneFile()
{
    const QTemporaryDir folder;
    QCOMPARE(keepAttachment(folder.path(), png).value(), keepAttachment(folder.path(), png).value());
    QCOMPARE(QDir(folder.filePath(QStringLiteral("attachments"))).entryList(QDir::Files).size(), 1);
}

void TestAttachments::isFoundInTheSecondFolder()
{
    const QTemporaryDir first;
    const auto kept = keepAttachment(m_folder.path(), png);
    auto turns = turnsOf(attachmentText({}, kept.value()));
    QVERIFY(loadAttachments(turns, {first.path(), m_folder.path()}));
    QCOMPARE(std::get<MediaPart>(turns[0].parts[0]).data, png);
}

void TestAttachments::aMissingFileIsNamed()
{
    const QTemporaryDir empty;
    const QString file = attachmentFile(pdf, QStringLiteral("application/pdf"));
    auto turns = turnsOf(attachmentText(QStringLiteral("law"), file));
    const auto loaded = loadAttachments(turns, {empty.path()});
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().cause, QStringLiteral("attachment.missing"));
    QVERIFY(loaded.error().message.contains(file));
}

void TestAttachments::aChangedFileIsNotSent()
{
    const QTemporaryDir folder;
    const QString kept = keepAttachment(folder.path(), png).value();
    write(folder.filePath(kept), png + "more");
    auto turns = turnsOf(attachmentText({}, kept));
    const auto loaded = loadAttachments(turns, {folder.path()});
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().cause, QStringLiteral("attachment.changed"));
}

void TestAttachments::refusesWhatNoModelTakes()
{
    const QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("a.txt")), "words");
    const auto kind = readAttachment(folder.filePath(QStringLiteral("a.txt")));
    QVERIFY(!kind);
    QCOMPARE(kind.error().cause, QStringLiteral("attachment.kind"));
    QCOMPARE(keepAttachment(folder.path(), "words").error().cause, QStringLiteral("attachment.kind"));

    QFile large(folder.filePath(QStringLiteral("large.png")));
    QVERIFY(large.open(QIODevice::WriteOnly));
    QVERIFY(large.resize(largestAttachment + 1)); // sparse
    QCOMPARE(readAttachment(large.fileName()).error().cause, QStringLiteral("attachment.large"));
    QCOMPARE(readAttachment(folder.filePath(QStringLiteral("none.png"))).error().cause,
             QStringLiteral("attachment.missing"));
}

void TestAttachments::goesWithItsPrompt()
{
    const QTemporaryDir from;
    const QTemporaryDir to;
    const QString kept = keepAttachment(from.path(), png).value();
    const QString text = QStringLiteral("see ") + attachmentText({}, kept);
    QVERIFY(copyAttachments(text, {from.path()}, to.path()));
    QVERIFY(QFile::exists(to.filePath(kept)));
    QVERIFY(copyAttachments(text, {from.path()}, to.path())); // once more is no fault
    QVERIFY(!copyAttachments(text, {to.filePath(QStringLiteral("nowhere"))}, from.filePath(QStringLiteral("x"))));
}

QTEST_GUILESS_MAIN(TestAttachments)
#include "tst_attachments.moc"
