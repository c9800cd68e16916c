// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/ModelLibrary.h"

#include "tests/support/GgufBuilder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

class tst_ModelLibrary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listsShippedModelsFirst();
    void addsAFileAsALink();
    void makesNames_data();
    void makesNames();
    void refusesATakenName();
    void refusesAnUnsoundFile();
    void saysWhyAModelIsNotThere();
    void removesOnlyLinks();
    void tellsWhatAModelCan();

private:
    QString write(const QString &name, const QByteArray &bytes = GgufBuilder::small().file(32)) const;
    ModelLibrary library() const
    {
        return ModelLibrary(m_root->filePath(QStringLiteral("models")), m_root->filePath(QStringLiteral("shipped")));
    }
    std::unique_ptr<QTemporaryDir> m_root;
};

void tst_ModelLibrary::init()
{
    m_root = std::make_unique<QTemporaryDir>();
    QVERIFY(m_root->isValid());
    write(QStringLiteral("shipped/demo.gguf"));
}

QString tst_ModelLibrary::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_root->filePath(name));
    QDir().mkpath(QFileInfo(file).path());
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(name));
    return file.fileName();
}

void tst_ModelLibrary::listsShippedModelsFirst()
{
    write(QStringLiteral("models/alpha.gguf"));
    write(QStringLiteral("models/broken.gguf"), "nothing");
    write(QStringLiteral("models/Not A Name.gguf"));
    write(QStringLiteral("models/demo.gguf")); // hidden by the shipped one
    const auto models = library().models();
    QCOMPARE(models.size(), 2u);
    QCOMPARE(models.at(0).name, QStringLiteral("demo"));
    QVERIFY(models.at(0).isDemonstration);
    QCOMPARE(models.at(0).file, m_root->filePath(QStringLiteral("shipped/demo.gguf")));
    QCOMPARE(models.at(1).name, QStringLiteral("alpha"));
    QVERIFY(!models.at(1).isDemonstration);
}

void tst_ModelLibrary::addsAFileAsALink()
{
    const QString file = write(QStringLiteral("downloads/Tiny.gguf"));
    const auto added = library().add(file);
    QVERIFY(added);
    QCOMPARE(added.value().name, QStringLiteral("tiny"));
    const QFileInfo link(added.value().file);
    QVERIFY(link.isSymLink());
    QCOMPARE(link.symLinkTarget(), QFileInfo(file).canonicalFilePath());
    const auto found = library().find(QStringLiteral("tiny"));
    QVERIFY(found);
    QCOMPARE(found.value().header.contextTokens, 512);
    QCOMPARE(library().models().size(), 2u);
}

void tst_ModelLibrary::makesNames_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << "tiny.gguf"
                           << "tiny";
    QTest::newRow("capitals") << "Qwen2.5-Coder-7B.Q4_K_M.GGUF"
                              << "qwen2.5-coder-7b.q4_k_m";
    QTest::newRow("spaces") << "My model (v2).gguf"
                            << "my-model-v2";
    QTest::newRow("edges") << "--x--.gguf"
                           << "x";
    QTest::newRow("no suffix") << "weights"
                               << "weights";
    QTest::newRow("Chinese and letters") << QStringLiteral("通义 7b.gguf") << "7b";
}

void tst_ModelLibrary::makesNames()
{
    QFETCH(QString, file);
    QFETCH(QString, name);
    const auto added = library().add(write(QStringLiteral("downloads/") + file));
    QVERIFY(added);
    QCOMPARE(added.value().name, name);
}

void tst_ModelLibrary::refusesATakenName()
{
    QVERIFY(library().add(write(QStringLiteral("a/tiny.gguf"))));
    const auto again = library().add(write(QStringLiteral("b/Tiny.gguf")));
    QVERIFY(!again);
    QCOMPARE(again.error().cause, QStringLiteral("model.taken"));
    const auto demo = library().add(write(QStringLiteral("b/demo.gguf")));
    QVERIFY(!demo);
    QCOMPARE(demo.error().cause, QStringLiteral("model.taken"));
    const auto nameless = library().add(write(QStringLiteral("b/通义.gguf")));
    QVERIFY(!nameless);
    QCOMPARE(nameless.error().cause, QStringLiteral("model.name"));
}

void tst_ModelLibrary::refusesAnUnsoundFile()
{
    const auto added = library().add(write(QStringLiteral("a/bad.gguf"), "GGUF but not much more"));
    QVERIFY(!added);
    QVERIFY(added.error().cause.startsWith(QStringLiteral("gguf.")));
    QVERIFY(!QFileInfo::exists(m_root->filePath(QStringLiteral("models"))));
    const auto missing = library().add(m_root->filePath(QStringLiteral("nowhere.gguf")));
    QVERIFY(!missing);
    QCOMPARE(missing.error().cause, QStringLiteral("gguf.not_a_file"));
}

void tst_ModelLibrary::saysWhyAModelIsNotThere()
{
    for (const char *name : {"nobody", "../shipped/demo", "", "UPPER"}) {
        const auto found = library().find(QString::fromLatin1(name));
        QVERIFY(!found);
        QCOMPARE(found.error().cause, QStringLiteral("model.unknown"));
    }
    const QString file = write(QStringLiteral("a/gone.gguf"));
    QVERIFY(library().add(file));
    QVERIFY(QFile::remove(file));
    const auto gone = library().find(QStringLiteral("gone"));
    QVERIFY(!gone);
    QCOMPARE(gone.error().cause, QStringLiteral("gguf.not_a_file"));
    QVERIFY(library().remove(QStringLiteral("gone"))); // a link to nowhere can still be taken away
}

void tst_ModelLibrary::removesOnlyLinks()
{
    const QString file = write(QStringLiteral("a/tiny.gguf"));
    QVERIFY(library().add(file));
    QVERIFY(library().remove(QStringLiteral("tiny")));
    QVERIFY(QFileInfo::exists(file));
    QVERIFY(!library().find(QStringLiteral("tiny")));

    write(QStringLiteral("models/own.gguf"));
    for (const char *kept : {"own", "demo"}) {
        const auto removed = library().remove(QString::fromLatin1(kept));
        QVERIFY(!removed);
        QCOMPARE(removed.error().cause, QStringLiteral("model.not_added"));
        QVERIFY(library().find(QString::fromLatin1(kept)));
    }
    const auto unknown = library().remove(QStringLiteral("nobody"));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().cause, QStringLiteral("model.unknown"));
}

void tst_ModelLibrary::tellsWhatAModelCan()
{
    const auto demo = library().find(QStringLiteral("demo"));
    QVERIFY(demo);
    const ModelInfo info = demo.value().info();
    QCOMPARE(info.id, QStringLiteral("demo"));
    QCOMPARE(info.contextTokens, std::optional<qint64>(512));
    QCOMPARE(info.tools, std::optional(false));
    QCOMPARE(info.images, std::optional(false));
    auto builder = GgufBuilder::small();
    builder.text("tokenizer.chat_template", "x");
    const auto added = library().add(write(QStringLiteral("a/tiny.gguf"), builder.file(32)));
    QVERIFY(added);
    QCOMPARE(added.value().info().tools, std::optional<bool>()); // nobody said
}

QTEST_GUILESS_MAIN(tst_ModelLibrary)
#include "tst_modellibrary.moc"
