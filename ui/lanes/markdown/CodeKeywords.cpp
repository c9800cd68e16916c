// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/markdown/CodeKeywords.h"

namespace triptych {

namespace {

QStringList words(const char *list)
{
    QStringList all = QString::fromLatin1(list).split(QLatin1Char(' '));
    all.sort();
    return all;
}

const QStringList *keywordsOf(const QString &language)
{
    static const QStringList python
        = words("False None True and as assert async await break class continue def del elif else "
                "except finally for from global if import in is lambda nonlocal not or pass raise "
                "return try while with yield");
    static const QStringList braces
        = words("abstract as async await auto bool break case catch char class const constexpr "
                "continue default delete do double else enum export extends extern false final "
                "float fn for func function go if impl implements import in int interface let long "
                "match mut namespace new nil null override package private protected pub public "
                "return self static struct super switch template this throw trait true try type "
                "typedef typename union unsigned use using var virtual void while yield");
    static const QStringList shell
        = words("if then else elif fi for in do done while until case esac function return export local");
    static const QStringList sql
        = words("SELECT FROM WHERE AND OR NOT INSERT INTO VALUES UPDATE SET DELETE CREATE TABLE JOIN "
                "LEFT RIGHT INNER ON GROUP BY ORDER HAVING LIMIT AS DISTINCT UNION NULL");
    static const QStringList pythons {QStringLiteral("python"), QStringLiteral("py"), QStringLiteral("python3")};
    static const QStringList shells {QStringLiteral("sh"), QStringLiteral("bash"), QStringLiteral("zsh"),
                                     QStringLiteral("shell")};
    static const QStringList braced {
        QStringLiteral("c"),          QStringLiteral("cpp"),    QStringLiteral("c++"),  QStringLiteral("h"),
        QStringLiteral("cs"),         QStringLiteral("csharp"), QStringLiteral("java"), QStringLiteral("js"),
        QStringLiteral("javascript"), QStringLiteral("jsx"),    QStringLiteral("ts"),   QStringLiteral("tsx"),
        QStringLiteral("typescript"), QStringLiteral("go"),     QStringLiteral("rust"), QStringLiteral("rs"),
        QStringLiteral("kotlin"),     QStringLiteral("swift"),  QStringLiteral("php"),  QStringLiteral("scala")};
    const QString name = language.toLower();
    if (pythons.contains(name))
        return &python;
    if (shells.contains(name))
        return &shell;
    if (braced.contains(name))
        return &braces;
    return name == QLatin1String("sql") ? &sql : nullptr;
}

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char('_');
}

} // namespace

CodeKeywords::CodeKeywords(const QString &language) : m_words(keywordsOf(language))
{
    const bool isSql = language.compare(QLatin1String("sql"), Qt::CaseInsensitive) == 0;
    const bool isBraced = m_words && m_words->contains(QStringLiteral("namespace"));
    m_comment = isSql ? QStringLiteral("--") : isBraced ? QStringLiteral("//") : QStringLiteral("#");
}

int CodeKeywords::afterOpenString(QStringView line, int at)
{
    const qsizetype close = line.indexOf(m_open, at);
    if (close < 0)
        return int(line.size());
    const qsizetype end = close + m_open.size();
    m_open.clear();
    return int(end);
}

int CodeKeywords::afterString(QStringView line, int at)
{
    const QChar quote = line[at];
    const QString triple(3, quote);
    if (line.sliced(at).startsWith(triple)) {
        m_open = triple;
        return afterOpenString(line, at + 3);
    }
    for (qsizetype i = at + 1; i < line.size(); ++i) {
        if (line[i] == QLatin1Char('\\'))
            ++i;
        else if (line[i] == quote)
            return int(i) + 1;
    }
    return at + 1; // an apostrophe, or a string that goes on
}

void CodeKeywords::mark(QStringView line, int at, std::vector<StyleRun> &runs)
{
    if (!m_words)
        return;
    int i = m_open.isEmpty() ? 0 : afterOpenString(line, 0);
    while (i < line.size()) {
        const QChar c = line[i];
        if (line.sliced(i).startsWith(m_comment))
            return;
        if (c == QLatin1Char('"') || c == QLatin1Char('\'')) {
            i = afterString(line, i);
        } else if (isWord(c)) {
            const int start = i;
            while (i < line.size() && isWord(line[i]))
                ++i;
            if (i - start <= 12 && m_words->contains(line.sliced(start, i - start)))
                runs.push_back({at + start, i - start, BoldStyle, -1});
        } else {
            ++i;
        }
    }
}

} // namespace triptych
