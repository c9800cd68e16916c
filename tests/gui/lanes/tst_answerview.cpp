// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/answer/AnswerView.h"
#include "ui/shell/Theme.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace triptych;

namespace {

const QString document = QStringLiteral(
    "# Title\n\nSome **bold** text and `code`.\n\n```python\nx = 1\nif x:\n    y = 2\n```\n\n- one\n- two\n");

QString lines(int count)
{
    QString text;
    for (int i = 0; i < count; ++i)
        text += QStringLiteral("line %1\n").arg(i);
    return text;
}

} // namespace

/// An answer under a person's hands: views, copying, following, links, and documents that mean harm.
class TestAnswerView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void copiesTheSourceOfEverything_data();
    void copiesTheSourceOfEverything();
    void copiesTheSourceOfASelection();
    void selectsByMouse();
    void selectsByKeyboard();
    void followsUntilThePersonScrolls();
    void keepsItsPlaceWhenTheViewChanges();
    void showsSourceUntilTheParserIsDone();
    void rendersWhileItGrows();
    void codeBlockCopiesItsCode();
    void codeAndLinksAreReachedByKeyboard();
    void codeAndLinksAreReadAndPressed();
    void linkClickOnlyAsks();
    void aTableTooWideScrollsInsteadOfBreakingWords();
    void bareCodeIsACodeBlock();
    void readsAloud();
    void staysAliveWithHostileDocuments_data();
    void staysAliveWithHostileDocuments();

private:
    void showRendered(const QString &source);
    QPoint pointOf(const QString &shown, int offset = 0);

    Theme m_theme;
    std::unique_ptr<AnswerView> m_view;
};

void TestAnswerView::init()
{
    // Tooltips ask for what the offscreen platform cannot do.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    m_view = std::make_unique<AnswerView>(m_theme, AnswerView::Look::Answer);
    m_view->resize(480, 300);
    m_view->show();
}

void TestAnswerView::cleanup()
{
    m_view.reset();
}

void TestAnswerView::showRendered(const QString &source)
{
    m_view->setMode(AnswerView::Mode::Rendered);
    m_view->setSource(source);
    QTRY_VERIFY(m_view->isRenderedShown());
    QTRY_VERIFY(m_view->isLaidOut());
}

/// Where a shown text stands in the viewport.
QPoint TestAnswerView::pointOf(const QString &shown, int offset)
{
    auto &flow = const_cast<AnswerFlow &>(m_view->flow());
    for (int block = 0; block < int(flow.blocks().size()); ++block) {
        const auto &pieces = flow.blocks()[std::size_t(block)].pieces;
        for (int piece = 0; piece < int(pieces.size()); ++piece) {
            const auto at = pieces[std::size_t(piece)].text.indexOf(shown);
            if (at >= 0) {
                const QRectF rect = flow.cursorRect(block, piece, int(at) + offset);
                return (rect.center() + QPointF(16, 8 - m_view->verticalScrollBar()->value())).toPoint();
            }
        }
    }
    return {-1, -1};
}

void TestAnswerView::copiesTheSourceOfEverything_data()
{
    QTest::addColumn<QString>("source");
    QTest::newRow("document") << document;
    QTest::newRow("blank ends") << QStringLiteral("\n\n  a\t\r\nb\n\n\n");
    QTest::newRow("formulas") << QStringLiteral("$a_b$ \\(c\\) **好。**的 &amp; 😀");
}

void TestAnswerView::copiesTheSourceOfEverything()
{
    QFETCH(const QString, source);
    for (const auto mode : {AnswerView::Mode::Source, AnswerView::Mode::Rendered}) {
        m_view->setMode(mode);
        m_view->setSource(source);
        QTRY_COMPARE(m_view->isRenderedShown(), mode == AnswerView::Mode::Rendered);
        m_view->setFocus();
        QTest::keySequence(m_view.get(), QKeySequence::SelectAll);
        QTest::keySequence(m_view.get(), QKeySequence::Copy);
        QCOMPARE(QApplication::clipboard()->text(), source);
    }
}

void TestAnswerView::copiesTheSourceOfASelection()
{
    showRendered(document);
    // From within the paragraph: marks in between come along.
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, pointOf(QStringLiteral("Some")));
    QTest::mouseMove(m_view->viewport(), pointOf(QStringLiteral(" text")));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, pointOf(QStringLiteral(" text")));
    QCOMPARE(m_view->selectedSource(), QStringLiteral("Some **bold"));
    // Whole blocks bring their markers and fences.
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, pointOf(QStringLiteral("x = 1")));
    QTest::mouseMove(m_view->viewport(), pointOf(QStringLiteral("two"), 3) + QPoint(40, 0));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, pointOf(QStringLiteral("two"), 3) + QPoint(40, 0));
    QCOMPARE(m_view->selectedSource(), QStringLiteral("```python\nx = 1\nif x:\n    y = 2\n```\n\n- one\n- two"));
}

void TestAnswerView::selectsByMouse()
{
    showRendered(document);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, pointOf(QStringLiteral("bold"), 1));
    QCOMPARE(m_view->selectedSource(), QStringLiteral("bold"));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, pointOf(QStringLiteral("Title")));
    QVERIFY(m_view->selectedSource().isEmpty());
}

void TestAnswerView::selectsByKeyboard()
{
    m_view->setSource(QStringLiteral("one two\nthree"));
    m_view->setFocus();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, pointOf(QStringLiteral("one")));
    QTest::keySequence(m_view.get(), QKeySequence::SelectNextChar);
    QTest::keySequence(m_view.get(), QKeySequence::SelectNextChar);
    QCOMPARE(m_view->selectedSource(), QStringLiteral("on"));
    QTest::keySequence(m_view.get(), QKeySequence::SelectEndOfLine);
    QCOMPARE(m_view->selectedSource(), QStringLiteral("one two"));
    QTest::keySequence(m_view.get(), QKeySequence::SelectEndOfDocument);
    QCOMPARE(m_view->selectedSource(), QStringLiteral("one two\nthree"));
    QTest::keySequence(m_view.get(), QKeySequence::SelectStartOfDocument);
    QVERIFY(m_view->selectedSource().isEmpty());
}

void TestAnswerView::followsUntilThePersonScrolls()
{
    QScrollBar *bar = m_view->verticalScrollBar();
    auto *button = m_view->findChild<QAbstractButton *>(QStringLiteral("follow"));
    m_view->setWriting(true);
    m_view->append(lines(100));
    QVERIFY(bar->maximum() > 0);
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(!button->isVisible());

    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    const int place = bar->value();
    QVERIFY(place < bar->maximum());
    m_view->append(lines(100));
    QCOMPARE(bar->value(), place);
    QVERIFY(button->isVisible());

    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(bar->value(), bar->maximum());
    m_view->append(lines(10));
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(!button->isVisible());
}

void TestAnswerView::keepsItsPlaceWhenTheViewChanges()
{
    QString source;
    for (int i = 0; i < 300; ++i)
        source += QStringLiteral("Paragraph %1 says **little**.\n\n").arg(i);
    m_view->setSource(source);
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 2);
    const auto topSource = [this] {
        const AnswerFlow &flow = m_view->flow();
        return flow.blocks()[std::size_t(flow.blockAt(m_view->verticalScrollBar()->value()))].source.start;
    };
    const int before = topSource();
    m_view->setMode(AnswerView::Mode::Rendered);
    QTRY_VERIFY(m_view->isRenderedShown() && m_view->isLaidOut());
    QVERIFY2(qAbs(topSource() - before) < 200, qPrintable(QStringLiteral("%1 %2").arg(before).arg(topSource())));
}

void TestAnswerView::showsSourceUntilTheParserIsDone()
{
    m_view->setMode(AnswerView::Mode::Rendered);
    m_view->setSource(document);
    QVERIFY(!m_view->isRenderedShown());
    QVERIFY(!m_view->flow().blocks().empty()); // never blank meanwhile
    QTRY_VERIFY(m_view->isRenderedShown());
    m_view->setMode(AnswerView::Mode::Source);
    QVERIFY(!m_view->isRenderedShown());
    QCOMPARE(m_view->flow().blocks().front().pieces.front().text, QStringLiteral("# Title"));
}

void TestAnswerView::rendersWhileItGrows()
{
    m_view->setMode(AnswerView::Mode::Rendered);
    m_view->setWriting(true);
    const auto grow = [this](qsizetype from, qsizetype to) {
        for (qsizetype i = from; i < to; i += 7)
            m_view->append(document.mid(i, qMin<qsizetype>(7, to - i)));
    };
    const auto last = [this] { return m_view->flow().blocks().back().pieces.front().text; };
    const qsizetype middle = document.indexOf(QStringLiteral("    y = 2"));
    grow(0, middle);
    // While its end is still to come.
    QTRY_VERIFY(m_view->isRenderedShown() && last().startsWith(QLatin1String("x = 1")));
    grow(middle, document.size());
    QTRY_COMPARE(last(), QStringLiteral("two"));
    QCOMPARE(m_view->flow().blocks().size(), std::size_t(5));
    QCOMPARE(m_view->source(), document);
}

void TestAnswerView::codeBlockCopiesItsCode()
{
    showRendered(document);
    const AnswerFlow &flow = m_view->flow();
    const QRectF box = flow.copyBox(2);
    QVERIFY(!box.isEmpty());
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {},
                      (box.center() + QPointF(16, 8 - m_view->verticalScrollBar()->value())).toPoint());
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("x = 1\nif x:\n    y = 2"));
}

void TestAnswerView::codeAndLinksAreReachedByKeyboard()
{
    showRendered(
        QStringLiteral("Read [this](https://example.org/a?b=1&c=2).\n\n```\none\n```\n\ntext\n\n```\ntwo\n```\n"));
    m_view->copyCode();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("one"));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, pointOf(QStringLiteral("two"), 1));
    m_view->copyCode();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("two"));

    QSignalSpy asked(m_view.get(), &AnswerView::linkActivated);
    QContextMenuEvent byKey(QContextMenuEvent::Keyboard, m_view->rect().center(), QPoint());
    QApplication::sendEvent(m_view->viewport(), &byKey);
    auto *menu = m_view->findChild<QMenu *>(QStringLiteral("answerMenu"));
    QVERIFY(menu);
    QStringList entries;
    for (QAction *action : menu->actions()) {
        entries.append(action->text());
        if (action->text().startsWith(QLatin1String("Open link")))
            action->trigger();
    }
    QVERIFY(entries.contains(QStringLiteral("Copy this code")));
    QVERIFY(entries.contains(QStringLiteral("Open link: https://example.org/a?b=1&&c=2")));
    QCOMPARE(asked.count(), 1);
    menu->close();
}

void TestAnswerView::codeAndLinksAreReadAndPressed()
{
    showRendered(QStringLiteral("Read [this **page**](https://example.org/a).\n\n```python\none\n```\n"));
    QAccessibleInterface *answer = QAccessible::queryAccessibleInterface(m_view.get());
    QAccessibleInterface *link = nullptr;
    QAccessibleInterface *code = nullptr;
    for (int i = 0; i < answer->childCount(); ++i) {
        QAccessibleInterface *child = answer->child(i);
        link = child->role() == QAccessible::Link ? child : link;
        code = child->role() == QAccessible::Button && child->parent() == answer ? child : code;
    }
    QVERIFY(link && code);
    QCOMPARE(link->text(QAccessible::Name), QStringLiteral("this page"));
    QCOMPARE(code->text(QAccessible::Name), QStringLiteral("Copy this code (python)"));
    QVERIFY(!link->rect().isEmpty() && !code->rect().isEmpty());
    QCOMPARE(answer->child(answer->indexOfChild(code)), code);
    QSignalSpy asked(m_view.get(), &AnswerView::linkActivated);
    link->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(asked.count(), 1);
    code->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("one"));
    m_view->setSource(QStringLiteral("nothing to press"));
    QTRY_VERIFY(m_view->isRenderedShown());
    QVERIFY(m_view->targets().empty());
    QCOMPARE(answer->child(answer->childCount()), nullptr);
}

void TestAnswerView::linkClickOnlyAsks()
{
    showRendered(QStringLiteral("go [here](https://example.org/a?b=1) or [there](file:///etc/passwd)"));
    QSignalSpy asked(m_view.get(), &AnswerView::linkActivated);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, pointOf(QStringLiteral("here"), 2));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.front().front().toUrl(), QUrl(QStringLiteral("https://example.org/a?b=1")));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, pointOf(QStringLiteral("there"), 2));
    QCOMPARE(asked.count(), 1);
}

void TestAnswerView::aTableTooWideScrollsInsteadOfBreakingWords()
{
    m_view->resize(300, 300);
    showRendered(QStringLiteral("| name | description | consequence | recommendation |\n|---|---|---|---|\n"
                                "| an apple | something edible | satisfaction | encouragement |\n"));
    QVERIFY(m_view->flow().canScroll(0));
    const qreal line = m_view->flow().style().base.line;
    QVERIFY(m_view->flow().top(1) - m_view->flow().top(0) < 2 * line); // one line of words that stay whole
}

void TestAnswerView::bareCodeIsACodeBlock()
{
    m_view->setBareCode(true, QStringLiteral("python"));
    showRendered(QStringLiteral("def f(n):\n    return n\n"));
    QCOMPARE(m_view->flow().blocks().size(), std::size_t(1));
    QCOMPARE(m_view->flow().blocks().front().kind, AnswerBlock::Code);
}

void TestAnswerView::readsAloud()
{
    m_view->setAccessibleName(QStringLiteral("Answer of local/demo"));
    m_view->setSource(document);
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(accessible);
    QCOMPARE(accessible->role(), QAccessible::Document);
    QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Answer of local/demo"));
    QCOMPARE(accessible->text(QAccessible::Value), document);
}

void TestAnswerView::staysAliveWithHostileDocuments_data()
{
    QTest::addColumn<QString>("source");
    QTest::newRow("1 MB in one line") << QStringLiteral("word ").repeated(200'000);
    QTest::newRow("1 MB without a space") << QString(1'000'000, QLatin1Char('x'));
    QTest::newRow("quotes in quotes") << QStringLiteral("> ").repeated(5000) + QStringLiteral("x");
    QTest::newRow("5000 lines and a wide table") << lines(5000) + QStringLiteral("\n|")
            + QStringLiteral("head|").repeated(40) + QStringLiteral("\n|") + QStringLiteral("-|").repeated(40)
            + (QStringLiteral("\n|") + QStringLiteral("a cell|").repeated(40)).repeated(300);
    QTest::newRow("code of 5000 wide lines") << QStringLiteral("```\n")
            + (QString(400, QLatin1Char('c')) + QLatin1Char('\n')).repeated(5000) + QStringLiteral("```");
}

/// A timer beside the view must keep ticking: no step may hold the thread for long.
void TestAnswerView::staysAliveWithHostileDocuments()
{
    QFETCH(const QString, source);
    qint64 longest = 0;
    QElapsedTimer since;
    QTimer beside;
    connect(&beside, &QTimer::timeout, this, [&] { longest = qMax(longest, since.restart()); });
    beside.start(1);
    m_view->setSource(source);
    m_view->setMode(AnswerView::Mode::Rendered);
    since.start();
    QTRY_VERIFY_WITH_TIMEOUT(m_view->isRenderedShown() && m_view->isLaidOut(), 60'000);
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 2);
    m_view->grab();
    QVERIFY2(longest < 1000,
             qPrintable(QString::number(longest))); // far above a slice: a structural freeze, not a slow machine
    qInfo("longest step %lld ms", longest);
}

QTEST_MAIN(TestAnswerView)
#include "tst_answerview.moc"
