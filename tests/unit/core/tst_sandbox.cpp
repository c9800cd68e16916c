// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/Sandbox.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

/// What bubblewrap is told; that it does it, tst_locallanes shows.
class tst_Sandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void hidesFoldersThatExist();
    void bringsBackTheFolderOfTheProgram();
    void bringsBackNoFolderThatHoldsAHiddenOne();

private:
    /// Does `option` stand with `folder` among the words, and where? -1: not at all.
    static qsizetype find(const QStringList &words, const char *option, const QString &folder);
    QString path(const char *name) const { return m_root->filePath(QString::fromLatin1(name)); }
    std::unique_ptr<QTemporaryDir> m_root;
};

void tst_Sandbox::init()
{
    m_root = std::make_unique<QTemporaryDir>(QStringLiteral("/var/tmp/tst_sandbox-XXXXXX")); // /tmp is hidden anyway
    QVERIFY(QDir(m_root->path()).mkpath(QStringLiteral("home/data"))
            && QDir(m_root->path()).mkpath(QStringLiteral("bin")));
}

qsizetype tst_Sandbox::find(const QStringList &words, const char *option, const QString &folder)
{
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        if (words.at(i) == QLatin1String(option) && words.at(i + 1) == folder)
            return i;
    }
    return -1;
}

void tst_Sandbox::hidesFoldersThatExist()
{
    const Sandbox sandbox {.bwrap = QStringLiteral("bwrap"),
                           .hiddenFolders = {path("home/data"), path("home/nowhere"), QStringLiteral("/")}};
    const QStringList words = sandbox.wrap({path("bin/llama-server")}, {path("model.gguf")});
    QVERIFY(find(words, "--tmpfs", path("home/data")) > 0);
    QCOMPARE(find(words, "--tmpfs", path("home/nowhere")), -1);
    QCOMPARE(find(words, "--tmpfs", QStringLiteral("/")), -1);
    QVERIFY(find(words, "--ro-bind", path("model.gguf")) > find(words, "--tmpfs", path("home/data")));
}

void tst_Sandbox::bringsBackTheFolderOfTheProgram()
{
    const Sandbox sandbox {.bwrap = QStringLiteral("bwrap"), .hiddenFolders = {m_root->path()}};
    const QStringList words = sandbox.wrap({path("bin/llama-server")}, {});
    QVERIFY(find(words, "--ro-bind", path("bin")) > find(words, "--tmpfs", m_root->path()));
}

void tst_Sandbox::bringsBackNoFolderThatHoldsAHiddenOne()
{
    const Sandbox sandbox {.bwrap = QStringLiteral("bwrap"), .hiddenFolders = {path("home/data")}};
    for (const char *program : {"home/data/llama-server", "home/llama-server", "llama-server"}) {
        const QStringList words = sandbox.wrap({path(program)}, {});
        QVERIFY(find(words, "--ro-bind", path(program)) > 0);
        QCOMPARE(find(words, "--ro-bind", QFileInfo(path(program)).path()), -1);
    }
}

QTEST_GUILESS_MAIN(tst_Sandbox)
#include "tst_sandbox.moc"
