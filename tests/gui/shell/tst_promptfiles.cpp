// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/PromptFiles.h"
#include "tests/gui/shell/ShellBench.h"
#include "ui/editor/PromptEditor.h"
#include "ui/shell/DocumentTabs.h"
#include "ui/shell/RunColumn.h"

#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>

using namespace triptych;

/// Prompts as files and tabs: opened, saved, renamed, dropped, closed, and never lost.
class TestPromptFiles : public QObject, private ShellBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openInNewHome(); }
    void cleanup() { close(); }

    void savesOpensAndCloses();
    void asksBeforeAChangedPromptIsClosed();
    void keepsDraftsOverACrash();
    void tellsOfDraftsThatCannotBeRead();
    void dropsFiles();
    void renamesInPlace();
    void escLeavesTheNameAsItWas();
    void opensAClosedTabAgain();
    void reportsWhatCannotBeOpened();
};

void TestPromptFiles::savesOpensAndCloses()
{
    type(QStringLiteral("hello"));
    QVERIFY(editors().isDirty(0));
    press(Qt::Key_S, Qt::ControlModifier);
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = child<QFileDialog>("saveDialog")));
    const QString file = m_folder->filePath(QStringLiteral("a.prompty"));
    dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(file);
    QTest::keyClick(dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit")), Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(file));
    QCOMPARE(loadPrompt(file).value().body(), QStringLiteral("hello"));
    QVERIFY(!editors().isDirty(0));
    QCOMPARE(editors().title(0), QStringLiteral("a.prompty"));

    editors().focusEditor();
    press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(editors().count(), 1); // never none
    QCOMPARE(editors().text(), QString());
    editors().openFile(file);
    QCOMPARE(editors().count(), 1); // the untouched prompt makes room
    QCOMPARE(editors().text(), QStringLiteral("hello"));
    editors().openFile(file);
    QCOMPARE(editors().count(), 1);
    QCOMPARE(child<DocumentTabs>("documentTabs")->tabText(0), QStringLiteral("a.prompty"));
}

void TestPromptFiles::asksBeforeAChangedPromptIsClosed()
{
    type(QStringLiteral("precious"));
    press(Qt::Key_W, Qt::ControlModifier);
    auto *bar = child<QWidget>("noticeBar");
    QVERIFY(bar->isVisible());
    QCOMPARE(editors().text(), QStringLiteral("precious"));
    QTest::mouseClick(child<QPushButton>("noticeChoice2"), Qt::LeftButton); // keep open
    QVERIFY(!bar->isVisible());
    QCOMPARE(editors().text(), QStringLiteral("precious"));

    editors().focusEditor();
    press(Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(child<QPushButton>("noticeChoice1") && child<QPushButton>("noticeChoice1")->isVisible());
    QTest::mouseClick(child<QPushButton>("noticeChoice1"), Qt::LeftButton); // discard
    QCOMPARE(editors().text(), QString());
    QCOMPARE(editors().count(), 1);
}

void TestPromptFiles::keepsDraftsOverACrash()
{
    const QString file = m_folder->filePath(QStringLiteral("a.prompty"));
    QVERIFY(savePrompt(file, PromptDocument::parse("saved").value()));
    type(QStringLiteral("never saved"));
    editors().openFile(file);
    editors().focusEditor();
    type(QStringLiteral("not "));
    QTRY_COMPARE_WITH_TIMEOUT(QDir(drafts()).entryList(QDir::Files).size(), 2, 5000);

    openWindow(); // without any saving
    QCOMPARE(editors().count(), 2);
    QStringList texts {};
    for (int i = 0; i < editors().count(); ++i) {
        editors().setCurrentIndex(i);
        QVERIFY(editors().isDirty(i));
        texts.append(editors().text());
    }
    texts.sort();
    QCOMPARE(texts, QStringList({QStringLiteral("never saved"), QStringLiteral("not saved")}));
    QCOMPARE(loadPrompt(file).value().body(), QStringLiteral("saved"));

    editors().openFile(file);
    editors().save();
    QCOMPARE(loadPrompt(file).value().body(), QStringLiteral("not saved"));
    QTRY_COMPARE(QDir(drafts()).entryList(QDir::Files).size(), 1);
}

void TestPromptFiles::tellsOfDraftsThatCannotBeRead()
{
    QVERIFY(QDir().mkpath(drafts()));
    const QString file = drafts() + QStringLiteral("/x.draft");
    QFile damaged(file);
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write("no head");
    damaged.close();
    openWindow();
    editors().restore({}, 0);
    QVERIFY(child<QWidget>("noticeBar")->isVisible());
    QVERIFY(child<QLabel>("noticeText")->text().contains(file));
    QVERIFY(QFile::exists(file));
}

void TestPromptFiles::dropsFiles()
{
    const QString text = m_folder->filePath(QStringLiteral("note.txt"));
    QFile note(text);
    QVERIFY(note.open(QIODevice::WriteOnly));
    note.write("dropped");
    note.close();
    const QString prompt = m_folder->filePath(QStringLiteral("p.prompty"));
    QVERIFY(savePrompt(prompt, PromptDocument::parse("from a file").value()));
    const QSignalSpy models(&editors(), &EditorTabs::modelFileDropped);

    const auto drop = [this](const QString &file) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(editors().editor()->viewport(), &enter);
        QDropEvent event(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(editors().editor()->viewport(), &event);
    };
    type(QStringLiteral("x "));
    drop(text);
    QCOMPARE(editors().text(), QStringLiteral("x dropped"));
    drop(prompt);
    QCOMPARE(editors().count(), 2);
    QCOMPARE(editors().text(), QStringLiteral("from a file"));
    drop(m_folder->filePath(QStringLiteral("model.gguf")));
    QCOMPARE(models.count(), 1);
}

void TestPromptFiles::renamesInPlace()
{
    const QString file = m_folder->filePath(QStringLiteral("a.prompty"));
    QVERIFY(savePrompt(file, PromptDocument::parse("saved").value()));
    editors().openFile(file);
    editors().focusEditor();
    press(Qt::Key_F2);
    auto *field = child<QLineEdit>("renameField");
    QVERIFY(field && field->hasFocus());
    QCOMPARE(field->selectedText(), QStringLiteral("a"));
    type(QStringLiteral("b"));
    press(Qt::Key_Return);
    QCOMPARE(editors().title(0), QStringLiteral("b.prompty"));
    QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("b.prompty"))));
    QVERIFY(!QFile::exists(file));
}

void TestPromptFiles::escLeavesTheNameAsItWas()
{
    const QSignalSpy stop(&(*m_actions)[Command::Stop], &QAction::triggered);
    m_window->runColumn().setRunning(1);
    editors().focusEditor();
    const QString before = editors().title(0);
    press(Qt::Key_F2);
    QPointer<QLineEdit> field = child<QLineEdit>("renameField");
    type(QStringLiteral("other"));
    press(Qt::Key_Escape);
    QCOMPARE(stop.count(), 0);
    QCOMPARE(editors().title(0), before);
    QTRY_VERIFY(!field);
    QVERIFY(editors().editor()->hasFocus());
    press(Qt::Key_Escape);
    QCOMPARE(stop.count(), 1);
}

void TestPromptFiles::opensAClosedTabAgain()
{
    QVERIFY(!(*m_actions)[Command::ReopenPrompt].isEnabled());
    const QString file = m_folder->filePath(QStringLiteral("a.prompty"));
    QVERIFY(savePrompt(file, PromptDocument::parse("saved").value()));
    editors().openFile(file);
    editors().newPrompt();
    type(QStringLiteral("typed"));
    press(Qt::Key_W, Qt::ControlModifier);
    QTest::mouseClick(child<QPushButton>("noticeChoice1"), Qt::LeftButton); // discard
    editors().focusEditor();
    press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(editors().text(), QString());
    editors().focusEditor();
    press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(editors().file(editors().currentIndex()), file);
    QVERIFY(!editors().isDirty(editors().currentIndex()));
    editors().focusEditor();
    press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(editors().text(), QStringLiteral("typed"));
    QVERIFY(editors().isDirty(editors().currentIndex()));
    QVERIFY(!(*m_actions)[Command::ReopenPrompt].isEnabled());
}

void TestPromptFiles::reportsWhatCannotBeOpened()
{
    const QString file = m_folder->filePath(QStringLiteral("bad.prompty"));
    QFile bad(file);
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("---\nname: [\n---\n");
    bad.close();
    editors().openFile(file);
    QVERIFY(child<QWidget>("noticeBar")->isVisible());
    QVERIFY(child<QLabel>("noticeText")->text().contains(QStringLiteral("bad.prompty:")));
    QCOMPARE(editors().count(), 1);
    editors().openFile(m_folder->filePath(QStringLiteral("missing.prompty")));
    QVERIFY(child<QLabel>("noticeText")->text().contains(QStringLiteral("missing.prompty")));
    QVERIFY(child<QLabel>("noticeText")->text().contains(QStringLiteral("Check"))); // and what to do
    const QString taken = m_folder->filePath(QStringLiteral("taken.prompty"));
    const QString file2 = m_folder->filePath(QStringLiteral("b.prompty"));
    for (const QString &one : {taken, file2})
        QVERIFY(savePrompt(one, PromptDocument::parse("x").value()));
    editors().openFile(file2);
    editors().rename(editors().currentIndex(), QStringLiteral("taken.prompty"));
    QVERIFY(child<QLabel>("noticeText")->text().contains(QStringLiteral("another name")));
}

QTEST_MAIN(TestPromptFiles)
#include "tst_promptfiles.moc"
