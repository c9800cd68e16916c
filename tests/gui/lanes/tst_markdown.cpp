// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/markdown/MarkdownReader.h"

#include <QTest>

using namespace triptych;

namespace {

/// One line a block: kind, containers, marker, and its text with styles as marks: *italic* **bold** `code` ~strike~
/// [link].
QString marked(const TextPiece &piece)
{
    QString out;
    int at = 0;
    for (const StyleRun &run : piece.runs) {
        out += piece.text.mid(at, run.start - at);
        QString mark;
        if (run.style & BoldStyle)
            mark += QLatin1Char('B');
        if (run.style & ItalicStyle)
            mark += QLatin1Char('I');
        if (run.style & StrikeStyle)
            mark += QLatin1Char('S');
        if (run.style & CodeStyle)
            mark += QLatin1Char('C');
        if (run.style & LinkStyle)
            mark += QLatin1Char('L');
        if (run.style & DimStyle)
            mark += QLatin1Char('D');
        out += QStringLiteral("<%1:%2>").arg(mark, piece.text.mid(run.start, run.length));
        at = run.start + run.length;
    }
    out += piece.text.mid(at);
    return out.replace(QChar(QChar::LineSeparator), QLatin1Char('/'));
}

QString summary(const MarkdownDocument &document)
{
    QStringList lines;
    for (const AnswerBlock &block : document.blocks) {
        static const char *const kinds[] = {"p", "h", "code", "row", "rule", "source"};
        QString line = QLatin1String(kinds[block.kind]);
        if (block.level)
            line += QString::number(block.level);
        for (const auto container : block.containers)
            line += container == AnswerBlock::Quote ? QStringLiteral(">") : QStringLiteral("-");
        if (!block.marker.isEmpty())
            line += QLatin1Char('(') + block.marker + QLatin1Char(')');
        if (!block.language.isEmpty())
            line += QLatin1Char('{') + block.language + QLatin1Char('}');
        QStringList cells;
        for (const TextPiece &piece : block.pieces)
            cells.append(marked(piece));
        lines.append(line + QLatin1Char(' ') + cells.join(QStringLiteral(" | ")));
    }
    return lines.join(QLatin1Char('\n'));
}

/// Every shown character that maps one to one must equal its source.
bool mapsBack(const MarkdownDocument &document, const QString &source)
{
    for (const AnswerBlock &block : document.blocks) {
        for (const TextPiece &piece : block.pieces) {
            for (const SourceSegment &segment : piece.segments) {
                if (segment.length != segment.sourceLength)
                    continue;
                QString shown = piece.text.mid(segment.shown, segment.length);
                shown.replace(QChar(QChar::LineSeparator), QLatin1Char('\n'));
                QString there = source.mid(segment.source, segment.sourceLength);
                if (there == QLatin1String("\n") && shown == QLatin1String(" "))
                    continue; // a joined line end
                if (shown != there && !(there.contains(QLatin1Char('\n')) && there.simplified() == shown.simplified()))
                    return false;
            }
        }
    }
    return true;
}

} // namespace

/// Markdown as block values: what is shown, how, and where it came from.
class TestMarkdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void linksAreOnlyOfTheWeb();
    void extentsHoldMarkersAndFences();
    void bareCodeIsOneBlock();
    void longThingsComeInPieces_data();
    void longThingsComeInPieces();
    void hostileInputEnds_data();
    void hostileInputEnds();
    void stopsWhenCancelled();
};

void TestMarkdown::reads_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *source, const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(source) << QString::fromUtf8(expected);
    };
    row("nothing", "", "");
    row("paragraph joins lines", "one\ntwo", "p one two");
    row("Han lines join without a space", "你好\n世界", "p 你好世界");
    row("hard break", "one  \ntwo", "p one/two");
    row("heading", "## A *b*", "h2 A <I:b>");
    row("emphasis", "a **b** *c* ***d*** ~~e~~", "p a <B:b> <I:c> <BI:d> <S:e>");
    row("inline code", "call `f(x)` now", "p call <C:f(x)> now");
    row("tight list", "- a\n- b", "p-(•) a\np-(•) b");
    row("nested list", "1. a\n   - b\n2. c", "p-(1.) a\np--(•) b\np-(2.) c");
    row("task list", "- [x] done\n- [ ] open", "p-(☑) done\np-(☐) open");
    row("empty item", "-\n- b", "p-(•) \np-(•) b");
    row("quote", "> a\n> b\n>\n> > c", "p> a b\np>> c");
    row("fence", "```python\nif a:\n    b\n```", "code{python} <B:if> a:/    b");
    row("fence without end", "```\nabc", "code abc");
    row("empty fence", "```\n```\nx", "code \np x");
    row("fence with empty lines", "```\n\na\n\n```", "code /a/");
    row("code in a list", "- x\n\n  ```\n  a\n   b\n  ```", "p-(•) x\ncode- a/ b");
    row("keywords not in strings", "```py\nx = \"if not\" # for\n```", "code{py} x = \"if not\" # for");
    row("keywords not in docstrings", "```py\n\"\"\"if\nnot\"\"\"\nnot x\n```",
        "code{py} \"\"\"if/not\"\"\"/<B:not> x");
    row("rule", "a\n\n---\n\nb", "p a\nrule \np b");
    row("table", "| a | b |\n|---|--:|\n| `1` | **2** |", "row a | b\nrow <C:1> | <B:2>");
    row("entity", "a &amp; b &#8594; &nosuch;", "p a & b → &nosuch;");
    row("HTML is text", "a <b>c</b> <script>x</script>", "p a <b>c</b> <script>x</script>");
    row("HTML block is text", "<div>\nx\n</div>", "p <div> x </div>");
    row("link", "see [here](https://a.org/b)", "p see <L:here>");
    row("bare link", "see https://a.org/b now", "p see <L:https://a.org/b> now");
    row("image is words", "![a cat](https://a.org/c.png)", "p <D:a cat (><LD:https://a.org/c.png><D:)>");
    row("bold that ends in Han punctuation", "**你好。**世界", "p <B:你好。>世界");
    row("bold that begins with Han punctuation", "世界**“你好”**世界", "p 世界<B:“你好”>世界");
    row("bold that ends in ASCII punctuation", "**注意:**这里", "p <B:注意:>这里");
    row("bold code beside Han", "调用**`f()`**即可", "p 调用<BC:f()>即可");
    row("two bolds in a row", "**一。**二**三。**四", "p <B:一。>二<B:三。>四");
    row("Latin after bold", "**注意：**API 调用", "p <B:注意：>API 调用");
    row("digit after bold", "**步骤：**3", "p <B:步骤：>3");
    row("parenthesis before Latin", "**参数（必填）**id", "p <B:参数（必填）>id");
    row("parenthesis on both sides", "API**（旧）**v2", "p API<B:（旧）>v2");
    row("digits on both sides", "1**《二》**3", "p 1<B:《二》>3");
    row("a sign after bold", "**注意：**✅ 好", "p <B:注意：>✅ 好");
    row("link after bold", "**来源：**https://a.org/b", "p <B:来源：><L:https://a.org/b>");
    row("link text before bold", "https://a.org/b **“x”**y", "p <L:https://a.org/b> <B:“x”>y");
    row("punctuation after bold", "**API**。**注意：**（x）", "p <B:API>。<B:注意：>（x）");
    row("ASCII punctuation before Latin stays", "**Note:**text", "p **Note:**text");
    row("stars of a product stay", "2 ** 3 和 宽*（长+高）*深", "p 2 ** 3 和 宽*（长+高）*深");
    row("rare Han after bold", "**好。**𠀀", "p <B:好。>𠀀");
    row("formula in dollars", "so $a_1 * b_2 * c$ holds", "p so $a_1 * b_2 * c$ holds");
    row("formula in parentheses", "so \\(a_1 \\* b_2\\) holds", "p so \\(a_1 \\* b_2\\) holds");
    row("display formula keeps lines", "$$\nx_1\n- y\n$$", "p $$/x_1/- y/$$");
    row("bracket formula", "\\[ \\frac{a}{b} \\]", "p \\[ \\frac{a}{b} \\]");
    row("formula in a cell", "| a |\n|---|\n| $|x|$ |", "row a\nrow $|x|$");
    row("bold around a formula", "**是$x_1$**的", "p <B:是$x_1$>的");
    row("prices are no formulas", "from $5 *or* more to $6", "p from $5 <I:or> more to $6");
    row("dollars in code", "`$a` and *b* `c$`", "p <C:$a> and <I:b> <C:c$>");
    row("formula marks in a fence", "```\n$a_b$ **x。**世\n```", "code $a_b$ **x。**世");
    row("escapes", "\\*a\\* \\# b", "p *a* # b");
    row("surrogates", "😀 **😀** x", "p 😀 <B:😀> x");
}

void TestMarkdown::reads()
{
    QFETCH(const QString, source);
    QFETCH(const QString, expected);
    const MarkdownDocument document = readMarkdown(source);
    QCOMPARE(summary(document), expected);
    QVERIFY(mapsBack(document, source));
}

void TestMarkdown::linksAreOnlyOfTheWeb()
{
    const MarkdownDocument document
        = readMarkdown(QStringLiteral("[a](https://a.org/?x=1&amp;y=$b$) [b](file:///etc/passwd) "
                                      "[c](javascript:alert(1)) [d](HTTP://B.org) [e](x) [f](data:text/html,x)"));
    QCOMPARE(document.links.size(), 2);
    QCOMPARE(document.links.last(), QStringLiteral("HTTP://B.org"));
}

void TestMarkdown::extentsHoldMarkersAndFences()
{
    const QString source = QStringLiteral("# Title\n\n- **one**\n- two\n\n```c\nx\n```\n\n> quote\n");
    const MarkdownDocument document = readMarkdown(source);
    QStringList extents;
    int end = 0;
    for (const AnswerBlock &block : document.blocks) {
        QVERIFY(block.source.start >= end);
        end = block.source.end;
        extents.append(source.mid(block.source.start, block.source.end - block.source.start));
    }
    const QStringList expected {QStringLiteral("# Title"), QStringLiteral("- **one**"), QStringLiteral("- two"),
                                QStringLiteral("```c\nx\n```"), QStringLiteral("> quote")};
    QCOMPARE(extents, expected);
}

void TestMarkdown::bareCodeIsOneBlock()
{
    const QString source = QStringLiteral("def f(n):\n    return n\n");
    const MarkdownDocument document = readAsCode(source, QStringLiteral("python"));
    QCOMPARE(summary(document), QStringLiteral("code{python} <B:def> f(n):/    <B:return> n"));
    QVERIFY(mapsBack(document, source));
}

void TestMarkdown::longThingsComeInPieces_data()
{
    QTest::addColumn<QString>("source");
    QTest::newRow("one line of 1 MB") << QString(1'000'000, QLatin1Char('x'));
    QTest::newRow("words of 1 MB") << QStringLiteral("word ").repeated(200'000);
    QTest::newRow("Han of 1 MB") << QStringLiteral("文字").repeated(150'000);
    QTest::newRow("surrogates") << QStringLiteral("x") + QStringLiteral("😀").repeated(20'000);
    QTest::newRow("code of 5000 lines") << QStringLiteral("```\n") + QStringLiteral("some code\n").repeated(5000)
            + QStringLiteral("```");
    QTest::newRow("code in one line") << QStringLiteral("```\n") + QString(300'000, QLatin1Char('y'))
            + QStringLiteral("\n```");
    QTest::newRow("a cell of 1 MB") << QStringLiteral("| a |\n|---|\n| ") + QString(1'000'000, QLatin1Char('z'))
            + QStringLiteral(" |");
}

void TestMarkdown::longThingsComeInPieces()
{
    QFETCH(const QString, source);
    const MarkdownDocument document = readMarkdown(source);
    for (const AnswerBlock &block : document.blocks) {
        QVERIFY(block.shownLength() <= AnswerBlock::maxCharacters + 1);
        for (const TextPiece &piece : block.pieces) {
            QVERIFY(piece.text.count(QChar(QChar::LineSeparator)) <= AnswerBlock::maxLines);
            QVERIFY(piece.text.isEmpty() || !piece.text.front().isLowSurrogate());
        }
    }
    QVERIFY(mapsBack(document, source));
}

void TestMarkdown::hostileInputEnds_data()
{
    QTest::addColumn<QString>("source");
    const auto repeated = [](const char *text, int times) { return QString::fromUtf8(text).repeated(times); };
    QTest::newRow("quotes") << repeated("> ", 20'000);
    QTest::newRow("lists") << repeated("- ", 2'000);
    QTest::newRow("brackets") << repeated("[", 50'000);
    QTest::newRow("stars") << repeated("*a ", 50'000);
    QTest::newRow("backticks") << repeated("`a``b", 50'000);
    QTest::newRow("dollars") << repeated("$a ", 50'000);
    QTest::newRow("open formulas") << repeated("\\(", 50'000);
    QTest::newRow("many columns") << repeated("|a", 5'000) + QLatin1Char('\n') + repeated("|-", 5'000)
            + repeated("\n|x", 5'000);
    QTest::newRow("nothing but nul") << QString(1000, QChar(0));
    QTest::newRow("lone surrogates") << QString(1000, QChar(0xd800)) + QStringLiteral(" **x**");
    QTest::newRow("covers") << QString(1000, QChar(0x1a)) + QStringLiteral("[x](http://a/\x1a)");
}

void TestMarkdown::hostileInputEnds()
{
    QFETCH(const QString, source);
    const MarkdownDocument document = readMarkdown(source);
    for (const AnswerBlock &block : document.blocks) {
        QVERIFY(int(block.containers.size()) <= AnswerBlock::maxDepth);
        QVERIFY(block.pieces.size() <= 64);
        QVERIFY(block.source.end <= source.size());
    }
}

void TestMarkdown::stopsWhenCancelled()
{
    int asked = 0;
    const MarkdownDocument document
        = readMarkdown(QStringLiteral("a\n\n").repeated(1000), [&asked] { return ++asked > 10; });
    QVERIFY(asked < 20);
    QVERIFY(!document.blocks.empty()); // what is left is shown as it is
}

QTEST_GUILESS_MAIN(TestMarkdown)
#include "tst_markdown.moc"
