// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/AttachmentText.h"
#include "tests/gui/window/WindowBench.h"
#include "ui/editor/EditorTabs.h"
#include "ui/editor/PromptEditor.h"
#include "ui/lanes/LaneView.h"
#include "ui/shell/Actions.h"
#include "ui/shell/MainWindow.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QImage>
#include <QLabel>
#include <QMimeData>
#include <QTest>
#include <QToolTip>

using namespace triptych;

/// Images and documents in the prompt, and the tasks with code, by the hands of a person.
class TestAttachmentsInWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }

    void aPictureIsPastedAndSent();
    void whatIsNotRecordedIsNotKept();
    void textGoesBeforeItsPicture();
    void anAttachmentIsOneThing();
    void pastingIsOneUndoStep();
    void picturesAreToldApart();
    void aChipTellsWhatItIs();
    void aDroppedDocumentGoesIn();
    void goesWithThePromptThatIsSaved();
    void aMissingFileSendsNothing();
    void aLaneThatCannotSeeSaysSo();
    void aLaneWhoseProtocolTakesNoPdfSaysSo();
    void codeIsExplained();
    void aTaskShowsWhatTheSelectionShows();
    void anEmptyPromptIsNoTask();

private:
    void pastePicture() const;
    QString tipOver(const QString &text) const;
    EditorTabs &tabs() const { return m_bench->window().editors(); }
    void trigger(const char *name) const;
    QByteArray sent(size_t request = 0) const { return m_bench->server.requests().at(request).body; }

    std::unique_ptr<WindowBench> m_bench;
};

void TestAttachmentsInWindow::init()
{
    m_bench = std::make_unique<WindowBench>();
    m_bench->addProvider();
    m_bench->keepLanes({QStringLiteral("test/m")}, QStringLiteral("what is this? "));
    m_bench->server.playAlways(answerOf("a tide"));
    m_bench->open();
}

void TestAttachmentsInWindow::trigger(const char *name) const
{
    for (QAction *action : m_bench->window().actions())
        if (action->objectName() == QLatin1String(name))
            return action->trigger();
    QFAIL("no such action");
}

void TestAttachmentsInWindow::pastePicture() const
{
    QImage picture(4, 4, QImage::Format_RGB32);
    picture.fill(Qt::blue);
    QGuiApplication::clipboard()->setImage(picture);
    m_bench->editor().setFocus();
    QTest::keyClick(&m_bench->editor(), Qt::Key_End, Qt::ControlModifier);
    QTest::keyClick(&m_bench->editor(), Qt::Key_V, Qt::ControlModifier);
}

void TestAttachmentsInWindow::aPictureIsPastedAndSent()
{
    pastePicture();
    const auto marks = findAttachments(m_bench->editor().text());
    QCOMPARE(marks.size(), size_t(1));
    QVERIFY(QFile::exists(m_bench->paths().attachmentStore() + QLatin1Char('/') + marks[0].file)
            || QFile::exists(QFileInfo(tabs().file(0)).path() + QLatin1Char('/') + marks[0].file));
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("a tide"));
    QVERIFY2(sent().contains(R"("image_url":{"url":"data:image/png;base64,iVBOR)"), sent().constData());
    QVERIFY(!sent().contains("attachments/"));
}

/// Without a history there is no run that would show it again.
void TestAttachmentsInWindow::whatIsNotRecordedIsNotKept()
{
    Settings settings = m_bench->session().settings();
    settings.recordHistory = false;
    QVERIFY(m_bench->session().changeSettings(settings));
    const QTemporaryDir elsewhere;
    tabs().saveTo(elsewhere.filePath(QStringLiteral("a.prompty")));
    pastePicture();
    const QString kept = findAttachments(m_bench->editor().text()).at(0).file;
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("a tide"));
    QVERIFY(QFile::exists(elsewhere.filePath(kept)));
    QVERIFY(!QFile::exists(m_bench->paths().attachmentStore() + QLatin1Char('/') + kept));
}

void TestAttachmentsInWindow::textGoesBeforeItsPicture()
{
    auto *both = new QMimeData; // as an office program copies
    both->setText(QStringLiteral("words"));
    both->setImageData(QImage(2, 2, QImage::Format_RGB32));
    QGuiApplication::clipboard()->setMimeData(both);
    QTest::keyClick(&m_bench->editor(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(m_bench->editor().text().contains(QStringLiteral("words")));
    QVERIFY(findAttachments(m_bench->editor().text()).empty());
}

void TestAttachmentsInWindow::anAttachmentIsOneThing()
{
    pastePicture();
    PromptEditor &editor = m_bench->editor();
    QTest::keyClick(&editor, Qt::Key_Left); // over it at once
    QTest::keyClick(&editor, 'x');
    QVERIFY2(editor.text().contains(QStringLiteral("x![")), qPrintable(editor.text()));
    QTest::keyClick(&editor, Qt::Key_Right);
    QTest::keyClick(&editor, 'y');
    QVERIFY2(editor.text().contains(QStringLiteral(".png)y")), qPrintable(editor.text()));
    QTest::keyClick(&editor, Qt::Key_Backspace);
    QTest::keyClick(&editor, Qt::Key_Backspace);
    QVERIFY(findAttachments(editor.text()).empty());
    QVERIFY(!editor.text().contains(QStringLiteral("attachments")));
    QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(findAttachments(editor.text()).size(), size_t(1));
}

void TestAttachmentsInWindow::pastingIsOneUndoStep()
{
    const QString before = m_bench->editor().text();
    pastePicture();
    QTest::keyClick(&m_bench->editor(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_bench->editor().text(), before);
}

void TestAttachmentsInWindow::picturesAreToldApart()
{
    for (int i = 0; i < 3; ++i)
        pastePicture();
    const auto marks = findAttachments(m_bench->editor().text());
    QCOMPARE(marks.size(), size_t(3));
    QCOMPARE(marks[0].label, QStringLiteral("image"));
    QCOMPARE(marks[1].label, QStringLiteral("image 2"));
    QCOMPARE(marks[2].label, QStringLiteral("image 3"));
}

/// What is shown when the mouse rests on the first letter of `text`.
QString TestAttachmentsInWindow::tipOver(const QString &text) const
{
    PromptEditor &editor = m_bench->editor();
    const auto at = static_cast<unsigned long>(editor.text().toUtf8().indexOf(text.toUtf8()) + 1);
    const QPoint inView(int(editor.SendScintilla(QsciScintilla::SCI_POINTXFROMPOSITION, 0UL, long(at))) + 1,
                        int(editor.SendScintilla(QsciScintilla::SCI_POINTYFROMPOSITION, 0UL, long(at))) + 4);
    const QPoint global = editor.viewport()->mapToGlobal(inView);
    QHelpEvent help(QEvent::ToolTip, editor.mapFromGlobal(global), global);
    QCoreApplication::sendEvent(&editor, &help);
    return QToolTip::text();
}

void TestAttachmentsInWindow::aChipTellsWhatItIs()
{
    pastePicture();
    const QString tip = tipOver(QStringLiteral("![image]"));
    QVERIFY2(tip.contains(QStringLiteral("<b>image</b>")), qPrintable(tip));
    QVERIFY2(tip.contains(QStringLiteral("PNG · 4 × 4 · ")), qPrintable(tip));
    QVERIFY(tip.contains(QStringLiteral("<img src=\"data:image/png;base64,")));
    m_bench->editor().insert(
        attachmentText(QStringLiteral("a<b"), attachmentFile("%PDF-1.7", QStringLiteral("application/pdf"))));
    const QString gone = tipOver(QStringLiteral("[a<b]"));
    QVERIFY2(gone.contains(QStringLiteral("a&lt;b")) && gone.contains(QStringLiteral("missing")), qPrintable(gone));
}

void TestAttachmentsInWindow::aDroppedDocumentGoesIn()
{
    QFile file(m_bench->paths().data + QStringLiteral("/law.pdf"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("%PDF-1.7");
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file.fileName())});
    QWidget *view = m_bench->editor().viewport();
    QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(view, &enter);
    QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(view, &drop);
    const auto marks = findAttachments(m_bench->editor().text());
    QCOMPARE(marks.size(), size_t(1));
    QCOMPARE(marks[0].label, QStringLiteral("law.pdf"));
    QCOMPARE(marks[0].mimeType(), QStringLiteral("application/pdf"));
}

void TestAttachmentsInWindow::goesWithThePromptThatIsSaved()
{
    pastePicture();
    const QTemporaryDir elsewhere;
    tabs().saveTo(elsewhere.filePath(QStringLiteral("a.prompty")));
    const QString file = findAttachments(m_bench->editor().text())[0].file;
    QVERIFY(QFile::exists(elsewhere.filePath(file)));
    QVERIFY(!tabs().isDirty(tabs().currentIndex()));
}

void TestAttachmentsInWindow::aMissingFileSendsNothing()
{
    const QString file = attachmentFile("%PDF-1.7", QStringLiteral("application/pdf"));
    m_bench->editor().insert(attachmentText(QStringLiteral("law"), file));
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    const auto says = [&] {
        for (const QLabel *label : m_bench->window().findChildren<QLabel *>(QStringLiteral("noticeText")))
            if (label->isVisible() && label->text().contains(file))
                return true;
        return false;
    };
    QTRY_VERIFY(says());
    QCOMPARE(m_bench->server.requests().size(), size_t(0));
}

void TestAttachmentsInWindow::aLaneThatCannotSeeSaysSo()
{
    m_bench->close();
    m_bench->keepLanes({QStringLiteral("local/demo"), QStringLiteral("test/m")});
    m_bench->open();
    QVERIFY(!m_bench->lane(0).info().badge.contains(QStringLiteral("images")));
    pastePicture();
    QVERIFY(m_bench->lane(0).info().badge.contains(QStringLiteral("cannot see images")));
    QVERIFY(m_bench->lane(1).info().badge.isEmpty()); // nobody knows of that one
    QTest::keyClick(&m_bench->editor(), Qt::Key_Backspace);
    QVERIFY(!m_bench->lane(0).info().badge.contains(QStringLiteral("images")));
}

void TestAttachmentsInWindow::aLaneWhoseProtocolTakesNoPdfSaysSo()
{
    m_bench->close();
    m_bench->keepLanes({QStringLiteral("ollama/m"), QStringLiteral("test/m")});
    m_bench->open();
    QVERIFY(m_bench->lane(0).info().badge.isEmpty());
    const QString file = attachmentFile("%PDF-1.7", QStringLiteral("application/pdf"));
    m_bench->editor().insert(attachmentText(QStringLiteral("law"), file));
    QVERIFY(m_bench->lane(0).info().badge.contains(QStringLiteral("cannot read documents")));
    QVERIFY(m_bench->lane(1).info().badge.isEmpty());
}

void TestAttachmentsInWindow::codeIsExplained()
{
    PromptEditor &editor = m_bench->editor();
    editor.reset(QStringLiteral("see:\nreturn {{n}};\n"));
    editor.setSelection(1, 0, 1, 13);
    trigger("explain_code");
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("a tide"));
    QVERIFY2(sent().contains(R"("content":"return {{n}};")"), sent().constData());
    QVERIFY(sent().contains("explain code"));
    QCOMPARE(tabs().count(), 2); // the prompt that was there stays
    QCOMPARE(tabs().variableValues().value(QStringLiteral("selection")), QStringLiteral("return {{n}};"));
}

void TestAttachmentsInWindow::aTaskShowsWhatTheSelectionShows()
{
    m_bench->editor().reset(QStringLiteral("return 1; "));
    pastePicture();
    trigger("explain_code");
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("a tide"));
    QVERIFY2(sent().contains("data:image/png;base64,"), sent().constData());
    QVERIFY(!sent().contains("attachments/"));
    QCOMPARE(tabs().variableValues().value(QStringLiteral("selection")).trimmed(), QStringLiteral("return 1;"));
    QVERIFY(sent().contains("a language that you can tell from it"));
}

void TestAttachmentsInWindow::anEmptyPromptIsNoTask()
{
    m_bench->editor().reset({});
    trigger("generate_code");
    QCOMPARE(tabs().count(), 1);
    QCOMPARE(m_bench->server.requests().size(), size_t(0));
}

QTEST_MAIN(TestAttachmentsInWindow)
#include "tst_attachmentsinwindow.moc"
